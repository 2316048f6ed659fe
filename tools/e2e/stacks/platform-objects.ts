import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import type { Environment } from "../../../stacks/environment";
import type { JsonObject } from "../../validate/src/stack-json";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { valueAt } from "../src/in-cluster";
import { nameIn } from "./container-runs";
import { accountAnnotations } from "./platform-charts";
import { rightsOf } from "./role-rights";

/** Namespaces, service accounts and Ingresses. */
export async function objectChecks({ inCluster }: Aws, environment: Environment): Promise<Check[]> {
  const { namespaces, identities = {}, ingresses = {}, fargateLogging } = environment.platform;
  const own = namespaces.map((name) => [name, { "pod-security.kubernetes.io/enforce": "baseline" }]);
  const logging = fargateLogging === undefined ? [] : [["aws-observability", { "aws-observability": "enabled" }]];
  const accounts = Object.entries(identities).map(([account, { namespace }]) => [`${namespace}/${account}`, accountAnnotations(environment, account)]);
  return [
    equal("namespaces, with their labels", metadataOf(inCluster.objects("kubernetes_namespace_v1"), "labels"), Object.fromEntries([...own, ...logging])),
    equal("service accounts, with their annotations", metadataOf(inCluster.objects("kubernetes_service_account_v1"), "annotations"), Object.fromEntries(accounts)),
    equal("names of the Ingresses", [...inCluster.objects("kubernetes_ingress_v1").keys()], Object.entries(ingresses).map(([name, { namespace }]) => `${namespace}/${name}`)),
    ...shopChecks(inCluster.objects("kubernetes_ingress_v1").get("shop/shop"), environment),
  ];
}

function metadataOf(objects: ReadonlyMap<string, JsonObject>, part: "annotations" | "labels"): Record<string, unknown> {
  return Object.fromEntries([...objects].map(([name, object]) => [name, valueAt(object, "metadata", 0, part) ?? {}]));
}

function shopChecks(ingress: JsonObject | undefined, { platform: { ingresses = {} } }: Environment): Check[] {
  const { shop } = ingresses;
  if (shop === undefined) return [];
  const { loadBalancer = {}, listeners, targets, rules } = shop;
  const { scheme = "internal", webAcl } = loadBalancer;
  const certificates = listeners?.certificateArns ?? [];
  const isPublic = scheme === "internet-facing";
  const prefix = (name: string): string => `alb.ingress.kubernetes.io/${name}`;
  const tls = { "certificate-arn": certificates.join(","), "ssl-policy": "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", "ssl-redirect": "443" };
  const interval = targets?.healthCheck?.intervalSeconds;
  const annotations: Record<string, unknown> = {
    "healthcheck-path": "/health",
    "listen-ports": JSON.stringify(certificates.length === 0 ? [{ HTTP: 80 }] : [{ HTTP: 80 }, { HTTPS: 443 }]),
    "load-balancer-attributes": `${isPublic ? "deletion_protection.enabled=false," : ""}routing.http.drop_invalid_header_fields.enabled=true`,
    scheme,
    "target-type": "ip",
    ...(certificates.length === 0 ? {} : tls),
    ...(interval === undefined ? {} : { "healthcheck-interval-seconds": String(interval) }),
    ...(typeof webAcl === "object" && "arn" in webAcl ? { "wafv2-acl-arn": webAcl.arn } : {}),
  };
  const wanted = rules?.map(({ host, paths }) => [host, paths?.map(({ path, backend }) => [path, "Prefix", backend])]);
  return [
    equal("annotations of the Ingress", sorted(valueAt(ingress, "metadata", 0, "annotations")), sorted(Object.fromEntries(Object.entries(annotations).map(([name, value]) => [prefix(name), value])))),
    equal("class of the Ingress", [valueAt(ingress, "spec", 0, "ingress_class_name"), ingress?.wait_for_load_balancer], ["alb", true]),
    equal("rules of the Ingress", rulesOf(ingress), wanted),
  ];
}

function sorted(object: unknown): unknown[] {
  return Object.entries(Object(object)).toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function rulesOf(ingress: JsonObject | undefined): unknown {
  const rules = valueAt(ingress, "spec", 0, "rule");
  if (!Array.isArray(rules)) return rules;
  return rules.map((rule) => {
    const paths = valueAt(rule, "http", 0, "path");
    const shown = Array.isArray(paths) ? paths.map((path) => [valueAt(path, "path"), valueAt(path, "path_type"), backendOf(valueAt(path, "backend", 0, "service", 0))]) : paths;
    return [valueAt(rule, "host") ?? undefined, shown];
  });
}

function backendOf(service: ReturnType<typeof valueAt>): unknown {
  return { service: valueAt(service, "name"), port: valueAt(service, "port", 0, "number") };
}

/** Logs of pods on Fargate: the ConfigMap by which AWS configures its router, its log group, and one right of each role. */
export async function fargateLoggingChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const maps = aws.inCluster.objects("kubernetes_config_map_v1");
  const output = environment.platform.fargateLogging?.outputs?.all;
  if (output?.to !== "cloudwatch" || !("retentionDays" in output.logGroup)) return [equal("ConfigMaps", [...maps.keys()], [])];
  const { name, retentionDays } = output.logGroup;
  const { logGroups = [] } = await aws.logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }));
  const { own } = await rightsOf(aws, nameIn(environment, "apps-fargate"));
  const arn = `arn:aws:logs:${environment.region}:${environment.account}:log-group:${name}`;
  const lines = ["Name cloudwatch_logs", "Match *", `region ${environment.region}`, `log_group_name ${name}`, "log_stream_prefix fargate-"];
  return [
    equal("ConfigMaps", [...maps.keys()], ["aws-observability/aws-logging"]),
    equal("what the ConfigMap says", maps.get("aws-observability/aws-logging")?.data, {
      flb_log_cw: "false",
      "output.conf": `[OUTPUT]\n${lines.map((line) => `    ${line}\n`).join("")}`,
    }),
    equal("retention of the logs of pods", logGroups.map((group) => [group.logGroupName, group.retentionInDays]), [[name, retentionDays]]),
    equal("rights to write them", own["fargate-logging"], [
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: [arn, `${arn}:*`] },
    ]),
  ];
}

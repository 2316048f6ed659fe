import type { ClusterRef } from "@terrace/core";
import { computeOf } from "./compute";
import type { HelmChart } from "./helm-props";
import { imageAt, registriesOf, type ChartOptions } from "./chart-images";
import { allow, type Statement } from "./iam";
import { pages } from "./limits";
import { partitionOf } from "./partition";
import { mergeValues, type HelmValues } from "./values-text";

/** A port beside the kubelet's, which pods on Fargate share their address with. */
const portBesideKubelet = 10260;

/** What external-dns is made from. */
export interface ExternalDnsOptions extends ChartOptions {
  /** ARNs of the hosted zones that it may change. */
  readonly zoneArns: readonly string[];
  /** Domains that it looks after, such as `shop.example.com`. */
  readonly domainFilters: readonly string[];
  /** Who the records belong to: unique for each cluster, or two take each other's records away. */
  readonly txtOwnerId: string;
  /**
   * `sync` deletes records whose Ingress is gone; `upsert-only` never deletes.
   *
   * @default "upsert-only"
   */
  readonly policy?: "sync" | "upsert-only";
}

/**
 * external-dns: records of Route 53 for Ingresses and Services.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/
 */
export function externalDns(cluster: ClusterRef, options: ExternalDnsOptions): HelmChart {
  return {
    chart: "external-dns",
    repository: "https://kubernetes-sigs.github.io/external-dns",
    version: options.version,
    namespace: "external-dns",
    values: {
      ...imageAt(["image"], "external-dns/external-dns", options),
      provider: { name: "aws" },
      env: [{ name: "AWS_DEFAULT_REGION", value: cluster.region }],
      policy: options.policy ?? "upsert-only",
      registry: "txt",
      txtOwnerId: options.txtOwnerId,
      domainFilters: options.domainFilters,
    },
    identity: {
      serviceAccount: "external-dns",
      accountPath: ["serviceAccount"],
      policies: {
        zones: [
          allow(["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"], options.zoneArns),
          allow("route53:ListHostedZones", "*"),
        ],
      },
    },
    registries: registriesOf(["registry.k8s.io"], options),
    internet: ["route53"],
    addon: "external-dns",
  };
}

/** What external-secrets is made from. */
export interface ExternalSecretsOptions extends ChartOptions {
  /**
   * ARNs of the secrets that it may read; `*` at an end stands for any characters.
   *
   * @default - none
   */
  readonly secretArns?: readonly string[];
  /**
   * ARNs of the parameters that it may read.
   *
   * @default - none
   */
  readonly parameterArns?: readonly string[];
  /**
   * ARNs of the keys that they are encrypted with, where they are yours.
   *
   * @default - AWS's own keys
   */
  readonly kmsKeyArns?: readonly string[];
}

/**
 * external-secrets: Secrets of the cluster from Secrets Manager and Parameter Store.
 *
 * @see https://external-secrets.io/latest/provider/aws-secrets-manager/
 */
export function externalSecrets(cluster: ClusterRef, options: ExternalSecretsOptions): HelmChart {
  const { secretArns = [], parameterArns = [], kmsKeyArns = [] } = options;
  const namespace = "external-secrets";
  const image = "external-secrets/external-secrets";
  const see = pages.externalSecrets;
  const images = [["image"], ["webhook", "image"], ["certController", "image"]].map((path) => imageAt(path, image, options));
  const port: HelmValues = onFargate(cluster, namespace) ? { webhook: { port: portBesideKubelet } } : {};
  return {
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: options.version,
    namespace,
    values: images.reduce(mergeValues, mergeValues({ installCRDs: true }, port)),
    identity: {
      serviceAccount: "external-secrets",
      accountPath: ["serviceAccount"],
      policies: { secrets: secretStatements(secretArns, parameterArns, kmsKeyArns) },
    },
    registries: registriesOf(["ghcr.io"], options),
    needs: [
      ...(secretArns.length > 0 ? [{ service: "secretsmanager" as const, why: "secrets are read", see }] : []),
      ...(parameterArns.length > 0 ? [{ service: "ssm" as const, why: "parameters are read", see }] : []),
      ...(kmsKeyArns.length > 0 ? [{ service: "kms" as const, why: "a customer's key decrypts secrets", see }] : []),
    ],
    ports: [{ path: ["webhook", "port"], chartDefault: 10250 }],
  };
}

function secretStatements(secrets: readonly string[], parameters: readonly string[], keys: readonly string[]): Statement[] {
  const named = (service: string, ...actions: readonly string[]) => actions.map((action) => `${service}:${action}`);
  return [
    ...(secrets.length > 0
      ? [
          allow(named("secretsmanager", "ListSecrets", "BatchGetSecretValue"), "*"),
          allow(named("secretsmanager", "GetResourcePolicy", "GetSecretValue", "DescribeSecret", "ListSecretVersionIds"), secrets),
        ]
      : []),
    ...(parameters.length > 0
      ? [allow(["ssm:DescribeParameters", "tag:GetResources"], "*"), allow(named("ssm", "GetParameter", "GetParameters", "GetParametersByPath"), parameters)]
      : []),
    ...(keys.length > 0 ? [allow("kms:Decrypt", keys)] : []),
  ];
}

/** What cert-manager is made from. */
export interface CertManagerOptions extends ChartOptions {
  /**
   * ARNs of the hosted zones in which it proves that a name is yours (DNS-01).
   *
   * @default - none: it calls no AWS service
   */
  readonly zoneArns?: readonly string[];
}

/**
 * cert-manager: certificates of the cluster's own webhooks, and of ACME servers. Its CRDs come with the chart, and stay when it
 * is taken away.
 *
 * @see https://cert-manager.io/docs/configuration/acme/dns01/route53/
 */
export function certManager(cluster: ClusterRef, options: CertManagerOptions): HelmChart {
  const { zoneArns = [] } = options;
  const namespace = "cert-manager";
  const partition = partitionOf(cluster.region) ?? "aws";
  const images = ([
    [["image"], "controller"],
    [["webhook", "image"], "webhook"],
    [["cainjector", "image"], "cainjector"],
    [["acmesolver", "image"], "acmesolver"],
    [["startupapicheck", "image"], "startupapicheck"],
  ] as const).map(([path, name]) => imageAt(path, `jetstack/cert-manager-${name}`, options));
  const port: HelmValues = onFargate(cluster, namespace) ? { webhook: { securePort: portBesideKubelet } } : {};
  const rights: HelmChart["identity"] = {
    serviceAccount: "cert-manager",
    accountPath: ["serviceAccount"],
    policies: {
      zones: [
        allow("route53:GetChange", `arn:${partition}:route53:::change/*`),
        allow("route53:ChangeResourceRecordSets", zoneArns, { "ForAllValues:StringEquals": { "route53:ChangeResourceRecordSetsRecordTypes": ["TXT"] } }),
        allow("route53:ListResourceRecordSets", zoneArns),
        allow("route53:ListHostedZonesByName", "*"),
      ],
    },
  };
  return {
    chart: "cert-manager",
    repository: "https://charts.jetstack.io",
    version: options.version,
    namespace,
    values: images.reduce(mergeValues, mergeValues({ crds: { enabled: true, keep: true } }, port)),
    ...(zoneArns.length > 0 ? { identity: rights, internet: ["route53"] } : {}),
    registries: registriesOf(["quay.io"], options),
    ports: [{ path: ["webhook", "securePort"], chartDefault: 10250 }],
    addon: "cert-manager",
  };
}

/** What the ADOT collector is made from. */
export interface AdotCollectorOptions extends ChartOptions {
  /** Tag of the collector's image, such as `v0.43.3`. */
  readonly imageTag: string;
  /** The collector's own configuration. */
  readonly config: HelmValues;
  /**
   * True to write traces to X-Ray.
   *
   * @default false
   */
  readonly traces?: boolean;
  /**
   * ARN of the log group that metrics are written to in CloudWatch's embedded format.
   *
   * @default - none
   */
  readonly metricsLogGroupArn?: string;
  /**
   * ARN of the workspace of Amazon Managed Service for Prometheus that metrics are written to.
   *
   * @default - none
   */
  readonly prometheusWorkspaceArn?: string;
}

/**
 * The collector of the AWS Distro for OpenTelemetry, as a Deployment in a namespace of its own. The operator is the EKS add-on
 * `adot`, and needs cert-manager; the collector needs neither.
 *
 * @see https://github.com/open-telemetry/opentelemetry-helm-charts/tree/main/charts/opentelemetry-collector
 */
export function adotCollector(_cluster: ClusterRef, options: AdotCollectorOptions): HelmChart {
  const { traces = false, metricsLogGroupArn, prometheusWorkspaceArn, registry, imageTag, config } = options;
  const image = "aws-observability/aws-otel-collector";
  const see = pages.privateClusters;
  const named = (service: string, ...actions: readonly string[]) => actions.map((action) => `${service}:${action}`);
  const samples = ["PutTraceSegments", "PutTelemetryRecords", "GetSamplingRules", "GetSamplingTargets", "GetSamplingStatisticSummaries"];
  const statements = [
    // X-Ray has no resource that a policy could name for these.
    ...(traces ? [allow(named("xray", ...samples), "*")] : []),
    ...(metricsLogGroupArn === undefined
      ? []
      : [allow(named("logs", "CreateLogStream", "DescribeLogStreams", "PutLogEvents"), [metricsLogGroupArn, `${metricsLogGroupArn}:*`])]),
    ...(prometheusWorkspaceArn === undefined ? [] : [allow("aps:RemoteWrite", prometheusWorkspaceArn)]),
  ];
  const rights: HelmChart["identity"] = { serviceAccount: "adot-collector", accountPath: ["serviceAccount"], policies: { telemetry: statements } };
  return {
    chart: "opentelemetry-collector",
    repository: "https://open-telemetry.github.io/opentelemetry-helm-charts",
    version: options.version,
    releaseName: "adot-collector",
    namespace: "adot",
    values: {
      mode: "deployment",
      image: { repository: `${registry ?? "public.ecr.aws"}/${image}`, tag: imageTag },
      command: { name: "awscollector" },
      config,
    },
    ...(statements.length > 0 ? { identity: rights } : {}),
    registries: registriesOf(["public.ecr.aws"], options),
    needs: [
      ...(traces ? [{ service: "xray" as const, why: "traces are written", see }] : []),
      ...(metricsLogGroupArn === undefined ? [] : [{ service: "logs" as const, why: "metrics are written to a log group", see }]),
    ],
    ...(prometheusWorkspaceArn === undefined ? {} : { internet: ["aps-workspaces"] }),
  };
}

function onFargate(cluster: ClusterRef, namespace: string): boolean {
  return computeOf(cluster, namespace).profiles.length > 0;
}

import type { Environment } from "../../../stacks/environment";
import { isObject, type Json, type JsonObject } from "../../validate/src/stack-json";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { valueAt } from "../src/in-cluster";
import { nameIn } from "./container-runs";
import { clusterIn } from "./kubernetes-cluster";

/** A release as it is asked of Helm. */
interface Release {
  readonly repository: string;
  readonly chart: string;
  readonly version: string;
  readonly values: unknown;
  /** True where the namespace comes with it. */
  readonly makesNamespace: boolean;
}

/** The releases of an environment, with exactly the values that its words stand for. */
export async function chartChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const releases = aws.inCluster.objects("helm_release");
  const wanted = await wantedReleases(aws, environment);
  return [
    equal("names of the releases", [...releases.keys()].toSorted(), Object.keys(wanted).toSorted()),
    ...Object.entries(wanted).flatMap(([name, { repository, chart, version, values, makesNamespace }]) => {
      const found = releases.get(name);
      return [
        equal(`chart of ${name}`, ["repository", "chart", "version"].map((key) => found?.[key]), [repository, chart, version]),
        equal(`values of ${name}`, valuesOf(found), values),
        equal(`how ${name} is installed`, ["wait", "atomic", "timeout", "skip_crds", "create_namespace"].map((key) => found?.[key] ?? false), [
          ...[true, true, 600, false],
          makesNamespace,
        ]),
      ];
    }),
  ];
}

/** All values are given as one document, and none besides. */
function valuesOf(release: JsonObject | undefined): Json | undefined {
  const { values, set } = release ?? {};
  if (!Array.isArray(values) || values.length !== 1 || (Array.isArray(set) && set.length > 0)) return values;
  return JSON.parse(String(values[0]));
}

async function wantedReleases(aws: Aws, environment: Environment): Promise<Record<string, Release>> {
  const { charts = {}, loadBalancerController: controller } = environment.platform;
  const { metricsServer, clusterAutoscaler, externalDns } = charts;
  const clusterName = nameIn(environment, "apps");
  const isOnFargate = Object.keys(environment.kubernetes.nodeGroups ?? {}).length === 0;
  const releases: Record<string, Release> = {
    "kube-system/aws-load-balancer-controller": {
      ...{ repository: "https://aws.github.io/eks-charts", chart: "aws-load-balancer-controller", version: controller.chartVersion },
      values: await controllerValues(aws, environment),
      makesNamespace: false,
    },
  };
  if (metricsServer !== undefined) {
    releases["kube-system/metrics-server"] = {
      ...{ repository: "https://kubernetes-sigs.github.io/metrics-server", chart: "metrics-server", version: metricsServer.version },
      // On Fargate, 10250 is the kubelet's.
      values: isOnFargate ? { containerPort: 10251 } : {},
      makesNamespace: false,
    };
  }
  if (clusterAutoscaler !== undefined) {
    releases["kube-system/cluster-autoscaler"] = {
      ...{ repository: "https://kubernetes.github.io/autoscaler", chart: "cluster-autoscaler", version: clusterAutoscaler.version },
      values: {
        autoDiscovery: { clusterName },
        awsRegion: environment.region,
        image: { tag: clusterAutoscaler.imageTag },
        rbac: { serviceAccount: accountValues(environment, "cluster-autoscaler", "cluster-autoscaler") },
      },
      makesNamespace: false,
    };
  }
  if (externalDns !== undefined) {
    releases["external-dns/external-dns"] = {
      ...{ repository: "https://kubernetes-sigs.github.io/external-dns", chart: "external-dns", version: externalDns.version },
      values: {
        domainFilters: externalDns.domainFilters,
        env: [{ name: "AWS_DEFAULT_REGION", value: environment.region }],
        policy: externalDns.policy,
        provider: { name: "aws" },
        registry: "txt",
        serviceAccount: accountValues(environment, "external-dns", "external-dns"),
        txtOwnerId: clusterName,
      },
      makesNamespace: true,
    };
  }
  return releases;
}

/** The IngressClass is made with the controller; its settings come by the controller's flags and by annotations. */
async function controllerValues(aws: Aws, environment: Environment): Promise<unknown> {
  const { replicas = 2 } = environment.platform.loadBalancerController;
  const { resourcesVpcConfig } = await clusterIn(aws, environment);
  return {
    clusterName: nameIn(environment, "apps"),
    region: environment.region,
    vpcId: resourcesVpcConfig?.vpcId,
    replicaCount: replicas,
    podDisruptionBudget: { maxUnavailable: 1 },
    resources: { limits: { cpu: "200m", memory: "500Mi" }, requests: { cpu: "100m", memory: "200Mi" } },
    createIngressClassResource: true,
    ingressClass: "alb",
    ingressClassConfig: { default: false },
    ingressClassParams: { create: false },
    defaultSSLPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    defaultTargetType: "ip",
    enableCertManager: false,
    keepTLSSecret: true,
    enableServiceMutatorWebhook: false,
    enableShield: true,
    enableWaf: false,
    enableWafv2: true,
    serviceAccount: accountValues(environment, "load-balancer-controller", "aws-load-balancer-controller"),
    podAnnotations: { "terrace/role-arn": roleArn(environment, "load-balancer-controller") },
  };
}

function accountValues(environment: Environment, role: string, name: string): unknown {
  return { annotations: accountAnnotations(environment, role), create: true, name };
}

/** With IRSA, a service account names its role. With Pod Identity, EKS knows it. */
export function accountAnnotations(environment: Environment, role: string): Record<string, string> {
  return environment.platform.identity === "irsa" ? { "eks.amazonaws.com/role-arn": roleArn(environment, role) } : {};
}

function roleArn(environment: Environment, role: string): string {
  return `arn:aws:iam::${environment.account}:role/${nameIn(environment, role)}`;
}

/** Both providers reach the cluster by what its stack wrote into its state, and sign in anew at each run. */
export async function signInChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const { endpoint, certificateAuthority } = await clusterIn(aws, environment);
  const { roleArn: asRole } = environment.platform;
  const args = ["eks", "get-token", "--cluster-name", nameIn(environment, "apps"), "--region", environment.region];
  const wanted = [
    endpoint,
    Buffer.from(certificateAuthority?.data ?? "", "base64").toString(),
    ["client.authentication.k8s.io/v1beta1", "aws", [...args, ...(asRole === undefined ? [] : ["--role-arn", asRole])]],
  ];
  const { inCluster } = aws;
  return [
    equal("how helm reaches the cluster", signInOf(valueAt(inCluster.configuration("helm"), "kubernetes")), wanted),
    equal("how kubernetes reaches the cluster", signInOf(inCluster.configuration("kubernetes")), wanted),
  ];
}

function signInOf(configuration: Json | undefined): unknown {
  const one = Array.isArray(configuration) ? configuration[0] : configuration;
  if (!isObject(one)) return configuration;
  const exec = Array.isArray(one.exec) ? one.exec[0] : one.exec;
  return [one.host, one.cluster_ca_certificate, ["api_version", "command", "args"].map((key) => valueAt(exec, key))];
}

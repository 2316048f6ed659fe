import type { ClusterRef, NetworkRef } from "@terrace/core";
import { only, problemsOf, synth, warningsOf } from "@terrace/testkit";
import {
  adotCollector,
  certManager,
  clusterAutoscaler,
  ebsCsiDriver,
  efsCsiDriver,
  externalDns,
  externalSecrets,
  HelmAddon,
  karpenter,
  karpenterCrds,
  metricsServer,
  type HelmAddonProps,
  type HelmChart,
  type Statement,
} from "../src";
import { policyLength, policyOf } from "../src/iam";
import { cluster, isolatedCluster, network, onFargate, platformStack, withEndpoints } from "./fixtures";

const zoneArns = ["arn:aws:route53:::hostedzone/Z1"];
const key = "arn:aws:kms:ap-northeast-1:111111111111:key/1";
const controller = { by: "pod-identity" } as const;
const roleArn = "arn:aws:iam::111111111111:role/karpenter";
const dns = { version: "1.21.1", zoneArns, domainFilters: ["shop.example.com"], txtOwnerId: "dev-shop" };
const scaler = { version: "9.59.0", imageTag: "v1.34.1" };
const collector = { version: "0.140.0", imageTag: "v0.43.3", config: { receivers: { otlp: {} } } };
const mirror = "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/mirror";

function actionsOf(chart: HelmChart): string[] {
  return [...new Set(statementsOf(chart).flatMap(({ Action }) => Action))].toSorted();
}

function statementsOf({ identity }: HelmChart): Statement[] {
  return Object.values(identity?.policies ?? {}).flat();
}

function install(chart: HelmChart, where: { cluster?: ClusterRef; network?: NetworkRef } = {}, more: Partial<HelmAddonProps> = {}) {
  const stack = platformStack();
  const identity = chart.identity === undefined ? undefined : ({ method: "irsa", name: "dev-shop-tool" } as const);
  new HelmAddon(stack, "tool", { cluster, network, ...where, chart, identity, ...more });
  return stack;
}

function warningsWith(...args: Parameters<typeof install>): string[] {
  return warningsOf(install(...args)).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

const crds = { chartName: "karpenter-crd", release: { fqn: "helm_release.crds" } };
const all: readonly (readonly [string, HelmChart, string, string])[] = [
  ["metrics-server", metricsServer(cluster, { version: "3.13.1" }), "https://kubernetes-sigs.github.io/metrics-server", "kube-system"],
  ["cluster-autoscaler", clusterAutoscaler(cluster, scaler), "https://kubernetes.github.io/autoscaler", "kube-system"],
  ["karpenter", karpenter(cluster, { version: "1.14.1", controller }), "oci://public.ecr.aws/karpenter", "kube-system"],
  ["karpenter-crd", karpenterCrds({ version: "1.14.1" }), "oci://public.ecr.aws/karpenter", "kube-system"],
  ["aws-ebs-csi-driver", ebsCsiDriver(cluster, { version: "2.64.0" }), "https://kubernetes-sigs.github.io/aws-ebs-csi-driver", "kube-system"],
  ["aws-efs-csi-driver", efsCsiDriver(cluster, { version: "4.4.1" }), "https://kubernetes-sigs.github.io/aws-efs-csi-driver", "kube-system"],
  ["external-dns", externalDns(cluster, dns), "https://kubernetes-sigs.github.io/external-dns", "external-dns"],
  ["external-secrets", externalSecrets(cluster, { version: "2.9.0", secretArns: ["arn:s"] }), "https://charts.external-secrets.io", "external-secrets"],
  ["cert-manager", certManager(cluster, { version: "1.21.1" }), "https://charts.jetstack.io", "cert-manager"],
  ["opentelemetry-collector", adotCollector(cluster, { ...collector, traces: true }), "https://open-telemetry.github.io/opentelemetry-helm-charts", "adot"],
];

test.each(all)("%s is installed in its namespace, one release of it, without a warning", (name, chart, repository, namespace) => {
  const stack = install(chart, {}, { after: [crds] });
  expect(only(synth(stack), "helm_release")).toMatchObject({ chart: name, repository, namespace, version: chart.version });
  expect(warningsOf(stack)).toEqual([]);
});

test.each(all)("the rights of %s are exact: no service as a whole, and every policy fits", (_name, { identity }) => {
  for (const statements of Object.values(identity?.policies ?? {})) {
    expect(policyLength(policyOf(statements))).toBeLessThanOrEqual(6144);
    expect(statements.flatMap(({ Action }) => Action).filter((action) => action.includes("*"))).toEqual([]);
  }
});

describe("rights", () => {
  test("of the cluster autoscaler are over groups of its cluster alone", () => {
    expect(statementsOf(clusterAutoscaler(cluster, scaler))[1]).toEqual({
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/k8s.io/cluster-autoscaler/dev-shop": "owned" } },
    });
  });

  test("of external-dns are over its zones", () => {
    expect(statementsOf(externalDns(cluster, dns))).toEqual([
      { Effect: "Allow", Action: ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"], Resource: zoneArns },
      { Effect: "Allow", Action: "route53:ListHostedZones", Resource: "*" },
    ]);
  });

  test("of external-secrets grow with what it reads", () => {
    expect(actionsOf(externalSecrets(cluster, { version: "2.9.0", parameterArns: ["arn:p"], kmsKeyArns: [key] }))).toEqual([
      "kms:Decrypt",
      "ssm:DescribeParameters",
      "ssm:GetParameter",
      "ssm:GetParameters",
      "ssm:GetParametersByPath",
      "tag:GetResources",
    ]);
    expect(actionsOf(externalSecrets(cluster, { version: "2.9.0", secretArns: ["arn:s"] }))).toEqual([
      "secretsmanager:BatchGetSecretValue",
      "secretsmanager:DescribeSecret",
      "secretsmanager:GetResourcePolicy",
      "secretsmanager:GetSecretValue",
      "secretsmanager:ListSecretVersionIds",
      "secretsmanager:ListSecrets",
    ]);
  });

  test("of cert-manager are there for DNS-01 alone", () => {
    expect(certManager(cluster, { version: "1.21.1" }).identity).toBeUndefined();
    expect(actionsOf(certManager(cluster, { version: "1.21.1", zoneArns }))).toEqual([
      "route53:ChangeResourceRecordSets",
      "route53:GetChange",
      "route53:ListHostedZonesByName",
      "route53:ListResourceRecordSets",
    ]);
  });

  test("of the EFS driver are over access points that it made", () => {
    const [, create, tag, remove] = statementsOf(efsCsiDriver(cluster, { version: "4.4.1" }));
    expect(create?.Condition).toEqual({ StringLike: { "aws:RequestTag/efs.csi.aws.com/cluster": "true" } });
    expect(tag?.Condition).toEqual({ StringLike: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" } });
    expect(remove).toMatchObject({ Action: "elasticfilesystem:DeleteAccessPoint", Condition: { StringEquals: { "aws:ResourceTag/efs.csi.aws.com/cluster": "true" } } });
  });

  test("of the EBS driver hold in the partition, and reach keys of the caller's", () => {
    const china = ebsCsiDriver({ ...cluster, region: "cn-north-1" }, { version: "2.64.0", kmsKeyArns: [key] });
    const resources = [...new Set(statementsOf(china).flatMap(({ Resource }) => Resource))];
    expect(resources.filter((resource) => /^arn:aws:ec2/.test(resource))).toEqual([]);
    expect(statementsOf(china).at(-2)).toEqual({ Effect: "Allow", Action: "kms:CreateGrant", Resource: [key], Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } } });
    expect(actionsOf(ebsCsiDriver(cluster, { version: "2.64.0" })).filter((action) => action.startsWith("kms:"))).toEqual([]);
    expect(statementsOf(china).filter(({ Action }) => Action === "ec2:DeleteVolume").every(({ Condition }) => Condition !== undefined)).toBe(true);
  });

  test("of Karpenter are the cluster's: its role by IRSA, its association by Pod Identity", () => {
    expect(karpenter(cluster, { version: "1.14.1", controller }).identity).toBeUndefined();
    const byIrsa = karpenter(cluster, { version: "1.14.1", controller: { by: "irsa", roleArn }, serviceAccount: "scaler" });
    expect(byIrsa.values?.serviceAccount).toEqual({ create: true, name: "scaler", annotations: { "eks.amazonaws.com/role-arn": roleArn } });
    expect(byIrsa.needs?.map(({ service }) => service)).toEqual(["ec2", "eks", "ssm", "sts"]);
    expect(karpenter(cluster, { version: "1.14.1", controller, interruptionQueue: "dev-shop" }).needs?.map(({ service }) => service)).toEqual(["ec2", "eks", "ssm", "eks-auth", "sqs"]);
  });

  test("of the ADOT collector are over where it writes", () => {
    const workspace = "arn:aws:aps:ap-northeast-1:111111111111:workspace/ws-1";
    const chart = adotCollector(cluster, { ...collector, metricsLogGroupArn: "arn:logs", prometheusWorkspaceArn: workspace });
    expect(statementsOf(chart)).toEqual([
      { Effect: "Allow", Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"], Resource: ["arn:logs", "arn:logs:*"] },
      { Effect: "Allow", Action: "aps:RemoteWrite", Resource: workspace },
    ]);
    expect(adotCollector(cluster, collector).identity).toBeUndefined();
  });
});

describe("values", () => {
  test.each<[string, HelmChart, object]>([
    ["metrics-server on Fargate leaves the kubelet's port", metricsServer(onFargate("kube-system"), { version: "3.13.1" }), { containerPort: 10251 }],
    ["metrics-server on nodes", metricsServer(cluster, { version: "3.13.1" }), {}],
    ["metrics-server from a mirror", metricsServer(cluster, { version: "3.13.1", registry: mirror }), { image: { repository: `${mirror}/metrics-server/metrics-server` } }],
    ["cluster autoscaler", clusterAutoscaler(cluster, scaler), { autoDiscovery: { clusterName: "dev-shop" }, awsRegion: "ap-northeast-1", image: { tag: "v1.34.1" } }],
    ["cluster autoscaler from a mirror", clusterAutoscaler(cluster, { ...scaler, registry: mirror }), { autoDiscovery: { clusterName: "dev-shop" }, awsRegion: "ap-northeast-1", image: { tag: "v1.34.1", repository: `${mirror}/autoscaling/cluster-autoscaler` } }],
    ["Karpenter", karpenter(cluster, { version: "1.14.1", controller, interruptionQueue: "dev-shop" }), { settings: { clusterName: "dev-shop", clusterEndpoint: "https://cluster.example", isolatedVPC: false, interruptionQueue: "dev-shop" }, serviceAccount: { create: true, name: "karpenter", annotations: {} } }],
    ["EBS", ebsCsiDriver(cluster, { version: "2.64.0" }), { controller: { region: "ap-northeast-1", k8sTagClusterId: "dev-shop" } }],
    ["external-dns", externalDns(cluster, { ...dns, policy: "sync" }), { provider: { name: "aws" }, env: [{ name: "AWS_DEFAULT_REGION", value: "ap-northeast-1" }], policy: "sync", registry: "txt", txtOwnerId: "dev-shop", domainFilters: ["shop.example.com"] }],
    ["external-secrets on Fargate", externalSecrets(onFargate("external-secrets"), { version: "2.9.0" }), { installCRDs: true, webhook: { port: 10260 } }],
    ["EBS from a mirror, with its side containers", ebsCsiDriver(cluster, { version: "2.64.0", registry: mirror }), {
      controller: { region: "ap-northeast-1", k8sTagClusterId: "dev-shop" },
      image: { repository: `${mirror}/ebs-csi-driver/aws-ebs-csi-driver` },
      sidecars: {
        provisioner: { image: { repository: `${mirror}/csi-components/csi-provisioner` } },
        attacher: { image: { repository: `${mirror}/csi-components/csi-attacher` } },
        snapshotter: { image: { repository: `${mirror}/csi-components/csi-snapshotter` } },
        livenessProbe: { image: { repository: `${mirror}/csi-components/livenessprobe` } },
        resizer: { image: { repository: `${mirror}/csi-components/csi-resizer` } },
        nodeDriverRegistrar: { image: { repository: `${mirror}/csi-components/csi-node-driver-registrar` } },
      },
    }],
    ["EFS from a mirror, with its side containers", efsCsiDriver(cluster, { version: "4.4.1", registry: mirror }), {
      image: { repository: `${mirror}/efs-csi-driver/amazon/aws-efs-csi-driver` },
      sidecars: {
        livenessProbe: { image: { repository: `${mirror}/csi-components/livenessprobe` } },
        nodeDriverRegistrar: { image: { repository: `${mirror}/csi-components/csi-node-driver-registrar` } },
        csiProvisioner: { image: { repository: `${mirror}/csi-components/csi-provisioner` } },
      },
    }],
    ["external-secrets from a mirror", externalSecrets(cluster, { version: "2.9.0", registry: mirror }), {
      installCRDs: true,
      image: { repository: `${mirror}/external-secrets/external-secrets` },
      webhook: { image: { repository: `${mirror}/external-secrets/external-secrets` } },
      certController: { image: { repository: `${mirror}/external-secrets/external-secrets` } },
    }],
    ["cert-manager on Fargate", certManager(onFargate("cert-manager"), { version: "1.21.1" }), { crds: { enabled: true, keep: true }, webhook: { securePort: 10260 } }],
    ["the ADOT collector", adotCollector(cluster, collector), {
      mode: "deployment",
      image: { repository: "public.ecr.aws/aws-observability/aws-otel-collector", tag: "v0.43.3" },
      command: { name: "awscollector" },
      config: { receivers: { otlp: {} } },
    }],
  ])("of %s", (_what, chart, expected) => {
    expect(chart.values).toEqual(expected);
  });

  test("external-dns never deletes unless it is told to", () => {
    expect(externalDns(cluster, dns).values).toMatchObject({ policy: "upsert-only" });
  });
});

describe("where they cannot be", () => {
  const twice = (addon: string): ClusterRef => ({ ...cluster, addons: [...cluster.addons, addon] });
  const old = { ...cluster, kubernetesVersion: "1.36" };

  test.each<[string, () => unknown, string[]]>([
    ["metrics-server besides the add-on", () => install(metricsServer(cluster, { version: "3.13.1" }), { cluster: twice("metrics-server") }), ["addon-twice chart.chart"]],
    ["EBS besides the add-on", () => install(ebsCsiDriver(cluster, { version: "2.64.0" }), { cluster: twice("aws-ebs-csi-driver") }), ["addon-twice chart.chart"]],
    ["EFS besides the add-on", () => install(efsCsiDriver(cluster, { version: "4.4.1" }), { cluster: twice("aws-efs-csi-driver") }), ["addon-twice chart.chart"]],
    ["EBS on Fargate alone", () => install(ebsCsiDriver(cluster, { version: "2.64.0" }), { cluster: onFargate("kube-system") }), ["addon-on-fargate chart.chart"]],
    ["EFS on Fargate alone", () => install(efsCsiDriver(cluster, { version: "4.4.1" }), { cluster: onFargate("kube-system") }), ["addon-on-fargate chart.chart"]],
    ["metrics-server on the kubelet's port", () => install(metricsServer(cluster, { version: "3.13.1" }), { cluster: onFargate("kube-system") }), ["fargate-port values.containerPort"]],
    ["cert-manager on the kubelet's port", () => install(certManager(cluster, { version: "1.21.1" }), { cluster: onFargate("cert-manager") }), ["fargate-port values.webhook.securePort"]],
    ["cert-manager where no profile takes it", () => install(certManager(cluster, { version: "1.21.1" }), { cluster: onFargate("kube-system") }), ["namespace-without-profile chart.namespace"]],
    ["Karpenter before its CRDs", () => install(karpenter(cluster, { version: "1.14.1", controller })), ["addon-requires after"]],
    ["a Karpenter that is too old for the cluster", () => install(karpenter(old, { version: "1.12.0", controller }), { cluster: old }, { after: [crds] }), ["addon-version chart.version"]],
    ["images that are not reached", () => install(metricsServer(cluster, { version: "3.13.1" }), { cluster: isolatedCluster }), ["image-needs-internet chart"]],
    ["an old EBS chart from a mirror, whose side containers have other names", () => install(ebsCsiDriver(cluster, { version: "2.40.0", registry: mirror })), ["addon-version chart.version"]],
    ["an old EFS chart from a mirror", () => install(efsCsiDriver(cluster, { version: "3.1.0", registry: mirror })), ["addon-version chart.version"]],
    ["EBS without ec2", () => install(ebsCsiDriver(cluster, { version: "2.64.0", registry: mirror }), { cluster: isolatedCluster, network: withEndpoints("sts") }), ["endpoint-missing workloads.aws-ebs-csi-driver"]],
    ["traces without xray", () => install(adotCollector(cluster, { ...collector, traces: true, registry: mirror }), { cluster: isolatedCluster, network: withEndpoints("sts") }), ["endpoint-missing workloads.adot-collector"]],
  ])("%s", (_why, build, expected) => {
    expect(problemsOf(build)).toEqual(expected);
  });

  test.each<[string, Parameters<typeof install>, string[]]>([
    ["an autoscaler of another Kubernetes", [clusterAutoscaler(cluster, { ...scaler, imageTag: "v1.33.0" })], ["addon-kubernetes chart"]],
    ["an autoscaler besides Auto Mode", [clusterAutoscaler(cluster, scaler), { cluster: { ...cluster, autoMode: true } }], ["addon-in-auto-mode chart.chart"]],
    ["external-dns without a way to Route 53", [externalDns(cluster, { ...dns, registry: mirror }), { cluster: isolatedCluster, network: withEndpoints("sts") }], ["addon-needs-internet chart"]],
  ])("%s is a warning", (_why, args, expected) => {
    expect(warningsWith(...args)).toEqual(expected);
  });
});

test("Karpenter in an isolated VPC asks neither for prices nor for roles", () => {
  const chart = karpenter(cluster, { version: "1.14.1", controller, isolatedVpc: true, registry: mirror });
  const endpoints = withEndpoints("ec2", "eks", "ssm", "eks-auth");
  expect(warningsWith(chart, { cluster: isolatedCluster, network: endpoints }, { after: [crds] })).toEqual([]);
});

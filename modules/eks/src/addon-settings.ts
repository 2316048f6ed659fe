import type { AddonProps, AddonsProps, CoreDnsProps, EbsDriverProps, KubeProxyProps, S3DriverProps, VpcCniProps } from "./addon-props";
import { factsOf, type AddonFacts } from "./addon-catalogue";

/** One add-on with every default filled in. */
export interface AddonSettings {
  /** EKS's own name. */
  readonly name: string;
  /** Where the caller typed it, such as `addons.vpc-cni`. */
  readonly path: string;
  readonly facts: AddonFacts;
  readonly version: string;
  /** As the caller typed it; undefined for none. */
  readonly identityGiven: "irsa" | "node" | "pod-identity" | undefined;
  readonly identity: "irsa" | "node" | "pod-identity";
  readonly roleArn: string | undefined;
  /** Rights beyond AWS's own policies. */
  readonly statements: readonly Statement[];
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly conflictsOnCreate: "NONE" | "OVERWRITE";
  readonly conflictsOnUpdate: "NONE" | "OVERWRITE" | "PRESERVE";
  readonly preserve: boolean;
}

/** Rights of an add-on's role. `{partition}` stands for the partition, which Terraform knows. */
export interface Statement {
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the configuration of add-ons depends on. */
export interface AddonFrame {
  readonly region: string | undefined;
  readonly ipFamily: "ipv4" | "ipv6";
  /** Whether there is nothing but Fargate when add-ons are made. */
  readonly fargateOnly: boolean;
  /** Whether nodes run Windows. */
  readonly windows: boolean;
}

/** Fills every default. Pure; checks nothing. */
export function resolveAddons(props: AddonsProps, frame: AddonFrame): AddonSettings[] {
  const { others = {}, ...known } = props;
  const named = Object.entries(known).flatMap(([name, addon]) => (addon === undefined ? [] : [resolveAddon(name, `addons.${name}`, addon, factsOf(name), ownOf(props, name, frame))]));
  const unknown = Object.entries(others).map(([name, addon]) => {
    return resolveAddon(name, `addons.others.${name}`, addon, factsOf(name, addon.serviceAccount), {});
  });
  return [...named, ...unknown];
}

/** What the props of one add-on mean in its own words. */
interface Own {
  readonly configuration?: Readonly<Record<string, unknown>>;
  readonly statements?: readonly Statement[];
}

function ownOf(props: AddonsProps, name: string, frame: AddonFrame): Own {
  switch (name) {
    case "vpc-cni":
      return props["vpc-cni"] === undefined ? {} : ownOfVpcCni(props["vpc-cni"], frame);
    case "coredns":
      return props.coredns === undefined ? {} : { configuration: configurationOfCoreDns(props.coredns, frame) };
    case "kube-proxy":
      return { configuration: configurationOfKubeProxy(props["kube-proxy"]) };
    case "aws-ebs-csi-driver":
      return props["aws-ebs-csi-driver"] === undefined ? {} : ownOfEbs(props["aws-ebs-csi-driver"]);
    case "aws-mountpoint-s3-csi-driver":
      return { statements: statementsOfS3(props["aws-mountpoint-s3-csi-driver"]) };
    default:
      return {};
  }
}

function resolveAddon(name: string, path: string, props: AddonProps, facts: AddonFacts, { configuration = {}, statements = [] }: Own): AddonSettings {
  const callsAws = Object.keys(facts.policies).length > 0 || statements.length > 0 || props.roleArn !== undefined;
  return {
    name,
    path,
    facts,
    version: props.version,
    identityGiven: props.identity,
    identity: props.identity ?? (callsAws ? "irsa" : "node"),
    roleArn: props.roleArn,
    statements,
    configuration: merged(configuration, props.configuration ?? {}),
    conflictsOnCreate: props.conflictsOnCreate ?? "OVERWRITE",
    conflictsOnUpdate: props.conflictsOnUpdate ?? "OVERWRITE",
    preserve: props.preserve ?? false,
  };
}

/**
 * Rights of the VPC CNI in a cluster of IPv6, for which AWS keeps no policy.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
export const ipv6CniStatements: readonly Statement[] = [
  {
    Effect: "Allow",
    Action: ["ec2:AssignIpv6Addresses", "ec2:DescribeInstances", "ec2:DescribeInstanceTypes", "ec2:DescribeNetworkInterfaces", "ec2:DescribeTags"],
    Resource: "*",
  },
  { Effect: "Allow", Action: ["ec2:CreateTags"], Resource: "arn:{partition}:ec2:*:*:network-interface/*" },
];

function ownOfVpcCni(props: VpcCniProps, { region, ipFamily, windows }: AddonFrame): Own {
  const { prefixDelegation = false, networkPolicy = false, podSecurityGroups = false, externalSnat = false, podSubnets } = props;
  const env = {
    ...(prefixDelegation ? { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" } : {}),
    ...(podSecurityGroups ? { ENABLE_POD_ENI: "true", POD_SECURITY_GROUP_ENFORCING_MODE: "standard" } : {}),
    ...(externalSnat ? { AWS_VPC_K8S_CNI_EXTERNALSNAT: "true" } : {}),
    ...(podSubnets === undefined ? {} : { AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG: "true", ENI_CONFIG_LABEL_DEF: "topology.kubernetes.io/zone" }),
  };
  const subnets = Object.entries(podSubnets ?? {}).map(([zone, { subnetId, securityGroupIds = [] }]) => [
    zone,
    { id: subnetId, ...(securityGroupIds.length === 0 ? {} : { securityGroups: [...securityGroupIds] }) },
  ]);
  return {
    statements: ipFamily === "ipv6" ? ipv6CniStatements : [],
    configuration: {
      ...(Object.keys(env).length === 0 ? {} : { env }),
      // Kubelets could not reach pods that have groups of their own otherwise.
      ...(podSecurityGroups ? { init: { env: { DISABLE_TCP_EARLY_DEMUX: "true" } } } : {}),
      ...(networkPolicy ? { enableNetworkPolicy: "true" } : {}),
      // Pods on Windows get no address from the control plane otherwise: docs.aws.amazon.com/eks/latest/userguide/windows-support.html
      ...(windows ? { enableWindowsIpam: "true" } : {}),
      ...(podSubnets === undefined ? {} : { eniConfig: { create: true, region, subnets: Object.fromEntries(subnets) } }),
    },
  };
}

/** What CoreDNS runs on. */
export function coreDnsComputeType({ computeType }: CoreDnsProps, fargateOnly: boolean): "ec2" | "fargate" {
  return computeType ?? (fargateOnly ? "fargate" : "ec2");
}

function configurationOfCoreDns(props: CoreDnsProps, { fargateOnly }: AddonFrame): Record<string, unknown> {
  const { replicas } = props;
  return {
    ...(coreDnsComputeType(props, fargateOnly) === "fargate" ? { computeType: "Fargate" } : {}),
    ...(typeof replicas === "number" ? { replicaCount: replicas } : {}),
    ...(typeof replicas === "object" ? { autoScaling: { enabled: true, minReplicas: replicas.min, maxReplicas: replicas.max } } : {}),
  };
}

function configurationOfKubeProxy({ mode }: Partial<KubeProxyProps> = {}): Record<string, unknown> {
  if (mode === undefined || mode === "iptables") return {};
  return { mode, ipvs: { scheduler: "rr" } };
}

function ownOfEbs({ kmsKeyArns = [], defaultStorageClass = false }: EbsDriverProps): Own {
  return {
    statements: kmsKeyArns.length === 0 ? [] : keyStatements(kmsKeyArns),
    configuration: defaultStorageClass ? { defaultStorageClass: { enabled: true } } : {},
  };
}

function keyStatements(arns: readonly string[]): Statement[] {
  return [
    {
      Effect: "Allow",
      Action: ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"],
      Resource: arns,
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
    { Effect: "Allow", Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"], Resource: arns },
  ];
}

function statementsOfS3({ bucketArns = [] }: Partial<S3DriverProps> = {}): Statement[] {
  if (bucketArns.length === 0) return [];
  return [
    { Effect: "Allow", Action: ["s3:ListBucket"], Resource: bucketArns },
    { Effect: "Allow", Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"], Resource: bucketArns.map((arn) => `${arn}/*`) },
  ];
}

/** Lays one configuration over another, group by group. */
function merged(below: Readonly<Record<string, unknown>>, above: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const both = Object.entries(above).map(([key, value]) => {
    const former = below[key];
    return [key, isGroup(former) && isGroup(value) ? merged(former, value) : value];
  });
  return { ...below, ...Object.fromEntries(both) };
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

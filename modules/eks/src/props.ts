import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { NetworkRef, SecurityGroupRef, Tags } from "@terrace/core";
import type { AccessEntryProps, AuthenticationProps } from "./access-props";

/** What a cluster is made from. */
export interface ClusterProps {
  /**
   * Name of the cluster, and what the names of its roles, groups and log group begin with. A change replaces the cluster.
   *
   * Up to 100 letters, digits, hyphens and underscores, starting with a letter or digit; shorter where a role's name
   * that is made from it would exceed 64.
   *
   * @throws InvalidPropsError [cluster-name] [name-length]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
   */
  readonly name: string;

  /**
   * Minor version of Kubernetes, such as `1.35`. A change upgrades the control plane in place, one minor version at a
   * time; nodes and add-ons are upgraded afterwards.
   *
   * @throws InvalidPropsError [kubernetes-version] [kubernetes-version-ended] [kubernetes-version-extended] [kubernetes-version-ending] [kubernetes-version-unknown]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
   */
  readonly kubernetesVersion: string;

  /**
   * The version that the cluster runs now, while it is being upgraded: a skip of more than one minor version, and a
   * version that is older, are refused then.
   *
   * @default - not compared with anything
   * @throws InvalidPropsError [kubernetes-version-skip] [kubernetes-version-downgrade]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
   */
  readonly upgradeFrom?: string;

  /**
   * Region of the cluster, such as `ap-northeast-1`.
   *
   * @default - the region that the zones of the network say
   * @throws InvalidPropsError [region-unknown]
   */
  readonly region?: string;

  /** The network, as `@terrace/vpc` offers it or as somebody else's is written down. A change of the VPC replaces the cluster. */
  readonly network: NetworkRef;

  /**
   * Tier of the subnets in which EKS puts its network interfaces. A private one: the endpoint is public or not whatever
   * the tier is. Later changes must keep the same zones.
   *
   * @throws InvalidPropsError [cluster-tier] [cluster-tier-public] [cluster-zones] [subnet-small]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly tier: string;

  /**
   * Zones of the tier in which EKS puts its network interfaces, at least two.
   *
   * @default - all zones of the tier
   * @throws InvalidPropsError [cluster-zones] [zone-unknown] [zone-without-eks]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
   */
  readonly availabilityZones?: readonly string[];

  /**
   * From where the API server is reached.
   *
   * @default - from the VPC only
   */
  readonly endpoint?: EndpointProps;

  /**
   * How people and programs are known to the cluster.
   *
   * @default - by access entries only, and whoever makes the cluster gets no rights by it
   */
  readonly authentication?: AuthenticationProps;

  /**
   * Who may enter the cluster, by a name of your own. A change of the principal or of the type replaces the entry.
   *
   * @default - nobody, which is warned of
   * @throws InvalidPropsError [nobody-can-enter] [access-entry-key] [access-entries-mode]
   */
  readonly accessEntries?: Readonly<Record<string, AccessEntryProps>>;

  /**
   * What encrypts Kubernetes secrets. It cannot be taken away again: without the key the cluster is lost.
   *
   * - `made`: a key that is made here, with rotation
   * - `aws-owned`: AWS's own key, which encrypts all of the API's data in any case
   * - or a key of yours: symmetric, of the cluster's region
   *
   * @default "made"
   * @throws InvalidPropsError [kms-key] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html
   */
  readonly secretsKey?: "aws-owned" | "made" | { readonly kmsKeyArn: string };

  /**
   * What the control plane logs, and for how long it is kept.
   *
   * @default - api, audit and authenticator, for 90 days
   */
  readonly logs?: LogsProps;

  /**
   * Addresses of pods and services, and who gives them.
   *
   * @default - IPv4, from a block that EKS chooses, by the VPC CNI
   */
  readonly kubernetesNetwork?: KubernetesNetworkProps;

  /**
   * How the control plane is run.
   *
   * @default - the standard tier, with extended support and deletion protection where the provider has it
   */
  readonly controlPlane?: ControlPlaneProps;

  /**
   * What the nodes' security group lets through.
   *
   * @default - what the control plane, DNS and pods on ports from 1025 need
   */
  readonly nodeTraffic?: NodeTrafficProps;

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   * @throws InvalidPropsError [tag-key] [tag-value] [tag-count]
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - nothing is overridden
   */
  readonly override?: ClusterOverrides;
}

/** From where the API server is reached. */
export interface EndpointProps {
  /**
   * - `private`: from the VPC, and from networks that lead to it
   * - `public-and-private`: nodes by the VPC, others over the internet
   * - `public`: everybody over the internet, nodes too
   *
   * @default "private"
   * @throws InvalidPropsError [endpoint-dns] [endpoint-public-only] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   */
  readonly access?: "private" | "public" | "public-and-private";

  /**
   * Blocks from which the public endpoint is reached. Required with one: AWS opens it to everybody otherwise.
   *
   * @default - none
   * @throws InvalidPropsError [public-cidrs] [public-cidr-private] [public-cidr-open] [public-cidr-count] [cidr-syntax] [cidr-host-bits]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html
   */
  readonly publicCidrs?: readonly string[];

  /**
   * Who reaches the private endpoint on 443 beside the nodes, by a name of your own: a security group, or an IPv4 block
   * of the VPC or of a network that leads to it.
   *
   * @default - nobody but nodes and pods
   * @throws InvalidPropsError [endpoint-client-key] [endpoint-clients-public] [cidr-syntax] [cidr-host-bits]
   */
  readonly clients?: Readonly<Record<string, SecurityGroupRef | { readonly cidr: string }>>;
}

/** A kind of log of the control plane. */
export type LogType = "api" | "audit" | "authenticator" | "controllerManager" | "scheduler";

/** What the control plane logs: into `/aws/eks/<name>/cluster`, made before the cluster and destroyed after it. */
export interface LogsProps {
  /**
   * Charged by the gigabyte; `audit` is by far the largest.
   *
   * @default ["api", "audit", "authenticator"]
   * @throws InvalidPropsError [log-type] [log-type-duplicate] [audit-unrecorded]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
   */
  readonly types?: readonly LogType[];

  /**
   * Days that events are kept, one of CloudWatch's own steps. A shorter time deletes older events.
   *
   * @default 90
   * @throws InvalidPropsError [log-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;

  /**
   * ARN of the key that encrypts the log group. Its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch's own key
   * @throws InvalidPropsError [kms-key]
   */
  readonly kmsKeyArn?: string;
}

/** Addresses of pods and services. A change of the first two replaces the cluster. */
export interface KubernetesNetworkProps {
  /**
   * `ipv6` needs a network with IPv6, and does not exist in China.
   *
   * @default "ipv4"
   * @throws InvalidPropsError [ipv6-network] [ipv6-region] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
   */
  readonly ipFamily?: "ipv4" | "ipv6";

  /**
   * Block of the services' addresses: /12 to /24 within 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16, apart from the VPC
   * and from networks that lead to it. Not with `ipv6`.
   *
   * @default - 10.100.0.0/16 or 172.20.0.0/16, as EKS chooses
   * @throws InvalidPropsError [service-cidr-range] [service-cidr-overlap] [service-cidr-ipv6] [cidr-syntax] [cidr-host-bits] [cidr-size]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
   */
  readonly serviceCidr?: string;

  /**
   * Who gives pods on nodes their addresses: the add-on `vpc-cni`, or a plugin that you install yourself.
   *
   * @default "vpc-cni"
   * @throws InvalidPropsError [not-one-of]
   */
  readonly cni?: "own" | "vpc-cni";
}

/** How the control plane is run. */
export interface ControlPlaneProps {
  /**
   * Capacity that is kept ready for the API server. Needs AWS provider 6.23.0.
   *
   * @default "standard": as EKS scales it
   * @throws InvalidPropsError [needs-provider] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-provisioned-control-plane.html
   */
  readonly tier?: "standard" | "tier-2xl" | "tier-4xl" | "tier-8xl" | "tier-xl";

  /**
   * What happens when the standard support of the version ends: `EXTENDED` keeps the version, at six times the price of
   * the control plane; `STANDARD` has AWS upgrade it without being asked.
   *
   * @default "EXTENDED"
   * @throws InvalidPropsError [upgrade-policy] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/extended-support-control.html
   */
  readonly supportType?: "EXTENDED" | "STANDARD";

  /**
   * Whether traffic may be shifted away from a zone that is impaired. The other zones must have room for all pods.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/zone-shift.html
   */
  readonly zonalShift?: boolean;

  /**
   * Whether EKS refuses to delete the cluster: it must be switched off before a destroy. Needs AWS provider 6.9.0.
   *
   * @default - true where the provider has it
   * @throws InvalidPropsError [needs-provider]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/deletion-protection.html
   */
  readonly deletionProtection?: boolean;

  /**
   * Whether an upgrade goes on although EKS found that something in the cluster is not ready for it.
   *
   * @default false
   * @throws InvalidPropsError [force-update]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cluster-insights.html
   */
  readonly forceUpdate?: boolean;
}

/** What the security group of nodes lets through. Fargate pods and Auto Mode's nodes have the group that EKS makes. */
export interface NodeTrafficProps {
  /**
   * Between nodes, and pods on them:
   *
   * - `recommended`: DNS, and TCP from port 1025. A pod that listens below, such as on 80, is not reached from another node
   * - `everything`
   *
   * @default "recommended"
   * @throws InvalidPropsError [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
   */
  readonly betweenNodes?: "everything" | "recommended";

  /**
   * TCP ports below 1025 on which pods are reached from other nodes, such as `[80]`.
   *
   * @default - none
   * @throws InvalidPropsError [port-range] [port-duplicate] [pod-port-open]
   */
  readonly podPorts?: readonly number[];

  /**
   * TCP ports of webhooks and of API services, on which the control plane calls pods, beside 443 and 10250: 9443 is that
   * of the AWS Load Balancer Controller, 8443 of Karpenter and of NGINX, 6443 of the Prometheus adapter, 4443 of
   * metrics-server's own chart. The port of the add-on `metrics-server` is opened with the add-on.
   *
   * @default [9443]
   * @throws InvalidPropsError [port-range] [port-duplicate]
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/
   */
  readonly webhookPorts?: readonly number[];
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface ClusterOverrides {
  /**
   * For the cluster.
   *
   * @default - nothing is overridden
   */
  readonly cluster?: Partial<EksClusterConfig>;

  /**
   * For the security group of nodes.
   *
   * @default - nothing is overridden
   */
  readonly nodeSecurityGroup?: Partial<SecurityGroupConfig>;
}

import type { EksClusterConfig } from "@cdktf/provider-aws/lib/eks-cluster";
import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { NetworkRef, Tags } from "@terrace/core";
import type { AccessEntryProps, AuthenticationProps } from "./access-props";
import type { AddonsProps } from "./addon-props";
import type { AutoModeProps } from "./auto-mode-props";
import type { ComputeProps } from "./compute-props";
import type { ControlPlaneProps, EndpointProps, KubernetesNetworkProps, LogsProps, NodeTrafficProps } from "./control-plane-props";
import type { HybridNodesProps } from "./hybrid-nodes-props";
import type { IdentityProviderProps } from "./identity-provider-props";

/** What a cluster is made from. */
export interface ClusterProps extends ComputeProps {
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
   * @throws InvalidPropsError [kms-key] [kms-key-region] [not-one-of]
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
   * What EKS installs in the cluster.
   *
   * @default - nothing
   * @throws InvalidPropsError [addon-missing] [coredns-missing] [addon-cni] [addon-auto-mode] [addon-fargate-only] [addon-without-compute]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
   */
  readonly addons?: AddonsProps;

  /**
   * Has EKS make nodes, load balancers and volumes itself. To switch it off again say `disabled`: AWS takes no silence
   * for it.
   *
   * @default - it never was switched on
   * @throws InvalidPropsError [auto-mode-access] [auto-mode-pool] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/automode.html
   */
  readonly autoMode?: AutoModeProps | "disabled";

  /**
   * Nodes on premises.
   *
   * @default - none
   */
  readonly hybridNodes?: HybridNodesProps;

  /**
   * An OIDC provider whose users log in, beside IAM. EKS takes one for each cluster.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/eks/latest/userguide/authenticate-oidc-identity-provider.html
   */
  readonly identityProvider?: IdentityProviderProps;

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

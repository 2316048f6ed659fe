import type { LaunchTemplateConfig } from "@cdktf/provider-aws/lib/launch-template";
import type { Owned, SecurityGroupRef, Tags } from "@terrace/core";
import type { AmiType, NodeOs } from "./ami-types";
import type { Architecture } from "./instance-types";

/** What a managed node group and a self-managed one have in common. */
export interface NodesProps {
  /**
   * The tier whose subnets nodes are launched in. A change replaces a managed group.
   *
   * @default - the tier of the cluster
   * @throws InvalidPropsError [nodes-tier] [nodes-public]
   */
  readonly tier?: string;
  /**
   * The zones of the tier that are used, as the network names them.
   *
   * @default - all of them
   * @throws InvalidPropsError [nodes-zone]
   */
  readonly zones?: readonly string[];
  /**
   * Instance types, such as `["m7g.large"]`: 1 to 20, all of one architecture, and best of one size, which is what an
   * autoscaler reckons with.
   *
   * Another type of a group on demand with one type rolls its nodes; every other change replaces a managed group.
   *
   * @throws InvalidPropsError [instance-types] [instance-type] [instance-type-duplicate] [instance-type-refused] [instance-architecture] [instance-accelerator] [instance-small]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
   */
  readonly instanceTypes: readonly string[];
  /**
   * The image that nodes boot: one that AWS makes for EKS, or one of your own. A change replaces a managed group.
   *
   * @default - AL2023 for the architecture and the accelerator of the first instance type
   * @throws InvalidPropsError [ami-type] [ami-type-retired] [image-id]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-amis.html
   */
  readonly image?: AmiType | OwnImage;
  /**
   * Release of AWS's image: `1.34.1-20251112` of AL2023, `1.50.0-6d56dee1` of Bottlerocket, `1.34-2025.11.12` of
   * Windows. A change rolls the nodes.
   *
   * @default - the newest one at creation of a managed group, which is kept; the newest one at each plan of a self-managed one
   * @throws InvalidPropsError [release-version]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html
   */
  readonly releaseVersion?: string;
  /**
   * Kubernetes version of the nodes, for those that follow the cluster later: up to three minor versions behind. A
   * change rolls the nodes.
   *
   * @default - the version of the cluster
   * @throws InvalidPropsError [node-version]
   * @see https://kubernetes.io/releases/version-skew-policy/#kubelet
   */
  readonly kubernetesVersion?: string;
  /**
   * Fewest nodes: 0 or more.
   *
   * @default 1
   * @throws InvalidPropsError [group-size]
   */
  readonly minSize?: number;
  /**
   * Most nodes, 1 or more: what a runaway deployment can cost. The quota is 450.
   *
   * @throws InvalidPropsError [group-size] [group-quota]
   * @see https://docs.aws.amazon.com/general/latest/gr/eks.html
   */
  readonly maxSize: number;
  /**
   * Nodes wanted. A number is Terraform's own and comes back at each apply; `{ initial, owner }` is only set at
   * creation. Raising `minSize` above what an autoscaler has now is refused by AWS: scale up first.
   *
   * @default - `minSize` at creation, an autoscaler's from then on
   * @throws InvalidPropsError [group-size]
   */
  readonly desiredSize?: Owned<number>;
  /**
   * Labels of the nodes, for pods to choose by. A change reaches managed nodes in place, self-managed ones when they are
   * replaced.
   *
   * @default - none beside those of Kubernetes and EKS
   * @throws InvalidPropsError [node-label] [node-label-reserved]
   * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
   */
  readonly labels?: Readonly<Record<string, string>>;
  /**
   * What keeps pods away that do not tolerate it, up to 50.
   *
   * @default - none
   * @throws InvalidPropsError [node-taint] [node-taint-duplicate] [node-taint-count]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-taints-managed-node-groups.html
   */
  readonly taints?: readonly TaintProps[];
  /**
   * The encrypted volume that images and containers live on.
   *
   * @default - gp3 of 20 GiB, of 50 GiB for Windows
   */
  readonly volume?: NodeVolumeProps;
  /**
   * Hops that an answer of the instance's metadata service may take: 1 keeps pods from the rights of the node, 2 lets
   * them have its region, its zone and its rights. Pods of the host's network reach it anyway.
   *
   * @default 1
   * @throws InvalidPropsError [hop-limit]
   * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InstanceMetadataOptionsRequest.html
   */
  readonly metadataHopLimit?: number;
  /**
   * Most pods of a node: 1 to 250.
   *
   * @default - what EKS reckons from the instance type
   * @throws InvalidPropsError [max-pods]
   */
  readonly maxPods?: number;
  /**
   * More settings of the kubelet, by the names of its configuration file: `{ imageGCHighThresholdPercent: 70 }`. AL2023
   * only. A change rolls the nodes.
   *
   * @default - those of EKS
   * @throws InvalidPropsError [kubelet-config]
   * @see https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
   */
  readonly kubeletConfig?: Readonly<Record<string, unknown>>;
  /**
   * A shell script that runs before the kubelet is set up. AL2023 only. No secrets: user data is readable in the state.
   *
   * @default - none
   * @throws InvalidPropsError [boot-script] [user-data-size]
   */
  readonly bootScript?: string;
  /**
   * More settings of Bottlerocket below `settings.`, by table: `{ "kernel.sysctl": { "vm.max_map_count": "262144" } }`.
   *
   * @default - none
   * @throws InvalidPropsError [bottlerocket-settings]
   * @see https://bottlerocket.dev/en/os/latest/api/settings/
   */
  readonly bottlerocketSettings?: Readonly<Record<string, Readonly<Record<string, boolean | number | string>>>>;
  /**
   * Groups of the nodes beside that of the cluster: one network interface has 5 at most.
   *
   * @default - that of the cluster only
   * @throws InvalidPropsError [security-group-count]
   */
  readonly securityGroups?: readonly SecurityGroupRef[];
  /**
   * CloudWatch metrics by the minute instead of by five, charged by the metric.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
  /**
   * Tags of the group, its instances, volumes and interfaces, beside those of the cluster.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** An image of your own, made from one of EKS's. */
export interface OwnImage {
  /**
   * Such as `ami-0123456789abcdef0`. May be known only after apply: of an SSM parameter or of a data source.
   *
   * @throws InvalidPropsError [image-id]
   */
  readonly id: string;
  /** What it is made from: it decides the user data and the volumes. */
  readonly os: NodeOs;
  readonly architecture: Architecture;
}

/** A mark that keeps pods away from nodes. */
export interface TaintProps {
  /** A label's key, such as `dedicated`: up to 63 characters. */
  readonly key: string;
  /**
   * Up to 63 characters.
   *
   * @default - none
   */
  readonly value?: string;
  /** What happens to pods that do not tolerate it: they are not placed, placed last, or driven away. */
  readonly effect: TaintEffect;
}

/** Kinds of taints, in the words of the EKS API. */
export type TaintEffect = "NO_EXECUTE" | "NO_SCHEDULE" | "PREFER_NO_SCHEDULE";

/** The volume of a node. */
export interface NodeVolumeProps {
  /**
   * Unit: GiB. At least 20, 50 for Windows; at most 65536.
   *
   * @default - the smallest
   * @throws InvalidPropsError [volume-size]
   * @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html
   */
  readonly sizeGiB?: number;
  /**
   * 3000 to 80000, at most 500 for each GiB. Charged beyond 3000.
   *
   * @default 3000
   * @throws InvalidPropsError [volume-iops]
   */
  readonly iops?: number;
  /**
   * MiB per second: 125 to 1000, at most a quarter of `iops`. Charged beyond 125.
   *
   * @default 125
   * @throws InvalidPropsError [volume-throughput]
   */
  readonly throughputMibps?: number;
  /**
   * ARN of the key that encrypts it. Its policy must let the service-linked role of Auto Scaling use it.
   *
   * @default - AWS's own key for EBS, free of charge
   * @throws InvalidPropsError [kms-key] [kms-key-region]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  readonly kmsKeyArn?: string;
}

/** What the role of nodes may do beyond joining the cluster and pulling images. */
export interface NodeRoleProps {
  /**
   * Session Manager opens shells on the nodes: no SSH, no open port.
   *
   * @default false
   */
  readonly sessionManager?: boolean;
  /**
   * The VPC CNI uses the nodes' rights: for clusters whose `vpc-cni` has no role of its own.
   *
   * @default false
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
   */
  readonly vpcCni?: boolean;
  /**
   * ARNs of more policies, by a name for the address.
   *
   * @default - none
   * @throws InvalidPropsError [policy-name] [policy-arn]
   */
  readonly policyArns?: Readonly<Record<string, string>>;
}

/** Arguments of the launch template, applied last. */
export type LaunchTemplateOverride = Partial<LaunchTemplateConfig>;

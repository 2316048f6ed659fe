import type { FargateProfileProps, PodExecutionRoleProps } from "./fargate-profile-props";
import type { KarpenterProps } from "./karpenter-props";
import type { NodeGroupProps } from "./node-group-props";
import type { NodeRoleProps } from "./nodes-props";
import type { SelfManagedGroupProps } from "./self-managed-props";

/** What a cluster runs pods on, beside the nodes that Auto Mode makes. */
export interface ComputeProps {
  /**
   * Groups of nodes that EKS manages, by name: up to 63 letters, digits, hyphens and underscores. Up to 30, each zone of
   * `perZone` counted.
   *
   * @default - none
   * @throws InvalidPropsError [node-group-name] [node-group-duplicate] [node-group-quota] [template-name] [windows-needs-linux] [windows-ipv6]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html
   */
  readonly nodeGroups?: Readonly<Record<string, NodeGroupProps>>;
  /**
   * Groups of nodes that you manage yourself, by name.
   *
   * @default - none
   * @throws InvalidPropsError [node-group-name] [node-group-duplicate] [template-name] [access-entry-mode]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/worker.html
   */
  readonly selfManagedGroups?: Readonly<Record<string, SelfManagedGroupProps>>;
  /**
   * What Karpenter needs of AWS. Its chart and its node pools live inside the cluster.
   *
   * @default - no Karpenter
   * @throws InvalidPropsError [karpenter-auto-mode] [karpenter-capacity] [karpenter-name] [access-entry-mode]
   * @see https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/
   */
  readonly karpenter?: KarpenterProps;
  /**
   * Pods that run on Fargate, by name of the profile. A pod that several match goes to the first by name. Up to 10.
   *
   * @default - none
   * @throws InvalidPropsError [fargate-name] [fargate-quota] [fargate-region]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
   */
  readonly fargateProfiles?: Readonly<Record<string, FargateProfileProps>>;
  /**
   * What the role of the groups' nodes may do beyond joining the cluster and pulling images.
   *
   * @default - nothing
   */
  readonly nodeRole?: NodeRoleProps;
  /**
   * The role that Fargate profiles share.
   *
   * @default - pulls images and writes logs
   */
  readonly podExecutionRole?: PodExecutionRoleProps;
}

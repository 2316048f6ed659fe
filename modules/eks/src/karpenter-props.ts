import type { NodeRoleProps } from "./nodes-props";

/** What Karpenter needs of AWS: a role for its controller, one for its nodes, and a queue that tells of interruptions. */
export interface KarpenterProps {
  /**
   * How the controller gets its credentials. On Fargate it must be IRSA.
   *
   * @default "pod-identity"
   * @throws InvalidPropsError [karpenter-identity] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
   */
  readonly identity?: "irsa" | "pod-identity";
  /**
   * Namespace of the controller.
   *
   * @default "kube-system"
   * @throws InvalidPropsError [karpenter-service-account]
   */
  readonly namespace?: string;
  /**
   * Service account of the controller.
   *
   * @default "karpenter"
   * @throws InvalidPropsError [karpenter-service-account]
   */
  readonly serviceAccount?: string;
  /**
   * Who makes the instance profile of the nodes: Karpenter, for an EC2NodeClass that says `role`; or this module, for one
   * that says `instanceProfile`, as a cluster without a way to IAM needs it.
   *
   * @default "karpenter"
   * @throws InvalidPropsError [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
   */
  readonly instanceProfile?: "karpenter" | "module";
  /**
   * What nodes may do beyond joining the cluster and pulling images.
   *
   * @default - as the nodes of the groups
   */
  readonly nodeRole?: NodeRoleProps;
  /**
   * Tiers whose subnets are tagged `karpenter.sh/discovery/<cluster>`, for a network of somebody else's. `@terrace/vpc`
   * tags its own (`clusters`), and would take these tags away again.
   *
   * @default - none
   * @throws InvalidPropsError [nodes-tier] [nodes-public] [karpenter-tier-duplicate]
   */
  readonly tagTiers?: readonly string[];
}

import type { EksFargateProfileConfig } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import type { FargateSelectorRef, RoleRef } from "@terrace/core";

/** Which pods run on Fargate, and where. Nothing of it can be changed: EKS makes a new profile, and its pods restart. */
export interface FargateProfileProps {
  /**
   * Which pods: 1 to 5 selectors, of which one must match. `*` and `?` stand for any characters and for one.
   *
   * @throws InvalidPropsError [fargate-selectors] [fargate-namespace] [fargate-labels] [fargate-selector-duplicate]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
   */
  readonly selectors: readonly FargateSelectorRef[];
  /**
   * The tier whose subnets pods run in: a private one.
   *
   * @default - the tier of the cluster
   * @throws InvalidPropsError [nodes-tier] [fargate-public]
   */
  readonly tier?: string;
  /**
   * The role that Fargate pulls images and writes logs with: one of its own, or one that somebody else made.
   *
   * @default - the one that the profiles of the cluster share
   */
  readonly podExecutionRole?: PodExecutionRoleProps | RoleRef;
  /**
   * Arguments of the provider's own resource, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: Partial<EksFargateProfileConfig>;
}

/** A role that Fargate pulls images with. It gives pods no rights: that is what workload identity is for. */
export interface PodExecutionRoleProps {
  /**
   * Fargate's own log router may write to CloudWatch Logs.
   *
   * @default true
   * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
   */
  readonly logs?: boolean;
  /**
   * ARNs of more policies, by a name for the address: for logs that go elsewhere.
   *
   * @default - none
   * @throws InvalidPropsError [policy-name] [policy-arn]
   */
  readonly policyArns?: Readonly<Record<string, string>>;
}

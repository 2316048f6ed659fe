import type { AutoscalingGroupConfig } from "@cdktf/provider-aws/lib/autoscaling-group";
import type { LaunchTemplateOverride, NodesProps } from "./nodes-props";

/** Nodes of one kind in an Auto Scaling group of your own: for what managed groups lack. You patch and drain them. */
export interface SelfManagedGroupProps extends NodesProps {
  /**
   * How instances are paid for.
   *
   * @default "on-demand"
   * @throws InvalidPropsError [purchase-base] [purchase-percent] [spot-types] [not-one-of]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html
   */
  readonly purchase?: MixedPurchase | "on-demand" | "spot";
  /**
   * The cluster autoscaler finds the group by tags, which say its labels and taints too.
   *
   * @default true
   * @throws InvalidPropsError [autoscaler-tag]
   * @see https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md
   */
  readonly autoscaler?: boolean;
  /**
   * Replaces running nodes when what they boot from changes, some at a time. Pods are not drained unless something
   * listens to `terminationHookSeconds`.
   *
   * @default - only new nodes have the change
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
   */
  readonly refresh?: RefreshProps;
  /**
   * Days after which a node is replaced: 1 to 365.
   *
   * @default - never
   * @throws InvalidPropsError [instance-lifetime]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
   */
  readonly maxLifetimeDays?: number;
  /**
   * Seconds that a node waits to be drained before it is terminated: 30 to 7200. For the AWS Node Termination Handler,
   * which ends the wait.
   *
   * @default - no wait
   * @throws InvalidPropsError [hook-seconds]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_PutLifecycleHook.html
   */
  readonly terminationHookSeconds?: number;
  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: SelfManagedGroupOverrides;
}

/** Some instances on demand, the others from Spot. */
export interface MixedPurchase {
  /**
   * Instances that are always on demand.
   *
   * @default 0
   */
  readonly onDemandBase?: number;
  /** Percent on demand of those beyond the base: 0 to 100. */
  readonly onDemandPercent: number;
}

/** How running nodes are replaced. */
export interface RefreshProps {
  /**
   * Percent of the nodes that stay in service meanwhile: 0 to 100. A group of one node has an outage below 100.
   *
   * @default 90
   * @throws InvalidPropsError [refresh-percent]
   */
  readonly minHealthyPercent?: number;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface SelfManagedGroupOverrides {
  /**
   * @default - nothing is overridden
   */
  readonly autoscalingGroup?: Partial<AutoscalingGroupConfig>;
  /**
   * @default - nothing is overridden
   */
  readonly launchTemplate?: LaunchTemplateOverride;
}

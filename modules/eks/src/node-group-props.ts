import type { EksNodeGroupConfig } from "@cdktf/provider-aws/lib/eks-node-group";
import type { LaunchTemplateOverride, NodesProps } from "./nodes-props";

/** Nodes of one kind that EKS launches, updates, drains and replaces: a managed node group, or one for each zone. */
export interface NodeGroupProps extends NodesProps {
  /**
   * How instances are paid for. Spot instances may be taken away with two minutes' notice. A change replaces the group.
   *
   * @default "on-demand"
   * @throws InvalidPropsError [spot-types] [capacity-block-id] [capacity-block-types] [capacity-block-zone] [capacity-block-family] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/managed-node-groups.html#managed-node-group-capacity-types
   */
  readonly capacity?: CapacityBlock | "on-demand" | "spot";
  /**
   * One group for each zone, of the sizes given: for pods with volumes, which an autoscaler can then make room for in
   * their zone. Addresses carry the zone, so another zone moves none.
   *
   * @default false
   */
  readonly perZone?: boolean;
  /**
   * How many nodes are away at once while the group is updated: a number from 1 to 100, or percent.
   *
   * @default - 1 node
   * @throws InvalidPropsError [update-config]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupUpdateConfig.html
   */
  readonly update?: UpdateCount | UpdatePercent;
  /**
   * An update goes on where a disruption budget keeps pods from leaving a node: they are killed.
   *
   * @default false
   */
  readonly forceUpdate?: boolean;
  /**
   * EKS replaces or restarts nodes that are ill. Free of charge; more illnesses are seen with the add-on
   * `eks-node-monitoring-agent`.
   *
   * @default true
   * @see https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
   */
  readonly repair?: boolean;
  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: NodeGroupOverrides;
}

/** Instances that were bought ahead for a time. */
export interface CapacityBlock {
  /**
   * Id of the Capacity Block, such as `cr-0123456789abcdef0`. May be known only after apply.
   *
   * @throws InvalidPropsError [capacity-block-id]
   */
  readonly capacityBlockId: string;
}

/** A number of nodes. */
export interface UpdateCount {
  /** 1 to 100. */
  readonly maxUnavailable: number;
}

/** A part of the nodes. */
export interface UpdatePercent {
  /** 1 to 100. */
  readonly maxUnavailablePercent: number;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface NodeGroupOverrides {
  /**
   * @default - nothing is overridden
   */
  readonly nodeGroup?: Partial<EksNodeGroupConfig>;
  /**
   * @default - nothing is overridden
   */
  readonly launchTemplate?: LaunchTemplateOverride;
}

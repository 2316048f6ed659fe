import type { Owned } from "@terrace/core";
import type { Architecture, ImageName, OperatingSystem } from "./images";

/** EC2 instances of one kind: an Auto Scaling group that ECS scales, as a capacity provider. */
export interface InstancesProps {
  /**
   * The tier whose subnets they are launched in, spread over its zones.
   *
   * A change launches new instances there; the others go as ECS or a refresh replaces them.
   *
   * @throws InvalidPropsError [instances-tier] [instances-public]
   */
  readonly tier: string;
  /**
   * Instance types, such as `["m7g.large"]`; the first one is preferred on demand. All of one architecture, and best of
   * one size: managed scaling counts instances as if all were the smallest.
   *
   * @throws InvalidPropsError [instance-types] [instance-type] [instance-architecture] [instance-accelerator]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-auto-scaling.html
   */
  readonly instanceTypes: readonly string[];
  /**
   * What they boot: an image that AWS makes for ECS, or one of your own.
   *
   * Without `imageVersion` it is the newest one at each plan: running instances stay as they are until they are
   * replaced.
   *
   * @default - `al2023`, or `al2023-arm64` for Graviton
   * @throws InvalidPropsError [instance-architecture] [image-id]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-optimized_AMI.html
   */
  readonly image?: ImageName | OwnImage;
  /**
   * The version that AWS's image is kept at: `al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-arm64`, or `1.40.0` of
   * Bottlerocket.
   *
   * @default - the newest one at each plan
   * @throws InvalidPropsError [image-version]
   */
  readonly imageVersion?: string;
  /**
   * Fewest instances.
   *
   * @default 0
   * @throws InvalidPropsError [group-size]
   */
  readonly minSize?: number;
  /**
   * Most instances: what a runaway service can cost.
   *
   * @throws InvalidPropsError [group-size]
   */
  readonly maxSize: number;
  /**
   * Instances wanted, only with `scaling: "off"`: managed scaling decides it otherwise.
   *
   * @default - whatever managed scaling wants; `minSize` without it
   * @throws InvalidPropsError [group-size] [desired-size-owner]
   */
  readonly desiredSize?: Owned<number>;
  /**
   * How instances are paid for. Spot instances may be taken away with two minutes' notice, in which ECS drains them.
   *
   * @default "on-demand"
   * @throws InvalidPropsError [purchase-base] [purchase-percent]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-spot.html
   */
  readonly purchase?: "on-demand" | "spot" | MixedPurchase;
  /**
   * How ECS scales the group to what tasks need.
   *
   * @default - on, at 100 percent
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-scaling-behavior.html
   */
  readonly scaling?: ManagedScalingProps | "off";
  /**
   * ECS stops the tasks of an instance gracefully before it is terminated.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instance-draining.html
   */
  readonly draining?: boolean;
  /**
   * Scaling in never takes an instance on which a task other than a daemon's runs. Needs managed scaling; protects
   * instances from scaling in, too.
   *
   * @default - true with managed scaling, else false
   * @throws InvalidPropsError [termination-protection]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-termination-protection.html
   */
  readonly terminationProtection?: boolean;
  /**
   * Destroying the group does not wait until its instances are drained and gone: whatever runs on them is killed.
   *
   * @default false
   */
  readonly forceDelete?: boolean;
  /**
   * The encrypted volume that images and containers live on.
   *
   * @default - gp3 of the smallest size: 30 GiB for AL2023, 20 GiB for Bottlerocket
   */
  readonly volume?: VolumeProps;
  /**
   * Replaces running instances when what they boot from changes, some at a time, their tasks drained before.
   *
   * @default - only new instances have the change
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-instance-refresh.html
   */
  readonly refresh?: RefreshProps;
  /**
   * Days after which an instance is replaced: 1 to 365. With the newest image this patches instances without a hand.
   *
   * @default - never
   * @throws InvalidPropsError [instance-lifetime]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html
   */
  readonly maxLifetimeDays?: number;
  /**
   * Attributes that placement constraints can ask for. New instances have a change.
   *
   * @default - none beside ECS's own
   * @throws InvalidPropsError [instance-attribute]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html
   */
  readonly attributes?: Readonly<Record<string, string>>;
  /**
   * More settings of the ECS agent, such as `{ ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: "1h" }`. AL2023 only.
   *
   * @default - none
   * @throws InvalidPropsError [agent-setting]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html
   */
  readonly agent?: Readonly<Record<string, string>>;
  /**
   * CloudWatch metrics by the minute instead of by five, charged by the metric.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
}

/** An image of your own, with the ECS agent in it. */
export interface OwnImage {
  /**
   * Such as `ami-0123456789abcdef0`. May be known only after apply.
   *
   * @throws InvalidPropsError [image-id]
   */
  readonly id: string;
  /** What it is made from: it decides the user data and the volumes. */
  readonly os: OperatingSystem;
  readonly architecture: Architecture;
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

/** How ECS scales an Auto Scaling group. */
export interface ManagedScalingProps {
  /**
   * Percent of the instances that tasks fill: 1 to 100. Less than 100 keeps room for tasks that start at once.
   *
   * @default 100
   * @throws InvalidPropsError [scaling-target]
   */
  readonly targetPercent?: number;
  /**
   * Fewest instances that one step adds: 1 to 10000.
   *
   * @default 1
   * @throws InvalidPropsError [scaling-step]
   */
  readonly minimumStep?: number;
  /**
   * Most instances that one step adds: 1 to 10000.
   *
   * @default 10000
   * @throws InvalidPropsError [scaling-step]
   */
  readonly maximumStep?: number;
  /**
   * Seconds until a new instance counts: 0 to 10000.
   *
   * @default 300
   * @throws InvalidPropsError [scaling-warmup]
   */
  readonly warmupSeconds?: number;
}

/** The volume of an instance. */
export interface VolumeProps {
  /**
   * Unit: GiB. At least 30 for AL2023 and 20 for Bottlerocket, at most 65536.
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
   * MiB per second: 125 to 2000, at most a quarter of `iops`. Charged beyond 125.
   *
   * @default 125
   * @throws InvalidPropsError [volume-throughput]
   */
  readonly throughputMibps?: number;
  /**
   * ARN of the key that encrypts it. Its policy must let the service-linked role of Auto Scaling use it.
   *
   * @default - AWS's own key for EBS, free of charge
   * @throws InvalidPropsError [kms-key]
   * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/key-policy-requirements-EBS-encryption.html
   */
  readonly kmsKeyArn?: string;
}

/** How running instances are replaced. */
export interface RefreshProps {
  /**
   * Percent of the instances that stay in service meanwhile: 0 to 100. A group of one instance has an outage below 100.
   *
   * @default 90
   * @throws InvalidPropsError [refresh-percent]
   */
  readonly minHealthyPercent?: number;
}

/** Instances that ECS chooses, launches, patches and terminates by itself: ECS Managed Instances. */
export interface ManagedInstancesProps {
  /**
   * The tier whose subnets they are launched in.
   *
   * @throws InvalidPropsError [instances-tier] [instances-public]
   */
  readonly tier: string;
  /**
   * How many vCPUs an instance may have.
   *
   * @throws InvalidPropsError [managed-range]
   */
  readonly vcpus: RangeProps;
  /**
   * How much memory an instance may have. Unit: MiB.
   *
   * @throws InvalidPropsError [managed-range]
   */
  readonly memoryMiB: RangeProps;
  /**
   * The only instance types that may be chosen, such as `["m7g.*"]`.
   *
   * @default - every type that fits
   * @throws InvalidPropsError [managed-instance-type]
   */
  readonly instanceTypes?: readonly string[];
  /**
   * Whose processors: `amazon-web-services` is Graviton, arm64.
   *
   * @default - any
   */
  readonly cpuManufacturers?: readonly ("amazon-web-services" | "amd" | "intel")[];
  /**
   * The volume that images and containers live on. Unit: GiB.
   *
   * @default - ECS's own choice
   * @throws InvalidPropsError [managed-storage]
   */
  readonly storageGiB?: number;
  /**
   * CloudWatch metrics by the minute instead of by five, charged by the metric.
   *
   * @default false
   */
  readonly detailedMonitoring?: boolean;
  /**
   * Seconds that an instance stays idle before it is taken away: 0 to 3600, or -1 for never. AWS provider 6.23.0 or
   * later.
   *
   * @default - ECS's own choice
   * @throws InvalidPropsError [managed-scale-in] [needs-provider]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html
   */
  readonly scaleInAfterSeconds?: number;
}

/** From the least to the most, both included. */
export interface RangeProps {
  readonly min: number;
  /**
   * @default - no upper limit
   */
  readonly max?: number;
}

/** Where one log goes. */
export type LogProps = LogToCloudWatch | LogToFirehose;

/** How a log is written. */
export interface LogContent {
  /**
   * @default "json"
   */
  readonly format?: "json" | "text";
}

/** A log in a log group that this module makes, named `/aws/vendedlogs/elasticache/<name>/<log>`. */
export interface LogToCloudWatch extends LogContent {
  readonly to: "cloudwatch";
  /**
   * Days that events are kept, one of CloudWatch's own steps.
   *
   * @default 90
   */
  readonly retentionDays?: number;
  /**
   * ARN of the key that encrypts the log group; its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch's own key
   */
  readonly kmsKeyArn?: string;
}

/** A log to a Firehose stream. */
export interface LogToFirehose extends LogContent {
  readonly to: "firehose";
  /** Name of the stream, not its ARN. */
  readonly deliveryStreamName: string;
}

/** CloudWatch alarms for each node. Charged for each; nodes that autoscaling adds have none. */
export interface AlarmsProps {
  /** ARNs of what is told, such as an SNS topic. */
  readonly actionArns: readonly string[];
  /**
   * Percent of the one core that the engine runs on, for five minutes.
   *
   * @default 90
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
   */
  readonly engineCpuPercent?: number | "off";
  /**
   * Percent of the memory for data, for five minutes.
   *
   * @default 90
   */
  readonly memoryPercent?: number | "off";
  /**
   * Keys that are thrown out for want of memory, in five minutes.
   *
   * @default 1000
   */
  readonly evictions?: number | "off";
  /**
   * Seconds that a replica is behind, for five minutes. Without replicas there is no such alarm.
   *
   * @default 30
   */
  readonly replicationLagSeconds?: number | "off";
  /**
   * Clients of one node, of which it takes 65000.
   *
   * @default 50000
   */
  readonly connections?: number | "off";
}

/**
 * Changes the number of shards or replicas with the load. Cluster mode, Redis OSS 6.0 or Valkey, and nodes of
 * `large` to `2xlarge`.
 */
export interface AutoscalingProps {
  /**
   * Shards. `topology.shards` says that somebody else owns their number.
   *
   * @default - their number stays
   */
  readonly shards?: ShardAutoscaling;
  /**
   * Replicas of each shard. `topology.replicasPerShard` says that somebody else owns their number.
   *
   * @default - their number stays
   */
  readonly replicas?: ReplicaAutoscaling;
}

/** How far a number may go. */
export interface AutoscalingBounds {
  readonly min: number;
  readonly max: number;
  /**
   * What the metric is held at: 35 to 70.
   *
   * @default 60
   */
  readonly targetPercent?: number;
  /**
   * Seconds after a change before nodes are taken away.
   *
   * @default 600
   */
  readonly scaleInCooldownSeconds?: number;
  /**
   * Seconds after a change before more nodes come.
   *
   * @default 600
   */
  readonly scaleOutCooldownSeconds?: number;
}

/** When shards come and go. */
export interface ShardAutoscaling extends AutoscalingBounds {
  /**
   * - `engine-cpu`: the engine's core on primaries
   * - `memory`: memory counted for eviction
   *
   * @default "engine-cpu"
   */
  readonly metric?: "engine-cpu" | "memory";
}

/** When replicas come and go: with the engine's core on replicas. */
export type ReplicaAutoscaling = AutoscalingBounds;

import type { AlarmProps, MetricScaling, PredictiveScaling } from "./metric-props";

/** How many tasks there are, and what decides it. The count is autoscaling's from creation on. */
export interface ScalingProps {
  /**
   * The fewest tasks.
   *
   * @throws InvalidPropsError [scaling-range]
   */
  readonly min: number;
  /**
   * The most tasks: the most that they cost.
   *
   * @throws InvalidPropsError [scaling-range]
   */
  readonly max: number;
  /**
   * Average CPU of the tasks that it keeps, in percent of what they have: 1 to 100.
   *
   * @default - CPU decides nothing
   * @throws InvalidPropsError [scaling-percent]
   */
  readonly cpuPercent?: number;
  /**
   * Average memory of the tasks that it keeps, in percent of what they have: 1 to 100.
   *
   * @default - memory decides nothing
   * @throws InvalidPropsError [scaling-percent]
   */
  readonly memoryPercent?: number;
  /**
   * Requests of an ALB for each task and minute that it keeps.
   *
   * @default - requests decide nothing
   */
  readonly requests?: RequestScaling;
  /**
   * Messages of a queue for each running task that it keeps. Container Insights of the cluster must be on.
   *
   * @default - no queue decides anything
   */
  readonly queue?: QueueScaling;
  /**
   * Metrics of yours, by a name of yours, that the count keeps near a target.
   *
   * @default - none
   * @throws InvalidPropsError [scaling-metric] [scaling-metric-id] [scaling-metric-target]
   */
  readonly metrics?: Readonly<Record<string, MetricScaling>>;
  /**
   * Tasks that are there before the load is. It needs AWS provider 6.13.0 or later.
   *
   * @default - tasks come when the load has come
   * @throws InvalidPropsError [needs-provider] [scaling-predictive]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/predictive-auto-scaling.html
   */
  readonly predictive?: PredictiveScaling;
  /**
   * False where tasks may only become more: schedules, or somebody, make them fewer.
   *
   * @default true
   */
  readonly scaleIn?: boolean;
  /**
   * Seconds between two steps towards fewer tasks.
   *
   * @default 300
   * @throws InvalidPropsError [scaling-cooldown]
   */
  readonly scaleInCooldownSeconds?: number;
  /**
   * Seconds between two steps towards more tasks.
   *
   * @default 60
   * @throws InvalidPropsError [scaling-cooldown]
   */
  readonly scaleOutCooldownSeconds?: number;
  /**
   * Policies that alarms trigger, by name: those of `alarm`, or of yours, which need what `scalingPolicyArns` has.
   *
   * @default - none
   * @throws InvalidPropsError [scaling-steps]
   */
  readonly steps?: Readonly<Record<string, StepScaling>>;
  /**
   * Other bounds at certain times, by name.
   *
   * @default - none
   * @throws InvalidPropsError [scaling-schedule] [scaling-range]
   */
  readonly schedules?: Readonly<Record<string, ScheduledScaling>>;
}

/** Requests of an ALB. */
export interface RequestScaling {
  /** Requests for each task and minute: 1 or more. */
  readonly perTask: number;
  /**
   * The ALB and target group whose requests are counted: `app/<name>/<id>/targetgroup/<name>/<id>`, the `arnSuffix` of
   * both with a `/` between them.
   *
   * @throws InvalidPropsError [scaling-resource-label]
   */
  readonly resourceLabel: string;
}

/** Messages of a queue. */
export interface QueueScaling {
  /** Name of an SQS queue. */
  readonly queueName: string;
  /** Messages that wait for each running task: 1 or more. */
  readonly messagesPerTask: number;
}

/** What an alarm of yours changes. */
export interface StepScaling {
  /**
   * What `change` is: so many tasks more or fewer, so many percent, or exactly so many.
   *
   * @default "ChangeInCapacity"
   */
  readonly adjustment?: "ChangeInCapacity" | "ExactCapacity" | "PercentChangeInCapacity";
  /**
   * Changes by how far the metric is from the alarm's threshold. Bounds touch each other and do not overlap.
   *
   * @throws InvalidPropsError [scaling-steps]
   */
  readonly changes: readonly StepChange[];
  /**
   * The alarm that triggers it, which is made.
   *
   * @default - one of yours
   * @throws InvalidPropsError [alarm-period] [alarm-periods] [scaling-step-idle]
   */
  readonly alarm?: AlarmProps;
  /**
   * Seconds until it is heeded again: 0 to 86400.
   *
   * @default - `scaleOutCooldownSeconds` of the service
   * @throws InvalidPropsError [scaling-cooldown]
   */
  readonly cooldownSeconds?: number;
  /**
   * How values of the alarm's metric become one.
   *
   * @default "Average"
   */
  readonly aggregation?: "Average" | "Maximum" | "Minimum";
  /**
   * The fewest tasks of a change in percent: 1 or more, with `PercentChangeInCapacity` only.
   *
   * @default - none
   * @throws InvalidPropsError [scaling-min-change]
   */
  readonly minChange?: number;
}

/** One change. */
export interface StepChange {
  /**
   * From how far above the threshold, negative for below.
   *
   * @default - no lower bound
   */
  readonly from?: number;
  /**
   * To how far above the threshold, negative for below.
   *
   * @default - no upper bound
   */
  readonly to?: number;
  readonly change: number;
}

/** Bounds from a certain time on, until another schedule changes them. */
export interface ScheduledScaling {
  /**
   * `cron(…)`, `rate(…)` or `at(…)`.
   *
   * @throws InvalidPropsError [scaling-schedule]
   */
  readonly schedule: string;
  /**
   * Time zone of the schedule, such as `Asia/Tokyo`.
   *
   * @default "UTC"
   * @throws InvalidPropsError [scaling-timezone]
   */
  readonly timezone?: string;
  readonly min: number;
  readonly max: number;
}

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
   * Policies that alarms of yours trigger, by name: `scalingPolicyArns` has what the alarms need.
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
   */
  readonly timezone?: string;
  readonly min: number;
  readonly max: number;
}

/** A metric of CloudWatch. */
export interface MetricProps {
  /** Such as `AWS/SQS`. */
  readonly namespace: string;
  readonly name: string;
  /**
   * What tells it from others of its name. The service's own are `ClusterName` and `ServiceName`.
   *
   * @default - none
   */
  readonly dimensions?: Readonly<Record<string, string>>;
  /**
   * How values of a period become one, in CloudWatch's words: `Average`, `Sum`, `Maximum`, `p99` …
   *
   * @default "Average"
   */
  readonly statistic?: string;
}

/** A value that follows from metrics, and that the count of tasks keeps near a target. */
export interface MetricScaling {
  /**
   * What is kept: more of the metric means more tasks. Above 0.
   *
   * @throws InvalidPropsError [scaling-metric-target]
   */
  readonly target: number;
  /**
   * Metrics, by the names that `expression` knows them by: a lower-case letter, then letters, digits and `_`.
   *
   * @throws InvalidPropsError [scaling-metric] [scaling-metric-id]
   */
  readonly metrics: Readonly<Record<string, MetricProps>>;
  /**
   * Arithmetic of CloudWatch over the metrics, such as `jobs / workers`.
   *
   * @default - the only metric
   * @throws InvalidPropsError [scaling-metric]
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html
   */
  readonly expression?: string;
}

/** The alarm that triggers a policy of steps. */
export interface AlarmProps {
  /** `cpu` and `memory` are the service's own, in percent. */
  readonly metric: MetricProps | "cpu" | "memory";
  /** The value that bounds of `changes` are counted from. */
  readonly threshold: number;
  /**
   * On which side of the threshold it is in alarm.
   *
   * @default "GreaterThanOrEqualToThreshold"
   */
  readonly comparison?: "GreaterThanOrEqualToThreshold" | "GreaterThanThreshold" | "LessThanOrEqualToThreshold" | "LessThanThreshold";
  /**
   * Seconds of each value: 10, 20, 30 or a multiple of 60 up to 86400.
   *
   * @default 60
   * @throws InvalidPropsError [alarm-period]
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
   */
  readonly periodSeconds?: number;
  /**
   * Values that are looked at: 1 or more; all of them together span a day at most.
   *
   * @default 3
   * @throws InvalidPropsError [alarm-periods]
   */
  readonly periods?: number;
  /**
   * How many of these must be beyond the threshold.
   *
   * @default - all
   * @throws InvalidPropsError [alarm-periods]
   */
  readonly datapoints?: number;
  /**
   * What a missing value is taken for.
   *
   * @default "missing"
   */
  readonly missingData?: "breaching" | "ignore" | "missing" | "notBreaching";
}

/** Tasks that are there before the load is, from what two weeks of it foretell. */
export interface PredictiveScaling {
  /** What is foretold. */
  readonly metric: "cpu" | "memory";
  /**
   * Average percent of what tasks have, that it keeps: 1 to 100.
   *
   * @throws InvalidPropsError [scaling-percent]
   */
  readonly targetPercent: number;
  /**
   * Only foretelling shows what it would do, and does nothing.
   *
   * @default "ForecastOnly"
   */
  readonly mode?: "ForecastAndScale" | "ForecastOnly";
  /**
   * Seconds by which tasks start before they are needed: 0 to 3600.
   *
   * @default 300
   * @throws InvalidPropsError [scaling-predictive]
   */
  readonly bufferSeconds?: number;
  /**
   * Percent by which the forecast may go beyond `max`: 0 to 100.
   *
   * @default - `max` is never exceeded
   * @throws InvalidPropsError [scaling-predictive]
   */
  readonly beyondMaxPercent?: number;
}

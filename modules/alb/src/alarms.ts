import { CloudwatchMetricAlarm, type CloudwatchMetricAlarmConfig } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Tags } from "@terrace/core";
import type { Construct } from "constructs";

/** An alarm of a load balancer: what it watches, and above what it tells. */
export interface Alarm {
  /** The end of its name, after the load balancer's. */
  readonly name: string;
  readonly description: string;
  readonly metric: string;
  readonly threshold: number;
  /** A statistic, or a percentile such as `p99`. */
  readonly statistic: "Maximum" | "Sum" | "p99";
  readonly dimensions: Readonly<Record<string, string>>;
}

/** What all alarms of one load balancer share. */
export interface AlarmSetting {
  readonly prefix: string;
  readonly namespace: "AWS/ApplicationELB" | "AWS/NetworkELB";
  readonly topicArn: string;
  readonly tags: Tags;
}

/**
 * Three times five minutes above the threshold, so that a deployment alone wakes nobody.
 *
 * @returns the name of the alarm, known once it is there
 */
export function createAlarm(scope: Construct, id: string, { prefix, namespace, topicArn, tags }: AlarmSetting, alarm: Alarm): string {
  const { alarmName } = new CloudwatchMetricAlarm(scope, id, {
    alarmName: `${prefix}-${alarm.name}`,
    alarmDescription: alarm.description,
    namespace,
    metricName: alarm.metric,
    dimensions: alarm.dimensions,
    ...statisticOf(alarm),
    period: 300,
    evaluationPeriods: 3,
    comparisonOperator: "GreaterThanThreshold",
    threshold: alarm.threshold,
    // Nothing is counted while nobody comes.
    treatMissingData: "notBreaching",
    alarmActions: [topicArn],
    okActions: [topicArn],
    tags,
  });
  return alarmName;
}

function statisticOf({ statistic }: Alarm): Pick<CloudwatchMetricAlarmConfig, "extendedStatistic" | "statistic"> {
  return statistic === "p99" ? { extendedStatistic: statistic } : { statistic };
}

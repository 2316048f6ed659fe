import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import type { Construct } from "constructs";
import type { AlarmProps, MetricProps } from "./metric-props";
import type { PlacementSettings } from "./service-settings";

/** The alarm that triggers a policy of steps. */
export function createAlarm(scope: Construct, key: string, service: Pick<PlacementSettings, "cluster" | "name" | "tags">, alarm: AlarmProps, policyArn: string): void {
  const { namespace, name: metricName, dimensions, statistic = "Average" } = metricOf(alarm.metric, service);
  const periods = alarm.periods ?? 3;
  const name = `${service.name}-${key}`;
  new CloudwatchMetricAlarm(scope, `alarm-${key}`, {
    alarmName: name,
    alarmDescription: `Scales ${service.name}`,
    namespace,
    metricName,
    dimensions,
    // Percentiles are another attribute of the provider's.
    ...(/^(Average|Maximum|Minimum|SampleCount|Sum)$/.test(statistic) ? { statistic } : { extendedStatistic: statistic }),
    threshold: alarm.threshold,
    comparisonOperator: alarm.comparison ?? "GreaterThanOrEqualToThreshold",
    period: alarm.periodSeconds ?? 60,
    evaluationPeriods: periods,
    datapointsToAlarm: alarm.datapoints ?? periods,
    treatMissingData: alarm.missingData ?? "missing",
    alarmActions: [policyArn],
    tags: { ...service.tags, Name: name },
  });
}

/** The service's own metrics by their short names. */
function metricOf(metric: AlarmProps["metric"], { name, cluster }: Pick<PlacementSettings, "cluster" | "name">): MetricProps {
  if (typeof metric !== "string") return metric;
  return {
    namespace: "AWS/ECS",
    name: metric === "cpu" ? "CPUUtilization" : "MemoryUtilization",
    dimensions: { ClusterName: cluster.clusterName, ServiceName: name },
  };
}

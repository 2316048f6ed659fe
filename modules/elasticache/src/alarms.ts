import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { initialOf } from "@terrace/core";
import type { Construct } from "constructs";
import type { AlarmsProps } from "./operations-props";
import type { ReplicationGroupSettings, TopologySettings } from "./settings";

/** One metric of a node. */
interface Metric {
  readonly name: string;
  readonly statistic: "Average" | "Maximum" | "Sum";
  readonly words: string;
}

const metrics = {
  engineCpuPercent: { name: "EngineCPUUtilization", statistic: "Average", words: "percent of the engine's core" },
  memoryPercent: { name: "DatabaseMemoryUsagePercentage", statistic: "Average", words: "percent of the memory for data" },
  evictions: { name: "Evictions", statistic: "Sum", words: "evictions in 5 minutes" },
  replicationLagSeconds: { name: "ReplicationLag", statistic: "Maximum", words: "seconds behind the primary" },
  connections: { name: "CurrConnections", statistic: "Maximum", words: "connections" },
} as const satisfies Record<keyof Omit<AlarmsProps, "actionArns">, Metric>;

/** Makes an alarm for each metric and each node that the group begins with. */
export function createAlarms(scope: Construct, { name, alarms, topology, tags }: ReplicationGroupSettings): void {
  if (alarms === undefined) return;
  const { actionArns, ...thresholds } = alarms;
  const nodes = memberNodes(name, topology);
  for (const [key, threshold] of Object.entries(thresholds)) {
    const metric = metricOf(key);
    const isPointless = key === "replicationLagSeconds" && initialOf(topology.replicas) === 0;
    if (threshold === "off" || metric === undefined || isPointless) continue;
    for (const [node, cacheClusterId] of nodes) {
      new CloudwatchMetricAlarm(scope, `alarm-${metric.name}-${node}`, {
        alarmName: `${cacheClusterId}-${metric.name}`,
        alarmDescription: `${cacheClusterId} has more than ${threshold} ${metric.words}`,
        namespace: "AWS/ElastiCache",
        metricName: metric.name,
        dimensions: { CacheClusterId: cacheClusterId },
        statistic: metric.statistic,
        period: 300,
        evaluationPeriods: 1,
        comparisonOperator: "GreaterThanThreshold",
        threshold,
        // A primary has no lag, and a node that is being replaced has no metrics at all.
        treatMissingData: "notBreaching",
        alarmActions: [...actionArns],
        okActions: [...actionArns],
        tags,
      });
    }
  }
}

function metricOf(key: string): Metric | undefined {
  return Object.entries(metrics).find(([name]) => name === key)?.[1];
}

/** The nodes that a group begins with: the part of their ids that is their own, and the whole id. */
export function memberNodes(name: string, { clusterMode, shards, replicas }: TopologySettings): ReadonlyMap<string, string> {
  const members = numbers(1 + initialOf(replicas)).map((number) => pad(number, 3));
  const nodes =
    clusterMode === "enabled"
      ? numbers(initialOf(shards)).flatMap((shard) => members.map((member) => `${pad(shard, 4)}-${member}`))
      : members;
  return new Map(nodes.map((node) => [node, `${name}-${node}`]));
}

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

function pad(value: number, digits: number): string {
  return String(value).padStart(digits, "0");
}

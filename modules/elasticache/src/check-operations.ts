import { checkName, show, type Owned, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { isWithin, replicasPath } from "./check-topology";
import { hasFeatureOf } from "./engines";
import { autoscalingNodes, autoscalingTarget, connectionsPerNode, counts, logRetentionDays, pages } from "./limits";
import { logGroupName } from "./log-delivery";
import { parseNodeType } from "./node-types";
import type { AlarmsProps } from "./operations-props";
import type { AutoscalingSettings, LogSettings, ReplicationGroupSettings } from "./settings";

/** First version of Redis OSS that delivers each log. */
const sinceOfLog: Readonly<Record<string, string>> = { "slow-log": "6.0", "engine-log": "6.2" };

/** Logs: versions that deliver them, and where they go. */
export function checkLogs({ name, logs, engine, engineVersion }: ReplicationGroupSettings): Problem[] {
  return Object.entries(logs).flatMap(([type, log]) => {
    const path = `logs.${type}`;
    const since = sinceOfLog[type];
    if (since === undefined) {
      return [{ code: "log-type", path, got: `named ${show(type)}`, expected: Object.keys(sinceOfLog).join(" or "), see: pages.logs }];
    }
    const problems = checkLogDestination(path, logGroupName(name, type), log);
    if (hasFeatureOf(engine, engineVersion, since)) return problems;
    const got = `asked of ${engine} ${engineVersion}`;
    return [...problems, { code: "log-version", path, got, expected: `redis ${since} or later, or valkey`, see: pages.logs }];
  });
}

function checkLogDestination(path: string, groupName: string, log: LogSettings): Problem[] {
  if (log.to === "firehose") {
    const { deliveryStreamName } = log;
    if (Token.isUnresolved(deliveryStreamName) || /^[\w.-]{1,64}$/.test(deliveryStreamName)) return [];
    const expected = "the stream's name, of up to 64 letters, digits and _.-";
    return [{ code: "log-stream", path: `${path}.deliveryStreamName`, got: show(deliveryStreamName), expected, see: pages.logs }];
  }
  const problems = checkName(path, groupName, "log-group");
  if (logRetentionDays.some((days) => days === log.retentionDays)) return problems;
  const expected = `one of ${logRetentionDays.join(", ")}`;
  return [...problems, { code: "log-retention", path: `${path}.retentionDays`, got: show(log.retentionDays), expected, see: pages.retention }];
}

/** Alarms: thresholds that a metric can reach, and somebody who is told. */
export function checkAlarms(alarms: Required<AlarmsProps> | undefined): Problem[] {
  if (alarms === undefined) return [];
  const { actionArns, ...thresholds } = alarms;
  const problems: Problem[] = [];
  if (actionArns.length === 0) {
    const expected = "an ARN that is told, such as an SNS topic's";
    problems.push({ code: "alarm-actions", path: "alarms.actionArns", got: "empty", expected, see: pages.metrics });
  }
  for (const [name, threshold] of Object.entries(thresholds)) {
    const most = mostOf(name);
    if (threshold === "off" || (threshold > 0 && threshold <= (most ?? threshold))) continue;
    const expected = `more than 0${most === undefined ? "" : ` and up to ${most}`}, or "off"`;
    problems.push({ code: "alarm-threshold", path: `alarms.${name}`, got: show(threshold), expected, see: pages.metrics });
  }
  return problems;
}

/** What a metric never goes over; undefined where there is no such value. */
function mostOf(threshold: string): number | undefined {
  if (threshold.endsWith("Percent")) return 100;
  return threshold === "connections" ? connectionsPerNode : undefined;
}

/** Autoscaling: what ElastiCache can scale, between which bounds, and who owns the number. */
export function checkAutoscaling(settings: ReplicationGroupSettings): Problem[] {
  const { autoscaling, topology } = settings;
  const { shards, replicas } = autoscaling;
  if (shards === undefined && replicas === undefined) return [];
  const owners = [
    ...(shards === undefined ? [] : checkScaled("shards", shards, { owned: topology.shards, path: "topology.shards" })),
    ...(replicas === undefined ? [] : checkScaled("replicas", replicas, { owned: topology.replicas, path: replicasPath(settings) })),
  ];
  return [...checkScalable(settings), ...owners];
}

function checkScalable({ topology, engine, engineVersion, nodeType }: ReplicationGroupSettings): Problem[] {
  const path = "autoscaling";
  const see = pages.autoscaling;
  const problems: Problem[] = [];
  if (topology.clusterMode !== "enabled") {
    const expected = `topology.clusterMode: "enabled"`;
    problems.push({ code: "autoscaling-cluster-mode", path, got: "asked for without cluster mode", expected, see });
  }
  if (!hasFeatureOf(engine, engineVersion, "6.0")) {
    problems.push({ code: "autoscaling-version", path, got: `asked of ${engine} ${engineVersion}`, expected: "redis 6.0 or later, or valkey", see });
  }
  const { families, sizes } = autoscalingNodes;
  const { family, size } = parseNodeType(nodeType) ?? {};
  if (!families.some((one) => one === family) || !sizes.some((one) => one === size)) {
    const expected = `a node type of ${families.join(", ")} and ${sizes.join(", ")}`;
    problems.push({ code: "autoscaling-node-type", path, got: `asked for with ${nodeType}`, expected, see, severity: "dated" });
  }
  return problems;
}

function checkScaled(
  kind: "replicas" | "shards",
  { min, max, targetPercent }: AutoscalingSettings,
  count: { readonly owned: Owned<number>; readonly path: string },
): Problem[] {
  const path = `autoscaling.${kind}`;
  const see = pages.autoscaling;
  const problems: Problem[] = [];
  if (typeof count.owned === "number") {
    const expected = `{ initial: ${count.owned}, owner: "autoscaling" }, so that Terraform does not set it back`;
    problems.push({ code: "autoscaling-owner", path: count.path, got: `${count.owned}, owned by Terraform`, expected, see });
  }
  // A replica that autoscaling may take away must leave one: without any, nothing fails over.
  const bounds = { least: 1, most: counts[kind].most };
  if (!isWithin(min, bounds) || !isWithin(max, bounds) || min > max) {
    const expected = `integers from ${bounds.least} to ${bounds.most}, min up to max`;
    problems.push({ code: "autoscaling-bounds", path, got: `from ${min} to ${max}`, expected, see });
  }
  if (!isWithin(targetPercent, autoscalingTarget)) {
    const expected = `an integer from ${autoscalingTarget.least} to ${autoscalingTarget.most}`;
    problems.push({ code: "autoscaling-target", path: `${path}.targetPercent`, got: show(targetPercent), expected, see });
  }
  return problems;
}

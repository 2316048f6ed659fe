import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkArn } from "./check-access";
import { isWithin } from "./check-topology";
import { pages, shortestWindowMinutes, snapshotRetentionDays } from "./limits";
import type { MaintenanceProps } from "./props";
import { finalSnapshotName, type ReplicationGroupSettings } from "./settings";
import { overlaps, parseDaily, parseWeekly } from "./windows";

/** The maintenance window, what AWS does in it, and who hears of it. */
export function checkMaintenance(maintenance: MaintenanceProps): Problem[] {
  const { notificationTopicArn: topic, autoMinorVersionUpgrade } = maintenance;
  return [
    ...checkMaintenanceWindow(maintenance),
    ...(topic === undefined ? [] : checkArn("maintenance.notificationTopicArn", topic, "sns", pages.notifications)),
    ...(autoMinorVersionUpgrade === true ? [autoMinorUpgrade] : []),
  ];
}

/** A version that Terraform pins and AWS raises: the provider replaces a cache whose configured version is the older one. */
const autoMinorUpgrade: Problem = {
  code: "auto-minor-upgrade",
  path: "maintenance.autoMinorVersionUpgrade",
  got: "true, beside an engineVersion that Terraform would replace the cache to get back",
  expected: "false, or an engineVersion that is raised as soon as AWS has raised its own",
  see: pages.upgrades,
  severity: "warning",
};

function checkMaintenanceWindow({ window }: MaintenanceProps): Problem[] {
  const parsed = parseWeekly(window ?? "");
  if (window === undefined || (parsed !== undefined && parsed.minutes >= shortestWindowMinutes)) return [];
  const expected = `ddd:hh24:mi-ddd:hh24:mi in UTC, lower-case, of ${shortestWindowMinutes} minutes or more, such as sun:18:00-sun:19:00`;
  return [{ code: "maintenance-window", path: "maintenance.window", got: show(window), expected, see: pages.maintenance }];
}

/** Snapshots: how long they are kept, when they are made, what they are called, and where the first data comes from. */
export function checkSnapshots(settings: ReplicationGroupSettings): Problem[] {
  const { retentionDays, window } = settings.snapshots;
  const finalName = finalSnapshotName(settings.snapshots);
  const problems: Problem[] = [];
  if (!isWithin(retentionDays, snapshotRetentionDays)) {
    const expected = `an integer from ${snapshotRetentionDays.least} to ${snapshotRetentionDays.most}`;
    problems.push({ code: "snapshot-retention", path: "snapshots.retentionDays", got: show(retentionDays), expected, see: pages.backups });
  }
  if (window !== undefined && retentionDays === 0) {
    const got = `${show(window)} without automatic snapshots`;
    problems.push({ code: "snapshot-window-unused", path: "snapshots.window", got, expected: "retentionDays of 1 or more, or no window", see: pages.backups });
  }
  // The default begins with the name of the cache, which is held against a stricter rule.
  const isSaid = finalName !== undefined && finalName !== `${settings.name}-final`;
  if (isSaid && !Token.isUnresolved(finalName) && !/^(?!.*--)[a-z][a-z0-9-]*[a-z0-9]$/.test(finalName)) {
    const expected = "lower-case letters, digits and single hyphens, starting with a letter";
    problems.push({ code: "snapshot-name", path: "snapshots.final.name", got: show(finalName), expected, see: pages.backups });
  }
  return [...problems, ...checkSnapshotWindow(settings), ...checkRestore(settings)];
}

function checkSnapshotWindow({ snapshots: { window }, maintenance }: ReplicationGroupSettings): Problem[] {
  if (window === undefined) return [];
  const path = "snapshots.window";
  const daily = parseDaily(window);
  if (daily === undefined || daily.minutes < shortestWindowMinutes) {
    const expected = `hh24:mi-hh24:mi in UTC, of ${shortestWindowMinutes} minutes or more, such as 16:00-17:00`;
    return [{ code: "snapshot-window", path, got: show(window), expected, see: pages.backups }];
  }
  const weekly = parseWeekly(maintenance.window ?? "");
  if (weekly === undefined || !overlaps(weekly, daily)) return [];
  const got = `${show(window)}, in the maintenance window ${maintenance.window}`;
  return [{ code: "windows-overlap", path, got, expected: "a time outside the maintenance window", see: pages.backups }];
}

function checkRestore({ snapshots: { restoreFrom }, topology, dataTiering }: ReplicationGroupSettings): Problem[] {
  if (restoreFrom === undefined || !("objectArns" in restoreFrom)) return [];
  const path = "snapshots.restoreFrom.objectArns";
  const see = pages.seeding;
  const { objectArns } = restoreFrom;
  if (Token.isUnresolved(objectArns)) return [];
  const problems: Problem[] = [];
  if (objectArns.length === 0) problems.push({ code: "restore-empty", path, got: "empty", expected: "at least one ARN", see });
  objectArns.forEach((arn, index) => {
    if (Token.isUnresolved(arn) || /^arn:aws[a-z-]*:s3:::[^/,]+\/[^,]+$/.test(arn)) return;
    const expected = "the ARN of an object in S3, without a comma";
    problems.push({ code: "restore-arn", path: `${path}[${index}]`, got: show(arn), expected, see });
  });
  const hasSlots = Object.values(topology.placement).some(({ slots }) => slots !== undefined);
  if (topology.clusterMode === "enabled" && !hasSlots) {
    const expected = "topology.placement with the slots of each shard";
    problems.push({ code: "restore-needs-slots", path, got: "files for shards whose slots nobody says", expected, see });
  }
  if (dataTiering) {
    const expected = "a snapshot of ElastiCache, or nodes without data tiering";
    problems.push({ code: "restore-data-tiering", path, got: "files for nodes with data tiering", expected, see: pages.dataTiering, severity: "warning" });
  }
  return problems;
}

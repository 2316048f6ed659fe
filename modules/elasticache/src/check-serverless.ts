import { checkTags, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { checkCacheName, checkTier } from "./check";
import { checkArn } from "./check-access";
import { isWithin } from "./check-topology";
import { pages, serverlessLimits, serverlessVersions, snapshotRetentionDays } from "./limits";
import type { ServerlessCacheProps, UsageLimit } from "./serverless-props";
import { zonesOf } from "./settings";

/** Every problem of a serverless cache. Pure. */
export function checkServerless(props: ServerlessCacheProps): Problem[] {
  const { name, network, tier, engine, majorEngineVersion, kmsKeyArn, tags = {} } = props;
  const zones = network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone }));
  const unknown = [
    ...mustBeKnown({ name, tier, engine, majorEngineVersion, "network.subnets": zones }),
    ...oneOf("engine", engine, Object.keys(serverlessVersions)),
  ];
  if (unknown.length > 0) return unknown;
  return [
    ...checkCacheName("name", name, 40),
    ...checkTier(network, tier),
    ...checkZones(props),
    ...checkVersion(props),
    ...checkUsage(props),
    ...checkUsers(props),
    ...(kmsKeyArn === undefined ? [] : checkArn("kmsKeyArn", kmsKeyArn, "kms", pages.serverless)),
    ...checkSnapshots(props),
    ...checkTags("tags", tags),
  ];
}

function checkZones({ network, tier }: ServerlessCacheProps): Problem[] {
  const zones = zonesOf(network, tier);
  if (zones.length !== 1 && zones.length < 4) return [];
  const got = `${show(tier)}, of ${zones.length} zones`;
  return [{ code: "serverless-zones", path: "tier", got, expected: "a tier of two or three zones", see: pages.serverless, severity: "warning" }];
}

function checkVersion({ engine, majorEngineVersion }: ServerlessCacheProps): Problem[] {
  const versions: readonly string[] = serverlessVersions[engine];
  if (versions.includes(majorEngineVersion)) return [];
  const expected = `a major version of ${engine}: ${versions.join(", ")}`;
  return [{ code: "serverless-version", path: "majorEngineVersion", got: show(majorEngineVersion), expected, see: pages.versions, severity: "dated" }];
}

function checkUsage({ usageLimits = {} }: ServerlessCacheProps): Problem[] {
  const { dataStorageGB = {}, ecpuPerSecond = {} } = usageLimits;
  return [...checkLimit("dataStorageGB", dataStorageGB), ...checkLimit("ecpuPerSecond", ecpuPerSecond)];
}

function checkLimit(name: keyof typeof serverlessLimits, { min, max }: UsageLimit): Problem[] {
  const { least, most } = serverlessLimits[name];
  const path = `usageLimits.${name}`;
  const outside = [min, max].filter((value) => value !== undefined && !isWithin(value, { least, most }));
  if (outside.length > 0) {
    const expected = `integers from ${least} to ${most}`;
    return [{ code: "usage-limit", path, got: outside.map(show).join(" and "), expected, see: pages.serverlessLimits }];
  }
  if (min === undefined || max === undefined || min <= max) return [];
  return [{ code: "usage-limit", path, got: `from ${min} to ${max}`, expected: "min up to max", see: pages.serverlessLimits }];
}

function checkUsers({ engine, authentication }: ServerlessCacheProps): Problem[] {
  if (authentication === undefined) return [];
  if (engine === "memcached") {
    return [{ code: "serverless-users", path: "authentication", got: "set for memcached", expected: "no such prop", see: pages.serverless }];
  }
  if (engine !== "redis" || authentication.engine !== "valkey") return [];
  const got = "a user group of valkey for a cache of redis";
  return [{ code: "users-engine", path: "authentication.engine", got, expected: "a user group of redis", see: pages.rbac }];
}

function checkSnapshots({ snapshots: { retentionDays = 1, dailyTime } = {} }: ServerlessCacheProps): Problem[] {
  const problems: Problem[] = [];
  if (!isWithin(retentionDays, snapshotRetentionDays)) {
    const expected = `an integer from ${snapshotRetentionDays.least} to ${snapshotRetentionDays.most}`;
    problems.push({ code: "snapshot-retention", path: "snapshots.retentionDays", got: show(retentionDays), expected, see: pages.serverless });
  }
  if (dailyTime !== undefined && !/^([01]\d|2[0-3]):[0-5]\d$/.test(dailyTime)) {
    problems.push({ code: "snapshot-time", path: "snapshots.dailyTime", got: show(dailyTime), expected: "hh24:mi in UTC, such as 16:00", see: pages.serverless });
  }
  if (dailyTime !== undefined && retentionDays === 0) {
    const got = `${show(dailyTime)} without automatic snapshots`;
    problems.push({ code: "snapshot-window-unused", path: "snapshots.dailyTime", got, expected: "retentionDays of 1 or more, or no time", see: pages.serverless });
  }
  return problems;
}

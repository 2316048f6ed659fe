import { accept } from "@terrace/core";
import { only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { network } from "../examples/given/network";
import { ServerlessCache } from "../src/serverless";
import type { ServerlessCacheProps } from "../src/serverless-props";

const props: ServerlessCacheProps = { name: "queries", network, tier: "isolated", engine: "valkey", majorEngineVersion: "8" };
const secret = Lazy.stringValue({ produce: () => "later" });

function made(change: Partial<ServerlessCacheProps> = {}) {
  const stack = testStack();
  new ServerlessCache(stack, "cache", { ...props, ...change });
  return synth(stack);
}

const cache = (change: Partial<ServerlessCacheProps> = {}) => only(made(change), "aws_elasticache_serverless_cache");

test("a serverless cache says its engine and major version, and keeps one snapshot", () => {
  expect(cache({ tags: { Team: "web" } })).toMatchObject({
    name: "queries",
    description: "Cache queries",
    engine: "valkey",
    major_engine_version: "8",
    subnet_ids: network.subnets.map(({ subnetId }) => subnetId),
    security_group_ids: [expect.stringMatching(/aws_security_group/)],
    snapshot_retention_limit: 1,
    tags: { Team: "web" },
    lifecycle: { ignore_changes: ["snapshot_arns_to_restore"] },
  });
  expect(cache()).not.toHaveProperty("cache_usage_limits");
  expect(cache({ description: "Carts" }).description).toBe("Carts");
});

test("limits are written where the caller has some", () => {
  expect(cache({ usageLimits: { dataStorageGB: { min: 2, max: 5 } } }).cache_usage_limits).toEqual([{ data_storage: [{ minimum: 2, maximum: 5, unit: "GB" }] }]);
  expect(cache({ usageLimits: { ecpuPerSecond: { max: 5000 } } }).cache_usage_limits).toEqual([{ ecpu_per_second: [{ maximum: 5000 }] }]);
});

test("users, key and snapshots are the caller's", () => {
  const change = {
    authentication: { by: "user-group", userGroupId: "shop" },
    kmsKeyArn: secret,
    snapshots: { retentionDays: 7, dailyTime: "16:00", restoreFromArns: [secret] },
  } as const;
  expect(cache(change)).toMatchObject({
    user_group_id: "shop",
    kms_key_id: "later",
    snapshot_retention_limit: 7,
    daily_snapshot_time: "16:00",
    snapshot_arns_to_restore: ["later"],
  });
});

test("both ports are opened, to groups and blocks", () => {
  const stack = testStack();
  const one = new ServerlessCache(stack, "cache", props);
  one.allowFrom("api", { securityGroupId: "sg-1" });
  one.allowFromCidrs("office", ["10.0.0.0/16"]);
  const rules = Object.values(resourcesOf(synth(stack), "aws_vpc_security_group_ingress_rule"));
  expect(rules.map(({ from_port, to_port }) => [from_port, to_port])).toEqual([[6379, 6380], [6379, 6380]]);
});

test("it offers its endpoints, and what clients must speak", () => {
  const stack = testStack();
  const one = new ServerlessCache(stack, "cache", props);
  expect(render(stack, one.cache.host)).toMatch(/\.endpoint\[0\]\.address\}$/);
  expect(render(stack, one.readerEndpoint)).toMatch(/\.reader_endpoint\[0\]\.address\}$/);
  expect(render(stack, one.cacheArn)).toMatch(/\.arn\}$/);
  expect(one.cache.securityGroup).toBe(one.securityGroup);
  expect(one.cache).toMatchObject({ port: 6379, clusterProtocol: true, tls: "required" });
  const memcached = new ServerlessCache(testStack(), "cache", { ...props, engine: "memcached", majorEngineVersion: "1.6" });
  expect(memcached.cache).toMatchObject({ port: 11211, clusterProtocol: false });
});

test("it is overridden last", () => {
  const change = made({ override: { serverlessCache: { description: "mine" }, securityGroup: { name: "mine" } } });
  expect(only(change, "aws_elasticache_serverless_cache").description).toBe("mine");
  expect(only(change, "aws_security_group").name).toBe("mine");
});

test.each<[string, Partial<ServerlessCacheProps>, string[]]>([
  ["a name that comes later", { name: secret }, ["not-known-at-synth name"]],
  ["a name with capitals", { name: "Queries" }, ["cache-name name"]],
  ["a tier that is not there", { tier: "data" }, ["cache-tier tier"]],
  ["a minor version", { majorEngineVersion: "8.1" }, ["serverless-version majorEngineVersion"]],
  ["Redis OSS 6", { engine: "redis", majorEngineVersion: "6" }, ["serverless-version majorEngineVersion"]],
  ["half a gigabyte", { usageLimits: { dataStorageGB: { max: 0.5 } } }, ["usage-limit usageLimits.dataStorageGB"]],
  ["too few units", { usageLimits: { ecpuPerSecond: { min: 999 } } }, ["usage-limit usageLimits.ecpuPerSecond"]],
  ["limits the wrong way round", { usageLimits: { dataStorageGB: { min: 9, max: 5 } } }, ["usage-limit usageLimits.dataStorageGB"]],
  ["users of Memcached", { engine: "memcached", majorEngineVersion: "1.6", authentication: { by: "user-group", userGroupId: "shop" } }, ["serverless-users authentication"]],
  ["users of Valkey for Redis OSS", { engine: "redis", majorEngineVersion: "7", authentication: { by: "user-group", userGroupId: "shop", engine: "valkey" } }, ["users-engine authentication.engine"]],
  ["a key's id", { kmsKeyArn: "1234" }, ["cache-arn kmsKeyArn"]],
  ["snapshots of 36 days", { snapshots: { retentionDays: 36 } }, ["snapshot-retention snapshots.retentionDays"]],
  ["a window for a time", { snapshots: { dailyTime: "16:00-17:00" } }, ["snapshot-time snapshots.dailyTime"]],
  ["a time without snapshots", { snapshots: { retentionDays: 0, dailyTime: "16:00" } }, ["snapshot-window-unused snapshots.dailyTime"]],
  ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
])("%s is refused", (_why, change, expected) => {
  expect(problemsOf(() => made(change))).toEqual(expected);
});

test("one zone is a warning, and a version newer than the table can be accepted", () => {
  const stack = testStack();
  accept(stack, "serverless-version", "newer than the table");
  const oneZone = { ...network, subnets: network.subnets.slice(0, 1) };
  new ServerlessCache(stack, "cache", { ...props, network: oneZone, majorEngineVersion: "10" });
  expect(warningsOf(stack)).toEqual([expect.stringContaining("[serverless-zones] tier"), expect.stringContaining("accepted: newer")]);
});

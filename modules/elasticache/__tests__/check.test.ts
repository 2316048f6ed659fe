import { accept, requireAwsProvider, type NetworkRef } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { network } from "../examples/given/network";
import type { ReplicationGroupProps, TopologyProps } from "../src/props";
import { ReplicationGroup } from "../src/replication-group";

const valid: ReplicationGroupProps = {
  name: "prd-shop-sessions",
  network,
  tier: "isolated",
  engine: "valkey",
  engineVersion: "8.1",
  nodeType: "cache.r7g.large",
  topology: { clusterMode: "disabled", replicas: 1 },
};

function build(change: Partial<ReplicationGroupProps>, stack = testStack()): ReplicationGroup {
  return new ReplicationGroup(stack, "cache", { ...valid, ...change });
}

function problemsWith(change: Partial<ReplicationGroupProps>): string[] {
  return problemsOf(() => build(change));
}

function warningsWith(change: Partial<ReplicationGroupProps>): string[] {
  const stack = testStack();
  build(change, stack);
  return warningsOf(stack).map((warning) => warning.split("\n")[0] ?? "");
}

const secret = Lazy.stringValue({ produce: () => "later" });
const redis = (engineVersion: string): Partial<ReplicationGroupProps> => ({ engine: "redis", engineVersion });
const topology = (change: TopologyProps): Partial<ReplicationGroupProps> => ({ topology: change });
const sharded = { clusterMode: "enabled", shards: 2, replicasPerShard: 1 } as const;
const placed = (placement: Record<string, { primaryZone: string; replicaZones?: string[]; slots?: string }>) =>
  topology({ ...sharded, placement });
const oneZone: NetworkRef = { ...network, subnets: network.subnets.slice(0, 1) };
const owned = { initial: 2, owner: "autoscaling" } as const;

test("the group that the changes below start from is valid", () => {
  expect(warningsWith({})).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<ReplicationGroupProps>, string]>([
    ["the name", { name: secret }, "not-known-at-synth name"],
    ["the version", { engineVersion: secret }, "not-known-at-synth engineVersion"],
    ["the node type", { nodeType: secret }, "not-known-at-synth nodeType"],
    ["the tier", { tier: secret }, "not-known-at-synth tier"],
    ["the port", { port: Token.asNumber("${local.port}") }, "not-known-at-synth port"],
    ["replicas", topology({ clusterMode: "disabled", replicas: Token.asNumber("${local.n}") }), "not-known-at-synth topology.replicas"],
    ["the maintenance window", { maintenance: { window: secret } }, "not-known-at-synth maintenance.window"],
    ["the snapshot window", { snapshots: { window: secret } }, "not-known-at-synth snapshots.window"],
    ["a bound", { autoscaling: { shards: { min: Token.asNumber("${local.n}"), max: 4 } } }, "not-known-at-synth autoscaling.shards.min"],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toContain(expected);
    expect(problemsWith(change).every((problem) => problem.startsWith("not-known-at-synth "))).toBe(true);
  });
});

describe("bad input", () => {
  test.each<[string, Partial<ReplicationGroupProps>, string[]]>([
    ["a name with capitals", { name: "Sessions" }, ["cache-name name"]],
    ["a name of 41 characters", { name: "s".repeat(41) }, ["cache-name name"]],
    ["a name that ends with a hyphen", { name: "sessions-" }, ["cache-name name"]],
    ["a name with two hyphens", { name: "prd--sessions" }, ["cache-name name"]],
    ["a tier that is not there", { tier: "data", ...topology({ clusterMode: "disabled", replicas: 0 }) }, ["cache-tier tier"]],
    ["port 0", { port: 0 }, ["cache-port port"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

    ["Redis 6.x", redis("6.x"), ["engine-version engineVersion"]],
    ["Redis 6.x with all that comes with 6", { ...redis("6.x"), authentication: { by: "user-group", userGroupId: "shop" }, logs: { "slow-log": { to: "cloudwatch" } } }, ["engine-version engineVersion"]],
    ["a version without minor", { engineVersion: "8" }, ["engine-version engineVersion"]],
    ["a patch of Valkey", { engineVersion: "8.1.1" }, ["engine-version engineVersion"]],
    ["Redis 5 without patch", { ...redis("5.0"), nodeType: "cache.r5.large" }, ["engine-version engineVersion"]],
    ["a version that Redis OSS never had here", redis("7.4"), ["unknown-engine-version engineVersion"]],
    ["Valkey 7.0", { engineVersion: "7.0" }, ["unknown-engine-version engineVersion"]],

    ["a type without cache.", { nodeType: "r7g.large" }, ["node-type nodeType"]],
    ["a family that is not there", { nodeType: "cache.x9.large" }, ["unknown-node-type nodeType"]],
    ["a size that the family lacks", { nodeType: "cache.t4g.large" }, ["unknown-node-type nodeType"]],
    ["data tiering with Redis 6.0", { ...redis("6.0"), nodeType: "cache.r6gd.xlarge" }, ["node-type-engine nodeType"]],
    ["Graviton with Redis 4", { ...redis("4.0.10"), nodeType: "cache.m6g.large" }, ["node-type-engine nodeType"]],

    ["a policy that is not there", { parameters: { "maxmemory-policy": "lru" } }, ["parameter-value parameters.maxmemory-policy"]],
    ["an event that is not there", { parameters: { "notify-keyspace-events": "KQ" } }, ["parameter-value parameters.notify-keyspace-events"]],
    ["more than all memory", { parameters: { "reserved-memory-percent": 101 } }, ["parameter-value parameters.reserved-memory-percent"]],
    ["less than none", { parameters: { "slowlog-max-len": -1 } }, ["parameter-value parameters.slowlog-max-len"]],
    ["half a second", { parameters: { "slowlog-max-len": 0.5 } }, ["parameter-value parameters.slowlog-max-len"]],
    ["a timeout under 20", { parameters: { timeout: 19 } }, ["parameter-value parameters.timeout"]],
    ["a boolean for a number", { parameters: { timeout: true } }, ["parameter-value parameters.timeout"]],
    ["a number for a boolean", { parameters: { activedefrag: 1 } }, ["parameter-value parameters.activedefrag"]],
    ["an append-only file", { parameters: { appendonly: true } }, ["parameter-fixed parameters.appendonly"]],
    ["cluster mode as parameter", { parameters: { "cluster-enabled": true } }, ["parameter-fixed parameters.cluster-enabled"]],
    ["maxclients", { parameters: { maxclients: 100 } }, ["parameter-fixed parameters.maxclients"]],
    ["a name before Redis 5", { parameters: { "min-slaves-to-write": 1 } }, ["parameter-version parameters.min-slaves-to-write"]],
    ["a name before Redis 7", { parameters: { "hash-max-ziplist-entries": 1 } }, ["parameter-version parameters.hash-max-ziplist-entries"]],
    ["a parameter of Redis 6 in 5", { ...redis("5.0.6"), parameters: { "acl-pubsub-default": "resetchannels" } }, ["parameter-version parameters.acl-pubsub-default"]],
    ["a spelling error", { parameters: { "maxmemory-polcy": "noeviction" } }, ["unknown-parameter parameters.maxmemory-polcy"]],
    ["databases with cluster mode", { ...topology(sharded), parameters: { databases: 2 } }, ["parameter-cluster-mode parameters.databases"]],

    ["six replicas", topology({ clusterMode: "disabled", replicas: 6 }), ["replica-count topology.replicas"]],
    ["half a replica", topology({ clusterMode: "disabled", replicas: 0.5 }), ["replica-count topology.replicas"]],
    ["no shard", topology({ ...sharded, shards: 0 }), ["shard-count topology.shards"]],
    ["501 shards with 6 replicas", topology({ ...sharded, shards: 501, replicasPerShard: 6 }), ["shard-count topology.shards", "replica-count topology.replicasPerShard"]],
    ["more nodes than the quota", topology({ ...sharded, shards: 46 }), ["node-quota topology.shards"]],
    ["more nodes than AWS has", topology({ ...sharded, shards: 251 }), ["node-count topology.shards"]],
    ["more nodes than Redis 4 takes", { ...redis("4.0.10"), nodeType: "cache.r5.large", ...topology({ ...sharded, shards: 46 }) }, ["node-count topology.shards"]],
    ["failover without replica", topology({ clusterMode: "disabled", replicas: 0, automaticFailover: true }), ["failover-needs-replica topology.automaticFailover"]],
    ["cluster mode without failover", topology({ ...sharded, automaticFailover: false }), ["failover-required topology.automaticFailover"]],
    ["Multi-AZ without replica", topology({ ...sharded, replicasPerShard: 0, multiAz: true }), ["multi-az-needs-replica topology.multiAz"]],
    ["Multi-AZ without failover", topology({ clusterMode: "disabled", replicas: 1, automaticFailover: false, multiAz: true }), ["multi-az-needs-failover topology.multiAz"]],
    ["Multi-AZ in one zone", { network: oneZone, ...topology({ clusterMode: "disabled", replicas: 1, multiAz: true }) }, ["multi-az-zones topology.multiAz"]],
    ["compatible with Redis 6.2", { ...redis("6.2"), ...topology({ clusterMode: "compatible", replicas: 1 }) }, ["compatible-version topology.clusterMode"]],
    ["compatible without replica", topology({ clusterMode: "compatible", replicas: 0 }), ["compatible-failover topology.clusterMode"]],
    ["compatible without failover", topology({ clusterMode: "compatible", replicas: 1, automaticFailover: false }), ["compatible-failover topology.clusterMode"]],
    ["a zone too few", topology({ clusterMode: "disabled", replicas: 1, availabilityZones: ["ap-northeast-1a"] }), ["zone-count topology.availabilityZones"]],
    ["a zone by id", topology({ clusterMode: "disabled", replicas: 1, availabilityZones: ["apne1-az1", "ap-northeast-1a"] }), ["zone-name topology.availabilityZones[0]"]],
    ["a zone outside the tier", topology({ clusterMode: "disabled", replicas: 1, availabilityZones: ["ap-northeast-1a", "ap-northeast-1b"] }), ["zone-outside topology.availabilityZones[1]"]],
    ["placement on AWS provider 5", placed({ "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] }, "0002": { primaryZone: "ap-northeast-1c", replicaZones: ["ap-northeast-1a"] } }), ["needs-provider topology.placement"]],

    ["preferred TLS with Redis 6", { ...redis("6.2"), encryption: { inTransit: "preferred" } }, ["tls-preferred encryption.inTransit"]],
    ["a key that nothing uses", { encryption: { atRest: false, kmsKeyArn: secret } }, ["kms-key-unused encryption.kmsKeyArn"]],
    ["a key's id", { encryption: { kmsKeyArn: "1234abcd" } }, ["cache-arn encryption.kmsKeyArn"]],
    ["users without TLS", { encryption: { inTransit: "off" }, authentication: { by: "user-group", userGroupId: "shop" } }, ["authentication-needs-tls authentication.by"]],
    ["a token without TLS", { encryption: { inTransit: "off" }, authentication: { by: "token", token: secret } }, ["authentication-needs-tls authentication.by"]],
    ["users with Redis 5", { ...redis("5.0.6"), authentication: { by: "user-group", userGroupId: "shop" } }, ["users-version authentication.by"]],
    ["users of Valkey for Redis", { ...redis("7.1"), authentication: { by: "user-group", userGroupId: "shop", engine: "valkey" } }, ["users-engine authentication.engine"]],
    ["a token in the code", { authentication: { by: "token", token: "correct-horse-battery" } }, ["secret-literal authentication.token"]],

    ["a window in capitals", { maintenance: { window: "SUN:18:00-SUN:19:00" } }, ["maintenance-window maintenance.window"]],
    ["a window of half an hour", { maintenance: { window: "sun:18:00-sun:18:30" } }, ["maintenance-window maintenance.window"]],
    ["a topic's name", { maintenance: { notificationTopicArn: "cache" } }, ["cache-arn maintenance.notificationTopicArn"]],
    ["snapshots of 36 days", { snapshots: { retentionDays: 36 } }, ["snapshot-retention snapshots.retentionDays"]],
    ["a snapshot window of half an hour", { snapshots: { window: "16:00-16:30" } }, ["snapshot-window snapshots.window"]],
    ["a snapshot window with days", { snapshots: { window: "sun:16:00-sun:17:00" } }, ["snapshot-window snapshots.window"]],
    ["a snapshot window without snapshots", { snapshots: { window: "16:00-17:00", retentionDays: 0 } }, ["snapshot-window-unused snapshots.window"]],
    ["windows that overlap", { maintenance: { window: "sun:16:30-sun:17:30" }, snapshots: { window: "16:00-17:00" } }, ["windows-overlap snapshots.window"]],
    ["a final snapshot with a dot", { snapshots: { final: { name: "final.1" } } }, ["snapshot-name snapshots.final.name"]],
    ["no file to restore", { snapshots: { restoreFrom: { objectArns: [] } } }, ["restore-empty snapshots.restoreFrom.objectArns"]],
    ["a file by its URL", { snapshots: { restoreFrom: { objectArns: ["s3://dumps/a.rdb"] } } }, ["restore-arn snapshots.restoreFrom.objectArns[0]"]],
    ["a file with a comma", { snapshots: { restoreFrom: { objectArns: ["arn:aws:s3:::dumps/a,b.rdb"] } } }, ["restore-arn snapshots.restoreFrom.objectArns[0]"]],
    ["files for shards without slots", { ...topology(sharded), snapshots: { restoreFrom: { objectArns: ["arn:aws:s3:::dumps/a.rdb"] } } }, ["restore-needs-slots snapshots.restoreFrom.objectArns"]],

    ["a log that is not there, from a caller without types", { logs: JSON.parse('{ "audit-log": { "to": "cloudwatch" } }') }, ["log-type logs.audit-log"]],
    ["a slow log of Redis 5", { ...redis("5.0.6"), logs: { "slow-log": { to: "cloudwatch" } } }, ["log-version logs.slow-log"]],
    ["an engine log of Redis 6.0", { ...redis("6.0"), logs: { "engine-log": { to: "cloudwatch" } } }, ["log-version logs.engine-log"]],
    ["a retention that CloudWatch lacks", { logs: { "slow-log": { to: "cloudwatch", retentionDays: 31 } } }, ["log-retention logs.slow-log.retentionDays"]],
    ["a stream's ARN for its name", { logs: { "slow-log": { to: "firehose", deliveryStreamName: "arn:aws:firehose:x" } } }, ["log-stream logs.slow-log.deliveryStreamName"]],
    ["an alarm that nobody hears", { alarms: { actionArns: [] } }, ["alarm-actions alarms.actionArns"]],
    ["an alarm over 100 percent", { alarms: { actionArns: [secret], engineCpuPercent: 101 } }, ["alarm-threshold alarms.engineCpuPercent"]],
    ["an alarm over all connections", { alarms: { actionArns: [secret], connections: 65001 } }, ["alarm-threshold alarms.connections"]],
    ["an alarm at 0", { alarms: { actionArns: [secret], evictions: 0 } }, ["alarm-threshold alarms.evictions"]],

    ["autoscaling without cluster mode", { ...topology({ clusterMode: "disabled", replicas: owned }), autoscaling: { replicas: { min: 1, max: 3 } } }, ["autoscaling-cluster-mode autoscaling"]],
    ["autoscaling with Redis 5", { ...redis("5.0.6"), ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 1, max: 3 } } }, ["autoscaling-version autoscaling"]],
    ["autoscaling of small nodes", { nodeType: "cache.t4g.small", ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 1, max: 3 } } }, ["autoscaling-node-type autoscaling"]],
    ["autoscaling of a family without", { nodeType: "cache.r4.large", ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 1, max: 3 } } }, ["autoscaling-node-type autoscaling"]],
    ["shards of two owners", { ...topology(sharded), autoscaling: { shards: { min: 1, max: 3 } } }, ["autoscaling-owner topology.shards"]],
    ["replicas of two owners", { ...topology(sharded), autoscaling: { replicas: { min: 1, max: 3 } } }, ["autoscaling-owner topology.replicasPerShard"]],
    ["bounds the wrong way round", { ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 3, max: 2 } } }, ["autoscaling-bounds autoscaling.shards"]],
    ["six replicas by autoscaling", { ...topology({ ...sharded, replicasPerShard: owned }), autoscaling: { replicas: { min: 1, max: 6 } } }, ["autoscaling-bounds autoscaling.replicas"]],
    ["a target of 80", { ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 1, max: 3, targetPercent: 80 } } }, ["autoscaling-target autoscaling.shards.targetPercent"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test.each<[string, Record<string, { primaryZone: string; replicaZones?: string[]; slots?: string }>, string[]]>([
    ["a shard too few", { "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] } }, ["placement-count topology.placement"]],
    ["a shard of one digit", { "1": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] } }, ["placement-shard topology.placement.1"]],
    ["no zone for the replica", { "0001": { primaryZone: "ap-northeast-1a" }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] } }, ["placement-replicas topology.placement.0001.replicaZones"]],
    ["zones outside", { "0001": { primaryZone: "ap-northeast-1b", replicaZones: ["ap-northeast-1b"] }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] } }, ["zone-outside topology.placement.0001.primaryZone", "zone-outside topology.placement.0001.replicaZones[0]"]],
    ["slots of one shard only", { "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "0-16383" }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"] } }, ["shard-slots topology.placement"]],
    ["slots with a gap", { "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "0-8000" }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "8192-16383" } }, ["shard-slots topology.placement"]],
    ["a slot too many", { "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "0-8191" }, "0002": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "8192-16384" } }, ["shard-slots topology.placement.0002.slots"]],
  ])("placement: %s", (_why, placement, expected) => {
    const place = () => {
      const stack = testStack();
      requireAwsProvider(stack, "6.20.0");
      build(placed(placement), stack);
    };
    expect(problemsOf(place)).toEqual(expected);
  });

  test("everything that is wrong is said at once", () => {
    expect(problemsWith({ name: "A", port: -1, snapshots: { retentionDays: 99 } })).toEqual([
      "cache-name name",
      "cache-port port",
      "snapshot-retention snapshots.retentionDays",
    ]);
  });
});

test("an error says what is wrong, and the way out", () => {
  const error = invalidProps(() => build({ ...redis("6.x"), ...topology({ clusterMode: "disabled", replicas: 0, automaticFailover: true }) }));
  expect(error.message).toBe(
    [
      'invalid ReplicationGroup at "test/cache"',
      '  - [engine-version] engineVersion is "6.x"',
      "      expected: a whole version of redis: 4.0.10, 5.0.6, 6.0, 6.2, 7.0, 7.1",
      "      see: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
      "  - [failover-needs-replica] topology.automaticFailover is true without a replica",
      "      expected: topology.replicas of 1 or more, or automaticFailover: false",
      "      see: https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
    ].join("\n"),
  );
});

describe("warnings and what can be accepted", () => {
  test.each<[string, Partial<ReplicationGroupProps>, string]>([
    ["support that ended", { ...redis("5.0.6") }, '[engine-support] engineVersion is "5.0.6", whose standard support ends on 2026-01-31'],
    ["support that ends within half a year", { ...redis("6.2") }, '[engine-support] engineVersion is "6.2", whose standard support ends on 2027-01-31'],
    ["nodes that AWS makes no more", { nodeType: "cache.t2.micro" }, '[node-type-retired] nodeType is "cache.t2.micro"'],
    ["a policy that data tiering lacks", { nodeType: "cache.r6gd.xlarge", parameters: { "maxmemory-policy": "volatile-ttl" } }, '[data-tiering-policy] parameters.maxmemory-policy is "volatile-ttl" with data tiering'],
    ["files for data tiering", { nodeType: "cache.r6gd.xlarge", snapshots: { restoreFrom: { objectArns: ["arn:aws:s3:::dumps/a.rdb"] } } }, "[restore-data-tiering] snapshots.restoreFrom.objectArns is files for nodes with data tiering"],
    ["a version of two owners", { maintenance: { autoMinorVersionUpgrade: true } }, "[auto-minor-upgrade] maintenance.autoMinorVersionUpgrade is true, beside an engineVersion that Terraform would replace the cache to get back"],
    ["a token in the state", { authentication: { by: "token", token: secret } }, "[token-in-state] authentication.token is readable in Terraform's state"],
  ])("%s is a warning", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual([expected]);
  });

  test.each<[string, Partial<ReplicationGroupProps>]>([
    ["unknown-engine-version", { engineVersion: "10.0" }],
    ["unknown-node-type", { nodeType: "cache.r9g.large" }],
    ["unknown-parameter", { parameters: { "new-parameter": 1 } }],
    ["node-quota", topology({ ...sharded, shards: 46 })],
    ["autoscaling-node-type", { nodeType: "cache.r8g.large", ...topology({ ...sharded, shards: owned }), autoscaling: { shards: { min: 1, max: 3 } } }],
  ])("%s can be accepted, with a reason", (code, change) => {
    const stack = testStack();
    accept(stack, code, "newer than the table");
    build(change, stack);
    expect(warningsOf(stack)).toEqual([expect.stringContaining("accepted: newer than the table")]);
  });

  test("zones cannot be held against a network that is declared by ids", () => {
    const byId: NetworkRef = { ...network, subnets: network.subnets.map((subnet, index) => ({ ...subnet, availabilityZone: `apne1-az${index + 1}` })) };
    const change = topology({ clusterMode: "disabled", replicas: 1, availabilityZones: ["ap-northeast-1a", "ap-northeast-1b"] });
    expect(warningsWith({ network: byId, ...change })).toEqual([]);
  });

  test("a list of files may come later", () => {
    expect(warningsWith({ snapshots: { restoreFrom: { objectArns: Token.asList("${local.files}") } } })).toEqual([]);
  });

  test("several databases come with cluster mode from Valkey 9.0 on", () => {
    expect(warningsWith({ engineVersion: "9.0", ...topology(sharded), parameters: { databases: 4 } })).toEqual([]);
  });
});

import { problemsOf, testStack } from "@terrace/testkit";
import { network } from "../examples/given/network";
import { SecondaryReplicationGroup } from "../src/global-datastore";
import { MemcachedCluster } from "../src/memcached";
import { ReplicationGroup } from "../src/replication-group";
import { ServerlessCache } from "../src/serverless";
import { User, UserGroup } from "../src/users";

/** A value that TypeScript would refuse, as it comes from a program without its types. */
function untyped(text: string) {
  return new Function(`return (${text})`)();
}

const place = { name: "dev-shop-sessions", network, tier: "isolated" };
const group = { ...place, engine: "valkey", engineVersion: "8.1", nodeType: "cache.r7g.large", topology: { clusterMode: "disabled", replicas: 1 } } as const;
const sharded = { clusterMode: "enabled", shards: { initial: 2, owner: "autoscaling" }, replicasPerShard: 1 } as const;

test.each<[string, string[]]>([
  ["{ engine: 'valky' }", ["not-one-of engine"]],
  ["{ topology: { clusterMode: 'on', replicas: 1 } }", ["not-one-of topology.clusterMode"]],
  ["{ encryption: { inTransit: true } }", ["not-one-of encryption.inTransit"]],
  ["{ authentication: { by: 'password' } }", ["not-one-of authentication.by"]],
  ["{ authentication: { by: 'user-group', userGroupId: 'apps', engine: 'memcached' } }", ["not-one-of authentication.engine"]],
  ["{ authentication: { by: 'token', token: 'x', updateStrategy: 'rotate' } }", ["not-one-of authentication.updateStrategy"]],
  ["{ logs: { 'slow-log': { to: 's3' } } }", ["not-one-of logs.slow-log.to"]],
  ["{ logs: { 'slow-log': { to: 'cloudwatch', format: 'JSON' } } }", ["not-one-of logs.slow-log.format"]],
  ["{ snapshots: { final: 'keep' } }", ["not-one-of snapshots.final"]],
])("a replication group with %s", (change, expected) => {
  expect(problemsOf(() => new ReplicationGroup(testStack(), "cache", { ...group, ...untyped(change) }))).toEqual(expected);
});

test("a metric that no policy follows", () => {
  const props = { ...group, topology: sharded, autoscaling: { shards: untyped("{ min: 1, max: 4, metric: 'cpu' }") } };
  expect(problemsOf(() => new ReplicationGroup(testStack(), "cache", props))).toEqual(["not-one-of autoscaling.shards.metric"]);
});

test("words of the other caches and of users", () => {
  const memcached = { ...place, engineVersion: "1.6.22", nodeType: "cache.t4g.small", nodes: 2, inTransit: untyped("'preferred'") };
  expect(problemsOf(() => new MemcachedCluster(testStack(), "cache", memcached))).toEqual(["not-one-of inTransit"]);

  const serverless = { ...place, engine: untyped("'dragonfly'"), majorEngineVersion: "8" };
  expect(problemsOf(() => new ServerlessCache(testStack(), "cache", serverless))).toEqual(["not-one-of engine"]);

  const user = { userId: "app", engine: untyped("'valky'"), accessString: "on ~* +@all", authentication: untyped("{ type: 'IAM' }") };
  expect(problemsOf(() => new User(testStack(), "user", user))).toEqual(["not-one-of engine", "not-one-of authentication.type"]);
  expect(problemsOf(() => new UserGroup(testStack(), "users", { userGroupId: "apps", engine: untyped("'valky'"), users: {} }))).toEqual(["not-one-of engine"]);

  const secondary = { ...place, globalReplicationGroupId: "abcde-shop", clusterMode: untyped("'on'"), replicas: 1 };
  expect(problemsOf(() => new SecondaryReplicationGroup(testStack(), "cache", secondary))).toEqual(["not-one-of clusterMode"]);
});

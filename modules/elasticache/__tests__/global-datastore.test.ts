import { accept } from "@terrace/core";
import { only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { network } from "../examples/given/network";
import { GlobalDatastore, SecondaryReplicationGroup } from "../src/global-datastore";
import type { GlobalDatastoreProps, GlobalPrimaryRef, SecondaryReplicationGroupProps } from "../src/global-props";
import { ReplicationGroup } from "../src/replication-group";

const primary: GlobalPrimaryRef = { replicationGroupId: "sessions", engine: "valkey", engineVersion: "8.1", nodeType: "cache.r7g.large", isAutoscaled: false };
const datastore: GlobalDatastoreProps = { suffix: "sessions", primary };
const secondary: SecondaryReplicationGroupProps = {
  name: "sessions-2",
  globalReplicationGroupId: "erpgt-sessions",
  network,
  tier: "isolated",
  clusterMode: "disabled",
  replicas: 1,
};
const secret = Lazy.stringValue({ produce: () => "later" });

describe("a global datastore", () => {
  test("stands around its primary", () => {
    const stack = testStack();
    const { globalReplicationGroupId } = new GlobalDatastore(stack, "global", datastore);
    expect(only(synth(stack), "aws_elasticache_global_replication_group")).toMatchObject({
      global_replication_group_id_suffix: "sessions",
      global_replication_group_description: "Global datastore sessions",
      primary_replication_group_id: "sessions",
    });
    expect(render(stack, globalReplicationGroupId)).toMatch(/\.global_replication_group_id\}$/);
  });

  test("takes what a replication group offers", () => {
    const stack = testStack();
    const topology = { clusterMode: "enabled", shards: { initial: 2, owner: "autoscaling" }, replicasPerShard: 1 } as const;
    const common = { name: "sessions", network, tier: "isolated", engine: "valkey", engineVersion: "8.1", nodeType: "cache.r7g.large", topology } as const;
    const { replicationGroupId, ...facts } = new ReplicationGroup(stack, "sessions", common).globalPrimary;
    expect(render(stack, replicationGroupId)).toMatch(/\.replication_group_id\}$/);
    expect(facts).toEqual({ engine: "valkey", engineVersion: "8.1", nodeType: "cache.r7g.large", isAutoscaled: false });
    const scaled = new ReplicationGroup(stack, "scaled", { ...common, name: "scaled", autoscaling: { shards: { min: 1, max: 2 } } });
    expect(scaled.globalPrimary.isAutoscaled).toBe(true);
  });

  test.each<[string, Partial<GlobalDatastoreProps>, string[]]>([
    ["a suffix that comes later", { suffix: secret }, ["not-known-at-synth suffix"]],
    ["a suffix in capitals", { suffix: "Sessions" }, ["global-suffix suffix"]],
    ["a suffix that ends with a hyphen", { suffix: "sessions-" }, ["global-suffix suffix"]],
    ["Redis OSS 4", { primary: { ...primary, engine: "redis", engineVersion: "4.0.10" } }, ["global-version primary.engineVersion"]],
    ["small nodes", { primary: { ...primary, nodeType: "cache.t4g.medium" } }, ["global-node-type primary.nodeType"]],
    ["an old family", { primary: { ...primary, nodeType: "cache.r4.large" } }, ["global-node-type primary.nodeType"]],
    ["autoscaling", { primary: { ...primary, isAutoscaled: true } }, ["global-autoscaling primary"]],
  ])("%s is refused", (_why, change, expected) => {
    expect(problemsOf(() => new GlobalDatastore(testStack(), "global", { ...datastore, ...change }))).toEqual(expected);
  });

  test("a family newer than the table can be accepted", () => {
    const stack = testStack();
    accept(stack, "global-node-type", "r8g is open to us");
    new GlobalDatastore(stack, "global", { ...datastore, primary: { ...primary, nodeType: "cache.r8g.large" } });
    expect(warningsOf(stack)).toHaveLength(1);
  });
});

describe("a secondary replication group", () => {
  const group = (change: Partial<SecondaryReplicationGroupProps> = {}) => {
    const stack = testStack();
    new SecondaryReplicationGroup(stack, "cache", { ...secondary, ...change });
    return only(synth(stack), "aws_elasticache_replication_group");
  };

  test("joins the datastore, and says nothing that is the primary's", () => {
    const made = group();
    expect(made).toMatchObject({
      replication_group_id: "sessions-2",
      description: "Secondary of erpgt-sessions",
      global_replication_group_id: "erpgt-sessions",
      num_cache_clusters: 2,
      automatic_failover_enabled: true,
      multi_az_enabled: true,
      port: 6379,
      apply_immediately: true,
      auto_minor_version_upgrade: "false",
      subnet_group_name: expect.stringMatching(/aws_elasticache_subnet_group/),
      security_group_ids: [expect.stringMatching(/aws_security_group/)],
    });
    const ofPrimary = ["num_node_groups", "parameter_group_name", "engine", "engine_version", "node_type", "transit_encryption_enabled", "transit_encryption_mode", "at_rest_encryption_enabled"];
    expect(ofPrimary.filter((name) => name in made)).toEqual([]);
  });

  test("counts replicas of shards with cluster mode, and fails over with replicas only without", () => {
    const cluster = group({ clusterMode: "enabled", replicas: 0 });
    expect(cluster).toMatchObject({ replicas_per_node_group: 0, automatic_failover_enabled: true, multi_az_enabled: false });
    expect(cluster).not.toHaveProperty("num_cache_clusters");
    expect(group({ replicas: 0 })).toMatchObject({ automatic_failover_enabled: false, multi_az_enabled: false });
    expect(group({ network: { ...network, subnets: network.subnets.slice(0, 1) } })).toMatchObject({ multi_az_enabled: false });
  });

  test("has its own key, users and windows", () => {
    const maintenance = { window: "sun:18:00-sun:19:00", applyImmediately: false, autoMinorVersionUpgrade: true, notificationTopicArn: secret };
    expect(group({ kmsKeyArn: secret, port: 7000, description: "Osaka", authentication: { by: "user-group", userGroupId: "shop" }, maintenance, tags: { Team: "web" } })).toMatchObject({
      kms_key_id: "later",
      port: 7000,
      description: "Osaka",
      user_group_ids: ["shop"],
      maintenance_window: "sun:18:00-sun:19:00",
      apply_immediately: false,
      auto_minor_version_upgrade: "true",
      notification_topic_arn: "later",
      tags: { Team: "web" },
    });
  });

  test("is closed until it is opened, and offers its endpoints", () => {
    const stack = testStack();
    const one = new SecondaryReplicationGroup(stack, "cache", { ...secondary, tags: { Team: "web" } });
    one.allowFrom("api", { securityGroupId: "sg-1" });
    one.allowFromCidrs("office", ["10.0.0.0/16"]);
    const made = synth(stack);
    expect(Object.keys(resourcesOf(made, "aws_vpc_security_group_ingress_rule"))).toHaveLength(2);
    expect(only(made, "aws_elasticache_subnet_group")).toMatchObject({
      name: "sessions-2",
      description: "Subnets of the cache sessions-2",
      subnet_ids: network.subnets.map(({ subnetId }) => subnetId),
      tags: { Team: "web" },
    });
    expect(one.cache.securityGroup).toBe(one.securityGroup);
    expect(render(stack, one.cache.host)).toMatch(/primary_endpoint_address/);
    expect(render(stack, one.cache.readerHost)).toMatch(/reader_endpoint_address/);
    expect(render(stack, one.replicationGroupId)).toMatch(/\.replication_group_id\}$/);
    expect(one.cache).toMatchObject({ port: 6379, clusterProtocol: false, tls: "required" });
    const cluster = new SecondaryReplicationGroup(stack, "cluster", { ...secondary, name: "cluster-2", clusterMode: "enabled" });
    expect(render(stack, cluster.cache.host)).toMatch(/configuration_endpoint_address/);
    expect(cluster.cache.readerHost).toBeUndefined();
  });

  test.each<[string, Partial<SecondaryReplicationGroupProps>, string[]]>([
    ["replicas that come later", { name: secret }, ["not-known-at-synth name"]],
    ["a name in capitals", { name: "Sessions" }, ["cache-name name"]],
    ["a tier that is not there", { tier: "data" }, ["cache-tier tier"]],
    ["port 0", { port: 0 }, ["cache-port port"]],
    ["six replicas", { replicas: 6 }, ["replica-count replicas"]],
    ["a key's id", { kmsKeyArn: "1234" }, ["cache-arn kmsKeyArn"]],
    ["a window of minutes", { maintenance: { window: "sun:18:00-sun:18:30" } }, ["maintenance-window maintenance.window"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s is refused", (_why, change, expected) => {
    expect(problemsOf(() => group(change))).toEqual(expected);
  });
});

import { addresses, inventory, only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { Lazy, type TerraformStack } from "cdktf";
import { cluster } from "../examples/cluster";
import { network } from "../examples/given/network";
import type { ReplicationGroupProps, TopologyProps } from "../src/props";
import { ReplicationGroup } from "../src/replication-group";

const props: ReplicationGroupProps = {
  name: "prd-shop-sessions",
  network,
  tier: "isolated",
  engine: "valkey",
  engineVersion: "8.1",
  nodeType: "cache.r7g.large",
  topology: { clusterMode: "disabled", replicas: 1 },
};

const secret = Lazy.stringValue({ produce: () => "later" });

function template(change: Partial<ReplicationGroupProps> = {}, stack: TerraformStack = testStack()): Template {
  new ReplicationGroup(stack, "cache", { ...props, ...change });
  return synth(stack);
}

function group(change: Partial<ReplicationGroupProps> = {}) {
  return only(template(change), "aws_elasticache_replication_group");
}

function parameterGroup(change: Partial<ReplicationGroupProps>) {
  return only(template(change), "aws_elasticache_parameter_group");
}

const withTopology = (topology: TopologyProps) => group({ topology });

describe("the replication group", () => {
  test("says its engine, version and node type, and what it is for", () => {
    expect(group()).toMatchObject({
      replication_group_id: "prd-shop-sessions",
      description: "Cache prd-shop-sessions",
      engine: "valkey",
      engine_version: "8.1",
      node_type: "cache.r7g.large",
      port: 6379,
    });
    expect(group({ description: "Carts", port: 7000 })).toMatchObject({ description: "Carts", port: 7000 });
  });

  test("uses the groups that are made beside it, and leaves the placement of shards to ElastiCache", () => {
    expect(group()).toMatchObject({
      parameter_group_name: expect.stringMatching(/^\$\{aws_elasticache_parameter_group\.\w+.*\.name\}$/),
      subnet_group_name: expect.stringMatching(/^\$\{aws_elasticache_subnet_group\..*\.name\}$/),
      security_group_ids: [expect.stringMatching(/^\$\{aws_security_group\..*\.id\}$/)],
    });
    expect(group()).not.toHaveProperty("node_group_configuration");
  });

  test("counts nodes without cluster mode, and shards with it", () => {
    expect(withTopology({ clusterMode: "disabled", replicas: 2 })).toMatchObject({ cluster_mode: "disabled", num_cache_clusters: 3 });
    const enabled = withTopology({ clusterMode: "enabled", shards: 3, replicasPerShard: 1 });
    expect(enabled).toMatchObject({ cluster_mode: "enabled", num_node_groups: 3, replicas_per_node_group: 1 });
    expect(enabled).not.toHaveProperty("num_cache_clusters");
    const compatible = withTopology({ clusterMode: "compatible", replicas: 2 });
    expect(compatible).toMatchObject({ cluster_mode: "compatible", num_node_groups: 1, replicas_per_node_group: 2 });
  });

  test("fails over, to another zone, as soon as there is a replica", () => {
    const on = { automatic_failover_enabled: true, multi_az_enabled: true };
    const off = { automatic_failover_enabled: false, multi_az_enabled: false };
    expect(withTopology({ clusterMode: "disabled", replicas: 1 })).toMatchObject(on);
    expect(withTopology({ clusterMode: "disabled", replicas: 0 })).toMatchObject(off);
    expect(withTopology({ clusterMode: "disabled", replicas: 1, automaticFailover: false })).toMatchObject(off);
    expect(withTopology({ clusterMode: "disabled", replicas: 1, multiAz: false })).toMatchObject({ ...on, multi_az_enabled: false });
    expect(withTopology({ clusterMode: "enabled", shards: 1, replicasPerShard: 0 })).toMatchObject({ ...on, multi_az_enabled: false });
  });

  test("stays in one zone where the tier has no other", () => {
    const oneZone = { ...network, subnets: network.subnets.slice(0, 1) };
    expect(group({ network: oneZone })).toMatchObject({ automatic_failover_enabled: true, multi_az_enabled: false });
  });

  test("stands in the zones that the caller names", () => {
    const availabilityZones = ["ap-northeast-1c", "ap-northeast-1a"];
    expect(withTopology({ clusterMode: "disabled", replicas: 1, availabilityZones })).toMatchObject({ preferred_cache_cluster_azs: availabilityZones });
    expect(group()).not.toHaveProperty("preferred_cache_cluster_azs");
  });

  test("tiers data on nodes that have SSDs, and on no others", () => {
    expect(group({ nodeType: "cache.r6gd.xlarge" })).toMatchObject({ data_tiering_enabled: true });
    expect(group()).not.toHaveProperty("data_tiering_enabled");
  });

  test("is encrypted unless the caller says otherwise", () => {
    expect(group()).toMatchObject({
      at_rest_encryption_enabled: "true",
      transit_encryption_enabled: true,
      transit_encryption_mode: "required",
    });
    expect(group({ encryption: { inTransit: "preferred", kmsKeyArn: secret } })).toMatchObject({ transit_encryption_mode: "preferred", kms_key_id: "later" });
    const open = group({ encryption: { inTransit: "off", atRest: false } });
    expect(open).toMatchObject({ at_rest_encryption_enabled: "false", transit_encryption_enabled: false });
    expect(open).not.toHaveProperty("transit_encryption_mode");
  });

  test("has no mode of TLS before Redis OSS 7", () => {
    const old = group({ engine: "redis", engineVersion: "6.2" });
    expect(old).toMatchObject({ transit_encryption_enabled: true });
    expect(old).not.toHaveProperty("transit_encryption_mode");
  });

  test("knows users, or one token whose strategy is always written", () => {
    expect(group({ authentication: { by: "user-group", userGroupId: "shop" } })).toMatchObject({ user_group_ids: ["shop"] });
    expect(group({ authentication: { by: "token", token: secret } })).toMatchObject({ auth_token: "later", auth_token_update_strategy: "ROTATE" });
    expect(group({ authentication: { by: "token", token: secret, updateStrategy: "SET" } })).toMatchObject({ auth_token_update_strategy: "SET" });
    expect(group()).not.toHaveProperty("auth_token_update_strategy");
  });

  test("is changed at once, keeps a snapshot, and leaves one behind", () => {
    expect(group()).toMatchObject({
      apply_immediately: true,
      auto_minor_version_upgrade: "false",
      snapshot_retention_limit: 1,
      final_snapshot_identifier: "prd-shop-sessions-final",
    });
    expect(group()).not.toHaveProperty("maintenance_window");
  });

  test("is maintained when the caller says", () => {
    const maintenance = { window: "sun:18:00-sun:19:00", applyImmediately: false, autoMinorVersionUpgrade: true, notificationTopicArn: secret };
    expect(group({ maintenance, snapshots: { retentionDays: 7, window: "16:00-17:00", final: "none" } })).toMatchObject({
      maintenance_window: "sun:18:00-sun:19:00",
      apply_immediately: false,
      auto_minor_version_upgrade: "true",
      notification_topic_arn: "later",
      snapshot_retention_limit: 7,
      snapshot_window: "16:00-17:00",
    });
    expect(group({ snapshots: { final: "none" } })).not.toHaveProperty("final_snapshot_identifier");
    expect(group({ snapshots: { final: { name: "last" } } })).toMatchObject({ final_snapshot_identifier: "last" });
  });

  test("begins with a snapshot or with files, and forgets where it came from", () => {
    expect(group({ snapshots: { restoreFrom: { snapshotName: "old" } } })).toMatchObject({ snapshot_name: "old" });
    expect(group({ snapshots: { restoreFrom: { objectArns: [secret] } } })).toMatchObject({ snapshot_arns: ["later"] });
    expect(group().lifecycle).toEqual({ ignore_changes: ["snapshot_arns", "snapshot_name"] });
  });

  test("leaves counts alone that somebody else owns", () => {
    const owned = { initial: 2, owner: "autoscaling" };
    const ignored = (topology: TopologyProps) => withTopology(topology).lifecycle;
    const origin = ["snapshot_arns", "snapshot_name"];
    expect(ignored({ clusterMode: "disabled", replicas: owned })).toEqual({ ignore_changes: [...origin, "num_cache_clusters"] });
    expect(ignored({ clusterMode: "enabled", shards: owned, replicasPerShard: 1 })).toEqual({ ignore_changes: [...origin, "num_node_groups"] });
    expect(ignored({ clusterMode: "enabled", shards: 1, replicasPerShard: owned })).toEqual({ ignore_changes: [...origin, "replicas_per_node_group"] });
    expect(withTopology({ clusterMode: "enabled", shards: owned, replicasPerShard: 1 })).toMatchObject({ num_node_groups: 2 });
  });

  test("keeps its address whoever owns its counts", () => {
    const stack = testStack();
    cluster(stack);
    const byOwner = addresses(synth(stack)).filter((address) => address.startsWith("aws_elasticache"));
    const other = testStack();
    new ReplicationGroup(other, "queries", { ...props, topology: { clusterMode: "enabled", shards: 2, replicasPerShard: 1 } });
    expect(addresses(synth(other)).filter((address) => address.startsWith("aws_elasticache"))).toEqual(byOwner);
  });

  test("is overridden last, by the provider's own arguments", () => {
    const made = template({
      override: { replicationGroup: { networkType: "dual_stack" }, parameterGroup: { name: "mine" }, securityGroup: { name: "mine" } },
    });
    expect(only(made, "aws_elasticache_replication_group").network_type).toBe("dual_stack");
    expect(only(made, "aws_elasticache_parameter_group").name).toBe("mine");
    expect(only(made, "aws_security_group").name).toBe("mine");
  });
});

describe("the parameter group", () => {
  test.each<[ReplicationGroupProps["engine"], string, TopologyProps, string, string]>([
    ["valkey", "8.1", props.topology, "prd-shop-sessions-valkey8", "valkey8"],
    ["redis", "6.2", props.topology, "prd-shop-sessions-redis6-x", "redis6.x"],
    ["valkey", "9.0", { clusterMode: "enabled", shards: 1, replicasPerShard: 1 }, "prd-shop-sessions-valkey9-cluster", "valkey9"],
    ["redis", "7.1", { clusterMode: "compatible", replicas: 1 }, "prd-shop-sessions-redis7-cluster", "redis7"],
  ])("of %s %s in mode %j is %s", (engine, engineVersion, topology, name, family) => {
    expect(parameterGroup({ engine, engineVersion, topology })).toMatchObject({ name, family });
  });

  test("is made before the old one goes, which the cache uses until then", () => {
    expect(parameterGroup({}).lifecycle).toEqual({ create_before_destroy: true });
  });

  test("holds parameters as ElastiCache writes them, in a stable order", () => {
    expect(parameterGroup({ parameters: { timeout: 300, activedefrag: true, "maxmemory-policy": "noeviction" } }).parameter).toEqual([
      { name: "activedefrag", value: "yes" },
      { name: "maxmemory-policy", value: "noeviction" },
      { name: "timeout", value: "300" },
    ]);
    expect(parameterGroup({})).not.toHaveProperty("parameter");
  });

  test("switches cluster mode on for nodes of a cluster", () => {
    const topology = { clusterMode: "enabled", shards: 1, replicasPerShard: 1 } as const;
    expect(parameterGroup({ topology }).parameter).toEqual([{ name: "cluster-enabled", value: "yes" }]);
  });
});

describe("who reaches it", () => {
  test("nobody, until it is opened", () => {
    const made = template();
    expect(only(made, "aws_security_group")).toMatchObject({ name: "prd-shop-sessions-cache", vpc_id: network.vpcId, lifecycle: { create_before_destroy: true } });
    expect(resourcesOf(made, "aws_vpc_security_group_ingress_rule")).toEqual({});
  });

  test("a security group that it is opened to, on its port", () => {
    const stack = testStack();
    new ReplicationGroup(stack, "cache", { ...props, port: 7000 }).allowFrom("api", { securityGroupId: "sg-1" });
    const rule = only(synth(stack), "aws_vpc_security_group_ingress_rule");
    expect(rule).toMatchObject({ referenced_security_group_id: "sg-1", from_port: 7000, to_port: 7000, ip_protocol: "tcp", description: "Cache clients from api" });
  });

  test("blocks that it is opened to, each by its own address", () => {
    const stack = testStack();
    new ReplicationGroup(stack, "cache", props).allowFromCidrs("office", ["10.0.0.0/16", secret]);
    const rules = resourcesOf(synth(stack), "aws_vpc_security_group_ingress_rule");
    expect(Object.keys(rules).map((address) => address.replace(/_[0-9A-F]{8}$/, ""))).toEqual(["cache_from-office-10-0-0-0-16", "cache_from-office-block-1"]);
    expect(Object.values(rules).map(({ cidr_ipv4 }) => cidr_ipv4)).toEqual(["10.0.0.0/16", "later"]);
  });

  test("from the subnets of its tier", () => {
    const made = template();
    expect(only(made, "aws_elasticache_subnet_group")).toMatchObject({ name: "prd-shop-sessions", description: "Subnets of the cache prd-shop-sessions", subnet_ids: network.subnets.map(({ subnetId }) => subnetId) });
  });
});

describe("logs", () => {
  test("go to a group of their own, or to a stream", () => {
    const made = template({
      logs: {
        "slow-log": { to: "cloudwatch", kmsKeyArn: secret },
        "engine-log": { to: "firehose", deliveryStreamName: "logs", format: "text" },
      },
    });
    expect(only(made, "aws_cloudwatch_log_group")).toMatchObject({
      name: "/aws/vendedlogs/elasticache/prd-shop-sessions/slow-log",
      retention_in_days: 90,
      kms_key_id: "later",
    });
    expect(only(made, "aws_elasticache_replication_group").log_delivery_configuration).toEqual([
      { log_type: "slow-log", log_format: "json", destination_type: "cloudwatch-logs", destination: expect.stringMatching(/aws_cloudwatch_log_group.*\.name/) },
      { log_type: "engine-log", log_format: "text", destination_type: "kinesis-firehose", destination: "logs" },
    ]);
  });

  test("are not delivered by default", () => {
    expect(group()).not.toHaveProperty("log_delivery_configuration");
  });
});

describe("alarms", () => {
  const alarms = { actionArns: [secret] };
  const names = (change: Partial<ReplicationGroupProps>) =>
    Object.values(resourcesOf(template(change), "aws_cloudwatch_metric_alarm")).map(({ alarm_name }) => alarm_name);

  test("watch every node by its own id", () => {
    const rest = { engineCpuPercent: "off", memoryPercent: "off", replicationLagSeconds: "off", connections: "off" } as const;
    expect(names({ alarms: { ...alarms, ...rest } })).toEqual(["prd-shop-sessions-001-Evictions", "prd-shop-sessions-002-Evictions"]);
    expect(names({ alarms: { ...alarms, ...rest }, topology: { clusterMode: "enabled", shards: 2, replicasPerShard: 0 } })).toEqual([
      "prd-shop-sessions-0001-001-Evictions",
      "prd-shop-sessions-0002-001-Evictions",
    ]);
  });

  test("are five for each node, and four where nothing can lag", () => {
    expect(names({ alarms })).toHaveLength(10);
    expect(names({ alarms, topology: { clusterMode: "disabled", replicas: 0 } })).toHaveLength(4);
    expect(names({})).toEqual([]);
  });

  test("say what they saw, and tell who is named", () => {
    const made = resourcesOf(template({ alarms: { ...alarms, engineCpuPercent: 75 } }), "aws_cloudwatch_metric_alarm");
    expect(Object.values(made).find(({ alarm_name }) => alarm_name === "prd-shop-sessions-001-EngineCPUUtilization")).toMatchObject({
      alarm_description: "prd-shop-sessions-001 has more than 75 percent of the engine's core",
      namespace: "AWS/ElastiCache",
      metric_name: "EngineCPUUtilization",
      dimensions: { CacheClusterId: "prd-shop-sessions-001" },
      statistic: "Average",
      period: 300,
      evaluation_periods: 1,
      comparison_operator: "GreaterThanThreshold",
      threshold: 75,
      treat_missing_data: "notBreaching",
      alarm_actions: ["later"],
      ok_actions: ["later"],
    });
  });

  test.each([
    ["DatabaseMemoryUsagePercentage", "Average", 90],
    ["Evictions", "Sum", 1000],
    ["ReplicationLag", "Maximum", 30],
    ["CurrConnections", "Maximum", 50000],
  ])("of %s take the %s of five minutes, over %d", (metric, statistic, threshold) => {
    const made = resourcesOf(template({ alarms }), "aws_cloudwatch_metric_alarm");
    const [alarm] = Object.values(made).filter(({ metric_name }) => metric_name === metric);
    expect(alarm).toMatchObject({ statistic, threshold });
  });
});

describe("autoscaling", () => {
  const topology = {
    clusterMode: "enabled",
    shards: { initial: 2, owner: "autoscaling" },
    replicasPerShard: { initial: 1, owner: "autoscaling" },
  } as const;

  test("of shards holds the primaries' cores, or memory", () => {
    const made = template({ topology, autoscaling: { shards: { min: 2, max: 6 } } });
    expect(only(made, "aws_appautoscaling_target")).toMatchObject({
      service_namespace: "elasticache",
      resource_id: expect.stringMatching(/^replication-group\/\$\{aws_elasticache_replication_group\..*\.replication_group_id\}$/),
      scalable_dimension: "elasticache:replication-group:NodeGroups",
      min_capacity: 2,
      max_capacity: 6,
    });
    expect(only(made, "aws_appautoscaling_policy")).toMatchObject({
      name: "prd-shop-sessions-shards",
      policy_type: "TargetTrackingScaling",
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ElastiCachePrimaryEngineCPUUtilization" },
        target_value: 60,
        scale_in_cooldown: 600,
        scale_out_cooldown: 600,
      },
    });
    const memory = template({ topology, autoscaling: { shards: { min: 2, max: 6, metric: "memory" } } });
    expect(JSON.stringify(only(memory, "aws_appautoscaling_policy"))).toContain("ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage");
  });

  test("of replicas holds the replicas' cores", () => {
    const replicas = { min: 1, max: 3, targetPercent: 50, scaleInCooldownSeconds: 900, scaleOutCooldownSeconds: 60 };
    const made = template({ topology, autoscaling: { replicas } });
    expect(only(made, "aws_appautoscaling_target")).toMatchObject({ scalable_dimension: "elasticache:replication-group:Replicas", min_capacity: 1, max_capacity: 3 });
    expect(only(made, "aws_appautoscaling_policy")).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        predefined_metric_specification: { predefined_metric_type: "ElastiCacheReplicaEngineCPUUtilization" },
        target_value: 50,
        scale_in_cooldown: 900,
        scale_out_cooldown: 60,
      },
    });
  });
});

describe("what it offers", () => {
  const offered = (topology: TopologyProps) => {
    const stack = testStack();
    const cache = new ReplicationGroup(stack, "cache", { ...props, topology });
    const { primaryEndpoint, readerEndpoint, configurationEndpoint } = cache;
    const attribute = (value: unknown) => String(render(stack, value)).replace(/^\$\{.*\.(\w+)\}$/, "$1");
    return {
      endpoints: [primaryEndpoint, readerEndpoint, configurationEndpoint].map((value) => (value === undefined ? undefined : attribute(value))),
      cache: { ...cache.cache, host: attribute(cache.cache.host), readerHost: cache.cache.readerHost === undefined ? undefined : attribute(cache.cache.readerHost) },
    };
  };

  test("a primary and a reader without cluster mode", () => {
    const { endpoints, cache } = offered({ clusterMode: "disabled", replicas: 1 });
    expect(endpoints).toEqual(["primary_endpoint_address", "reader_endpoint_address", undefined]);
    expect(cache).toMatchObject({ host: "primary_endpoint_address", readerHost: "reader_endpoint_address", port: 6379, clusterProtocol: false, tls: "required" });
  });

  test("one endpoint for all with cluster mode", () => {
    const { endpoints, cache } = offered({ clusterMode: "enabled", shards: 1, replicasPerShard: 0 });
    expect(endpoints).toEqual([undefined, undefined, "configuration_endpoint_address"]);
    expect(cache).toMatchObject({ host: "configuration_endpoint_address", clusterProtocol: true });
    expect(cache.readerHost).toBeUndefined();
  });

  test("all of them between the two", () => {
    const { endpoints, cache } = offered({ clusterMode: "compatible", replicas: 1 });
    expect(endpoints).toEqual(["primary_endpoint_address", "reader_endpoint_address", "configuration_endpoint_address"]);
    expect(cache).toMatchObject({ host: "primary_endpoint_address", clusterProtocol: false });
  });

  test("its ids, its port and its groups", () => {
    const stack = testStack();
    const cache = new ReplicationGroup(stack, "cache", { ...props, port: 7000 });
    expect(render(stack, cache.replicationGroupId)).toMatch(/\.replication_group_id\}$/);
    expect(render(stack, cache.replicationGroupArn)).toMatch(/\.arn\}$/);
    expect(render(stack, cache.parameterGroupName)).toMatch(/^\$\{aws_elasticache_parameter_group\..*\.name\}$/);
    expect(cache.port).toBe(7000);
    expect(cache.securityGroup).toBe(cache.cache.securityGroup);
  });

  test("tags on everything that has any", () => {
    const made = template({ tags: { Team: "web" }, logs: { "slow-log": { to: "cloudwatch" } }, alarms: { actionArns: [secret] } });
    const untagged = Object.values(made.resource ?? {})
      .flatMap((resources) => Object.values(resources))
      .filter(({ tags }) => !JSON.stringify(tags ?? {}).includes('"Team":"web"'));
    expect(untagged).toEqual([]);
    expect(inventory(made)).toMatchObject({ aws_cloudwatch_metric_alarm: 10 });
  });
});

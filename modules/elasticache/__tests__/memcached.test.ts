import { accept } from "@terrace/core";
import { only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { network } from "../examples/given/network";
import { MemcachedCluster } from "../src/memcached";
import type { MemcachedClusterProps } from "../src/memcached-props";

const props: MemcachedClusterProps = { name: "pages", network, tier: "isolated", engineVersion: "1.6.22", nodeType: "cache.t4g.small", nodes: 2 };
const secret = Lazy.stringValue({ produce: () => "later" });

function made(change: Partial<MemcachedClusterProps> = {}) {
  const stack = testStack();
  new MemcachedCluster(stack, "cache", { ...props, ...change });
  return synth(stack);
}

const cluster = (change: Partial<MemcachedClusterProps> = {}) => only(made(change), "aws_elasticache_cluster");

test("a cluster says its version and nodes, speaks TLS, and is changed at once", () => {
  expect(cluster({ tags: { Team: "web" } })).toMatchObject({
    cluster_id: "pages",
    engine: "memcached",
    engine_version: "1.6.22",
    node_type: "cache.t4g.small",
    num_cache_nodes: 2,
    port: 11211,
    transit_encryption_enabled: true,
    apply_immediately: true,
    auto_minor_version_upgrade: "false",
    tags: { Team: "web" },
  });
});

test("nodes spread over zones as soon as there are two of both", () => {
  expect(cluster().az_mode).toBe("cross-az");
  expect(cluster({ nodes: 1 }).az_mode).toBe("single-az");
  expect(cluster({ network: { ...network, subnets: network.subnets.slice(0, 1) } }).az_mode).toBe("single-az");
});

test("the parameter group follows the version, and the subnet group the tier", () => {
  const one = made({ parameters: { max_item_size: 4194304 }, tags: { Team: "web" } });
  expect(only(one, "aws_elasticache_parameter_group")).toMatchObject({
    name: "pages-memcached1-6",
    family: "memcached1.6",
    parameter: [{ name: "max_item_size", value: "4194304" }],
    tags: { Team: "web" },
  });
  expect(only(one, "aws_elasticache_subnet_group")).toMatchObject({
    name: "pages",
    description: "Subnets of the cache pages",
    subnet_ids: network.subnets.map(({ subnetId }) => subnetId),
    tags: { Team: "web" },
  });
  expect(only(one, "aws_elasticache_cluster")).toMatchObject({
    parameter_group_name: expect.stringMatching(/aws_elasticache_parameter_group/),
    subnet_group_name: expect.stringMatching(/aws_elasticache_subnet_group/),
    security_group_ids: [expect.stringMatching(/aws_security_group/)],
  });
});

test("it is maintained when the caller says, and without TLS where the caller says", () => {
  const maintenance = { window: "sun:18:00-sun:19:00", autoMinorVersionUpgrade: true, applyImmediately: false, notificationTopicArn: secret };
  expect(cluster({ maintenance, inTransit: "off", port: 11300 })).toMatchObject({
    maintenance_window: "sun:18:00-sun:19:00",
    auto_minor_version_upgrade: "true",
    apply_immediately: false,
    notification_topic_arn: "later",
    transit_encryption_enabled: false,
    port: 11300,
  });
});

test("it is closed until it is opened, on its port", () => {
  const stack = testStack();
  const one = new MemcachedCluster(stack, "cache", { ...props, port: 11300 });
  one.allowFrom("web", { securityGroupId: "sg-1" });
  one.allowFromCidrs("office", ["10.0.0.0/16"]);
  const rules = Object.values(resourcesOf(synth(stack), "aws_vpc_security_group_ingress_rule"));
  expect(rules.map(({ from_port, to_port }) => [from_port, to_port])).toEqual([[11300, 11300], [11300, 11300]]);
  expect(resourcesOf(made(), "aws_vpc_security_group_ingress_rule")).toEqual({});
});

test("it offers the endpoint that tells all nodes", () => {
  const stack = testStack();
  const one = new MemcachedCluster(stack, "cache", props);
  expect(render(stack, one.configurationEndpoint)).toMatch(/\.cluster_address\}$/);
  expect(render(stack, one.clusterArn)).toMatch(/\.arn\}$/);
  expect(one.cache).toMatchObject({ port: 11211, clusterProtocol: false, tls: "required" });
});

test("it is overridden last", () => {
  const one = made({ override: { cluster: { port: 1 }, parameterGroup: { name: "mine" }, securityGroup: { name: "mine" } } });
  expect(only(one, "aws_elasticache_cluster").port).toBe(1);
  expect(only(one, "aws_elasticache_parameter_group").name).toBe("mine");
  expect(only(one, "aws_security_group").name).toBe("mine");
});

test.each<[string, Partial<MemcachedClusterProps>, string[]]>([
  ["a version that comes later", { engineVersion: secret }, ["not-known-at-synth engineVersion"]],
  ["a name of 51 characters", { name: "p".repeat(51) }, ["cache-name name"]],
  ["a tier that is not there", { tier: "data" }, ["cache-tier tier"]],
  ["a port over 65535", { port: 65536 }, ["cache-port port"]],
  ["a version without patch", { engineVersion: "1.6" }, ["engine-version engineVersion", "memcached-tls inTransit"]],
  ["a version that is not there", { engineVersion: "1.6.99" }, ["unknown-engine-version engineVersion"]],
  ["Graviton with an old version", { engineVersion: "1.4.34", inTransit: "off" }, ["node-type-engine nodeType"]],
  ["data tiering", { nodeType: "cache.r6gd.xlarge" }, ["node-type-engine nodeType"]],
  ["no node", { nodes: 0 }, ["memcached-nodes nodes"]],
  ["more nodes than the quota", { nodes: 41 }, ["memcached-node-quota nodes"]],
  ["TLS with an old version", { engineVersion: "1.6.6" }, ["memcached-tls inTransit"]],
  ["a window of minutes", { maintenance: { window: "sun:18:00-sun:18:30" } }, ["maintenance-window maintenance.window"]],
  ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
])("%s is refused", (_why, change, expected) => {
  expect(problemsOf(() => made(change))).toEqual(expected);
});

test("more nodes than the quota can be accepted", () => {
  const stack = testStack();
  accept(stack, "memcached-node-quota", "raised");
  new MemcachedCluster(stack, "cache", { ...props, nodes: 60 });
  expect(warningsOf(stack)).toHaveLength(1);
});

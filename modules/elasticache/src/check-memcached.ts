import { checkTags, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { checkCacheName, checkPort, checkTier } from "./check";
import { checkEngineVersion, checkNodeType } from "./check-engine";
import { checkMaintenance } from "./check-schedule";
import { isVersionAtLeast } from "./engines";
import { memcachedNodes, memcachedPort, pages } from "./limits";
import type { MemcachedClusterProps } from "./memcached-props";

/** First version that speaks TLS. */
const sinceTls = "1.6.12";

/** Every problem of a Memcached cluster. Pure. */
export function checkMemcached(props: MemcachedClusterProps): Problem[] {
  const { name, network, tier, engineVersion: version, nodeType, nodes, port = memcachedPort, maintenance = {}, tags = {} } = props;
  const zones = network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone }));
  const unknown = [
    ...mustBeKnown({ name, tier, engineVersion: version, nodeType, nodes, port, "network.subnets": zones, "maintenance.window": maintenance.window }),
    ...oneOf("inTransit", props.inTransit ?? "required", ["off", "required"]),
  ];
  if (unknown.length > 0) return unknown;
  return [
    ...checkCacheName("name", name, 50),
    ...checkTier(network, tier),
    ...checkPort(port),
    ...checkEngineVersion({ engine: "memcached", version }),
    ...checkNodeType({ engine: "memcached", version, nodeType }),
    ...checkNodes(nodes),
    ...checkTls(props),
    ...checkMaintenance(maintenance),
    ...checkTags("tags", tags),
  ];
}

function checkNodes(nodes: number): Problem[] {
  const path = "nodes";
  const { least, byDefault } = memcachedNodes;
  if (!Number.isInteger(nodes) || nodes < least) {
    return [{ code: "memcached-nodes", path, got: show(nodes), expected: `an integer of ${least} or more`, see: pages.cluster }];
  }
  if (nodes <= byDefault) return [];
  const expected = `at most ${byDefault}, or a raised quota`;
  return [{ code: "memcached-node-quota", path, got: show(nodes), expected, see: pages.cluster, severity: "dated" }];
}

function checkTls({ engineVersion, inTransit = "required" }: MemcachedClusterProps): Problem[] {
  if (inTransit === "off" || isVersionAtLeast(engineVersion, sinceTls)) return [];
  const got = `"required" with memcached ${engineVersion}`;
  return [{ code: "memcached-tls", path: "inTransit", got, expected: `"off", or memcached ${sinceTls} or later`, see: pages.tls }];
}

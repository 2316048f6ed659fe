import { checkTags, mustBeKnown, show, subnetsOf, type NetworkRef, type Problem } from "@terrace/core";
import { checkAuthentication, checkEncryption } from "./check-access";
import { checkEngineVersion, checkNodeType, checkParameters } from "./check-engine";
import { checkAlarms, checkAutoscaling, checkLogs } from "./check-operations";
import { checkMaintenance, checkSnapshots } from "./check-schedule";
import { checkTopology } from "./check-topology";
import { checkWords } from "./check-words";
import { pages } from "./limits";
import type { ReplicationGroupSettings } from "./settings";

/** Every problem of the settings. Pure. What needs structure is looked at only when the structure is known. */
export function check(settings: ReplicationGroupSettings): Problem[] {
  const unknown = [...mustBeKnown(structureOf(settings)), ...checkWords(settings)];
  if (unknown.length > 0) return unknown;
  const { engine, engineVersion: version, nodeType } = settings;
  return [
    ...checkCacheName("name", settings.name, 40),
    ...checkTier(settings.network, settings.tier),
    ...checkPort(settings.port),
    ...checkEngineVersion({ engine, version }),
    ...checkNodeType({ engine, version, nodeType }),
    ...checkParameters(settings),
    ...checkTopology(settings),
    ...checkEncryption(settings),
    ...checkAuthentication(settings),
    ...checkMaintenance(settings.maintenance),
    ...checkSnapshots(settings),
    ...checkLogs(settings),
    ...checkAlarms(settings.alarms),
    ...checkAutoscaling(settings),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, by the path that the caller typed. */
function structureOf(settings: ReplicationGroupSettings): Record<string, unknown> {
  const { name, tier, engineVersion, nodeType, port, topology, network, logs, autoscaling } = settings;
  const { maintenance, snapshots } = settings;
  return {
    name,
    tier,
    engineVersion,
    nodeType,
    port,
    topology,
    autoscaling,
    "network.subnets": network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone })),
    logs: Object.keys(logs),
    parameters: Object.keys(settings.parameters),
    "maintenance.window": maintenance.window,
    "snapshots.window": snapshots.window,
    "snapshots.retentionDays": snapshots.retentionDays,
  };
}

/** Ids that ElastiCache takes for groups and clusters, in the case that it stores. */
export function checkCacheName(path: string, name: string, longest: number): Problem[] {
  if (name.length <= longest && /^(?!.*--)[a-z][a-z0-9-]*$/.test(name) && !name.endsWith("-")) return [];
  const expected = `1 to ${longest} lower-case letters, digits and single hyphens, starting with a letter and not ending with a hyphen`;
  return [{ code: "cache-name", path, got: show(name), expected, see: pages.create }];
}

/** A tier of the network that has subnets. */
export function checkTier(network: NetworkRef, tier: string): Problem[] {
  if (subnetsOf(network, tier).length > 0) return [];
  const known = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  return [{ code: "cache-tier", path: "tier", got: show(tier), expected: `one of ${known.join(", ")}` }];
}

/** A port that nodes can listen on. */
export function checkPort(port: number): Problem[] {
  if (Number.isInteger(port) && port > 0 && port < 65536) return [];
  return [{ code: "cache-port", path: "port", got: show(port), expected: "an integer from 1 to 65535" }];
}

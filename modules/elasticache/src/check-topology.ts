import { initialOf, show, type Problem } from "@terrace/core";
import { hasFeatureOf } from "./engines";
import { counts, pages } from "./limits";
import { parseSlots, slotGap } from "./slots";
import { zonesOf, type ReplicationGroupSettings } from "./settings";

/** How many nodes there are, where they stand, and what keeps them up. */
export function checkTopology(settings: ReplicationGroupSettings): Problem[] {
  const counted = checkCounts(settings);
  if (counted.length > 0) return counted;
  return [
    ...checkNodes(settings),
    ...checkFailover(settings),
    ...checkMultiAz(settings),
    ...checkCompatible(settings),
    ...checkZones(settings),
    ...checkPlacement(settings),
    ...checkSlots(settings),
  ];
}

/** Where the caller typed the number of replicas. */
export function replicasPath({ topology }: ReplicationGroupSettings): string {
  return topology.clusterMode === "enabled" ? "topology.replicasPerShard" : "topology.replicas";
}

function checkCounts(settings: ReplicationGroupSettings): Problem[] {
  const problems: Problem[] = [];
  const shards = initialOf(settings.topology.shards);
  const replicas = initialOf(settings.topology.replicas);
  const see = pages.create;
  if (!isWithin(shards, counts.shards)) {
    const expected = `an integer from ${counts.shards.least} to ${counts.shards.most}`;
    problems.push({ code: "shard-count", path: "topology.shards", got: show(shards), expected, see });
  }
  if (!isWithin(replicas, counts.replicas)) {
    const expected = `an integer from ${counts.replicas.least} to ${counts.replicas.most}`;
    problems.push({ code: "replica-count", path: replicasPath(settings), got: show(replicas), expected, see });
  }
  return problems;
}

/** True for an integer between two bounds, both included. */
export function isWithin(value: number, { least, most }: { readonly least: number; readonly most: number }): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function checkNodes({ topology, engine, engineVersion }: ReplicationGroupSettings): Problem[] {
  const nodes = initialOf(topology.shards) * (1 + initialOf(topology.replicas));
  const { byDefault, most } = counts.nodesPerCluster;
  if (nodes <= byDefault) return [];
  const got = `${nodes} nodes with their replicas`;
  const see = pages.quotas;
  if (nodes > most || !hasFeatureOf(engine, engineVersion, "5.0.6")) {
    const expected = hasFeatureOf(engine, engineVersion, "5.0.6") ? `at most ${most}` : `at most ${byDefault} before redis 5.0.6`;
    return [{ code: "node-count", path: "topology.shards", got, expected, see }];
  }
  const expected = `at most ${byDefault}, or a raised quota (up to ${most})`;
  return [{ code: "node-quota", path: "topology.shards", got, expected, see, severity: "dated" }];
}

function checkFailover(settings: ReplicationGroupSettings): Problem[] {
  const { automaticFailover, clusterMode, replicas } = settings.topology;
  const path = "topology.automaticFailover";
  if (clusterMode === "enabled" && !automaticFailover) {
    return [{ code: "failover-required", path, got: "false with cluster mode", expected: "true, or no such prop", see: pages.failover }];
  }
  if (clusterMode !== "enabled" && automaticFailover && initialOf(replicas) === 0) {
    const expected = `${replicasPath(settings)} of 1 or more, or automaticFailover: false`;
    return [{ code: "failover-needs-replica", path, got: "true without a replica", expected, see: pages.failover }];
  }
  return [];
}

function checkMultiAz(settings: ReplicationGroupSettings): Problem[] {
  const { multiAz, automaticFailover, replicas } = settings.topology;
  if (!multiAz) return [];
  const path = "topology.multiAz";
  const see = pages.failover;
  const problems: Problem[] = [];
  if (initialOf(replicas) === 0) {
    const expected = `${replicasPath(settings)} of 1 or more, or multiAz: false`;
    problems.push({ code: "multi-az-needs-replica", path, got: "true without a replica", expected, see });
  }
  if (!automaticFailover) {
    const expected = "automaticFailover: true, or multiAz: false";
    problems.push({ code: "multi-az-needs-failover", path, got: "true without automatic failover", expected, see });
  }
  const zones = zonesOf(settings.network, settings.tier);
  if (zones.length === 1) {
    const got = `true in a tier of one zone, ${zones.join("")}`;
    problems.push({ code: "multi-az-zones", path, got, expected: "a tier of two zones, or multiAz: false", see });
  }
  return problems;
}

function checkCompatible({ topology, engine, engineVersion }: ReplicationGroupSettings): Problem[] {
  if (topology.clusterMode !== "compatible") return [];
  const problems: Problem[] = [];
  const see = pages.clusterMode;
  if (!hasFeatureOf(engine, engineVersion, "7.0")) {
    const got = `"compatible" with ${engine} ${engineVersion}`;
    problems.push({ code: "compatible-version", path: "topology.clusterMode", got, expected: "redis 7.0 or later, or valkey", see });
  }
  if (initialOf(topology.replicas) === 0 || !topology.automaticFailover) {
    const got = `"compatible" without ${topology.automaticFailover ? "a replica" : "automatic failover"}`;
    const expected = "at least one replica, and automatic failover";
    problems.push({ code: "compatible-failover", path: "topology.clusterMode", got, expected, see });
  }
  return problems;
}

function checkZones(settings: ReplicationGroupSettings): Problem[] {
  const { availabilityZones, replicas } = settings.topology;
  if (availabilityZones.length === 0) return [];
  const path = "topology.availabilityZones";
  const nodes = 1 + initialOf(replicas);
  if (availabilityZones.length !== nodes) {
    const expected = `${nodes} zones: the primary's and one for each replica`;
    return [{ code: "zone-count", path, got: `${availabilityZones.length} zones`, expected, see: pages.create }];
  }
  return availabilityZones.flatMap((zone, index) => checkZone(settings, `${path}[${index}]`, zone));
}

/** ElastiCache wants names of zones; a network that was declared by ids cannot be held against them. */
function checkZone({ network, tier }: ReplicationGroupSettings, path: string, zone: string): Problem[] {
  if (!/^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(zone)) {
    return [{ code: "zone-name", path, got: show(zone), expected: "the name of a zone, such as ap-northeast-1a", see: pages.create }];
  }
  const zones = zonesOf(network, tier);
  const isById = zones.some((known) => /-az\d+$/.test(known));
  if (isById || zones.includes(zone)) return [];
  return [{ code: "zone-outside", path, got: show(zone), expected: `one of ${zones.join(", ")}`, see: pages.create }];
}

function checkPlacement(settings: ReplicationGroupSettings): Problem[] {
  const { placement, shards, replicas } = settings.topology;
  const entries = Object.entries(placement);
  if (entries.length === 0) return [];
  const path = "topology.placement";
  const see = pages.create;
  const problems: Problem[] = [];
  if (entries.length !== initialOf(shards)) {
    const got = `for ${entries.length} shards`;
    problems.push({ code: "placement-count", path, got, expected: `one for each of ${initialOf(shards)} shards`, see });
  }
  for (const [key, { primaryZone, replicaZones = [] }] of entries) {
    if (!/^\d{4}$/.test(key)) {
      problems.push({ code: "placement-shard", path: `${path}.${key}`, got: `for the shard ${show(key)}`, expected: "four digits, such as 0001", see });
    }
    if (replicaZones.length !== initialOf(replicas)) {
      const expected = `${initialOf(replicas)}, one for each replica`;
      problems.push({ code: "placement-replicas", path: `${path}.${key}.replicaZones`, got: `${replicaZones.length} zones`, expected, see });
    }
    problems.push(...checkZone(settings, `${path}.${key}.primaryZone`, primaryZone));
    problems.push(...replicaZones.flatMap((zone, index) => checkZone(settings, `${path}.${key}.replicaZones[${index}]`, zone)));
  }
  return problems;
}

function checkSlots({ topology }: ReplicationGroupSettings): Problem[] {
  const entries = Object.entries(topology.placement);
  const said = entries.flatMap(([key, { slots }]) => (slots === undefined ? [] : [{ key, slots, ranges: parseSlots(slots) }]));
  if (said.length === 0) return [];
  const see = pages.seeding;
  const wrong = said.filter(({ ranges }) => ranges === undefined);
  if (wrong.length > 0) {
    const expected = `such as 0-8191, up to ${counts.slots - 1}`;
    return wrong.map(({ key, slots }) => ({ code: "shard-slots", path: `topology.placement.${key}.slots`, got: show(slots), expected, see }));
  }
  const gap = said.length < entries.length ? "said for some shards only" : slotGap(said.flatMap(({ ranges }) => ranges ?? []));
  if (gap === undefined) return [];
  const expected = `each slot from 0 to ${counts.slots - 1} in one shard`;
  return [{ code: "shard-slots", path: "topology.placement", got: gap, expected, see }];
}

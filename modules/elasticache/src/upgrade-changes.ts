import { compareVersions, familyOf, isVersionAtLeast } from "./engines";
import { isDataTiered } from "./node-types";
import { upgradePages } from "./upgrade-pages";
import type { CacheState, UpgradeNote, UpgradePath } from "./upgrade-planner";

/** What one difference between two caches asks for. */
export interface Change {
  readonly path: UpgradePath;
  readonly steps?: readonly UpgradeNote[];
  readonly interruptions?: readonly UpgradeNote[];
  readonly irreversible?: readonly UpgradeNote[];
  /** True if no snapshot can fill the second cache. */
  readonly isEmptied?: boolean;
}

const { considerations, howTo, management, modify, clusterMode, verticalScaling, memcachedScaling, resharding } = upgradePages;
const { replicas, failover, tls, atRest, auth, dataTiering, create, restore, parameters } = upgradePages;

/**
 * Every difference, in the order in which they are applied: versions first, since later steps need them, and shards
 * last, since only cluster mode has several.
 */
export function changesOf(from: CacheState, to: CacheState): Change[] {
  if (from.engine === "memcached" || to.engine === "memcached") return memcachedChanges(from, to);
  const differs = [deploymentChange(from, to), engineChange(from, to)].flatMap((change) => change ?? []);
  if (isServerless(from) || isServerless(to)) return differs;
  const others = [fixedChanges(from, to), replicaChange(from, to), nodeTypeChange(from, to), tlsChange(from, to)];
  const last = [authenticationChange(from, to), clusterModeChange(from, to), shardChange(from, to)];
  return [...differs, ...[...others, ...last].flatMap((change) => change ?? [])];
}

function isServerless({ deployment }: CacheState): boolean {
  return deployment === "serverless";
}

function hasFailover({ replicas: count = 0, automaticFailover = count > 0, clusterMode: mode }: CacheState): boolean {
  return count > 0 && (automaticFailover || mode === "enabled");
}

function deploymentChange(from: CacheState, to: CacheState): Change | undefined {
  if (isServerless(from) === isServerless(to)) return undefined;
  const what = "endpoints change: a serverless cache and nodes are never turned into each other";
  return { path: "new-cluster", irreversible: [{ what, page: restore }] };
}

function engineChange(from: CacheState, to: CacheState): Change | undefined {
  const isSame = from.engine === to.engine;
  // A serverless cache says its major version only, so across that border majors are compared.
  const isAcross = isServerless(from) !== isServerless(to);
  const order = isAcross ? compareVersions(majorOf(to), majorOf(from)) : compareVersions(to.engineVersion, from.engineVersion);
  if (isSame && order === 0) return undefined;
  if (from.engine === "valkey" && to.engine === "redis") {
    const what = "there is no way from Valkey to Redis OSS: a changed engine replaces the cache, and Terraform would do so in one apply";
    return { path: "new-cluster", isEmptied: true, irreversible: [{ what, page: modify }] };
  }
  if (isSame && order < 0) {
    const what = "there is no older version in place: Terraform would replace the cache in one apply, and lose what it holds";
    return { path: "new-cluster", isEmptied: true, irreversible: [{ what, page: modify }] };
  }
  return isServerless(from) ? serverlessUpgrade(from, to) : nodesUpgrade(from, to);
}

function majorOf({ engineVersion }: CacheState): string {
  return engineVersion.split(".")[0] ?? engineVersion;
}

function serverlessUpgrade({ engine }: CacheState, to: CacheState): Change {
  return {
    path: "in-place",
    steps: [{ what: `set engine and majorEngineVersion to ${to.engine} ${to.engineVersion}`, page: management }],
    irreversible: [{ what: `the cache cannot go back to the version of ${engine} that it had`, page: modify }],
  };
}

function nodesUpgrade(from: CacheState, to: CacheState): Change {
  const [oldFamily, family] = [familyOf(from.engine, from.engineVersion), familyOf(to.engine, to.engineVersion)];
  const isSwap = oldFamily !== family;
  const page = from.engine === to.engine ? considerations : howTo;
  const steps: UpgradeNote[] = [];
  if (from.globalDatastore === true) steps.push({ what: "upgrade the secondary regions first, this one last", page: management });
  if (!hasFailover(from)) steps.push({ what: "add a replica first, so that there is something to fail over to; take it away after", page: considerations });
  if (isSwap) steps.push({ what: `rename or drop parameters that ${family} lacks: the new parameter group is made beside the old one`, page: parameters });
  const immediately = isSwap ? ", with maintenance.applyImmediately: the old parameter group can go only when the cache has left it" : "";
  steps.push({ what: `set engine and engineVersion to ${to.engine} ${to.engineVersion}${immediately}`, page });
  return {
    path: isSwap ? "parameter-group-swap" : "in-place",
    steps,
    interruptions: [{ what: upgradeInterruption(from), page: considerations }],
    irreversible: [{ what: `the cache cannot go back to ${from.engine} ${from.engineVersion}`, page: modify }],
  };
}

function upgradeInterruption(from: CacheState): string {
  const connections = "all connections break once, so clients must try again";
  if (!hasFailover(from)) return `without failover the primary is away for the whole upgrade; ${connections}`;
  if (isVersionAtLeast(from.engineVersion, "5.0.6")) return `reads go on, writes stop for the few seconds of a failover; ${connections}`;
  return `writes stop for 30 seconds to a minute, while names change; ${connections}`;
}

/** What is fixed when a cache is made. */
function fixedChanges(from: CacheState, to: CacheState): Change | undefined {
  const irreversible: UpgradeNote[] = [];
  if ((from.atRest ?? true) !== (to.atRest ?? true)) {
    irreversible.push({ what: "encryption at rest is chosen when a cache is made", page: atRest });
  }
  if ((from.port ?? 6379) !== (to.port ?? 6379)) irreversible.push({ what: "the port is chosen when a cache is made", page: create });
  const [before, after] = [from.nodeType, to.nodeType];
  if (before !== undefined && after !== undefined && isDataTiered(before) !== isDataTiered(after)) {
    irreversible.push({ what: "data tiering comes with the nodes that a cache is made with", page: dataTiering });
  }
  return irreversible.length > 0 ? { path: "new-cluster", irreversible } : undefined;
}

function replicaChange({ replicas: before = 0 }: CacheState, { replicas: after = 0 }: CacheState): Change | undefined {
  if (before === after) return undefined;
  const steps = [{ what: `set the replicas to ${after}`, page: replicas }];
  if (after > before) return { path: "in-place", steps };
  const interruptions = [{ what: "readers of a replica that goes connect again", page: replicas }];
  const none = [{ what: "without a replica nothing fails over, and what the node holds is gone with it", page: failover }];
  return { path: "in-place", steps, interruptions, irreversible: after === 0 ? none : [] };
}

function nodeTypeChange(from: CacheState, to: CacheState): Change | undefined {
  if (from.nodeType === undefined || to.nodeType === undefined || from.nodeType === to.nodeType) return undefined;
  const isQuick = hasFailover(from) && isVersionAtLeast(from.engineVersion, "5.0.6");
  const what = isQuick ? "writes stop for less than a second; connections to old nodes break" : "the primary is away for a few seconds; all connections break";
  return {
    path: "in-place",
    steps: [{ what: `set nodeType to ${to.nodeType}; a smaller one must hold the data`, page: verticalScaling }],
    interruptions: [{ what, page: verticalScaling }],
  };
}

function shardChange(from: CacheState, to: CacheState): Change | undefined {
  const [before, after] = [from.shards ?? 1, to.shards ?? 1];
  if (before === after) return undefined;
  const what = `set topology.shards to ${after}: slots move while clients go on, more slowly; items over 256 MB stay, and keep a shard from going`;
  return { path: "in-place", steps: [{ what, page: resharding }] };
}

function tlsChange(from: CacheState, to: CacheState): Change | undefined {
  const [before, after] = [from.inTransit ?? "required", to.inTransit ?? "required"];
  if (before === after) return undefined;
  if (from.engine === "redis" && !isVersionAtLeast(from.engineVersion, "7.0") && !isVersionAtLeast(to.engineVersion, "7.0")) {
    const what = "before Redis OSS 7.0 TLS is chosen when a cache is made";
    return { path: "new-cluster", irreversible: [{ what, page: tls }] };
  }
  const isBetween = before === "preferred" || after === "preferred";
  const steps = (isBetween ? [after] : ["preferred", after]).map((mode) => ({ what: `set encryption.inTransit to "${mode}"`, page: tls }));
  const dropped = { required: "connections in plain text break", off: "connections with TLS break", preferred: undefined }[after];
  return { path: "in-place", steps, interruptions: dropped === undefined ? [] : [{ what: dropped, page: tls }] };
}

function authenticationChange({ authentication: before = "nothing" }: CacheState, { authentication: after = "nothing" }: CacheState): Change | undefined {
  if (before === after) return undefined;
  const steps: UpgradeNote[] =
    after === "token"
      ? [
          { what: `set the token with updateStrategy "ROTATE": clients may use it, or none`, page: auth },
          { what: `set updateStrategy to "SET": clients must use it`, page: auth },
        ]
      : [{ what: before === "token" ? `take the token away, with a user group in its place` : `set authentication to "${after}"`, page: auth }];
  return { path: "in-place", steps, interruptions: [{ what: "clients that do not say who they are, or say it the old way, are refused", page: auth }] };
}

function clusterModeChange(from: CacheState, to: CacheState): Change | undefined {
  const [before, after] = [from.clusterMode ?? "disabled", to.clusterMode ?? "disabled"];
  if (before === after) return undefined;
  const isForward = before === "disabled" || after === "enabled";
  if (!isForward) {
    const what = "cluster mode goes one way only";
    return { path: "new-cluster", irreversible: [{ what, page: clusterMode }] };
  }
  if (to.engine === "redis" && !isVersionAtLeast(to.engineVersion, "7.0")) {
    const what = "before Redis OSS 7.0 cluster mode is chosen when a cache is made";
    return { path: "new-cluster", irreversible: [{ what, page: clusterMode }] };
  }
  const steps: UpgradeNote[] = [];
  if (before === "disabled") {
    if ((from.replicas ?? 0) === 0 && (to.replicas ?? 0) === 0) steps.push({ what: "add a replica, with automatic failover", page: clusterMode });
    steps.push({ what: "see that all keys are in database 0, and that clients speak the cluster protocol", page: clusterMode });
    steps.push({ what: `set topology.clusterMode to "compatible", and nothing else until the next step`, page: clusterMode });
  }
  if (after === "enabled") {
    steps.push({ what: "move clients to the configuration endpoint", page: clusterMode });
    steps.push({ what: `set topology.clusterMode to "enabled"`, page: clusterMode });
  }
  return {
    path: before === "disabled" ? "parameter-group-swap" : "in-place",
    steps,
    interruptions: after === "enabled" ? [{ what: "clients that do not speak the cluster protocol are refused", page: clusterMode }] : [],
    irreversible: [{ what: "cluster mode cannot be taken back", page: clusterMode }],
  };
}

function memcachedChanges(from: CacheState, to: CacheState): Change[] {
  if (from.engine !== to.engine || isServerless(from) !== isServerless(to)) {
    const what = "nothing carries the data of Memcached over, nor any to it";
    return [{ path: "new-cluster", isEmptied: true, irreversible: [{ what, page: create }] }];
  }
  const order = compareVersions(to.engineVersion, from.engineVersion);
  const lost = (page: UpgradeNote["page"]) => [{ what: "all data: the cache is cold afterwards", page }];
  const changes: Change[] = [];
  if (order < 0) changes.push({ path: "new-cluster", isEmptied: true, irreversible: lost(modify) });
  if (order > 0 && isServerless(from)) changes.push(serverlessUpgrade(from, to));
  if (order > 0 && !isServerless(from)) {
    const isSwap = familyOf("memcached", from.engineVersion) !== familyOf("memcached", to.engineVersion);
    changes.push({
      path: isSwap ? "parameter-group-swap" : "in-place",
      steps: [{ what: `set engineVersion to ${to.engineVersion}, when a cold cache can be borne`, page: management }],
      interruptions: [{ what: "every node is empty afterwards, and every read a miss", page: management }],
      irreversible: lost(management),
    });
  }
  if (from.nodeType !== undefined && to.nodeType !== undefined && from.nodeType !== to.nodeType) {
    changes.push({ path: "new-cluster", isEmptied: true, irreversible: lost(memcachedScaling) });
  }
  return changes;
}

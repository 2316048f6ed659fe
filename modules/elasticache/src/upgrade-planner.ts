import { engineVersion as engineVersionOf } from "./engines";
import { changesOf } from "./upgrade-changes";
import { upgradePages, type UpgradePage } from "./upgrade-pages";

/** What a cache is, as far as an upgrade asks. */
export interface CacheState {
  /**
   * - `nodes`: a replication group, or a Memcached cluster
   * - `serverless`: a serverless cache
   *
   * @default "nodes"
   */
  readonly deployment?: "nodes" | "serverless";
  readonly engine: "memcached" | "redis" | "valkey";
  /** Whole version, such as `7.1`; the major one of a serverless cache, such as `8`. */
  readonly engineVersion: string;
  /**
   * @default - the same on both sides
   */
  readonly nodeType?: string;
  /**
   * @default "disabled"
   */
  readonly clusterMode?: "compatible" | "disabled" | "enabled";
  /**
   * @default 1
   */
  readonly shards?: number;
  /**
   * Replicas of each shard.
   *
   * @default 0
   */
  readonly replicas?: number;
  /**
   * @default - true with a replica
   */
  readonly automaticFailover?: boolean;
  /**
   * @default "required"
   */
  readonly inTransit?: "off" | "preferred" | "required";
  /**
   * @default true
   */
  readonly atRest?: boolean;
  /**
   * @default 6379
   */
  readonly port?: number;
  /**
   * @default "nothing"
   */
  readonly authentication?: "nothing" | "token" | "user-group";
  /**
   * True for the primary of a global datastore.
   *
   * @default false
   */
  readonly globalDatastore?: boolean;
}

/** How an upgrade goes, mildest first. */
export type UpgradePath =
  /** Nothing differs. */
  | "none"
  /** The cache is modified, and keeps its endpoints. */
  | "in-place"
  /** The cache is modified and moves to a new parameter group, which this module makes beside the old one. */
  | "parameter-group-swap"
  /** A second cache begins with a snapshot of the first, and applications move with a record. */
  | "new-cluster";

/** One thing to do, or one that happens, with the page that says so. */
export interface UpgradeNote {
  readonly what: string;
  readonly page: UpgradePage;
}

/** How to get from one cache to another. */
export interface UpgradePlan {
  readonly path: UpgradePath;
  /** In order; each is an apply of its own. */
  readonly steps: readonly UpgradeNote[];
  /** What clients feel. Empty if they feel nothing. */
  readonly interruptions: readonly UpgradeNote[];
  /** What cannot be taken back, or is lost. */
  readonly irreversible: readonly UpgradeNote[];
}

const paths: readonly UpgradePath[] = ["none", "in-place", "parameter-group-swap", "new-cluster"];

/**
 * The way from one cache to another: modified in place, with a new parameter group, or a second cache that is filled
 * from a snapshot. It says what clients feel and what cannot be taken back. Pure: it asks nobody, and changes nothing.
 *
 * @example
 * planUpgrade(
 *   { engine: "redis", engineVersion: "7.1", replicas: 1 },
 *   { engine: "valkey", engineVersion: "8.1", replicas: 1 },
 * );
 */
export function planUpgrade(from: CacheState, to: CacheState): UpgradePlan {
  const changes = changesOf(from, to);
  const path = paths[Math.max(0, ...changes.map((change) => paths.indexOf(change.path)))] ?? "none";
  if (path === "new-cluster") {
    const causes = changes.filter((change) => change.path === "new-cluster");
    return {
      path,
      steps: replacementSteps(to, causes.some(({ isEmptied }) => isEmptied === true)),
      interruptions: [{ what: switchInterruption(causes.some(({ isEmptied }) => isEmptied === true)), page: upgradePages.restore }],
      irreversible: causes.flatMap(({ irreversible }) => irreversible ?? []),
    };
  }
  return {
    path,
    steps: changes.flatMap(({ steps }) => steps ?? []),
    interruptions: changes.flatMap(({ interruptions }) => interruptions ?? []),
    irreversible: changes.flatMap(({ irreversible }) => irreversible ?? []),
  };
}

/** A second cache beside the first. Whatever else differs comes with it, so nothing else is a step. */
function replacementSteps(to: CacheState, isEmptied: boolean): UpgradeNote[] {
  const { restore, management } = upgradePages;
  const known = engineVersionOf(to.engine, to.engineVersion) === undefined ? "" : ` ${to.engineVersion}`;
  const made = `a second cache of ${to.engine}${known} beside the first`;
  const fill: UpgradeNote[] = isEmptied
    ? [{ what: `make ${made}; it begins empty, and applications fill it`, page: management }]
    : [
        { what: "make a snapshot of the cache, after its last writes or with those after it lost", page: restore },
        { what: `make ${made}, with snapshots.restoreFrom`, page: restore },
      ];
  return [
    ...fill,
    { what: "change the cache of the CacheRecord: applications move as they look the name up again", page: restore },
    { what: "remove the first cache when nobody needs to go back; it leaves its final snapshot", page: restore },
  ];
}

function switchInterruption(isEmptied: boolean): string {
  const moved = "applications connect again as the record's TTL runs out";
  return isEmptied ? `${moved}, to a cold cache` : `${moved}; what is written between the snapshot and then is lost`;
}

import { tablesRead } from "./limits";

/** An engine with shards and replicas. */
export type Engine = "redis" | "valkey";

/** One version of an engine, as the parameter groups and the support calendar know it. */
export interface EngineVersion {
  /** Parameter group family, such as `valkey8`. */
  readonly family: string;
  /** Last day of standard support, where AWS has named one. From the next day on AWS charges for extended support. */
  readonly standardSupportEnds?: string;
  /** Last day of extended support; AWS upgrades what still runs. */
  readonly extendedSupportEnds?: string;
}

const redis5AndOlder = { standardSupportEnds: "2026-01-31", extendedSupportEnds: "2029-01-31" } as const;
const redis6 = { family: "redis6.x", standardSupportEnds: "2027-01-31", extendedSupportEnds: "2030-01-31" } as const;

/** Versions by engine, oldest first. Read November 2026: supported versions, and the calendar of extended support. */
export const engineVersions: Readonly<Record<Engine | "memcached", Readonly<Record<string, EngineVersion>>>> = {
  valkey: {
    "7.2": { family: "valkey7" },
    "8.0": { family: "valkey8" },
    "8.1": { family: "valkey8" },
    "8.2": { family: "valkey8" },
    "9.0": { family: "valkey9" },
    "9.1": { family: "valkey9" },
  },
  redis: {
    "4.0.10": { family: "redis4.0", ...redis5AndOlder },
    "5.0.6": { family: "redis5.0", ...redis5AndOlder },
    "6.0": redis6,
    "6.2": redis6,
    "7.0": { family: "redis7" },
    "7.1": { family: "redis7" },
  },
  memcached: {
    "1.4.5": { family: "memcached1.4" },
    "1.4.14": { family: "memcached1.4" },
    "1.4.24": { family: "memcached1.4" },
    "1.4.33": { family: "memcached1.4" },
    "1.4.34": { family: "memcached1.4" },
    "1.5.10": { family: "memcached1.5" },
    "1.5.16": { family: "memcached1.5" },
    "1.6.6": { family: "memcached1.6" },
    "1.6.12": { family: "memcached1.6" },
    "1.6.17": { family: "memcached1.6" },
    "1.6.22": { family: "memcached1.6" },
  },
};

/** The row of a version; undefined for one that the table does not know. */
export function engineVersion(engine: Engine | "memcached", version: string): EngineVersion | undefined {
  const versions = engineVersions[engine];
  return Object.hasOwn(versions, version) ? versions[version] : undefined;
}

/**
 * The parameter group family of a version. One that is newer than the table follows the rule of its engine, so that a
 * caller who accepts it gets the right group.
 */
export function familyOf(engine: Engine | "memcached", version: string): string {
  const known = engineVersion(engine, version)?.family;
  if (known !== undefined) return known;
  const [major = "", minor = ""] = version.split(".");
  if (engine === "memcached" || (engine === "redis" && Number(major) < 6)) return `${engine}${major}.${minor}`;
  return engine === "redis" && major === "6" ? "redis6.x" : `${engine}${major}`;
}

/** A family as part of a name: parameter groups take no dots. */
export function familyInName(family: string): string {
  return family.replaceAll(".", "-");
}

/** True if `version` is `wanted` or newer, by numbers: 9.0 is older than 10.0. */
export function isVersionAtLeast(version: string, wanted: string): boolean {
  return compareVersions(version, wanted) >= 0;
}

/** Negative if `a` is older than `b`, positive if it is newer. What is left out counts as 0. */
export function compareVersions(a: string, b: string): number {
  const left = numbersOf(a);
  const right = numbersOf(b);
  const differing = [0, 1, 2].find((place) => (left[place] ?? 0) !== (right[place] ?? 0));
  return differing === undefined ? 0 : (left[differing] ?? 0) - (right[differing] ?? 0);
}

/** What is no number, such as the x of 6.x, counts as newer than any: it is an error already, and needs no second one. */
function numbersOf(version: string): number[] {
  return version.split(".").map((part) => (/^\d+$/.test(part) ? Number(part) : Infinity));
}

/** Valkey forked from Redis OSS 7.2, so features that Redis OSS gained up to then are in every version of Valkey. */
export function hasFeatureOf(engine: Engine, version: string, sinceRedis: string): boolean {
  return engine === "valkey" || isVersionAtLeast(version, sinceRedis);
}

/** Months from the day that the tables were read to the end of a version's standard support; undefined without an end. */
export function monthsOfSupport(version: EngineVersion): number | undefined {
  if (version.standardSupportEnds === undefined) return undefined;
  const months = (date: string) => {
    const [year = 0, month = 0] = date.split("-").map(Number);
    return year * 12 + month;
  };
  return months(version.standardSupportEnds) - months(tablesRead);
}

import { regionFacts, regionOfZonePrefix } from "@terrace/core";

/** One availability zone, as the caller named it. */
export interface Zone {
  /** Zone id (`apne1-az1`) or zone name (`ap-northeast-1a`): also its part of construct ids. */
  readonly key: string;
  readonly kind: "id" | "name";
  /** The region, or undefined where the prefix of a zone id is in no table. */
  readonly region: string | undefined;
  /** Its fixed place in every tier: 0 for `az1` or `a`, 1 for `az2` or `b`, and so on. */
  readonly slot: number;
}

/** Reads a zone id or a zone name, or gives undefined. Local Zones and Wavelength Zones are not read. */
export function parseZone(key: string): Zone | undefined {
  const id = /^([a-z]{2,5}\d)-az([1-9])$/.exec(key);
  if (id !== null) {
    const [, prefix = "", number] = id;
    return { key, kind: "id", region: regionOfZonePrefix(prefix), slot: Number(number) - 1 };
  }
  const name = /^([a-z]{2}(?:-[a-z]+)+-\d)([a-h])$/.exec(key);
  if (name !== null) {
    const [, region = "", letter = "a"] = name;
    return { key, kind: "name", region, slot: letter.charCodeAt(0) - "a".charCodeAt(0) };
  }
  return undefined;
}

/** False for a zone that the region's table does not list. Which letters an account has, no table knows. */
export function isListed(zone: Zone): boolean {
  const facts = zone.region === undefined ? undefined : regionFacts(zone.region);
  if (facts === undefined) return false;
  return zone.kind === "name" || facts.zoneNumbers.includes(zone.slot + 1);
}

/** The zone ids of a region, for an error. */
export function zoneIdsOf(region: string): string[] {
  const facts = regionFacts(region);
  return facts === undefined ? [] : facts.zoneNumbers.map((number) => `${facts.zonePrefix}-az${number}`);
}

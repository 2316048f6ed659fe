import { show, zonesPage, type Problem } from "@terrace/core";
import type { VpcSettings } from "./settings";
import { isListed, parseZone, zoneIdsOf, type Zone } from "./zones";

/** The zones of the VPC and of its tiers. */
export function checkZones({ availabilityZones, zoneSlots, tiers }: VpcSettings): Problem[] {
  const problems: Problem[] = [];
  if (availabilityZones.length === 0) {
    problems.push({ code: "zone-count", path: "availabilityZones", got: "empty", expected: "at least one zone id" });
  }
  const zones: Zone[] = [];
  availabilityZones.forEach((key, index) => {
    const path = `availabilityZones[${index}]`;
    const zone = parseZone(key);
    if (zone === undefined) {
      const expected = "a zone id such as apne1-az1, or a zone name such as ap-northeast-1a";
      problems.push({ code: "zone-syntax", path, got: show(key), expected, see: zonesPage });
      return;
    }
    if (availabilityZones.indexOf(key) < index) {
      problems.push({ code: "zone-duplicate", path, got: `${show(key)}, listed before`, expected: "each zone once" });
    }
    if (zone.slot >= zoneSlots) {
      const expected = `zoneSlots: ${2 ** Math.ceil(Math.log2(zone.slot + 1))} or more, chosen before the first apply`;
      problems.push({ code: "zone-slot", path, got: `${show(key)}, beyond the ${zoneSlots} zone slots`, expected });
    }
    zones.push(zone);
  });
  return [...problems, ...checkZonesTogether(zones), ...checkTierZones(availabilityZones, tiers)];
}

function checkZonesTogether(zones: readonly Zone[]): Problem[] {
  const [first] = zones;
  if (first === undefined) return [];
  const path = "availabilityZones";
  if (zones.some((zone) => zone.kind !== first.kind)) {
    const got = `${show(zones.map((zone) => zone.key))}, ids and names`;
    return [{ code: "zone-mixed", path, got, expected: "ids only or names only: both can mean one zone", see: zonesPage }];
  }
  if (zones.some((zone) => zone.region !== first.region)) {
    const got = `${show(zones.map((zone) => zone.key))}, of several regions`;
    return [{ code: "zone-region", path, got, expected: "zones of one region", see: zonesPage }];
  }
  return zones
    .filter((zone) => !isListed(zone))
    .map((zone) => ({
      code: "unknown-zone",
      path,
      got: `${show(zone.key)}, which no table of zones lists`,
      expected: zone.region === undefined ? "a zone of a region of AWS" : zoneIdsOf(zone.region).join(", "),
      see: zonesPage,
      severity: "dated" as const,
    }));
}

function checkTierZones(availabilityZones: readonly string[], tiers: VpcSettings["tiers"]): Problem[] {
  return Object.entries(tiers).flatMap(([name, tier]) => {
    // A tier without zones of its own has the VPC's very list, whose problems are said once.
    if (tier.availabilityZones === availabilityZones) return [];
    const path = `tiers.${name}.availabilityZones`;
    if (tier.availabilityZones.length === 0) {
      return [{ code: "zone-count", path, got: "empty", expected: "at least one zone of the VPC, or no such prop" }];
    }
    return tier.availabilityZones.flatMap((zone, index) => {
      if (tier.availabilityZones.indexOf(zone) < index) {
        return [{ code: "zone-duplicate", path, got: `${show(zone)} twice`, expected: "each zone once" }];
      }
      if (availabilityZones.includes(zone)) return [];
      return [{ code: "tier-zone", path, got: show(zone), expected: `one of ${availabilityZones.join(", ")}` }];
    });
  });
}

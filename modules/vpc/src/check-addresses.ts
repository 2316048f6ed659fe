import { checkCidr, show, type Problem } from "@terrace/core";
import { checkPlan } from "./check-plan";
import { checkRanges } from "./check-ranges";
import { checkZones } from "./check-zones";
import { pages, prefixes } from "./limits";
import { freeSlot } from "./room";
import { prefixOf, type TierSettings, type VpcSettings } from "./settings";
import { rangeOf, slotCount } from "./subnet-plan";

/** Zones, ranges, tiers and the subnets that follow from them. */
export function checkAddresses(settings: VpcSettings): Problem[] {
  const ofTiers = Object.entries(settings.tiers).flatMap(([name, tier]) => checkTier(settings, name, tier));
  const found = [...checkZones(settings), ...checkRanges(settings), ...checkTierNames(settings), ...ofTiers];
  // A plan made of broken parts would only repeat their problems in other words.
  return found.some((problem) => problem.severity === undefined) ? found : [...found, ...checkPlan(settings)];
}

function checkTierNames({ tiers }: VpcSettings): Problem[] {
  const names = Object.keys(tiers);
  if (names.length === 0) {
    return [{ code: "tier-count", path: "tiers", got: "empty", expected: "at least one tier" }];
  }
  return names
    .filter((name) => !/^[a-z][a-z0-9-]*$/.test(name))
    .map((name) => ({
      code: "tier-name",
      path: `tiers[${show(name)}]`,
      got: show(name),
      expected: "lower-case letters, digits and hyphens, starting with a letter",
    }));
}

function checkTier(settings: VpcSettings, name: string, tier: TierSettings): Problem[] {
  const path = `tiers.${name}`;
  const problems: Problem[] = [];
  if (tier.mapPublicIp && tier.type !== "public") {
    const expected = `false, or type: "public"`;
    problems.push({ code: "map-public-ip", path: `${path}.mapPublicIp`, got: `true in a tier that is ${tier.type}`, expected });
  }
  if (tier.within !== undefined && !Object.hasOwn(settings.secondaryCidrs, tier.within)) {
    const names = Object.keys(settings.secondaryCidrs);
    const expected = names.length === 0 ? "a name in secondaryCidrs, which is empty" : `one of ${names.join(", ")}`;
    return [...problems, { code: "tier-range", path: `${path}.within`, got: show(tier.within), expected }];
  }
  for (const [zone, cidr] of Object.entries(tier.cidrs)) {
    if (!tier.availabilityZones.includes(zone)) {
      const expected = `a zone of the tier: ${tier.availabilityZones.join(", ")}`;
      problems.push({ code: "subnet-zone", path: `${path}.cidrs`, got: `given for ${show(zone)}`, expected });
    }
    problems.push(...checkCidr(`${path}.cidrs.${zone}`, cidr, { ...prefixes, see: pages.subnet }));
  }
  const isComputed = tier.availabilityZones.some((zone) => !Object.hasOwn(tier.cidrs, zone));
  return isComputed ? [...problems, ...checkComputedTier(settings, path, tier)] : problems;
}

function checkComputedTier(settings: VpcSettings, path: string, tier: TierSettings): Problem[] {
  const rangePrefix = prefixOf(rangeOf(settings, tier));
  if (rangePrefix === undefined || rangePrefix > prefixes.longest || tier.subnetPrefix === undefined) return [];
  const shortest = rangePrefix + Math.log2(settings.zoneSlots);
  const { subnetPrefix } = tier;
  if (!Number.isInteger(subnetPrefix) || subnetPrefix < shortest || subnetPrefix > prefixes.longest) {
    const roomy = shortest <= prefixes.longest;
    return [
      {
        code: "subnet-prefix",
        path: `${path}.subnetPrefix`,
        got: `${subnetPrefix} in a range of /${rangePrefix} with ${settings.zoneSlots} zone slots`,
        expected: roomy ? `an integer from ${shortest} to ${prefixes.longest}` : "a larger range, or fewer zone slots",
        see: pages.subnet,
      },
    ];
  }
  if (tier.slot === undefined) {
    const expected = `slot: ${freeSlot(settings, tier) ?? "none is free"}, written down so that no tier ever moves another`;
    return [{ code: "tier-slot", path: `${path}.slot`, got: "missing", expected, see: pages.plan }];
  }
  const count = slotCount(rangePrefix, subnetPrefix, settings.zoneSlots);
  if (!Number.isInteger(tier.slot) || tier.slot < 0 || tier.slot >= count) {
    const expected = `an integer from 0 to ${count - 1}; ${freeSlot(settings, tier) ?? "none"} is the first free one`;
    return [{ code: "tier-slot-range", path: `${path}.slot`, got: show(tier.slot), expected, see: pages.plan }];
  }
  return [];
}

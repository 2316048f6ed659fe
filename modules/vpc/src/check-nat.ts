import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";
import type { NatSettings, VpcSettings } from "./settings";

/** How private tiers reach the internet. Whether the provider has the feature at all is not asked here. */
export function checkNat(settings: VpcSettings): Problem[] {
  const { nat, tiers } = settings;
  const privateTiers = Object.keys(tiers).filter((name) => tiers[name]?.type === "private");
  const [firstPrivate] = privateTiers;
  if (nat.mode === "none") {
    // Private tiers of a dual-stack VPC have a way out of their own, for IPv6 alone.
    if (firstPrivate === undefined || settings.dualStack) return [];
    return [
      {
        code: "private-needs-nat",
        path: "nat",
        got: `none, though the tier ${firstPrivate} is private`,
        expected: `nat: { mode: "single" | "per-az" | ... }, dualStack: true for IPv6 alone, or type: "isolated" for ${privateTiers.join(", ")}`,
        see: pages.nat,
      },
    ];
  }
  const unused: Problem[] = privateTiers.length > 0 ? [] : [
    {
      code: "nat-unused",
      path: "nat",
      got: `${nat.mode}, though no tier is private`,
      expected: `nat: { mode: "none" }, which costs nothing`,
      see: pages.nat,
      severity: "warning",
    },
  ];
  return [...unused, ...(nat.mode === "regional" ? checkRegional(settings, nat) : checkZonal(settings, nat))];
}

function checkRegional({ availabilityZones }: VpcSettings, nat: NatSettings & { mode: "regional" }): Problem[] {
  const ofZones = Object.entries(nat.allocationIds).flatMap(([zone, ids]) => {
    const path = `nat.allocationIds.${zone}`;
    if (!availabilityZones.includes(zone)) return [zoneProblem("nat-allocation-zone", path, zone, availabilityZones)];
    return ids.length > 0 ? [] : [
      { code: "nat-allocation-empty", path, got: "empty", expected: "at least one allocation id", see: pages.regionalNat },
    ];
  });
  return [...ofZones, ...checkAddressesOnce(Object.entries(nat.allocationIds))];
}

function checkZonal(settings: VpcSettings, nat: Exclude<NatSettings, { mode: "none" | "regional" }>): Problem[] {
  const { tiers, availabilityZones } = settings;
  const publicTiers = Object.keys(tiers).filter((name) => tiers[name]?.type === "public");
  if (publicTiers.length === 0) {
    const expected = `a tier of type "public" for the gateways to stand in`;
    return [{ code: "nat-needs-public-tier", path: "nat", got: `${nat.mode} without a public tier`, expected, see: pages.nat }];
  }
  if (nat.tier === undefined) {
    const expected = `one of ${publicTiers.join(", ")}`;
    return [{ code: "nat-tier", path: "nat.tier", got: "missing, and several tiers are public", expected, see: pages.nat }];
  }
  const tier = tiers[nat.tier];
  if (tier?.type !== "public") {
    const got = `${show(nat.tier)}, which is ${tier === undefined ? "no tier" : tier.type}`;
    return [{ code: "nat-tier", path: "nat.tier", got, expected: `one of ${publicTiers.join(", ")}`, see: pages.nat }];
  }
  const path = nat.mode === "single" ? "nat.availabilityZone" : "nat.availabilityZones";
  const problems: Problem[] = [];
  if (nat.availabilityZones.length === 0 && nat.mode === "zones") {
    problems.push({ code: "nat-zone", path, got: "empty", expected: "at least one zone", see: pages.nat });
  }
  for (const [index, zone] of nat.availabilityZones.entries()) {
    if (nat.mode === "zones" && nat.availabilityZones.indexOf(zone) < index) {
      problems.push({ code: "nat-zone-duplicate", path, got: `${show(zone)} twice`, expected: "each zone once", see: pages.nat });
    } else if (!availabilityZones.includes(zone)) problems.push(zoneProblem("nat-zone", path, zone, availabilityZones));
    else if (!tier.availabilityZones.includes(zone)) {
      const got = `${show(zone)}, where the tier ${nat.tier} has no subnet`;
      const expected = `a zone of ${nat.tier}: ${tier.availabilityZones.join(", ")}`;
      problems.push({ code: "nat-zone-without-subnet", path, got, expected, see: pages.nat });
    }
  }
  for (const zone of Object.keys(nat.allocationIds)) {
    if (!nat.availabilityZones.includes(zone)) {
      problems.push(zoneProblem("nat-allocation-zone", `nat.allocationIds.${zone}`, zone, nat.availabilityZones));
    }
  }
  return [...problems, ...checkAddressesOnce(Object.entries(nat.allocationIds).map(([zone, id]) => [zone, [id]]))];
}

/** An Elastic IP can be of one gateway and one zone only. */
function checkAddressesOnce(idsByZone: readonly (readonly [string, readonly string[]])[]): Problem[] {
  const all = idsByZone.flatMap(([zone, ids]) => ids.map((id) => ({ zone, id })));
  return all.flatMap(({ zone, id }, index) => {
    const first = all.findIndex((other) => other.id === id);
    if (first === index) return [];
    const got = `${show(id)}, which ${all[first]?.zone} has too`;
    const expected = "an Elastic IP of its own";
    return [{ code: "nat-allocation-duplicate", path: `nat.allocationIds.${zone}`, got, expected, see: pages.nat }];
  });
}

function zoneProblem(code: string, path: string, zone: string, zones: readonly string[]): Problem {
  return { code, path, got: show(zone), expected: `one of ${zones.join(", ")}`, see: pages.nat };
}

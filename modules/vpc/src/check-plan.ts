import { cidrContains, cidrsOverlap, formatCidr, parseCidr, show, type Cidr, type Problem } from "@terrace/core";
import { ipv6SubnetCount, pages, quotas } from "./limits";
import { claimsOf, freeSlot, placesOf, type Claim } from "./room";
import type { VpcSettings } from "./settings";
import { planSubnets, type PlannedSubnet } from "./subnet-plan";

/** The subnets that follow from ranges, tiers and zones, once each of these is sound. */
export function checkPlan(settings: VpcSettings): Problem[] {
  const plan = planSubnets(settings);
  const problems = [...checkOverlaps(settings), ...checkInside(settings, plan)];
  if (settings.dualStack) problems.push(...checkIpv6(settings, plan));
  const { byDefault } = quotas.subnetsPerVpc;
  if (plan.length > byDefault) {
    const expected = `at most ${byDefault}, or a raised quota`;
    const got = `${plan.length} subnets in all`;
    problems.push({ code: "subnet-count", path: "tiers", got, expected, see: pages.quotas, severity: "dated" });
  }
  return problems;
}

/** Rooms are held against each other whole, so that a zone that is added never meets another tier. */
function checkOverlaps(settings: VpcSettings): Problem[] {
  const claims = claimsOf(settings);
  return claims.flatMap((later, index) =>
    claims.slice(0, index).filter((earlier) => collide(settings, earlier, later)).map((earlier) => {
      const [mine, other] = later.zone === undefined || earlier.zone !== undefined ? [later, earlier] : [earlier, later];
      const tier = settings.tiers[mine.tier];
      const free = tier === undefined || mine.zone !== undefined ? undefined : freeSlot(settings, tier);
      return {
        code: "subnet-overlap",
        path: `tiers.${mine.tier}.${mine.zone === undefined ? "slot" : "cidrs"}`,
        got: `such that ${describe(mine)} overlaps ${describe(other)}`,
        expected: free === undefined ? "a block of its own" : `slot: ${free}, the first free one`,
        see: pages.plan,
      };
    }),
  );
}

function collide(settings: VpcSettings, a: Claim, b: Claim): boolean {
  const tier = settings.tiers[a.tier];
  // A tier's own block may stand in the tier's room, at the place that it replaces.
  if (tier !== undefined && a.tier === b.tier && a.zone === undefined) {
    return placesOf(settings, tier).some((place) => cidrsOverlap(place, b.block));
  }
  return cidrsOverlap(a.block, b.block);
}

function describe({ tier, zone, block }: Claim): string {
  return zone === undefined ? `the room of ${tier} (${formatCidr(block)})` : `${tier} in ${zone} (${formatCidr(block)})`;
}

function checkInside(settings: VpcSettings, plan: readonly PlannedSubnet[]): Problem[] {
  if (typeof settings.cidr !== "string") return [];
  const ranges = [settings.cidr, ...Object.values(settings.secondaryCidrs)];
  return plan.flatMap(({ tier, availabilityZone, block: subnet }) => {
    if (subnet === undefined || ranges.some((range) => isInside(subnet, range))) return [];
    return [
      {
        code: "subnet-outside",
        path: `tiers.${tier}.cidrs.${availabilityZone}`,
        got: `${show(formatCidr(subnet))}, outside the VPC`,
        expected: `a block in ${ranges.join(" or ")}`,
        see: pages.subnet,
      },
    ];
  });
}

function isInside(subnet: Cidr, range: string): boolean {
  const outer = parseCidr(range);
  return outer !== undefined && cidrContains(outer, subnet);
}

function checkIpv6(settings: VpcSettings, plan: readonly PlannedSubnet[]): Problem[] {
  const problems: Problem[] = [];
  const taken = new Map<number, PlannedSubnet>();
  for (const subnet of plan) {
    const { tier, availabilityZone, ipv6Number } = subnet;
    const path = `tiers.${tier}.ipv6Slot`;
    const last = ipv6SubnetCount / settings.zoneSlots - 1;
    const expected = `an integer from 0 to ${last} that no other tier's /64s take`;
    if (ipv6Number === undefined) {
      const got = "missing, and the tier's place in the primary range gives none";
      problems.push({ code: "ipv6-slot", path, got, expected, see: pages.cidr });
      continue;
    }
    if (!Number.isInteger(ipv6Number) || ipv6Number < 0 || ipv6Number >= ipv6SubnetCount) {
      const got = show(settings.tiers[tier]?.ipv6Slot);
      problems.push({ code: "ipv6-slot", path, got, expected, see: pages.cidr });
      continue;
    }
    const other = taken.get(ipv6Number);
    if (other === undefined) taken.set(ipv6Number, subnet);
    else {
      const got = `such that ${availabilityZone} has the /64 of ${other.tier} in ${other.availabilityZone}`;
      problems.push({ code: "ipv6-overlap", path, got, expected, see: pages.cidr });
    }
  }
  return uniqueByPath(problems);
}

/** Every zone of a tier repeats the tier's problem; the caller mends it once. */
function uniqueByPath(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code, path }, index) => {
    return index === problems.findIndex((other) => other.code === code && other.path === path);
  });
}

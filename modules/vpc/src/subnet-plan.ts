import { cidrSize, cidrSubnet, parseCidr, type Cidr } from "@terrace/core";
import { ipv6SubnetCount } from "./limits";
import { prefixOf, type TierSettings, type VpcSettings } from "./settings";
import { parseZone } from "./zones";

/**
 * Where one subnet lies.
 *
 * It follows from the VPC's range, the tier's own slot and size, and the zone's own slot: never from what other tiers
 * or zones exist. That is why nothing moves when one is added or removed.
 */
export interface PlannedSubnet {
  readonly tier: string;
  readonly availabilityZone: string;
  /** The block, or undefined where only Terraform will know the range (IPAM). */
  readonly block: Cidr | undefined;
  /** The place as Terraform's `cidrsubnet` counts it, or undefined for a block that the caller gave. */
  readonly place: { readonly newBits: number; readonly number: number } | undefined;
  /** Number of its /64 in the VPC's /56, or undefined where the plan cannot tell. */
  readonly ipv6Number: number | undefined;
}

/** Plans every subnet of a VPC whose zones can be read. Pure arithmetic. */
export function planSubnets(settings: VpcSettings): PlannedSubnet[] {
  return Object.entries(settings.tiers).flatMap(([name, tier]) =>
    tier.availabilityZones.map((zone) => planSubnet(settings, name, tier, zone)),
  );
}

function planSubnet(settings: VpcSettings, name: string, tier: TierSettings, availabilityZone: string): PlannedSubnet {
  const zoneSlot = parseZone(availabilityZone)?.slot ?? 0;
  const explicit = tier.cidrs[availabilityZone];
  const range = rangeOf(settings, tier);
  const newBits = (tier.subnetPrefix ?? 0) - (prefixOf(range) ?? 0);
  const number = tier.slot === undefined ? undefined : tier.slot * settings.zoneSlots + zoneSlot;
  // A block that the caller gave has the /64 of the place that it replaces.
  const mirrored = number === undefined ? undefined : mirroredIpv6Number(tier, newBits, number);
  const ipv6Number = tier.ipv6Slot === undefined ? mirrored : tier.ipv6Slot * settings.zoneSlots + zoneSlot;
  if (explicit !== undefined) {
    return { tier: name, availabilityZone, block: parseCidr(explicit), place: undefined, ipv6Number };
  }
  const place = { newBits, number: number ?? 0 };
  const outer = typeof range === "string" ? parseCidr(range) : undefined;
  const block = outer === undefined ? undefined : cidrSubnet(outer, newBits, place.number);
  return { tier: name, availabilityZone, block, place, ipv6Number };
}

/** The range that a tier is cut from. */
export function rangeOf(settings: VpcSettings, tier: TierSettings): VpcSettings["cidr"] | undefined {
  return tier.within === undefined ? settings.cidr : settings.secondaryCidrs[tier.within];
}

/** The same place in the /56 as in the primary range, so that 10.0.16.0 in a /16 has the /64 with the number 16. */
function mirroredIpv6Number(tier: TierSettings, newBits: number, number: number): number | undefined {
  const places = 2 ** newBits;
  return tier.within === undefined && places <= ipv6SubnetCount ? number * (ipv6SubnetCount / places) : undefined;
}

/** Number of the tier blocks of this size in a range: slots run from 0 to one less. */
export function slotCount(rangePrefix: number, subnetPrefix: number, zoneSlots: number): number {
  return Math.floor(cidrSize(rangePrefix) / (cidrSize(subnetPrefix) * zoneSlots));
}

/** The first slot of this size in `range` that overlaps none of `taken`, or undefined when the range is full. */
export function firstFreeSlot(
  range: Cidr,
  subnetPrefix: number,
  zoneSlots: number,
  taken: readonly Cidr[],
): number | undefined {
  const size = cidrSize(subnetPrefix) * zoneSlots;
  const isFree = (slot: number) => {
    const first = range.base + slot * size;
    return taken.every((block) => block.base + cidrSize(block.prefix) <= first || first + size <= block.base);
  };
  const count = slotCount(range.prefix, subnetPrefix, zoneSlots);
  for (let slot = 0; slot < count; slot++) {
    if (isFree(slot)) return slot;
  }
  return undefined;
}

import { cidrSize, cidrSubnet, parseCidr, type Cidr } from "@terrace/core";
import type { TierSettings, VpcSettings } from "./settings";
import { firstFreeSlot, rangeOf } from "./subnet-plan";
import { parseZone } from "./zones";

/** Addresses that belong to one tier, in use or kept for zones to come. */
export interface Claim {
  readonly tier: string;
  /** The zone whose block the caller gave, or undefined for the room of a whole tier. */
  readonly zone: string | undefined;
  readonly block: Cidr;
}

/**
 * What the tiers claim: the whole room of each tier with a computed subnet, and every block that the caller gave.
 *
 * A tier whose blocks are all given keeps no room: another zone needs another block, or a slot that is looked at then.
 */
export function claimsOf(settings: VpcSettings): Claim[] {
  return Object.entries(settings.tiers).flatMap(([name, tier]) => {
    const given = Object.entries(tier.cidrs).flatMap(([zone, text]) => {
      const block = parseCidr(text);
      return block === undefined ? [] : [{ tier: name, zone, block }];
    });
    const isComputed = tier.availabilityZones.some((zone) => !Object.hasOwn(tier.cidrs, zone));
    const room = isComputed ? tierRoom(settings, tier) : undefined;
    return room === undefined ? given : [{ tier: name, zone: undefined, block: room }, ...given];
  });
}

/** The subnets that a tier computes now, or may compute once a zone is added: a place for each zone without a block. */
export function placesOf(settings: VpcSettings, tier: TierSettings): Cidr[] {
  const room = tierRoom(settings, tier);
  if (room === undefined) return [];
  const given = Object.keys(tier.cidrs).map((zone) => parseZone(zone)?.slot);
  const slots = Array.from({ length: settings.zoneSlots }, (_, slot) => slot).filter((slot) => !given.includes(slot));
  return slots.map((slot) => cidrSubnet(room, Math.log2(settings.zoneSlots), slot));
}

/** The first slot that the tier could take beside all that is claimed. Its own slot, if any, is not the answer. */
export function freeSlot(settings: VpcSettings, tier: TierSettings): number | undefined {
  const range = parsedRange(settings, tier);
  if (range === undefined || tier.subnetPrefix === undefined) return undefined;
  const taken = claimsOf(settings).map(({ block }) => block);
  return firstFreeSlot(range, tier.subnetPrefix, settings.zoneSlots, taken);
}

/** The whole block of a tier, its reserved room for zones included. */
function tierRoom(settings: VpcSettings, tier: TierSettings): Cidr | undefined {
  const range = parsedRange(settings, tier);
  if (range === undefined || tier.slot === undefined || tier.subnetPrefix === undefined) return undefined;
  const prefix = tier.subnetPrefix - Math.log2(settings.zoneSlots);
  return { base: range.base + tier.slot * cidrSize(prefix), prefix };
}

/** A range as a block; where IPAM chooses it, any block of its size shows which places are free. */
function parsedRange(settings: VpcSettings, tier: TierSettings): Cidr | undefined {
  const range = rangeOf(settings, tier);
  if (typeof range === "object") return { base: 0, prefix: range.netmaskLength };
  return range === undefined ? undefined : parseCidr(range);
}

import { cidrContains, cidrSize, cidrsOverlap, parseCidr } from "@terrace/core";
import type { NetworkFacts } from "./facts";

/** Addresses of each subnet that AWS keeps: the first four and the last. */
export const reservedAddresses = 5;

/** The longest prefix of a subnet. */
const longestPrefix = 28;

/** Sixteen tiers of the default size fit into a range. */
const defaultSlotBits = 4;

/** One subnet's addresses. */
export interface SubnetAddresses {
  readonly tier: string;
  readonly availabilityZone: string;
  /** Null where IPAM chooses it. */
  readonly cidrBlock: string | null;
  /** Null where the block is. */
  readonly usableAddresses: number | null;
}

/** The places that a new tier could have in one range, with subnets of one size. */
export interface FreeSlots {
  readonly range: string;
  readonly subnetPrefix: number;
  /** True for the size that a tier has where its `subnetPrefix` is not said. */
  readonly isDefault: boolean;
  /** Number of slots in all. */
  readonly slots: number;
  readonly free: readonly number[];
}

/** The addresses of every subnet, in the order of the network. */
export function addressesOf({ network }: NetworkFacts): SubnetAddresses[] {
  return network.subnets.map(({ tier, availabilityZone, cidrBlock }) => {
    const block = parseCidr(cidrBlock);
    return {
      tier,
      availabilityZone,
      cidrBlock: block === undefined ? null : cidrBlock,
      usableAddresses: block === undefined ? null : cidrSize(block.prefix) - reservedAddresses,
    };
  });
}

/** For each range of the network: what is free for tiers of the default size, and of each size that is in use. */
export function freeSlots({ network, zoneSlots, takenBlocks }: NetworkFacts): FreeSlots[] {
  const taken = takenBlocks.flatMap((text) => parseCidr(text) ?? []);
  const subnets = network.subnets.flatMap(({ cidrBlock }) => parseCidr(cidrBlock) ?? []);
  return network.cidrBlocks.flatMap((text) => {
    const range = parseCidr(text);
    if (range === undefined) return [];
    const roomBits = Math.log2(zoneSlots);
    const byDefault = range.prefix + defaultSlotBits + roomBits;
    const inUse = subnets.filter((subnet) => cidrContains(range, subnet)).map(({ prefix }) => prefix);
    return [...new Set([byDefault, ...inUse])]
      .filter((prefix) => prefix <= longestPrefix && prefix - roomBits >= range.prefix)
      .toSorted((a, b) => a - b)
      .map((subnetPrefix) => {
        const prefix = subnetPrefix - roomBits;
        const slots = 2 ** (prefix - range.prefix);
        const blockOf = (slot: number) => ({ base: range.base + slot * cidrSize(prefix), prefix });
        const isFree = (slot: number) => !taken.some((block) => cidrsOverlap(block, blockOf(slot)));
        const free = [...Array(slots).keys()].filter(isFree);
        return { range: text, subnetPrefix, isDefault: subnetPrefix === byDefault, slots, free };
      });
  });
}

/** Numbers in ascending order, with neighbours drawn together: `1, 3, 8-15`. */
export function formatNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(", ");
}

import { counts } from "./limits";

/** A run of hash slots, both ends included. */
export interface SlotRange {
  readonly first: number;
  readonly last: number;
}

/** `0-3999`, or several runs with commas between; undefined for any other text. */
export function parseSlots(text: string): SlotRange[] | undefined {
  const ranges = text.split(",").map((part) => {
    const [, first, last] = /^(\d{1,5})-(\d{1,5})$/.exec(part) ?? [];
    return { first: Number(first), last: Number(last) };
  });
  const isValid = ranges.every(({ first, last }) => first <= last && last < counts.slots);
  return isValid ? ranges : undefined;
}

/** What is wrong with the slots of all shards together, in words; undefined where each slot has one shard. */
export function slotGap(ranges: readonly SlotRange[]): string | undefined {
  let next = 0;
  for (const { first, last } of [...ranges].sort((a, b) => a.first - b.first)) {
    if (first > next) return `no shard for ${next}-${first - 1}`;
    if (first < next) return `two shards for ${first}-${Math.min(last, next - 1)}`;
    next = last + 1;
  }
  return next < counts.slots ? `no shard for ${next}-${counts.slots - 1}` : undefined;
}

import { show, type Problem } from "@terrace/core";
import { isLater } from "./task-settings";
import type { Range } from "./limits";

/** A whole number in a range; undefined and what is known only later pass. */
export function checkRange(code: string, path: string, value: number | undefined, { least, most }: Range, see: string): Problem[] {
  if (value === undefined || isLater(value) || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [{ code, path, got: show(value), expected: `a whole number from ${least} to ${most}`, see }];
}

/** Everything that occurs before, by its index. */
export function repeated<T>(items: readonly T[]): number[] {
  return items.flatMap((item, index) => (items.indexOf(item) < index ? [index] : []));
}

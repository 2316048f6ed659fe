import { isDeepStrictEqual } from "node:util";

/** One thing that was looked at, and what is wrong with it, if anything. */
export interface Check {
  readonly what: string;
  readonly problem?: string;
}

/** Holds what is there against what should be. */
export function equal(what: string, got: unknown, expected: unknown): Check {
  if (isDeepStrictEqual(got, expected)) return { what };
  return { what, problem: `got ${JSON.stringify(got)}, expected ${JSON.stringify(expected)}` };
}

/** Something that holds or not, with the words for when it does not. */
export function holds(what: string, isTrue: boolean, problem: string): Check {
  return isTrue ? { what } : { what, problem };
}

import { Token } from "cdktf";
import { show, type Problem } from "./problems";

/**
 * Holds a value against the words or numbers that a prop takes. TypeScript does the same in the editor; a program that
 * runs without its types does not. What is known only after apply passes.
 *
 * @returns a problem with the code `not-one-of`, or none
 */
export function oneOf(path: string, value: unknown, allowed: readonly (string | number)[]): Problem[] {
  if (Token.isUnresolved(value) || allowed.some((one) => one === value)) return [];
  return [{ code: "not-one-of", path, got: show(value), expected: `one of ${allowed.map(show).join(", ")}` }];
}

import { Token } from "cdktf";
import type { Problem } from "./problems";

/**
 * Problems for every value that Terraform knows only after apply, where the structure of a stack must be known now.
 *
 * Counts, keys, zones, CIDRs and names decide which resources exist, so a token cannot stand there: a list token has
 * one element whatever it will hold, and mapping it makes one resource with a wrong value.
 *
 * @param values what must be known, by the path that the caller typed; lists and objects are searched,
 * keys too
 * @returns one problem with the code `not-known-at-synth` for each token
 */
export function mustBeKnown(values: Readonly<Record<string, unknown>>): Problem[] {
  return Object.entries(values).flatMap(([path, value]) => tokensIn(path, value)).map((path) => ({
    code: "not-known-at-synth",
    path,
    got: "known only after apply",
    expected: "a literal value: it decides which resources exist",
    see: "https://developer.hashicorp.com/terraform/cdktf/concepts/tokens",
  }));
}

function tokensIn(path: string, value: unknown): string[] {
  if (Token.isUnresolved(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => tokensIn(`${path}[${index}]`, item));
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, item]) =>
      Token.isUnresolved(key) ? [path] : tokensIn(`${path}.${key}`, item),
    );
  }
  return [];
}

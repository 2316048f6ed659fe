import { Fn, Token } from "cdktf";

/** A value of a chart. What Terraform knows only after apply may stand anywhere but in a key. */
export type HelmValue = string | number | boolean | null | readonly HelmValue[] | HelmValues;

/** Values of a chart, by name. */
export interface HelmValues {
  readonly [name: string]: HelmValue;
}

/**
 * Values as JSON, which every YAML parser reads: keys in alphabetical order, so that the same values are the same text,
 * and booleans as booleans. Charts leave a flag out without a word when its value is the text "false".
 *
 * A token is encoded by Terraform itself, because a list has no JSON before apply and a text may hold quotes.
 */
export function valuesText(value: HelmValue): string {
  if (Token.isUnresolved(value)) return Token.asString(Fn.jsonencode(value));
  if (typeof value === "string") return JSON.stringify(escapeTemplates(value));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (isList(value)) return `[${value.map(valuesText).join(",")}]`;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([name, inner]) => `${JSON.stringify(escapeTemplates(name))}:${valuesText(inner)}`).join(",")}}`;
}

/** Values laid over others: objects are merged by name, everything else takes the place of what was there. */
export function mergeValues(under: HelmValues, over: HelmValues): HelmValues {
  const merged: Record<string, HelmValue> = { ...under };
  for (const [name, value] of Object.entries(over)) {
    const before = merged[name];
    merged[name] = isValues(before) && isValues(value) ? mergeValues(before, value) : value;
  }
  return merged;
}

/** Values below a path, such as `["rbac", "serviceAccount"]`. */
export function valuesAt(path: readonly string[], value: HelmValue): HelmValues {
  const [first, ...rest] = path;
  if (first === undefined) return isValues(value) ? value : {};
  return { [first]: rest.length === 0 ? value : valuesAt(rest, value) };
}

/** The value at a path; undefined where there is none. */
export function valueAt(path: readonly string[], values: HelmValues): HelmValue | undefined {
  const [first = "", ...rest] = path;
  const value = values[first];
  if (rest.length === 0) return value;
  return isValues(value) ? valueAt(rest, value) : undefined;
}

function isList(value: HelmValue | undefined): value is readonly HelmValue[] {
  return Array.isArray(value);
}

function isValues(value: HelmValue | undefined): value is HelmValues {
  return typeof value === "object" && value !== null && !isList(value) && !Token.isUnresolved(value);
}

/** Terraform reads templates in every text; those of a chart's own are written so that it does not. */
function escapeTemplates(text: string): string {
  return text.replace(/([$%])\{/g, "$1$1{");
}

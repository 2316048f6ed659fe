import { mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { pages } from "./limits";
import { valueAt, type HelmValue, type HelmValues } from "./values-text";

/** Below these names charts want text, also where it says true. */
const textual = /^(annotations|args|env|extraArgs|extraEnv|labels|matchLabels|nodeSelector|podAnnotations|podLabels|value)$/;

/**
 * Values as the caller typed them.
 *
 * @param owned paths that the module writes itself, because it knows better
 * @returns problems with the codes `value-owned`, `value-number`, `value-text` and `not-known-at-synth`
 */
export function checkValues(path: string, values: HelmValues, owned: readonly (readonly string[])[]): Problem[] {
  const keys = mustBeKnown({ [path]: keysOf(values) });
  const taken = owned.filter((parts) => valueAt(parts, values) !== undefined).map((parts) => ({
    code: "value-owned",
    path: [path, ...parts].join("."),
    got: show(valueAt(parts, values)),
    expected: "nothing: it follows from other props",
    see: pages.helmRelease,
  }));
  return [...keys, ...taken, ...checkTexts(path, values)];
}

function keysOf(value: HelmValue): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return {};
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]));
}

function checkTexts(path: string, value: HelmValue): Problem[] {
  if (Token.isUnresolved(value)) return [];
  if (typeof value === "number" && !Number.isFinite(value)) {
    return [{ code: "value-number", path, got: String(value), expected: "a number that JSON can say", see: pages.helmRelease }];
  }
  if (value === "true" || value === "false") {
    const expected = `${value}, as a boolean: charts take the text "false" for something, or for nothing`;
    return [{ code: "value-text", path, got: `the text ${show(value)}`, expected, see: pages.controllerConfiguration, severity: "warning" }];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (textual.test(name) ? [] : checkTexts(`${path}.${name}`, inner)));
}

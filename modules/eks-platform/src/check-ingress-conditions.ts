import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkBlock } from "./check-ingress-values";
import { ingressLengths as lengths, ingressPages as pages } from "./ingress-limits";
import type { IngressCondition, IngressTransform } from "./ingress-rule-props";
import { backendName, pathsOf, type IngressSettings } from "./ingress-settings";

const fields = ["host-header", "path-pattern", "http-header", "http-request-method", "query-string", "source-ip"];

/** Conditions and transforms by the name of a backend. */
export function checkIngressConditions(settings: IngressSettings): Problem[] {
  const backends = new Map(pathsOf(settings).map((place) => [backendName(place.path.backend), place]));
  const known = [...backends.keys()];
  const conditions = Object.entries(settings.conditions).flatMap(([name, list]) => {
    const path = `conditions.${name}`;
    return [...checkBackendKnown(path, name, known), ...list.flatMap((condition, index) => checkCondition(`${path}[${index}]`, condition)), ...checkOnce(path, list, name)];
  });
  const transforms = Object.entries(settings.transforms).flatMap(([name, list]) => {
    const path = `transforms.${name}`;
    return [...checkBackendKnown(path, name, known), ...list.flatMap((transform, index) => checkTransform(`${path}[${index}]`, transform, list.slice(0, index)))];
  });
  return [...conditions, ...transforms];
}

/** A condition of a backend that no path leads to would do nothing, and nobody would say so. */
function checkBackendKnown(path: string, name: string, known: readonly string[]): Problem[] {
  if (known.includes(name)) return [];
  const expected = known.length === 0 ? "the name of a backend of rules, which are empty" : `one of ${known.join(", ")}: a backend of a rule's path`;
  return [{ code: "backend-unknown", path, got: `for ${show(name)}`, expected, see: pages.annotations }];
}

function checkCondition(path: string, condition: IngressCondition): Problem[] {
  const problems = oneOf(`${path}.field`, condition.field, fields);
  switch (condition.field) {
    case "host-header":
      return [...problems, ...checkEach(path, condition, (value) => /^[\w.*?-]{1,128}$/.test(value), "up to 128 letters, digits and -_.*?")];
    case "path-pattern":
      return [...problems, ...checkEach(path, condition, (value) => /^[/*?][^\s]{0,127}$/.test(value), "up to 128 characters, starting with a slash or a wildcard")];
    case "http-header": {
      if (!new RegExp(`^(?!host$)[\\w!#$%&'*+.^\`|~-]{1,${lengths.headerName}}$`, "i").test(condition.name)) {
        problems.push({ code: "ingress-condition", path: `${path}.name`, got: show(condition.name), expected: `a header of up to ${lengths.headerName} characters, not Host: that is the field host-header`, see: pages.conditions });
      }
      return [...problems, ...checkEach(path, condition, (value) => value.length >= 1 && value.length <= lengths.conditionValue, "1 to 128 characters")];
    }
    case "http-request-method":
      return [...problems, ...checkEach(path, condition, (value) => /^[A-Z_-]{1,40}$/.test(value), "up to 40 upper-case letters, hyphens and underscores")];
    case "query-string":
      return [...problems, ...checkQuery(path, condition.values)];
    case "source-ip":
      return [...problems, ...checkSome(path, condition.values.length), ...condition.values.flatMap((block, index) => checkBlock("ingress-condition", `${path}.values[${index}]`, block))];
  }
}

/** Either plain values or regular expressions, and at least one. */
function checkEach(path: string, condition: { readonly values?: readonly string[]; readonly regexValues?: readonly string[] }, isRight: (value: string) => boolean, expected: string): Problem[] {
  const { values = [], regexValues = [] } = condition;
  const problems = values.flatMap((value, index): Problem[] =>
    Token.isUnresolved(value) || isRight(value) ? [] : [{ code: "ingress-condition", path: `${path}.values[${index}]`, got: show(value), expected, see: pages.conditions }],
  );
  if (values.length > 0 && regexValues.length > 0) {
    problems.push({ code: "ingress-condition", path, got: "with values and regexValues", expected: "one of the two", see: pages.annotations });
  }
  const tooLong = regexValues.findIndex((regex) => regex === "" || regex.length > lengths.conditionValue);
  if (tooLong >= 0) problems.push({ code: "ingress-condition", path: `${path}.regexValues[${tooLong}]`, got: show(regexValues[tooLong]), expected: "1 to 128 characters", see: pages.conditions });
  return [...problems, ...checkSome(path, values.length + regexValues.length)];
}

function checkSome(path: string, count: number): Problem[] {
  return count > 0 ? [] : [{ code: "ingress-condition", path, got: "without values", expected: "at least one", see: pages.conditions }];
}

function checkQuery(path: string, values: readonly { readonly key?: string; readonly value: string }[]): Problem[] {
  const isRight = (text: string) => text.length >= 1 && text.length <= lengths.conditionValue;
  const problems = values.flatMap(({ key, value }, index): Problem[] => {
    if (isRight(value) && (key === undefined || isRight(key))) return [];
    return [{ code: "ingress-condition", path: `${path}.values[${index}]`, got: show({ key, value }), expected: "a value, and a key if there is one, of 1 to 128 characters", see: pages.conditions }];
  });
  return [...problems, ...checkSome(path, values.length)];
}

/** Four fields may stand in a rule once; the host and the paths of the Ingress are taken together with those of conditions. */
function checkOnce(path: string, list: readonly IngressCondition[], name: string): Problem[] {
  const single = ["host-header", "path-pattern", "http-request-method", "source-ip"];
  return list.flatMap(({ field }, index): Problem[] => {
    if (!single.includes(field) || list.findIndex((other) => other.field === field) === index) return [];
    return [{ code: "ingress-condition", path: `${path}[${index}].field`, got: `${show(field)}, a second time for ${name}`, expected: "each of host-header, path-pattern, http-request-method and source-ip once, with all of its values", see: pages.conditions }];
  });
}

function checkTransform(path: string, { type, rewrites }: IngressTransform, before: readonly IngressTransform[]): Problem[] {
  const problems = oneOf(`${path}.type`, type, ["host-header-rewrite", "url-rewrite"]);
  if (before.some((other) => other.type === type)) problems.push({ code: "ingress-transform", path: `${path}.type`, got: `${show(type)}, a second time`, expected: "each type once", see: pages.annotations });
  if (rewrites.length === 0) problems.push({ code: "ingress-transform", path: `${path}.rewrites`, got: "empty", expected: "at least one", see: pages.annotations });
  const empty = rewrites.findIndex(({ regex }) => regex === "");
  if (empty >= 0) problems.push({ code: "ingress-transform", path: `${path}.rewrites[${empty}].regex`, got: show(""), expected: "a regular expression", see: pages.annotations });
  return problems;
}

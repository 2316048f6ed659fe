import { checkCidr, isIpv6Block, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkAction, type ActionPlace } from "./check-actions";
import { checkKey, checkRange } from "./check-range";
import { pages, quotas, ranges } from "./limits";
import type { RuleConditions } from "./rule-props";
import { isIpv6, type RuleSettings } from "./settings";

/** The other rules of a listener, by name, and where they stand. */
export interface RulePlace extends ActionPlace {
  readonly others: Readonly<Record<string, RuleSettings>>;
}

/** Every problem of one rule among the others of its listener. */
export function checkRule(path: string, key: string, rule: RuleSettings, place: RulePlace): Problem[] {
  return [
    ...checkKey(path, key),
    ...checkPriority(path, rule, place),
    ...checkConditions(`${path}.conditions`, rule.conditions),
    ...checkShadow(path, rule, place),
    ...checkAction(`${path}.action`, rule.action, place),
  ];
}

function checkPriority(path: string, { priority }: RuleSettings, { others }: RulePlace): Problem[] {
  const problems = checkRange("rule-priority", `${path}.priority`, priority, { ...ranges.priority, see: pages.rule });
  const [holder] = Object.entries(others).find(([, other]) => other.priority === priority) ?? [];
  if (holder === undefined) return problems;
  const taken = new Set(Object.values(others).map((other) => other.priority));
  const got = `${priority}, which the rule ${holder} has`;
  const expected = `a number of its own: ${firstFree(priority, taken)} is free`;
  return [...problems, { code: "rule-priority-taken", path: `${path}.priority`, got, expected, see: pages.rule }];
}

/** The next number that no rule has; at the end of the range, the first one from its beginning. */
function firstFree(from: number, taken: ReadonlySet<number>): number {
  for (let priority = from; priority <= ranges.priority.most; priority += 1) if (!taken.has(priority)) return priority;
  return firstFree(ranges.priority.least, taken);
}

function checkConditions(path: string, conditions: RuleConditions): Problem[] {
  const values = valuesOf(conditions);
  if (values.length === 0) {
    return [{ code: "rule-conditions", path, got: "without a value", expected: "at least one of hosts, paths, methods, headers, queries and sourceCidrs", see: pages.condition }];
  }
  return [
    ...checkCounts(path, conditions),
    ...checkEach("condition-host", `${path}.hosts`, conditions.hosts, isHost, "up to 128 letters, digits and -_.*?, with a dot", pages.host),
    ...checkEach("condition-path", `${path}.paths`, conditions.paths, isPath, `a path of up to 128 letters, digits and _-.$/~"'@:+&*?, starting with a slash or a wildcard`, pages.path),
    ...checkEach("condition-method", `${path}.methods`, conditions.methods, isMethod, "up to 40 upper-case letters, hyphens and underscores", pages.method),
    ...checkHeaders(`${path}.headers`, conditions),
    ...checkQueries(`${path}.queries`, conditions),
    ...checkSources(`${path}.sourceCidrs`, conditions),
  ];
}

/** Every value that a rule compares with, those of a query with their keys. */
function valuesOf({ hosts, paths, methods, headers, queries, sourceCidrs }: RuleConditions): string[] {
  const parts = (queries ?? []).map(({ key = "", value }) => `${key}${value}`);
  return [...(hosts ?? []), ...(paths ?? []), ...(methods ?? []), ...Object.values(headers ?? {}).flat(), ...parts, ...(sourceCidrs ?? [])];
}

function checkCounts(path: string, conditions: RuleConditions): Problem[] {
  const values = valuesOf(conditions);
  const wildcards = values.filter((value) => !Token.isUnresolved(value)).reduce((sum, value) => sum + value.replace(/[^*?]/g, "").length, 0);
  const problems: Problem[] = [];
  if (values.length > quotas.conditionValues) {
    const expected = `at most ${quotas.conditionValues} values in one rule: share them out to several rules`;
    problems.push({ code: "condition-values", path, got: `${values.length} values`, expected, see: pages.quotas });
  }
  if (wildcards > quotas.wildcards) {
    const expected = `at most ${quotas.wildcards} wildcards in one rule`;
    problems.push({ code: "condition-wildcards", path, got: `${wildcards} wildcards`, expected, see: pages.quotas, severity: "dated" });
  }
  return problems;
}

function checkEach(
  code: string,
  path: string,
  values: readonly string[] | undefined,
  isRight: (value: string) => boolean,
  expected: string,
  see: string,
): Problem[] {
  if (values === undefined) return [];
  if (values.length === 0) return [{ code, path, got: "empty", expected: "at least one value, or no such prop", see }];
  return values.flatMap((value, index) => {
    if (Token.isUnresolved(value) || isRight(value)) return [];
    return [{ code, path: `${path}[${index}]`, got: show(value), expected, see }];
  });
}

function isHost(host: string): boolean {
  return /^[\w.*?-]{1,128}$/.test(host) && host.includes(".");
}

function isPath(path: string): boolean {
  return /^[/*?][\w.$/~"'@:+&*?-]{0,127}$/.test(path);
}

function isMethod(method: string): boolean {
  return /^[A-Z_-]{1,40}$/.test(method);
}

function checkHeaders(path: string, { headers = {} }: RuleConditions): Problem[] {
  const see = pages.header;
  return Object.entries(headers).flatMap(([name, values]) => {
    const at = `${path}.${name}`;
    const problems = checkEach("condition-header", at, values, (value) => value.length >= 1 && value.length <= 128, "1 to 128 characters", see);
    if (/^host$/i.test(name)) {
      return [{ code: "condition-header", path: at, got: "the Host header", expected: "hosts", see }, ...problems];
    }
    if (/^[\w!#$%&'*+.^`|~-]{1,40}$/.test(name)) return problems;
    return [{ code: "condition-header", path: at, got: `named ${show(name)}`, expected: "a header's name of up to 40 characters", see }, ...problems];
  });
}

function checkQueries(path: string, { queries = [] }: RuleConditions): Problem[] {
  const isRight = (text: string) => Token.isUnresolved(text) || (text.length >= 1 && text.length <= 128);
  return queries.flatMap(({ key, value }, index) => {
    if (isRight(value) && (key === undefined || isRight(key))) return [];
    const expected = "a value, and a key if there is one, of 1 to 128 characters";
    return [{ code: "condition-query", path: `${path}[${index}]`, got: show({ key, value }), expected, see: pages.query }];
  });
}

function checkSources(path: string, { sourceCidrs = [] }: RuleConditions): Problem[] {
  return sourceCidrs.flatMap((cidr, index) => {
    if (Token.isUnresolved(cidr)) return [];
    const at = `${path}[${index}]`;
    if (!isIpv6(cidr)) return checkCidr(at, cidr, { shortest: 0, longest: 32, see: pages.condition });
    if (isIpv6Block(cidr)) return [];
    return [{ code: "condition-source", path: at, got: show(cidr), expected: "a block such as 10.0.0.0/16 or 2001:db8::/32", see: pages.condition }];
  });
}

/** A rule that comes after one with the same conditions is never reached. */
function checkShadow(path: string, { priority, conditions }: RuleSettings, { others }: RulePlace): Problem[] {
  const same = Object.entries(others).find(([, other]) => JSON.stringify(other.conditions) === JSON.stringify(conditions));
  if (same === undefined) return [];
  const [key, other] = same;
  const later = other.priority < priority ? "it" : `the rule ${key}`;
  const got = `the same as those of the rule ${key}`;
  return [{ code: "rule-shadowed", path: `${path}.conditions`, got, expected: `conditions of its own: ${later} is never reached`, severity: "warning" }];
}

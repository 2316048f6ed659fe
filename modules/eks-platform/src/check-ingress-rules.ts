import { oneOf, show, type Problem } from "@terrace/core";
import { isPortName } from "./check-ingress-targets";
import { checkHost, checkRange } from "./check-ingress-values";
import { ingressLengths as lengths, ingressPages as pages, ingressQuotas as quotas, ingressRanges as ranges } from "./ingress-limits";
import type { IngressBackend, IngressCondition } from "./ingress-rule-props";
import { backendName, isAction, pathsOf, type IngressSettings, type PathPlace } from "./ingress-settings";

/** Rules, their hosts, paths and backends, and what the load balancer makes of each. */
export function checkIngressRules(settings: IngressSettings): Problem[] {
  const { rules, defaultBackend } = settings;
  const paths = pathsOf(settings);
  const problems = [
    ...rules.flatMap(({ host }, index) => (host === undefined ? [] : checkHost(`rules[${index}].host`, host))),
    ...rules.flatMap(({ paths: own }, index): Problem[] =>
      own.length > 0 ? [] : [{ code: "ingress-paths", path: `rules[${index}].paths`, got: "empty", expected: "at least one path, such as /", see: pages.ingress }],
    ),
    ...paths.flatMap((place, index) => [
      ...checkPath(place, settings),
      ...checkTaken(place, paths.slice(0, index)),
      ...checkBackend(`${place.at}.backend`, place.path.backend, settings),
      ...checkValues(place, settings),
    ]),
    ...(defaultBackend === undefined ? [] : checkBackend("defaultBackend", defaultBackend, settings)),
  ];
  if (rules.length === 0 && defaultBackend === undefined) {
    problems.push({ code: "ingress-empty", path: "rules", got: "empty, without a defaultBackend", expected: "a rule or a default backend: Kubernetes takes no other Ingress", see: pages.ingress });
  }
  return problems;
}

function checkPath({ at, path: { path, type = "Prefix" } }: PathPlace, { regexPaths }: IngressSettings): Problem[] {
  const problems = oneOf(`${at}.type`, type, ["Exact", "ImplementationSpecific", "Prefix"]);
  const isPattern = type === "ImplementationSpecific";
  if (!path.startsWith("/") || path.length > lengths.conditionValue) {
    problems.push({ code: "ingress-path", path: `${at}.path`, got: show(path), expected: `up to ${lengths.conditionValue} characters, starting with a slash`, see: pages.ingress });
  } else if (!isPattern && /[*?]/.test(path)) {
    problems.push({ code: "ingress-path", path: `${at}.path`, got: `${show(path)}, of the type ${type}`, expected: `a path without * and ?, or the type "ImplementationSpecific"`, see: pages.annotations });
  } else if (!isPattern && /\/\/|\/\.{1,2}(\/|$)|%2f/i.test(path)) {
    problems.push({ code: "ingress-path", path: `${at}.path`, got: show(path), expected: "a path without //, /./, /../ and %2f", see: pages.ingress });
  } else if (!(isPattern && regexPaths) && !/^[\w.$/~"'@:+&*?%,;=!()-]*$/.test(path)) {
    problems.push({ code: "ingress-path", path: `${at}.path`, got: show(path), expected: "letters, digits and the signs of a path", see: pages.conditions });
  }
  return problems;
}

/** The first of two paths that are the same takes all. */
function checkTaken({ at, host, path }: PathPlace, before: readonly PathPlace[]): Problem[] {
  const first = before.find((other) => other.host === host && other.path.path === path.path && (other.path.type ?? "Prefix") === (path.type ?? "Prefix"));
  if (first === undefined) return [];
  return [{ code: "path-taken", path: `${at}.path`, got: `${show(path.path)}, which ${first.at} takes`, expected: "each path of a host once", see: pages.ingress }];
}

/** A Service with a port, or an action that is there. */
function checkBackend(path: string, backend: IngressBackend, { actions }: IngressSettings): Problem[] {
  if (isAction(backend)) {
    if (actions[backend.action] !== undefined) return [];
    const names = Object.keys(actions);
    const expected = names.length === 0 ? "a name in actions, which is empty" : `one of ${names.join(", ")}`;
    return [{ code: "action-unknown", path: `${path}.action`, got: show(backend.action), expected, see: pages.annotations }];
  }
  const { service, port } = backend;
  const problems = [...checkServiceName(`${path}.service`, service), ...checkServicePort(`${path}.port`, port)];
  if (actions[service] !== undefined) {
    problems.push({ code: "backend-name", path: `${path}.service`, got: `${show(service)}, the name of an action`, expected: "another name for the one or the other", see: pages.annotations });
  }
  return problems;
}

/** A name that a Service can have. */
export function checkServiceName(path: string, name: string): Problem[] {
  if (/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return [];
  return [{ code: "backend-name", path, got: show(name), expected: "up to 63 lower-case letters, digits and hyphens, starting with a letter", see: pages.kubernetesNames }];
}

/** Number or name of a Service's port. `use-annotation` is the controller's own word, which actions are for. */
export function checkServicePort(path: string, port: number | string): Problem[] {
  if (typeof port === "number") return checkRange("backend-port", path, port, ranges.port, pages.ingress);
  if (isPortName(port) && port !== "use-annotation") return [];
  const expected = "a number from 1 to 65535, or the name of the Service's port: up to 15 lower-case letters, digits and hyphens";
  return [{ code: "backend-port", path, got: show(port), expected, see: pages.ingress }];
}

/** Values that one rule of the load balancer compares with: AWS lets it have five, and the controller writes them all into one. */
function checkValues({ at, host, path: { path, type = "Prefix", backend } }: PathPlace, { conditions, regexPaths }: IngressSettings): Problem[] {
  const ofPath = type !== "Prefix" ? [path] : path === "/" ? ["/*"] : [path, `${path.replace(/\/$/, "")}/*`];
  const isRegex = regexPaths && type === "ImplementationSpecific";
  const more = (conditions[backendName(backend)] ?? []).flatMap(conditionTexts);
  const texts = [...(host === undefined ? [] : [host]), ...ofPath, ...more];
  const problems: Problem[] = [];
  if (texts.length > quotas.conditionValues) {
    const expected = `at most ${quotas.conditionValues}: a Prefix path counts twice, conditions of its backend are added`;
    problems.push({ code: "condition-values", path: `${at}.path`, got: `a rule of ${texts.length} values (${texts.join(", ")})`, expected, see: pages.quotas });
  }
  const wildcards = [...(isRegex ? [] : ofPath), ...(host === undefined ? [] : [host]), ...more].reduce((sum, text) => sum + text.replace(/[^*?]/g, "").length, 0);
  if (wildcards > quotas.wildcards) {
    problems.push({ code: "condition-wildcards", path: `${at}.path`, got: `a rule of ${wildcards} wildcards`, expected: `at most ${quotas.wildcards}`, see: pages.quotas, severity: "dated" });
  }
  return problems;
}

function conditionTexts(condition: IngressCondition): string[] {
  if (condition.field === "query-string") return condition.values.map(({ key = "", value }) => `${key}${value}`);
  const regexValues = "regexValues" in condition ? (condition.regexValues ?? []) : [];
  // The signs of a regular expression are no wildcards.
  return [...(condition.values ?? []), ...regexValues.map((regex) => regex.replace(/[*?]/g, ""))];
}

import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkServiceName, checkServicePort } from "./check-ingress-rules";
import { checkRange, isArn } from "./check-ingress-values";
import { contentTypes, ingressLengths as lengths, ingressPages as pages, ingressQuotas as quotas, ingressRanges as ranges } from "./ingress-limits";
import type { FixedResponse, Forward, ForwardTarget, IngressAction, Redirect } from "./ingress-rule-props";
import { isAction, pathsOf, type IngressSettings } from "./ingress-settings";

/** Actions, each by itself and whether anything leads to it. */
export function checkIngressActions(settings: IngressSettings): Problem[] {
  const { actions, defaultBackend } = settings;
  const backends = [...pathsOf(settings).map(({ path }) => path.backend), ...(defaultBackend === undefined ? [] : [defaultBackend])];
  const used = new Set(backends.filter(isAction).map(({ action }) => action));
  return Object.entries(actions).flatMap(([name, action]) => {
    const path = `actions.${name}`;
    const problems = [...checkServiceName(path, name), ...checkAction(path, action)];
    if (!used.has(name)) problems.push({ code: "action-unused", path, got: "without a backend that names it", expected: `a backend { action: ${show(name)} }, or no such action`, severity: "warning" });
    return problems;
  });
}

function checkAction(path: string, action: IngressAction): Problem[] {
  switch (action.type) {
    case "forward":
      return checkForward(path, action);
    case "redirect":
      return checkRedirect(path, action);
    case "fixed-response":
      return checkFixedResponse(path, action);
  }
}

function checkForward(path: string, { targets, stickinessSeconds }: Forward): Problem[] {
  const most = quotas.targetGroupsPerAction;
  const problems = [
    ...targets.flatMap((target, index) => checkTarget(`${path}.targets[${index}]`, target, targets.length > 1)),
    ...checkRange("stickiness", `${path}.stickinessSeconds`, stickinessSeconds, ranges.stickinessSeconds, pages.forward),
  ];
  if (targets.length === 0 || targets.length > most) {
    problems.push({ code: "forward-targets", path: `${path}.targets`, got: `${targets.length} target groups`, expected: `1 to ${most}`, see: pages.quotas });
  }
  if (targets.length > 1 && targets.every(({ weight }) => weight === 0)) {
    problems.push({ code: "forward-weight", path: `${path}.targets`, got: "0 for every target group", expected: "at least one weight above 0", see: pages.forward });
  }
  return problems;
}

function checkTarget(path: string, { service, port, targetGroupArn, targetGroupName, weight }: ForwardTarget, isOneOfMany: boolean): Problem[] {
  const given = [service, targetGroupArn, targetGroupName].filter((one) => one !== undefined).length;
  const problems = checkRange("forward-weight", `${path}.weight`, weight, ranges.weight, pages.forward);
  if (isOneOfMany && weight === undefined) problems.push({ code: "forward-weight", path: `${path}.weight`, got: "missing", expected: "0 to 999: each of several target groups needs a weight", see: pages.annotations });
  if (given !== 1) problems.push({ code: "forward-targets", path, got: `with ${given} of service, targetGroupArn and targetGroupName`, expected: "exactly one of them", see: pages.annotations });
  if (service !== undefined) problems.push(...checkServiceName(`${path}.service`, service));
  if ((service === undefined) !== (port === undefined)) problems.push({ code: "backend-port", path: `${path}.port`, got: show(port), expected: "a port with a Service, and none without", see: pages.annotations });
  else if (port !== undefined) problems.push(...checkServicePort(`${path}.port`, port));
  if (targetGroupArn !== undefined && !isArn(targetGroupArn, /^elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/.+$/)) {
    problems.push({ code: "target-group-arn", path: `${path}.targetGroupArn`, got: show(targetGroupArn), expected: "the ARN of a target group", see: pages.forward });
  }
  return problems;
}

function checkRedirect(path: string, { protocol, host, port, path: to, query }: Redirect): Problem[] {
  const see = pages.redirect;
  const isPart = (text: string, least: number) => Token.isUnresolved(text) || (text.length >= least && text.length <= 128);
  const problems = [...(protocol === undefined ? [] : oneOf(`${path}.protocol`, protocol, ["HTTP", "HTTPS"])), ...checkRange("redirect-part", `${path}.port`, port, ranges.port, see)];
  if ([protocol, host, port, to, query].every((part) => part === undefined)) {
    problems.push({ code: "redirect-loop", path, got: "a redirect to where the request came from", expected: "another protocol, host, port, path or query", see });
  }
  if (host !== undefined && !isPart(host, 1)) problems.push({ code: "redirect-part", path: `${path}.host`, got: show(host), expected: "1 to 128 characters", see });
  if (to !== undefined && !(isPart(to, 1) && (Token.isUnresolved(to) || to.startsWith("/")))) {
    problems.push({ code: "redirect-part", path: `${path}.path`, got: show(to), expected: "1 to 128 characters, starting with a slash", see });
  }
  if (query !== undefined && (!isPart(query, 0) || query.startsWith("?"))) {
    problems.push({ code: "redirect-part", path: `${path}.query`, got: show(query), expected: "up to 128 characters, without the question mark", see });
  }
  return problems;
}

function checkFixedResponse(path: string, { status, body = "", contentType = "text/plain" }: FixedResponse): Problem[] {
  const problems = oneOf(`${path}.contentType`, contentType, contentTypes);
  if (!Number.isInteger(status) || status < 200 || status > 599 || (status >= 300 && status < 400)) {
    problems.push({ code: "fixed-response", path: `${path}.status`, got: show(status), expected: "200 to 299, or 400 to 599", see: pages.fixedResponse });
  }
  if (body.length > lengths.body) problems.push({ code: "fixed-response", path: `${path}.body`, got: `${body.length} characters`, expected: `at most ${lengths.body}`, see: pages.fixedResponse });
  return problems;
}

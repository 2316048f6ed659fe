import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkRange } from "./check-range";
import { contentTypes, pages, quotas, ranges } from "./limits";
import type { FixedResponseAction, RedirectAction, RuleAction, WeightedAction } from "./rule-props";
import type { TargetGroupSettings } from "./target-group-settings";

/** Where an action stands. */
export interface ActionPlace {
  readonly protocol: "HTTP" | "HTTPS";
  readonly targetGroups: Readonly<Record<string, TargetGroupSettings>>;
}

/** Every problem of an action. */
export function checkAction(path: string, action: RuleAction, place: ActionPlace): Problem[] {
  switch (action.type) {
    case "forward":
      return checkTarget(`${path}.targetGroup`, action.targetGroup, place);
    case "weighted":
      return checkWeights(path, action, place);
    case "redirect":
      return checkRedirect(path, action, place);
    case "fixed-response":
      return checkFixedResponse(path, action);
  }
}

/** Names of the target groups that an action leads to. */
export function targetGroupsOf(action: RuleAction): string[] {
  switch (action.type) {
    case "forward":
      return [action.targetGroup];
    case "weighted":
      return Object.keys(action.weights);
    case "redirect":
    case "fixed-response":
      return [];
  }
}

/** A target group that is named must be there, and speak what can come through the listener. */
function checkTarget(path: string, name: string, { protocol, targetGroups }: ActionPlace): Problem[] {
  const group = targetGroups[name];
  if (group === undefined) return [unknownTargetGroup(path, name, Object.keys(targetGroups))];
  if (protocol === "HTTPS" || group.version === "HTTP1") return [];
  const expected = "an HTTPS listener: clients speak no HTTP/2 in plain text";
  return [{ code: "grpc-listener", path, got: `${show(name)}, which speaks ${group.version}, behind HTTP`, expected, see: pages.targetGroups }];
}

/** The problem of a name that no target group has. */
export function unknownTargetGroup(path: string, name: string, known: readonly string[]): Problem {
  const expected = known.length === 0 ? "a name in targetGroups, which is empty" : `one of ${known.join(", ")}`;
  return { code: "target-group-unknown", path, got: show(name), expected };
}

function checkWeights(path: string, { weights, stickinessSeconds }: WeightedAction, place: ActionPlace): Problem[] {
  const see = pages.forward;
  const at = `${path}.weights`;
  const entries = Object.entries(weights);
  const problems = entries.flatMap(([name, weight]) => [
    ...checkTarget(`${at}.${name}`, name, place),
    ...checkRange("weight", `${at}.${name}`, weight, { ...ranges.weight, see }),
  ]);
  const most = quotas.weightedTargetGroups;
  if (entries.length === 0 || entries.length > most) {
    problems.push({ code: "weights", path: at, got: `${entries.length} target groups`, expected: `1 to ${most} target groups`, see });
  }
  if (entries.length > 0 && entries.every(([, weight]) => weight === 0)) {
    problems.push({ code: "weights", path: at, got: "0 for every target group", expected: "at least one weight above 0", see });
  }
  if (stickinessSeconds === undefined) return problems;
  return [...problems, ...checkRange("stickiness-seconds", `${path}.stickinessSeconds`, stickinessSeconds, { ...ranges.stickinessSeconds, see })];
}

function checkRedirect(path: string, action: RedirectAction, place: ActionPlace): Problem[] {
  const see = pages.redirect;
  const { protocol, host, port, path: to, query } = action;
  const problems: Problem[] = [];
  const isElsewhere = [host, port, to, query].some((part) => part !== undefined) || (protocol !== undefined && protocol !== place.protocol);
  if (!isElsewhere) {
    const expected = "another protocol, host, port, path or query: the client would come back for ever";
    problems.push({ code: "redirect-loop", path, got: "a redirect to where the request came from", expected, see });
  }
  if (protocol === "HTTP" && place.protocol === "HTTPS") {
    const expected = `"HTTPS", or no protocol`;
    problems.push({ code: "redirect-downgrade", path: `${path}.protocol`, got: `"HTTP", from HTTPS to plain text`, expected, see, severity: "warning" });
  }
  if (port !== undefined) problems.push(...checkRange("redirect-port", `${path}.port`, port, { ...ranges.port, see }));
  if (host !== undefined && !isText(host, 1, 128)) {
    problems.push({ code: "redirect-host", path: `${path}.host`, got: show(host), expected: "1 to 128 characters", see });
  }
  if (to !== undefined && (!isText(to, 1, 128) || !(Token.isUnresolved(to) || to.startsWith("/")))) {
    problems.push({ code: "redirect-path", path: `${path}.path`, got: show(to), expected: "1 to 128 characters, starting with a slash", see });
  }
  if (query !== undefined && (!isText(query, 0, 128) || query.startsWith("?"))) {
    problems.push({ code: "redirect-query", path: `${path}.query`, got: show(query), expected: "up to 128 characters, without the question mark", see });
  }
  return problems;
}

function isText(text: string, least: number, most: number): boolean {
  return Token.isUnresolved(text) || (text.length >= least && text.length <= most);
}

function checkFixedResponse(path: string, { status, body = "", contentType = "text/plain" }: FixedResponseAction): Problem[] {
  const see = pages.fixedResponse;
  const problems: Problem[] = [];
  if (!Number.isInteger(status) || status < 200 || status > 599 || (status >= 300 && status < 400)) {
    problems.push({ code: "fixed-response-status", path: `${path}.status`, got: show(status), expected: "200 to 299, or 400 to 599", see });
  }
  if (!isText(body, 0, 1024)) {
    problems.push({ code: "fixed-response-body", path: `${path}.body`, got: `${body.length} characters`, expected: "at most 1024 characters", see });
  }
  if (!contentTypes.some((known) => known === contentType)) {
    problems.push({ code: "fixed-response-type", path: `${path}.contentType`, got: show(contentType), expected: `one of ${contentTypes.join(", ")}`, see });
  }
  return problems;
}

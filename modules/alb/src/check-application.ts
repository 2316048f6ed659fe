import { mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkKnown, checkLoadBalancer, checkLogs } from "./check";
import { checkAction, targetGroupsOf } from "./check-actions";
import { checkKey, checkRange, checkTopic, isArn } from "./check-range";
import { checkRule } from "./check-rules";
import { checkTargetGroup, knownGroups } from "./check-target-groups";
import { checkTls } from "./check-tls";
import { checkApplicationWords } from "./check-words";
import { pages, quotas, ranges } from "./limits";
import type { ApplicationListenerSettings, ApplicationLoadBalancerSettings, RuleSettings } from "./settings";

/** Every problem of the settings. Pure. */
export function checkApplication(settings: ApplicationLoadBalancerSettings): Problem[] {
  const unknown = [...checkKnown(settings), ...checkKnownStructure(settings), ...checkApplicationWords(settings)];
  if (unknown.length > 0) return unknown;
  return [
    ...checkLoadBalancer(settings),
    ...checkTimes(settings),
    ...checkHttp(settings),
    ...checkLogs("connectionLogs", settings.connectionLogs),
    ...checkWaf(settings),
    ...checkListeners(settings),
    ...Object.entries(settings.targetGroups).flatMap(([key, group]) => checkTargetGroup(`targetGroups.${key}`, key, group)),
    ...checkAlarms(settings),
  ];
}

function checkKnownStructure({ listeners, targetGroups, idleTimeoutSeconds, clientKeepAliveSeconds, alarms }: ApplicationLoadBalancerSettings): Problem[] {
  return [
    ...mustBeKnown({
      targetGroups: knownGroups(targetGroups),
      idleTimeoutSeconds,
      clientKeepAliveSeconds,
      alarms: alarms === undefined ? undefined : { ...alarms, topicArn: "" },
      listeners: Object.keys(listeners),
    }),
    ...Object.entries(listeners).flatMap(([key, { port, tls, action, rules }]) => [
      ...mustBeKnown({
        [`listeners.${key}.port`]: port,
        [`listeners.${key}.moreCertificateArns`]: Object.keys(tls?.moreCertificateArns ?? {}),
        [`listeners.${key}.action`]: targetGroupsOf(action.action),
        [`listeners.${key}.rules`]: Object.keys(rules),
      }),
      ...Object.entries(rules).flatMap(([name, rule]) => checkKnownRule(`listeners.${key}.rules.${name}`, rule)),
    ]),
  ];
}

/** Single values of a rule may be known later; its place, and how many values it has, may not. */
export function checkKnownRule(path: string, { priority, conditions, action }: RuleSettings): Problem[] {
  const { hosts, paths, methods, headers = {}, queries, sourceCidrs } = conditions;
  const lists = Object.entries({ hosts, paths, methods, queries, sourceCidrs, ...headers }).filter(([, list]) => Token.isUnresolved(list));
  return mustBeKnown({
    [`${path}.priority`]: priority,
    [`${path}.action`]: targetGroupsOf(action),
    ...Object.fromEntries(lists.map(([name, list]) => [`${path}.conditions.${name}`, list])),
  });
}

function checkTimes({ idleTimeoutSeconds, clientKeepAliveSeconds }: ApplicationLoadBalancerSettings): Problem[] {
  const see = pages.attributes;
  return [
    ...checkRange("idle-timeout", "idleTimeoutSeconds", idleTimeoutSeconds, { ...ranges.idleTimeoutSeconds, see }),
    ...checkRange("client-keep-alive", "clientKeepAliveSeconds", clientKeepAliveSeconds, { ...ranges.clientKeepAliveSeconds, see }),
  ];
}

function checkHttp({ http }: ApplicationLoadBalancerSettings): Problem[] {
  const problems: Problem[] = [];
  if (http.desyncMitigation === "monitor") {
    const expected = `"defensive" or "strictest"`;
    problems.push({ code: "desync-monitor", path: "http.desyncMitigation", got: `"monitor", which lets smuggled requests pass`, expected, see: pages.attributes, severity: "warning" });
  }
  if (!http.dropInvalidHeaders) {
    const got = "false: targets see headers that are no HTTP";
    problems.push({ code: "invalid-headers", path: "http.dropInvalidHeaders", got, expected: "true", see: pages.attributes, severity: "warning" });
  }
  return problems;
}

function checkWaf({ waf }: ApplicationLoadBalancerSettings): Problem[] {
  if (waf === undefined || Token.isUnresolved(waf.webAclArn) || isArn(waf.webAclArn, /^wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/.+$/)) return [];
  const expected = "the ARN of a regional web ACL of WAFv2, not of one for CloudFront";
  return [{ code: "web-acl-arn", path: "waf.webAclArn", got: show(waf.webAclArn), expected, see: pages.waf }];
}

function checkListeners(settings: ApplicationLoadBalancerSettings): Problem[] {
  const listeners = Object.entries(settings.listeners);
  const rules = listeners.reduce((sum, [, listener]) => sum + Object.keys(listener.rules).length, 0);
  const problems: Problem[] = [];
  if (listeners.length === 0) {
    problems.push({ code: "listener-none", path: "listeners", got: "empty", expected: "at least one, such as { https: { protocol: \"HTTPS\", certificateArn } }" });
  }
  if (listeners.length > quotas.listeners) {
    problems.push({ code: "listener-quota", path: "listeners", got: `${listeners.length} listeners`, expected: `at most ${quotas.listeners}, or a raised quota`, see: pages.quotas, severity: "dated" });
  }
  return [
    ...problems,
    ...checkRuleQuota("listeners", rules),
    ...listeners.flatMap(([key, listener], index) => [
      ...checkKey(`listeners.${key}`, key),
      ...checkPort(`listeners.${key}`, listener, listeners.slice(0, index)),
      ...checkListener(`listeners.${key}`, listener, settings),
    ]),
  ];
}

/** Rules of all listeners of one load balancer, without the default ones. */
export function checkRuleQuota(path: string, count: number): Problem[] {
  if (count <= quotas.rules) return [];
  return [{ code: "rule-quota", path, got: `${count} rules`, expected: `at most ${quotas.rules}, or a raised quota`, see: pages.quotas, severity: "dated" }];
}

function checkPort(path: string, { port }: ApplicationListenerSettings, before: readonly [string, ApplicationListenerSettings][]): Problem[] {
  const problems = checkRange("listener-port", `${path}.port`, port, { ...ranges.port, see: pages.listener });
  const [holder] = before.find(([, other]) => other.port === port) ?? [];
  if (holder === undefined) return problems;
  return [...problems, { code: "listener-port-twice", path: `${path}.port`, got: `${port}, which the listener ${holder} has`, expected: "a port of its own", see: pages.listener }];
}

function checkListener(path: string, listener: ApplicationListenerSettings, settings: ApplicationLoadBalancerSettings): Problem[] {
  const { protocol, tls, clientCertificates, action, rules } = listener;
  const place = { protocol, targetGroups: settings.targetGroups };
  const entries = Object.entries(rules);
  return [
    ...(tls === undefined ? [] : checkTls(path, tls)),
    ...(clientCertificates?.mode === "verify" ? checkTrustStore(`${path}.clientCertificates.trustStoreArn`, clientCertificates.trustStoreArn) : []),
    ...checkPlainText(path, listener, settings),
    ...checkAction(`${path}.action`, action.action, place),
    ...entries.flatMap(([key, rule], index) => {
      const others = Object.fromEntries(entries.slice(0, index));
      return checkRule(`${path}.rules.${key}`, key, rule, { ...place, others });
    }),
  ];
}

function checkTrustStore(path: string, arn: string): Problem[] {
  if (Token.isUnresolved(arn) || isArn(arn, /^elasticloadbalancing:[a-z0-9-]+:\d{12}:truststore\/.+$/)) return [];
  return [{ code: "trust-store-arn", path, got: show(arn), expected: "the ARN of a trust store of Elastic Load Balancing", see: pages.listener }];
}

/** What plain text leads to: a port of HTTPS that is there, or targets, which nobody should reach so from the internet. */
function checkPlainText(path: string, { protocol, action, rules }: ApplicationListenerSettings, { listeners, scheme }: ApplicationLoadBalancerSettings): Problem[] {
  if (protocol !== "HTTP") return [];
  const problems: Problem[] = [];
  const to = action.action;
  const ports = Object.values(listeners).filter((listener) => listener.protocol === "HTTPS").map(({ port }) => port);
  if (to.type === "redirect" && to.protocol === "HTTPS" && to.host === undefined && !ports.some((port) => port === (to.port ?? 80))) {
    const expected = ports.length > 0 ? `port ${ports.join(" or ")}` : "an HTTPS listener too, or an action";
    problems.push({ code: "redirect-nowhere", path: `${path}.action`, got: `a redirect to HTTPS on ${to.port ?? "the same port"}, where nothing answers`, expected });
  }
  const leading = [action, ...Object.values(rules)].flatMap((rule) => targetGroupsOf(rule.action));
  if (scheme === "internet-facing" && leading.length > 0) {
    const expected = "an HTTPS listener, and no action here: it leads there";
    problems.push({ code: "plain-text-forward", path: `${path}.action`, got: `plain text from the internet to ${leading.join(", ")}`, expected, severity: "warning" });
  }
  return problems;
}

function checkAlarms({ alarms }: ApplicationLoadBalancerSettings): Problem[] {
  if (alarms === undefined) return [];
  const { topicArn, ...thresholds } = alarms;
  return [...checkTopic("alarms.topicArn", topicArn), ...checkThresholds("alarms", thresholds)];
}

/** Thresholds of alarms: at least one, and none below zero. */
export function checkThresholds(path: string, thresholds: Readonly<Record<string, number | undefined>>): Problem[] {
  const given = Object.entries(thresholds).filter(([, threshold]) => threshold !== undefined);
  if (given.length === 0) {
    return [{ code: "alarm-empty", path, got: "without a threshold", expected: "a threshold, or no such prop" }];
  }
  return given
    .filter(([, threshold = 0]) => !(threshold >= 0 && Number.isFinite(threshold)))
    .map(([name, threshold]) => ({ code: "alarm-threshold", path: `${path}.${name}`, got: show(threshold), expected: "0 or more" }));
}

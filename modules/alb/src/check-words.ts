import { oneOf, type Problem } from "@terrace/core";
import type { RuleAction } from "./rule-props";
import type { ApplicationLoadBalancerSettings, LoadBalancerSettings, NetworkLoadBalancerSettings } from "./settings";
import type { TargetGroupSettings } from "./target-group-settings";

/** What a Network Load Balancer and its targets speak. */
export const networkProtocols = ["TCP", "TCP_UDP", "TLS", "UDP"] as const;

/** Words that decide which rules and resources there are. Nothing else is looked at while one of them is not a word. */
export function checkApplicationWords(settings: ApplicationLoadBalancerSettings): Problem[] {
  const { http, ipAddressType, listeners } = settings;
  return [
    ...checkOwnWords(settings),
    ...oneOf("ipAddressType", ipAddressType, ["ipv4", "dualstack", "dualstack-without-public-ipv4"]),
    ...oneOf("http.desyncMitigation", http.desyncMitigation, ["defensive", "monitor", "strictest"]),
    ...oneOf("http.forwardedFor", http.forwardedFor, ["append", "preserve", "remove"]),
    ...Object.entries(listeners).flatMap(([key, { protocol, clientCertificates, action, rules }]) => [
      ...oneOf(`listeners.${key}.protocol`, protocol, ["HTTP", "HTTPS"]),
      ...(clientCertificates === undefined ? [] : oneOf(`listeners.${key}.clientCertificates.mode`, clientCertificates.mode, ["passthrough", "verify"])),
      ...checkActionWords(`listeners.${key}.action`, action.action),
      ...Object.entries(rules).flatMap(([name, rule]) => checkActionWords(`listeners.${key}.rules.${name}.action`, rule.action)),
    ]),
  ];
}

/** The same of a Network Load Balancer, whose listeners are looked at one by one. */
export function checkNetworkWords(settings: NetworkLoadBalancerSettings): Problem[] {
  const { ipAddressType, clientRouting } = settings;
  return [
    ...checkOwnWords(settings),
    ...oneOf("ipAddressType", ipAddressType, ["ipv4", "dualstack"]),
    ...oneOf("clientRouting", clientRouting, ["any-availability-zone", "availability-zone-affinity", "partial-availability-zone-affinity"]),
  ];
}

function checkOwnWords({ scheme, targetGroups }: LoadBalancerSettings): Problem[] {
  return [
    ...oneOf("scheme", scheme, ["internal", "internet-facing"]),
    ...Object.entries(targetGroups).flatMap(([key, group]) => checkTargetGroupWords(`targetGroups.${key}`, group)),
  ];
}

/** The same of one target group. */
export function checkTargetGroupWords(path: string, group: TargetGroupSettings): Problem[] {
  const { loadBalancer, protocol, version, targetType, healthCheck, stickiness, algorithm } = group;
  const isApplication = loadBalancer === "application";
  return [
    ...oneOf(`${path}.protocol`, protocol, isApplication ? ["HTTP", "HTTPS"] : networkProtocols),
    ...(version === undefined ? [] : oneOf(`${path}.version`, version, ["HTTP1", "HTTP2", "GRPC"])),
    ...oneOf(`${path}.targetType`, targetType, ["instance", "ip"]),
    ...oneOf(`${path}.healthCheck.protocol`, healthCheck.protocol, isApplication ? ["HTTP", "HTTPS"] : ["HTTP", "HTTPS", "TCP"]),
    ...(stickiness === undefined ? [] : oneOf(`${path}.stickiness.type`, stickiness.type, ["load-balancer-cookie", "application-cookie", "source-ip"])),
    ...(algorithm === undefined ? [] : oneOf(`${path}.algorithm`, algorithm, ["round-robin", "least-outstanding-requests", "weighted-random"])),
  ];
}

/** The same of one action. */
export function checkActionWords(path: string, action: RuleAction): Problem[] {
  return [
    ...oneOf(`${path}.type`, action.type, ["forward", "weighted", "redirect", "fixed-response"]),
    ...(action.type === "redirect" && action.protocol !== undefined ? oneOf(`${path}.protocol`, action.protocol, ["HTTP", "HTTPS"]) : []),
  ];
}

import { initialOf, mustBeKnown, oneOf, parseCidr, cidrContains, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkKnown, checkLoadBalancer } from "./check";
import { unknownTargetGroup } from "./check-actions";
import { checkThresholds } from "./check-application";
import { checkKey, checkRange, checkTopic } from "./check-range";
import { checkTargetGroup, knownGroups } from "./check-target-groups";
import { checkTls } from "./check-tls";
import { checkNetworkWords, networkProtocols } from "./check-words";
import { pages, quotas, ranges } from "./limits";
import type { NetworkListenerProps } from "./network-props";
import { ownSubnets, resolveTls, type NetworkLoadBalancerSettings } from "./settings";
import type { TargetGroupSettings } from "./target-group-settings";

/** Every problem of the settings. Pure. */
export function checkNetwork(settings: NetworkLoadBalancerSettings): Problem[] {
  const unknown = [...checkKnown(settings), ...checkKnownStructure(settings), ...checkNetworkWords(settings)];
  if (unknown.length > 0) return unknown;
  const { listeners, targetGroups, alarms } = settings;
  const entries = Object.entries(listeners);
  return [
    ...checkLoadBalancer(settings),
    ...checkAddresses(settings),
    ...checkNetworkLogs(settings),
    ...entries.flatMap(([key, listener], index) => {
      return checkNetworkListener(`listeners.${key}`, key, listener, { others: Object.fromEntries(entries.slice(0, index)), targetGroups });
    }),
    ...Object.entries(targetGroups).flatMap(([key, group]) => checkTargetGroup(`targetGroups.${key}`, key, group)),
    ...(alarms === undefined ? [] : checkAlarms(alarms)),
  ];
}

function checkKnownStructure({ listeners, targetGroups, addresses, alarms }: NetworkLoadBalancerSettings): Problem[] {
  return [
    ...mustBeKnown({
      targetGroups: knownGroups(targetGroups),
      addresses: Object.keys(addresses),
      alarms: alarms === undefined ? undefined : { ...alarms, topicArn: "" },
      listeners: Object.keys(listeners),
    }),
    ...Object.entries(listeners).flatMap(([key, listener]) => checkKnownListener(`listeners.${key}`, listener)),
  ];
}

/** What decides which resources a listener has. */
export function checkKnownListener(path: string, { port, protocol, targetGroup }: NetworkListenerProps): Problem[] {
  return [
    ...mustBeKnown({ [`${path}.port`]: port, [`${path}.protocol`]: protocol, [`${path}.targetGroup`]: targetGroup }),
    ...oneOf(`${path}.protocol`, protocol, networkProtocols),
  ];
}

/** Where a listener stands. */
export interface NetworkListenerPlace {
  readonly others: Readonly<Record<string, NetworkListenerProps>>;
  readonly targetGroups: Readonly<Record<string, TargetGroupSettings>>;
}

/** Which protocols of targets each protocol of clients can lead to. */
const targetProtocols: Readonly<Record<NetworkListenerProps["protocol"], readonly string[]>> = {
  TCP: ["TCP", "TCP_UDP"],
  TLS: ["TCP", "TLS"],
  UDP: ["UDP", "TCP_UDP"],
  TCP_UDP: ["TCP_UDP"],
};

/** Every problem of one listener among the others of its load balancer. */
export function checkNetworkListener(path: string, key: string, listener: NetworkListenerProps, place: NetworkListenerPlace): Problem[] {
  return [
    ...checkKey(path, key),
    ...checkPort(path, listener, place),
    ...(listener.protocol === "TLS" ? checkTls(path, resolveTls(listener)) : []),
    ...checkIdleTimeout(path, listener),
    ...checkTarget(path, listener, place),
  ];
}

function checkPort(path: string, { port }: NetworkListenerProps, { others }: NetworkListenerPlace): Problem[] {
  const see = pages.networkListener;
  const problems = checkRange("listener-port", `${path}.port`, port, { ...ranges.port, see });
  const [holder] = Object.entries(others).find(([, other]) => other.port === port) ?? [];
  if (holder !== undefined) {
    const expected = `a port of its own; for TCP and UDP on one port, protocol: "TCP_UDP"`;
    problems.push({ code: "listener-port-twice", path: `${path}.port`, got: `${port}, which the listener ${holder} has`, expected, see });
  }
  const count = Object.keys(others).length + 1;
  if (count > quotas.listeners) {
    problems.push({ code: "listener-quota", path, got: `listener ${count}`, expected: `at most ${quotas.listeners}, or a raised quota`, see: pages.networkQuotas, severity: "dated" });
  }
  return problems;
}

function checkIdleTimeout(path: string, listener: NetworkListenerProps): Problem[] {
  if (listener.protocol === "TLS" || listener.idleTimeoutSeconds === undefined) return [];
  const see = pages.networkListener;
  const at = `${path}.idleTimeoutSeconds`;
  if (listener.protocol !== "TCP") {
    return [{ code: "tcp-idle-timeout", path: at, got: `given for ${listener.protocol}`, expected: `protocol: "TCP", or no such prop`, see }];
  }
  return checkRange("tcp-idle-timeout", at, listener.idleTimeoutSeconds, { ...ranges.tcpIdleTimeoutSeconds, see });
}

function checkTarget(path: string, { protocol, targetGroup }: NetworkListenerProps, { targetGroups }: NetworkListenerPlace): Problem[] {
  const at = `${path}.targetGroup`;
  const name = initialOf(targetGroup);
  const group = targetGroups[name];
  if (group === undefined) return [unknownTargetGroup(at, name, Object.keys(targetGroups))];
  const possible = targetProtocols[protocol];
  if (!possible.includes(group.protocol)) {
    const expected = `a target group of ${possible.join(" or ")}`;
    return [{ code: "listener-target-protocol", path: at, got: `${show(name)} of ${group.protocol}, behind ${protocol}`, expected, see: pages.networkTargetGroups }];
  }
  if (protocol !== "TLS" || group.stickiness === undefined) return [];
  return [{ code: "stickiness-tls", path: at, got: `${show(name)}, which is sticky, behind TLS`, expected: `protocol: "TCP", or sticky: false`, see: pages.networkTargetGroups }];
}

function checkAddresses(settings: NetworkLoadBalancerSettings): Problem[] {
  const { addresses, scheme } = settings;
  const entries = Object.entries(addresses);
  if (entries.length === 0) return [];
  const see = pages.loadBalancer;
  const subnets = ownSubnets(settings);
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  const problems: Problem[] = [];
  const missing = zones.filter((zone) => addresses[zone] === undefined);
  const foreign = entries.map(([zone]) => zone).filter((zone) => !zones.includes(zone));
  if (missing.length > 0 || foreign.length > 0) {
    const got = `${entries.map(([zone]) => zone).join(", ")} only`;
    problems.push({ code: "addresses-zones", path: "addresses", got, expected: `an address in each zone of the tier: ${zones.join(", ")}`, see });
  }
  const wanted = scheme === "internal" ? "privateIpv4" : "allocationId";
  for (const [zone, address] of entries) {
    const path = `addresses.${zone}`;
    const given = Object.entries(address).filter(([, value]) => value !== undefined).map(([prop]) => prop);
    if (given.length !== 1 || given[0] !== wanted) {
      const got = given.length === 0 ? "empty" : given.join(" and ");
      problems.push({ code: "addresses-scheme", path, got, expected: `${wanted} alone, for an ${scheme} one`, see });
    }
    const { cidrBlock } = subnets.find(({ availabilityZone }) => availabilityZone === zone) ?? {};
    problems.push(...checkPrivateAddress(`${path}.privateIpv4`, address.privateIpv4, cidrBlock));
  }
  return problems;
}

function checkPrivateAddress(path: string, address: string | undefined, cidrBlock: string | undefined): Problem[] {
  if (address === undefined || Token.isUnresolved(address)) return [];
  const parsed = parseCidr(`${address}/32`);
  const block = cidrBlock === undefined || Token.isUnresolved(cidrBlock) ? undefined : parseCidr(cidrBlock);
  if (parsed !== undefined && (block === undefined || cidrContains(block, parsed))) return [];
  const expected = block === undefined ? "an IPv4 address of the zone's subnet" : `an IPv4 address in ${cidrBlock}`;
  return [{ code: "address-ipv4", path, got: show(address), expected, see: pages.loadBalancer }];
}

function checkNetworkLogs({ accessLogs, listeners }: NetworkLoadBalancerSettings): Problem[] {
  if (accessLogs === undefined || Object.values(listeners).some(({ protocol }) => protocol === "TLS")) return [];
  const expected = "a TLS listener, or no logs: other connections are not logged";
  return [{ code: "logs-without-tls", path: "accessLogs", got: "given, without a TLS listener", expected, see: pages.networkLogs, severity: "warning" }];
}

function checkAlarms({ topicArn, ...thresholds }: NonNullable<NetworkLoadBalancerSettings["alarms"]>): Problem[] {
  return [...checkTopic("alarms.topicArn", topicArn), ...checkThresholds("alarms", thresholds)];
}

import { subnetsOf, type NetworkRef, type OwnedElsewhere, type SubnetRef, type Tags } from "@terrace/core";
import type { ApplicationAlarmProps, ApplicationListenerProps, ApplicationLoadBalancerProps, ClientCertificates, HttpProps, WafProps } from "./application-props";
import { recommendedTlsPolicy } from "./limits";
import type { NetworkAddress, NetworkAlarmProps, NetworkListenerProps, NetworkLoadBalancerProps } from "./network-props";
import type { AliasProps, LoadBalancerOverrides, LoadBalancerProps, LogsProps } from "./props";
import type { RuleAction, RuleProps } from "./rule-props";
import { resolveApplicationTargetGroup, resolveNetworkTargetGroup, type TargetGroupSettings } from "./target-group-settings";

/** What load balancers of both kinds have, with every default filled in. */
export interface LoadBalancerSettings {
  readonly kind: "application" | "network";
  readonly name: string;
  readonly network: NetworkRef;
  readonly tier: string;
  readonly scheme: "internal" | "internet-facing";
  readonly ipAddressType: "dualstack" | "dualstack-without-public-ipv4" | "ipv4";
  readonly allowFromCidrs: readonly string[];
  readonly allowFromPrefixLists: Readonly<Record<string, string>>;
  readonly targetGroups: Readonly<Record<string, TargetGroupSettings>>;
  readonly deletionProtection: boolean;
  readonly accessLogs: LogsProps | undefined;
  readonly zonalShift: boolean;
  readonly alias: AliasProps | undefined;
  readonly tags: Tags;
  readonly override: LoadBalancerOverrides;
}

/** ApplicationLoadBalancerProps with every default filled in. */
export interface ApplicationLoadBalancerSettings extends LoadBalancerSettings {
  readonly listeners: Readonly<Record<string, ApplicationListenerSettings>>;
  readonly idleTimeoutSeconds: number;
  readonly clientKeepAliveSeconds: number;
  readonly http: Required<HttpProps>;
  readonly connectionLogs: LogsProps | undefined;
  readonly waf: WafProps | undefined;
  readonly alarms: ApplicationAlarmProps | undefined;
}

export interface ApplicationListenerSettings {
  readonly protocol: "HTTP" | "HTTPS";
  readonly port: number;
  /** Undefined for plain text. */
  readonly tls: TlsSettings | undefined;
  readonly clientCertificates: ClientCertificates | undefined;
  readonly action: ActionSettings;
  readonly rules: Readonly<Record<string, RuleSettings>>;
}

export interface TlsSettings {
  readonly certificateArn: string;
  readonly moreCertificateArns: Readonly<Record<string, string>>;
  readonly policy: string;
}

/** An action, and who changes it after creation. */
export interface ActionSettings {
  readonly action: RuleAction;
  readonly owner: string | undefined;
}

export interface RuleSettings extends ActionSettings {
  readonly priority: number;
  readonly conditions: RuleProps["conditions"];
}

/** NetworkLoadBalancerProps with every default filled in. */
export interface NetworkLoadBalancerSettings extends LoadBalancerSettings {
  readonly listeners: Readonly<Record<string, NetworkListenerProps>>;
  readonly addresses: Readonly<Record<string, NetworkAddress>>;
  readonly crossZone: boolean;
  readonly clientRouting: "any-availability-zone" | "availability-zone-affinity" | "partial-availability-zone-affinity";
  readonly checkPrivateLink: boolean;
  readonly alarms: NetworkAlarmProps | undefined;
}

/** Fills every default. Pure; checks nothing. */
export function resolveApplication(props: ApplicationLoadBalancerProps): ApplicationLoadBalancerSettings {
  const { http = {} } = props;
  const listeners = Object.values(props.listeners);
  const https = listeners.find(({ protocol }) => protocol === "HTTPS");
  return {
    ...resolveLoadBalancer(props),
    kind: "application",
    ipAddressType: props.ipAddressType ?? "ipv4",
    targetGroups: mapEntries(props.targetGroups ?? {}, (group, key) => resolveApplicationTargetGroup(props.name, key, group)),
    listeners: mapEntries(props.listeners, (listener) => resolveListener(listener, https?.port ?? 443)),
    idleTimeoutSeconds: props.idleTimeoutSeconds ?? 60,
    clientKeepAliveSeconds: props.clientKeepAliveSeconds ?? 3600,
    http: {
      dropInvalidHeaders: http.dropInvalidHeaders ?? true,
      desyncMitigation: http.desyncMitigation ?? "defensive",
      http2: http.http2 ?? true,
      preserveHost: http.preserveHost ?? false,
      forwardedFor: http.forwardedFor ?? "append",
      forwardedClientPort: http.forwardedClientPort ?? false,
      tlsHeaders: http.tlsHeaders ?? false,
    },
    connectionLogs: props.connectionLogs,
    waf: props.waf,
    alarms: props.alarms,
  };
}

/** Fills every default. Pure; checks nothing. */
export function resolveNetwork(props: NetworkLoadBalancerProps): NetworkLoadBalancerSettings {
  return {
    ...resolveLoadBalancer(props),
    kind: "network",
    ipAddressType: props.ipAddressType ?? "ipv4",
    targetGroups: mapEntries(props.targetGroups ?? {}, (group, key) => resolveNetworkTargetGroup(props.name, key, group)),
    listeners: props.listeners ?? {},
    addresses: props.addresses ?? {},
    crossZone: props.crossZone ?? false,
    clientRouting: props.clientRouting ?? "any-availability-zone",
    checkPrivateLink: props.checkPrivateLink ?? true,
    alarms: props.alarms,
  };
}

function resolveLoadBalancer(props: LoadBalancerProps) {
  return {
    name: props.name,
    network: props.network,
    tier: props.tier,
    scheme: props.scheme ?? "internal",
    allowFromCidrs: props.allowFromCidrs ?? [],
    allowFromPrefixLists: props.allowFromPrefixLists ?? {},
    deletionProtection: props.deletionProtection ?? true,
    accessLogs: props.accessLogs,
    zonalShift: props.zonalShift ?? false,
    alias: props.alias,
    tags: props.tags ?? {},
    override: props.override ?? {},
  };
}

function resolveListener(listener: ApplicationListenerProps, httpsPort: number): ApplicationListenerSettings {
  const rules = mapEntries(listener.rules ?? {}, resolveRule);
  if (listener.protocol === "HTTP") {
    const toHttps: RuleAction = { type: "redirect", protocol: "HTTPS", port: httpsPort, permanent: true };
    const action = resolveAction(listener.action ?? toHttps);
    return { protocol: "HTTP", port: listener.port ?? 80, tls: undefined, clientCertificates: undefined, action, rules };
  }
  return {
    protocol: listener.protocol,
    port: listener.port ?? 443,
    tls: resolveTls(listener),
    clientCertificates: listener.clientCertificates,
    action: resolveAction(listener.action ?? { type: "fixed-response", status: 404, body: "not found" }),
    rules,
  };
}

/** What a listener with TLS speaks and shows. */
export function resolveTls(listener: {
  readonly certificateArn: string;
  readonly moreCertificateArns?: Readonly<Record<string, string>>;
  readonly tlsPolicy?: string;
}): TlsSettings {
  return {
    certificateArn: listener.certificateArn,
    moreCertificateArns: listener.moreCertificateArns ?? {},
    policy: listener.tlsPolicy ?? recommendedTlsPolicy,
  };
}

/** A rule, and who owns its action. */
export function resolveRule({ priority, conditions, action }: RuleProps): RuleSettings {
  return { priority, conditions, ...resolveAction(action) };
}

function resolveAction(action: OwnedElsewhere<RuleAction> | RuleAction): ActionSettings {
  return "initial" in action ? { action: action.initial, owner: action.owner } : { action, owner: undefined };
}

/** The subnets that a load balancer stands in. */
export function ownSubnets({ network, tier }: LoadBalancerSettings): SubnetRef[] {
  return subnetsOf(network, tier);
}

/** True for IPv6 blocks, which alone have a colon. */
export function isIpv6(cidr: string): boolean {
  return cidr.includes(":");
}

/** A record with the same keys. */
export function mapEntries<From, To>(record: Readonly<Record<string, From>>, change: (value: From, key: string) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value, key)]));
}

import type {
  ApplicationStickiness,
  ApplicationTargetGroupProps,
  NetworkTargetGroupProps,
} from "./target-group-props";
import { nameLength, successCodes } from "./limits";

/** A target group of either kind with every default filled in; undefined is what its kind does not have. */
export interface TargetGroupSettings {
  readonly loadBalancer: "application" | "network";
  readonly name: string;
  /** True if the caller chose the name. */
  readonly isNameGiven: boolean;
  readonly port: number;
  readonly protocol: "HTTP" | "HTTPS" | "TCP" | "TCP_UDP" | "TLS" | "UDP";
  readonly version: "GRPC" | "HTTP1" | "HTTP2" | undefined;
  readonly targetType: "instance" | "ip";
  readonly healthCheck: HealthCheckSettings;
  readonly deregistrationDelaySeconds: number;
  readonly slowStartSeconds: number | undefined;
  readonly stickiness: ApplicationStickiness | { readonly type: "source-ip" } | undefined;
  readonly algorithm: "least-outstanding-requests" | "round-robin" | "weighted-random" | undefined;
  readonly terminateConnections: boolean | undefined;
  readonly preserveClientIp: boolean | undefined;
  readonly proxyProtocol: boolean | undefined;
}

export interface HealthCheckSettings {
  readonly protocol: "HTTP" | "HTTPS" | "TCP";
  /** Undefined for the port that traffic comes on. */
  readonly port: number | undefined;
  /** Undefined for TCP, as are the codes. */
  readonly path: string | undefined;
  readonly successCodes: string | undefined;
  readonly intervalSeconds: number;
  readonly timeoutSeconds: number;
  readonly healthyThreshold: number;
  readonly unhealthyThreshold: number;
}

/** Fills every default of a target group for HTTP. Pure; checks nothing. */
export function resolveApplicationTargetGroup(prefix: string, key: string, props: ApplicationTargetGroupProps): TargetGroupSettings {
  const { healthCheck = {} } = props;
  const protocol = props.protocol ?? "HTTP";
  const version = props.version ?? "HTTP1";
  const targetType = props.targetType ?? "ip";
  const isGrpc = version === "GRPC";
  return {
    loadBalancer: "application",
    name: props.name ?? targetGroupName(prefix, key, [props.port, protocol, version, targetType]),
    isNameGiven: props.name !== undefined,
    port: props.port,
    protocol,
    version,
    targetType,
    healthCheck: {
      ...resolveTimes(healthCheck),
      protocol: healthCheck.protocol ?? protocol,
      path: healthCheck.path ?? (isGrpc ? "/AWS.ALB/healthcheck" : "/"),
      successCodes: healthCheck.successCodes ?? (isGrpc ? successCodes.GRPC : successCodes.HTTP),
    },
    deregistrationDelaySeconds: props.deregistrationDelaySeconds ?? 60,
    slowStartSeconds: props.slowStartSeconds,
    stickiness: props.stickiness,
    algorithm: props.algorithm ?? "round-robin",
    terminateConnections: undefined,
    preserveClientIp: undefined,
    proxyProtocol: undefined,
  };
}

/** Fills every default of a target group for connections. Pure; checks nothing. */
export function resolveNetworkTargetGroup(prefix: string, key: string, props: NetworkTargetGroupProps): TargetGroupSettings {
  const { healthCheck = {} } = props;
  const protocol = props.protocol ?? "TCP";
  const targetType = props.targetType ?? "ip";
  const asked = healthCheck.protocol ?? "TCP";
  return {
    loadBalancer: "network",
    name: props.name ?? targetGroupName(prefix, key, [props.port, protocol, targetType]),
    isNameGiven: props.name !== undefined,
    port: props.port,
    protocol,
    version: undefined,
    targetType,
    healthCheck: {
      ...resolveTimes(healthCheck),
      protocol: asked,
      path: healthCheck.path ?? (asked === "TCP" ? undefined : "/"),
      successCodes: healthCheck.successCodes ?? (asked === "TCP" ? undefined : "200-399"),
    },
    deregistrationDelaySeconds: props.deregistrationDelaySeconds ?? 300,
    slowStartSeconds: undefined,
    stickiness: props.sticky === true ? { type: "source-ip" } : undefined,
    algorithm: undefined,
    terminateConnections: props.terminateConnections ?? false,
    preserveClientIp: props.preserveClientIp ?? (targetType === "instance" || hasUdp(protocol)),
    proxyProtocol: props.proxyProtocol ?? false,
  };
}

function resolveTimes(check: Partial<Pick<HealthCheckSettings, "healthyThreshold" | "intervalSeconds" | "port" | "timeoutSeconds" | "unhealthyThreshold">>) {
  return {
    port: check.port,
    intervalSeconds: check.intervalSeconds ?? 15,
    timeoutSeconds: check.timeoutSeconds ?? 5,
    healthyThreshold: check.healthyThreshold ?? 2,
    unhealthyThreshold: check.unhealthyThreshold ?? 2,
  };
}

/** True for what carries UDP. */
export function hasUdp(protocol: string): boolean {
  return protocol === "UDP" || protocol === "TCP_UDP";
}

/**
 * `<prefix>-<key>-<four characters>`: the characters follow from what replaces a target group, so that the new one has
 * another name, and stands before the old one goes. AWS removes no target group that a listener still uses.
 */
function targetGroupName(prefix: string, key: string, replacing: readonly unknown[]): string {
  return `${prefix}-${key}-${fingerprint(replacing.join("/"))}`;
}

/** Characters that a name has for `<prefix>-<key>`, when four more and a hyphen follow. */
export const roomForKey = nameLength - 5;

/** Four characters of a text, by FNV-1a. */
function fingerprint(text: string): string {
  let hash = 2166136261;
  for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 16777619);
  return (hash >>> 0).toString(36).padStart(7, "0").slice(-4);
}

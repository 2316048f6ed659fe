import type { LoadBalancerAttributes, LoadBalancerLogs } from "./ingress-load-balancer-props";
import type { TargetGroupAttributes } from "./ingress-target-props";

/** Attributes by their names at ELB: those that are set, as text. */
export type AttributeMap = Readonly<Record<string, string>>;

/** Attributes of a load balancer in ELB's words. */
export function loadBalancerAttributeMap(attributes: LoadBalancerAttributes = {}): AttributeMap {
  return defined({
    ...logs("access_logs", attributes.accessLogs),
    ...logs("connection_logs", attributes.connectionLogs),
    "client_keep_alive.seconds": attributes.clientKeepAliveSeconds,
    "deletion_protection.enabled": attributes.deletionProtection,
    "idle_timeout.timeout_seconds": attributes.idleTimeoutSeconds,
    "routing.http.desync_mitigation_mode": attributes.desyncMitigation,
    "routing.http.drop_invalid_header_fields.enabled": attributes.dropInvalidHeaders,
    "routing.http.preserve_host_header.enabled": attributes.preserveHostHeader,
    "routing.http.x_amzn_tls_version_and_cipher_suite.enabled": attributes.tlsHeaders,
    "routing.http.xff_client_port.enabled": attributes.clientPort,
    "routing.http.xff_header_processing.mode": attributes.forwardedFor,
    "routing.http2.enabled": attributes.http2,
    "waf.fail_open.enabled": attributes.wafFailOpen,
    "zonal_shift.config.enabled": attributes.zonalShift,
  });
}

function logs(kind: string, { bucket, prefix }: Partial<LoadBalancerLogs> = {}) {
  return { [`${kind}.s3.enabled`]: bucket === undefined ? undefined : true, [`${kind}.s3.bucket`]: bucket, [`${kind}.s3.prefix`]: prefix };
}

/** Attributes of a target group in ELB's words. */
export function targetGroupAttributeMap(attributes: TargetGroupAttributes = {}): AttributeMap {
  const { anomalyMitigation, stickiness } = attributes;
  return defined({
    "deregistration_delay.timeout_seconds": attributes.deregistrationDelaySeconds,
    "load_balancing.algorithm.anomaly_mitigation": anomalyMitigation === undefined ? undefined : anomalyMitigation ? "on" : "off",
    "load_balancing.algorithm.type": attributes.algorithm,
    "load_balancing.cross_zone.enabled": attributes.crossZone,
    "slow_start.duration_seconds": attributes.slowStartSeconds,
    "stickiness.enabled": stickiness === undefined ? undefined : true,
    "stickiness.type": stickiness === undefined ? undefined : stickiness.cookie === undefined ? "lb_cookie" : "app_cookie",
    "stickiness.app_cookie.cookie_name": stickiness?.cookie,
    "stickiness.app_cookie.duration_seconds": stickiness?.cookie === undefined ? undefined : stickiness.seconds,
    "stickiness.lb_cookie.duration_seconds": stickiness === undefined || stickiness.cookie !== undefined ? undefined : stickiness.seconds,
  });
}

function defined(attributes: Readonly<Record<string, boolean | number | string | undefined>>): AttributeMap {
  return Object.fromEntries(Object.entries(attributes).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])));
}

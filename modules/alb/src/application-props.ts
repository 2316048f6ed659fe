import type { LoadBalancerProps, LogsProps } from "./props";
import type { OwnedAction, RuleProps } from "./rule-props";
import type { ApplicationTargetGroupProps } from "./target-group-props";

/** What an Application Load Balancer is made from. */
export interface ApplicationLoadBalancerProps extends LoadBalancerProps {
  /**
   * Addresses that clients see. The dual-stack ones need a dual-stack network, and the last one `internet-facing`: it
   * saves the price of public IPv4 addresses.
   *
   * @default "ipv4"
   * @throws InvalidPropsError [ip-address-type]
   */
  readonly ipAddressType?: "dualstack" | "dualstack-without-public-ipv4" | "ipv4";

  /**
   * Ports that it answers on, by name. Names are lower-case letters, digits and hyphens.
   *
   * @throws InvalidPropsError [listener-none] [listener-port] [listener-quota] [key-name]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html
   */
  readonly listeners: Readonly<Record<string, ApplicationListenerProps>>;

  /**
   * What requests are forwarded to, by name; `addTargetGroup` adds more. Names are lower-case letters, digits and hyphens.
   *
   * @default - none yet
   * @throws InvalidPropsError [key-name] [target-group-name]
   */
  readonly targetGroups?: Readonly<Record<string, ApplicationTargetGroupProps>>;

  /**
   * A connection without data for so long is closed. Targets must keep theirs open for longer, or clients see 502.
   *
   * Unit: seconds. Range: 1 to 4000.
   *
   * @default 60
   * @throws InvalidPropsError [idle-timeout]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
   */
  readonly idleTimeoutSeconds?: number;

  /**
   * A client's connection is closed after so long, whatever it does. Unit: seconds. Range: 60 to 604800.
   *
   * @default 3600
   * @throws InvalidPropsError [client-keep-alive]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
   */
  readonly clientKeepAliveSeconds?: number;

  /**
   * What becomes of requests and their headers.
   *
   * @default - headers that are not valid are dropped, and ambiguous requests handled defensively
   */
  readonly http?: HttpProps;

  /**
   * A line for each connection, with TLS version and client certificate: as `accessLogs`.
   *
   * @default - none
   * @throws InvalidPropsError [name-length] [name-characters] [log-prefix]
   */
  readonly connectionLogs?: LogsProps;

  /**
   * A web ACL of WAFv2 that every request passes. Charged by the month, the rule and the request.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html
   */
  readonly waf?: WafProps;

  /**
   * Alarms, each on request. About ten cents a month each.
   *
   * @default - none
   */
  readonly alarms?: ApplicationAlarmProps;
}

/** A port that an Application Load Balancer answers on. */
export type ApplicationListenerProps = HttpListenerProps | HttpsListenerProps;

/** A port that answers in plain text: by default, only to lead to HTTPS. */
export interface HttpListenerProps {
  readonly protocol: "HTTP";
  /**
   * Range: 1 to 65535. A change is made in place.
   *
   * @default 80
   * @throws InvalidPropsError [listener-port] [listener-port-twice]
   */
  readonly port?: number;
  /**
   * What becomes of a request that no rule takes.
   *
   * @default - a permanent redirect to the HTTPS listener
   * @throws InvalidPropsError [redirect-nowhere] [plain-text-forward]
   */
  readonly action?: OwnedAction;
  /**
   * What becomes of requests that meet conditions, by name; `addRule` adds more.
   *
   * @default - none yet
   */
  readonly rules?: Readonly<Record<string, RuleProps>>;
}

/** A port that answers with TLS. */
export interface HttpsListenerProps {
  readonly protocol: "HTTPS";
  /**
   * Range: 1 to 65535. A change is made in place.
   *
   * @default 443
   * @throws InvalidPropsError [listener-port] [listener-port-twice]
   */
  readonly port?: number;
  /**
   * ARN of the certificate for clients that name no host, or one that no other certificate is for.
   *
   * @throws InvalidPropsError [certificate-arn]
   */
  readonly certificateArn: string;
  /**
   * ARNs of more certificates, by name: clients get the one for the host that they name (SNI). Up to 25.
   *
   * @default - none
   * @throws InvalidPropsError [certificate-arn] [certificate-quota] [key-name]
   */
  readonly moreCertificateArns?: Readonly<Record<string, string>>;
  /**
   * Which versions of TLS and which ciphers clients may speak.
   *
   * @default "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
   * @throws InvalidPropsError [tls-policy-unknown] [tls-policy-old]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
   */
  readonly tlsPolicy?: string;
  /**
   * Certificates of clients. `verify` needs a trust store; `passthrough` hands them to targets unverified.
   *
   * @default - clients show none
   * @throws InvalidPropsError [trust-store-arn]
   */
  readonly clientCertificates?: ClientCertificates;
  /**
   * What becomes of a request that no rule takes.
   *
   * @default - 404 in plain text
   */
  readonly action?: OwnedAction;
  /**
   * What becomes of requests that meet conditions, by name; `addRule` adds more.
   *
   * @default - none yet
   */
  readonly rules?: Readonly<Record<string, RuleProps>>;
}

/** What is done with certificates of clients. */
export type ClientCertificates = PassedCertificates | VerifiedCertificates;

/** Certificates of clients reach the targets in a header, and nobody has verified them. */
export interface PassedCertificates {
  readonly mode: "passthrough";
}

/** Only clients with a certificate that the trust store vouches for come in. */
export interface VerifiedCertificates {
  readonly mode: "verify";
  /** ARN of the trust store. */
  readonly trustStoreArn: string;
  /**
   * Lets clients in whose certificate has expired.
   *
   * @default false
   */
  readonly ignoreExpiry?: boolean;
}

/** What becomes of requests and their headers. */
export interface HttpProps {
  /**
   * Drops headers whose names are no HTTP.
   *
   * @default true
   */
  readonly dropInvalidHeaders?: boolean;
  /**
   * What is done with requests that two servers could read in two ways. `strictest` refuses all of them, `monitor` lets
   * all pass.
   *
   * @default "defensive"
   * @throws InvalidPropsError [desync-monitor]
   */
  readonly desyncMitigation?: "defensive" | "monitor" | "strictest";
  /**
   * Speaks HTTP/2 with clients that ask for it.
   *
   * @default true
   */
  readonly http2?: boolean;
  /**
   * Leaves the Host header as it came, with its port.
   *
   * @default false
   */
  readonly preserveHost?: boolean;
  /**
   * What is done with the X-Forwarded-For header.
   *
   * @default "append"
   */
  readonly forwardedFor?: "append" | "preserve" | "remove";
  /**
   * Adds the client's port to X-Forwarded-For.
   *
   * @default false
   */
  readonly forwardedClientPort?: boolean;
  /**
   * Tells targets the TLS version and cipher of the client, in headers.
   *
   * @default false
   */
  readonly tlsHeaders?: boolean;
}

/** A web ACL in front of a load balancer. */
export interface WafProps {
  /**
   * ARN of a regional web ACL.
   *
   * @throws InvalidPropsError [web-acl-arn]
   */
  readonly webAclArn: string;
  /**
   * Lets requests pass when WAF does not answer.
   *
   * @default false
   */
  readonly failOpen?: boolean;
}

/** Alarms of an Application Load Balancer, each with its threshold. Each looks at three times five minutes. */
export interface ApplicationAlarmProps {
  /**
   * ARN of the SNS topic that is told of an alarm, and of its end.
   *
   * @throws InvalidPropsError [alarm-topic]
   */
  readonly topicArn: string;
  /**
   * Answers of 5xx that the load balancer made itself, in five minutes: no healthy target, timeouts, broken connections.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly loadBalancerErrorsAbove?: number;
  /**
   * Answers of 5xx from targets, in five minutes.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly targetErrorsAbove?: number;
  /**
   * Targets that fail their health check; one alarm for each target group.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly unhealthyTargetsAbove?: number;
  /**
   * Seconds that the slowest hundredth of requests takes (p99).
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly responseSecondsAbove?: number;
}

import type { Owned } from "@terrace/core";
import type { LoadBalancerProps } from "./props";
import type { NetworkTargetGroupProps } from "./target-group-props";

/** What a Network Load Balancer is made from. */
export interface NetworkLoadBalancerProps extends LoadBalancerProps {
  /**
   * Addresses that clients see. `dualstack` needs a dual-stack network.
   *
   * @default "ipv4"
   * @throws InvalidPropsError [ip-address-type]
   */
  readonly ipAddressType?: "dualstack" | "ipv4";

  /**
   * Ports that it answers on, by name; `addListener` adds more. Names are lower-case letters, digits and hyphens.
   *
   * @default - none yet
   * @throws InvalidPropsError [listener-port] [listener-port-twice] [listener-quota] [key-name]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly listeners?: Readonly<Record<string, NetworkListenerProps>>;

  /**
   * What connections are forwarded to, by name; `addTargetGroup` adds more. Names are lower-case letters, digits and hyphens.
   *
   * @default - none yet
   * @throws InvalidPropsError [key-name] [target-group-name]
   */
  readonly targetGroups?: Readonly<Record<string, NetworkTargetGroupProps>>;

  /**
   * Addresses of its own choice, by the zone as the network calls it: in every zone, or in none. A change replaces it.
   *
   * @default - AWS chooses
   * @throws InvalidPropsError [addresses-zones] [addresses-scheme] [address-ipv4]
   */
  readonly addresses?: Readonly<Record<string, NetworkAddress>>;

  /**
   * Spreads connections over targets of all zones. Traffic between zones is charged.
   *
   * @default - false: targets get what comes to their own zone
   */
  readonly crossZone?: boolean;

  /**
   * How clients in the VPC are told addresses: those of any zone, of their own zone only, or mostly of their own.
   *
   * @default "any-availability-zone"
   */
  readonly clientRouting?: "any-availability-zone" | "availability-zone-affinity" | "partial-availability-zone-affinity";

  /**
   * Holds what comes through PrivateLink against the security group too.
   *
   * @default true
   */
  readonly checkPrivateLink?: boolean;

  /**
   * Alarms, each on request. About ten cents a month each.
   *
   * @default - none
   */
  readonly alarms?: NetworkAlarmProps;
}

/** An address of a Network Load Balancer in one zone: one of the two. */
export interface NetworkAddress {
  /**
   * Allocation id of an Elastic IP, for `internet-facing`.
   *
   * @default - none
   */
  readonly allocationId?: string;
  /**
   * An IPv4 address of the subnet, for `internal`.
   *
   * @default - none
   */
  readonly privateIpv4?: string;
}

/** A port that a Network Load Balancer answers on. */
export type NetworkListenerProps = StreamListenerProps | TlsListenerProps;

/** A port whose traffic goes through as it is. */
export interface StreamListenerProps {
  readonly protocol: "TCP" | "TCP_UDP" | "UDP";
  /**
   * Range: 1 to 65535.
   *
   * @throws InvalidPropsError [listener-port] [listener-port-twice]
   */
  readonly port: number;
  /**
   * Name of the target group here; `{ initial: "blue", owner: "ecs-deployment" }` leaves it to a blue/green deployment.
   *
   * @throws InvalidPropsError [target-group-unknown] [listener-target-protocol]
   */
  readonly targetGroup: Owned<string>;
  /**
   * A TCP connection without data for so long is forgotten. Unit: seconds. Range: 60 to 6000. `TCP` only.
   *
   * @default 350
   * @throws InvalidPropsError [tcp-idle-timeout]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html
   */
  readonly idleTimeoutSeconds?: number;
}

/** A port that answers with TLS. */
export interface TlsListenerProps {
  readonly protocol: "TLS";
  /**
   * Range: 1 to 65535.
   *
   * @throws InvalidPropsError [listener-port] [listener-port-twice]
   */
  readonly port: number;
  /**
   * Name of the target group here; `{ initial: "blue", owner: "ecs-deployment" }` leaves it to a blue/green deployment.
   *
   * @throws InvalidPropsError [target-group-unknown] [listener-target-protocol]
   */
  readonly targetGroup: Owned<string>;
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
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
   */
  readonly tlsPolicy?: string;
  /**
   * Which protocols it agrees on with clients, in AWS's words.
   *
   * @default - none
   */
  readonly alpn?: "HTTP1Only" | "HTTP2Only" | "HTTP2Optional" | "HTTP2Preferred";
}

/** Alarms of a Network Load Balancer, each with its threshold. Each looks at three times five minutes. */
export interface NetworkAlarmProps {
  /**
   * ARN of the SNS topic that is told of an alarm, and of its end.
   *
   * @throws InvalidPropsError [alarm-topic]
   */
  readonly topicArn: string;
  /**
   * Targets that fail their health check; one alarm for each target group.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly unhealthyTargetsAbove?: number;
  /**
   * Connections that the load balancer itself broke off, in five minutes.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-threshold]
   */
  readonly loadBalancerResetsAbove?: number;
}

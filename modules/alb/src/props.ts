import type { LbConfig } from "@cdktf/provider-aws/lib/lb";
import type { LbTargetGroupConfig } from "@cdktf/provider-aws/lib/lb-target-group";
import type { NetworkRef, Tags } from "@terrace/core";

/** What load balancers of both kinds are made from. */
export interface LoadBalancerProps {
  /**
   * Name of the load balancer, and the beginning of the name of everything here: up to 32 lower-case letters, digits
   * and hyphens. Short ones leave room for the names of target groups, which have 32 characters too.
   *
   * A change replaces the load balancer: its DNS name changes, and nothing answers meanwhile.
   *
   * @throws InvalidPropsError [load-balancer-name]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html
   */
  readonly name: string;

  /** The network that it stands in. */
  readonly network: NetworkRef;

  /**
   * The tier whose subnets it stands in, one in each zone: the one with an internet gateway for `internet-facing`.
   *
   * @throws InvalidPropsError [load-balancer-tier] [load-balancer-zones] [public-tier] [subnet-size]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
   */
  readonly tier: string;

  /**
   * Who can come to it at all: the network and what is connected to it, or the internet. A change replaces it.
   *
   * @default "internal"
   * @throws InvalidPropsError [public-tier]
   */
  readonly scheme?: "internal" | "internet-facing";

  /**
   * Blocks of IPv4 or IPv6 that may come to its listeners. `0.0.0.0/0` is the internet, and is refused where the load
   * balancer is internal.
   *
   * @default - none: nobody comes before `allowFrom`
   * @throws InvalidPropsError [cidr-syntax] [cidr-host-bits] [allow-from-duplicate] [allow-from-everywhere] [allow-from-ipv6]
   */
  readonly allowFromCidrs?: readonly string[];

  /**
   * Prefix lists that may come to its listeners, by name, such as CloudFront's `com.amazonaws.global.cloudfront.origin-facing`.
   *
   * @default - none
   * @throws InvalidPropsError [key-name] [prefix-list-id]
   */
  readonly allowFromPrefixLists?: Readonly<Record<string, string>>;

  /**
   * Keeps AWS from deleting it. Switch it off in one apply, destroy in the next.
   *
   * @default true
   */
  readonly deletionProtection?: boolean;

  /**
   * A line for each request, in a bucket of the same region whose policy lets Elastic Load Balancing write. The logs are
   * free of charge, the bucket is not. A Network Load Balancer has them for its TLS listeners only.
   *
   * @default - none
   * @throws InvalidPropsError [name-length] [name-characters] [log-prefix] [logs-without-tls]
   * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/application/enable-access-logging.html
   */
  readonly accessLogs?: LogsProps;

  /**
   * Lets Application Recovery Controller move traffic away from a zone that fails.
   *
   * @default false
   */
  readonly zonalShift?: boolean;

  /**
   * Names in Route 53 that lead to it. Free of charge to resolve.
   *
   * @default - none: `dnsName` and `zoneId` serve for records of others
   */
  readonly alias?: AliasProps;

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: LoadBalancerOverrides;
}

/** Where logs go. */
export interface LogsProps {
  /** Name of the bucket. May be known only after apply. */
  readonly bucket: string;
  /**
   * What their keys begin with, before `AWSLogs`: neither starting nor ending with a slash.
   *
   * @default - nothing
   * @throws InvalidPropsError [log-prefix]
   */
  readonly prefix?: string;
}

/** Names in Route 53 that lead to a load balancer. */
export interface AliasProps {
  /** Id of the hosted zone. May be known only after apply. */
  readonly zoneId: string;
  /**
   * Full names, such as `www.example.com`: an A record for each, and an AAAA record where the load balancer has IPv6.
   *
   * @throws InvalidPropsError [alias-name]
   */
  readonly names: readonly string[];
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface LoadBalancerOverrides {
  /**
   * For the load balancer.
   *
   * @default - nothing is overridden
   */
  readonly loadBalancer?: Partial<LbConfig>;
  /**
   * For every target group.
   *
   * @default - nothing is overridden
   */
  readonly targetGroup?: Partial<LbTargetGroupConfig>;
}

/** When a target is healthy, whatever is asked of it. */
export interface HealthCheckTimes {
  /**
   * Port that is asked.
   *
   * @default - the port that traffic comes on
   * @throws InvalidPropsError [health-check-port]
   */
  readonly port?: number;
  /**
   * Between two checks. Unit: seconds. Range: 5 to 300, more than the timeout.
   *
   * @default 15
   * @throws InvalidPropsError [health-check-interval] [health-check-timeout]
   */
  readonly intervalSeconds?: number;
  /**
   * Without an answer for so long, a check has failed. Unit: seconds. Range: 2 to 120.
   *
   * @default 5
   * @throws InvalidPropsError [health-check-timeout]
   */
  readonly timeoutSeconds?: number;
  /**
   * Successes in a row until a target is healthy. Range: 2 to 10.
   *
   * @default 2
   * @throws InvalidPropsError [health-check-threshold]
   */
  readonly healthyThreshold?: number;
  /**
   * Failures in a row until a target is unhealthy. Range: 2 to 10.
   *
   * @default 2
   * @throws InvalidPropsError [health-check-threshold]
   */
  readonly unhealthyThreshold?: number;
}

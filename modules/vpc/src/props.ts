import type { DefaultNetworkAclConfig } from "@cdktf/provider-aws/lib/default-network-acl";
import type { NatGatewayConfig } from "@cdktf/provider-aws/lib/nat-gateway";
import type { SubnetConfig } from "@cdktf/provider-aws/lib/subnet";
import type { VpcConfig } from "@cdktf/provider-aws/lib/vpc";
import type { Tags } from "@terrace/core";

/** What a VPC is made from. */
export interface VpcProps {
  /**
   * Name of the VPC, and the beginning of the name of everything in it. Lower-case letters, digits and hyphens.
   *
   * A change renames tags in place; it replaces log groups, roles and subnet groups, whose names begin with it.
   */
  readonly name: string;

  /**
   * The primary IPv4 block, or the IPAM pool that gives it. /16 to /28, with no bits set after the prefix.
   *
   * A change replaces the VPC and everything in it: choose it once, with room to grow.
   *
   * @throws InvalidPropsError [cidr-syntax] [cidr-host-bits] [cidr-size] [cidr-reserved]
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly cidr: string | IpamAllocation;

  /**
   * The zones that tiers spread over: zone ids (`apne1-az1`), or zone names (`ap-northeast-1a`), not both.
   *
   * Prefer ids: they mean the same place in every account. Order does not matter. Adding a zone adds subnets;
   * removing one removes its subnets; nothing else moves.
   *
   * @throws InvalidPropsError [zone-syntax] [zone-mixed] [zone-region] [zone-duplicate] [unknown-zone]
   * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/az-ids.html
   */
  readonly availabilityZones: readonly string[];

  /** The tiers by name: lower-case letters, digits and hyphens. Order does not matter. */
  readonly tiers: Readonly<Record<string, TierProps>>;

  /**
   * How private tiers reach the internet over IPv4. Required as soon as one tier is private, but in a dual-stack VPC.
   *
   * Every mode but `none` costs money by the hour and by the gigabyte; `per-az` costs once for each zone, and saves
   * the charge for traffic between zones. Changing the mode keeps every gateway whose zone stays, and its address;
   * the Elastic IPs of zones that lose theirs are released for good.
   *
   * @default - no NAT gateway, free of charge
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
   */
  readonly nat?: NatProps;

  /**
   * More IPv4 blocks by name, each /16 to /28, for tiers that say `within`. A change of one replaces its tiers.
   *
   * @default - none
   * @throws InvalidPropsError [secondary-overlap] [secondary-restricted] [secondary-count]
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
   */
  readonly secondaryCidrs?: Readonly<Record<string, string>>;

  /**
   * Gives the VPC an Amazon-provided IPv6 /56 and every subnet a /64. Private tiers get an egress-only gateway.
   *
   * @default false
   */
  readonly dualStack?: boolean;

  /**
   * How many zones every tier keeps room for. A change moves every computed subnet: choose it once.
   *
   * @default - 8 in us-east-1, 4 elsewhere
   */
  readonly zoneSlots?: 1 | 2 | 4 | 8;

  /**
   * DNS in the VPC. Private endpoints and private hosted zones need both.
   *
   * @default - both true
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html
   */
  readonly dns?: DnsProps;

  /**
   * What instances learn by DHCP.
   *
   * @default - AWS's own set: AmazonProvidedDNS
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html
   */
  readonly dhcpOptions?: DhcpOptionsProps;

  /**
   * Records of the traffic, by name. An empty object switches them off.
   *
   * @default - `rejected`: refused traffic, in CloudWatch Logs for 90 days, charged by the gigabyte
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
   */
  readonly flowLogs?: Readonly<Record<string, FlowLogProps>>;

  /**
   * The Kubernetes clusters that live here, by name: their load balancers and Karpenter find subnets by tags.
   *
   * @default - none, no tags
   * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/subnet_discovery/
   */
  readonly clusters?: Readonly<Record<string, ClusterProps>>;

  /**
   * Takes every rule out of what AWS makes with a VPC, so that nothing can use it by accident. Rules that somebody adds
   * by hand are taken out by the next apply.
   *
   * @default - all true
   */
  readonly lockDefaults?: LockDefaultsProps;

  /**
   * Exempts this VPC from the region's Block Public Access.
   *
   * @default - no exemption
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa.html
   */
  readonly blockPublicAccessExclusion?: "allow-bidirectional" | "allow-egress";

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
  readonly override?: VpcOverrides;
}

/** A block from an IPAM pool. The subnets are cut from whatever it gives. */
export interface IpamAllocation {
  /** May be known only after apply. */
  readonly ipamPoolId: string;
  /** Prefix length to ask the pool for, 16 to 28. */
  readonly netmaskLength: number;
}

/** One tier: subnets with the same purpose and the same way out, one in each zone. */
export interface TierProps {
  /**
   * - `public`: an internet gateway, in both directions
   * - `private`: a NAT gateway, outwards only; in a dual-stack VPC without NAT, IPv6 alone
   * - `isolated`: nothing outside the VPC but what is attached to it, such as endpoints
   *
   * A change re-routes the running subnets in place.
   */
  readonly type: "public" | "private" | "isolated";

  /**
   * Which block of its size the tier takes, counted from the start of the VPC's range. It is written down, and not
   * worked out from the other tiers, so that no tier ever moves another.
   *
   * A change replaces the tier's subnets.
   *
   * @default - 0 for the tier `public`, 1 for `private`, 2 for `isolated`; required for any other name
   * @throws InvalidPropsError [tier-slot] [tier-slot-range] [subnet-overlap], each with the first free slot
   */
  readonly slot?: number;

  /**
   * Prefix length of each subnet, up to 28. The tier's block holds one subnet for each zone slot.
   *
   * A change replaces the tier's subnets.
   *
   * @default - the VPC's own prefix and 6 more (7 with 8 zone slots): /22 in a /16, 1,019 usable addresses
   * @throws InvalidPropsError [subnet-prefix]
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
   */
  readonly subnetPrefix?: number;

  /**
   * Name of the secondary block that the tier is cut from.
   *
   * @default - the primary block
   */
  readonly within?: string;

  /**
   * IPv4 blocks of single subnets by zone, instead of the computed ones.
   *
   * @default - all computed
   * @throws InvalidPropsError [subnet-outside] [subnet-overlap] [subnet-zone]
   */
  readonly cidrs?: Readonly<Record<string, string>>;

  /**
   * Which block of /64s the tier takes in a dual-stack VPC, counted in zone slots.
   *
   * A change is made in place, and AWS refuses it while something in the subnets has an IPv6 address.
   *
   * @default - the same place in the IPv6 range as in the primary IPv4 range
   * @throws InvalidPropsError [ipv6-slot] [ipv6-overlap]
   */
  readonly ipv6Slot?: number;

  /**
   * The zones of this tier.
   *
   * @default - all zones of the VPC
   */
  readonly availabilityZones?: readonly string[];

  /**
   * Gives every instance that starts in a public tier a public IPv4 address, charged by the hour.
   *
   * @default false
   */
  readonly mapPublicIp?: boolean;

  /**
   * Rules of the tier's network ACL by number, 1 to 32766.
   *
   * @default - everything in and out, which leaves the decision to security groups
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html
   */
  readonly networkAcl?: NetworkAclProps;

  /**
   * Subnet groups to make from the tier, named `<vpc>-<tier>`.
   *
   * @default - none
   */
  readonly subnetGroups?: readonly ("elasticache" | "rds")[];

  /**
   * Tags of the tier's subnets.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** How private tiers reach the internet. */
export type NatProps = NoNat | SingleNat | NatPerZone | NatInZones | RegionalNat;

/** No NAT gateway. */
export interface NoNat {
  readonly mode: "none";
}

/** One NAT gateway for all zones: the cheapest, and gone with its zone. */
export interface SingleNat extends NatPlacement {
  readonly mode: "single";
  /** The zone that it stands in: said, so that adding a zone never moves it. */
  readonly availabilityZone: string;
}

/** A NAT gateway in every zone that has a private subnet. */
export interface NatPerZone extends NatPlacement {
  readonly mode: "per-az";
}

/** NAT gateways in some zones; the other zones use the first one listed. */
export interface NatInZones extends NatPlacement {
  readonly mode: "zones";
  /** Zones that get a gateway, at least one. The first serves the zones without. */
  readonly availabilityZones: readonly string[];
}

/** Where zonal NAT gateways stand, and their addresses. */
export interface NatPlacement {
  /**
   * The public tier that they stand in. A change replaces them.
   *
   * @default - the only public tier
   */
  readonly tier?: string;
  /**
   * Allocation ids of existing Elastic IPs by zone, so that partners' allow-lists outlive the VPC.
   *
   * @default - a new Elastic IP for each gateway
   */
  readonly allocationIds?: Readonly<Record<string, string>>;
}

/**
 * One NAT gateway that AWS spreads over the zones in use by itself; no public tier is needed.
 *
 * Needs AWS provider 6.24.0.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
 */
export interface RegionalNat {
  readonly mode: "regional";
  /**
   * Allocation ids of existing Elastic IPs by zone. AWS then serves these zones only.
   *
   * @default - AWS allocates addresses, and follows the workloads
   */
  readonly allocationIds?: Readonly<Record<string, readonly string[]>>;
}

/** DNS in the VPC. */
export interface DnsProps {
  /**
   * The resolver at the VPC's second address.
   *
   * @default true
   */
  readonly support?: boolean;
  /**
   * Names for instances with public addresses. Needs `support`.
   *
   * @default true
   */
  readonly hostnames?: boolean;
}

/** What instances learn by DHCP. */
export interface DhcpOptionsProps {
  /**
   * Up to 4 IPv4 or IPv6 addresses, or `AmazonProvidedDNS`.
   *
   * @default - AmazonProvidedDNS
   * @throws InvalidPropsError [dhcp-servers] [dhcp-address]
   */
  readonly domainNameServers?: readonly string[];
  /**
   * The domain that instances complete short names with, such as `corp.example.com`.
   *
   * @default - none: an option set of one's own does not have the region's domain, such as `ec2.internal`
   * @throws InvalidPropsError [dhcp-domain-name]
   */
  readonly domainName?: string;
  /**
   * Up to 4 addresses of time servers.
   *
   * @default - none
   */
  readonly ntpServers?: readonly string[];
  /**
   * Up to 4 addresses of NetBIOS name servers.
   *
   * @default - none
   */
  readonly netbiosNameServers?: readonly string[];
  /**
   * 1, 2, 4 or 8; AWS recommends 2.
   *
   * @default - none
   */
  readonly netbiosNodeType?: number;
}

/** The rules of one network ACL. Everything that no rule allows is refused. */
export interface NetworkAclProps {
  /** Rules for what comes in, by number; the lowest that fits decides. */
  readonly ingress: Readonly<Record<number, NetworkAclRule>>;
  /** Rules for what goes out, by number; the lowest that fits decides. */
  readonly egress: Readonly<Record<number, NetworkAclRule>>;
}

/** One rule of a network ACL. ACLs do not remember connections: answers need a rule of their own. */
export interface NetworkAclRule {
  readonly action: "allow" | "deny";
  /** IPv4 or IPv6 block. */
  readonly cidr: string;
  /**
   * `all`, `tcp`, `udp`, `icmp`, `icmpv6`, or a protocol number from 0 to 255.
   *
   * @default "all"
   */
  readonly protocol?: string;
  /**
   * One port, or the first and the last of a range, 0 to 65535. For `tcp` and `udp`.
   *
   * @default - every port
   */
  readonly ports?: number | readonly [number, number];
}

/** Records of the VPC's traffic. */
export type FlowLogProps = FlowLogToCloudWatch | FlowLogToS3 | FlowLogToFirehose;

/** What a flow log records. */
export interface FlowLogContent {
  /**
   * @default "ALL"
   */
  readonly traffic?: "ACCEPT" | "ALL" | "REJECT";
  /**
   * 60 or 600. A change replaces the flow log.
   *
   * @default 600
   */
  readonly aggregationSeconds?: number;
  /**
   * The fields of a record as AWS writes them, such as `${version} ${srcaddr}`. A change replaces the flow log.
   *
   * @default - AWS's own format
   * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
   */
  readonly format?: string;
}

/** Flow logs in a log group that this module makes, with its role. */
export interface FlowLogToCloudWatch extends FlowLogContent {
  readonly to: "cloudwatch";
  /**
   * Days that records are kept, one of CloudWatch's own steps.
   *
   * @default 90
   */
  readonly retentionDays?: number;
  /**
   * ARN of the key that encrypts the log group; its policy must let CloudWatch Logs use it.
   *
   * @default - CloudWatch's own key
   */
  readonly kmsKeyArn?: string;
}

/** Flow logs as files in a bucket. */
export interface FlowLogToS3 extends FlowLogContent {
  readonly to: "s3";
  /** ARN of the bucket, with a folder if wanted. */
  readonly bucketArn: string;
  /**
   * @default "plain-text"
   */
  readonly fileFormat?: "parquet" | "plain-text";
  /**
   * A folder for each hour, which makes queries cheaper.
   *
   * @default false
   */
  readonly perHourPartition?: boolean;
  /**
   * Folder names of the form key=value.
   *
   * @default false
   */
  readonly hiveCompatiblePartitions?: boolean;
}

/** Flow logs to a Firehose stream. */
export interface FlowLogToFirehose extends FlowLogContent {
  readonly to: "firehose";
  readonly deliveryStreamArn: string;
}

/** How a cluster finds its subnets here. Its public load balancers find every public tier. */
export interface ClusterProps {
  /**
   * Tiers that internal load balancers stand in, tagged `kubernetes.io/role/internal-elb`. The tag names no cluster:
   * the tiers of all clusters count for each.
   *
   * @default - the private tiers, or the isolated ones if no tier is private
   */
  readonly loadBalancerTiers?: readonly string[];
  /**
   * Tiers whose subnets Karpenter may start nodes in. They are tagged `karpenter.sh/discovery/<cluster>`, a key for
   * each cluster, so that several clusters can share a subnet.
   *
   * @default - none
   */
  readonly karpenterTiers?: readonly string[];
}

/** What is locked of AWS's defaults. */
export interface LockDefaultsProps {
  /**
   * The default security group loses its rules.
   *
   * @default true
   */
  readonly securityGroup?: boolean;
  /**
   * The main route table loses its routes. Every subnet has a table of its own.
   *
   * @default true
   */
  readonly routeTable?: boolean;
  /**
   * The default network ACL loses its rules. Every tier has an ACL of its own.
   *
   * @default true
   */
  readonly networkAcl?: boolean;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface VpcOverrides {
  /**
   * For the VPC.
   *
   * @default - nothing is overridden
   */
  readonly vpc?: Partial<VpcConfig>;
  /**
   * For every subnet.
   *
   * @default - nothing is overridden
   */
  readonly subnet?: Partial<SubnetConfig>;
  /**
   * For every zonal NAT gateway.
   *
   * @default - nothing is overridden
   */
  readonly natGateway?: Partial<NatGatewayConfig>;
  /**
   * For the locked default network ACL.
   *
   * @default - nothing is overridden
   */
  readonly defaultNetworkAcl?: Partial<DefaultNetworkAclConfig>;
}

/** What AWS says of VPCs, each with its page. Read November 2026. */
export const pages = {
  cidr: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html",
  subnet: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html",
  quotas: "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html",
  nat: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
  regionalNat: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
  networkAcl: "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html",
  dhcp: "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html",
  dns: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html",
  flowLogs: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html",
  retention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  rdsSubnetGroup: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  clusterName: "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html",
  plan: "README of @terrace/vpc, section Addresses",
} as const;

/** The words that props take. */
export const tierTypes = ["public", "private", "isolated"] as const;
export const natModes = ["none", "single", "per-az", "zones", "regional"] as const;
export const flowLogTargets = ["cloudwatch", "s3", "firehose"] as const;
export const trafficTypes = ["ACCEPT", "ALL", "REJECT"] as const;
export const fileFormats = ["parquet", "plain-text"] as const;
export const aclActions = ["allow", "deny"] as const;
export const exclusionModes = ["allow-bidirectional", "allow-egress"] as const;
export const subnetGroupServices = ["elasticache", "rds"] as const;

/** Powers of two, so that the room of a tier is one block. */
export const zoneSlotCounts = [1, 2, 4, 8] as const;

/** Prefix lengths of a VPC's block and of a subnet's block. */
export const prefixes = { shortest: 16, longest: 28 } as const;

/** Blocks that no VPC can have. */
export const reservedCidrs = ["0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4"] as const;

/** The block that some AWS services use themselves, Cloud9 and SageMaker AI among them. */
export const conflictingCidr = "172.17.0.0/16";

/** The private ranges, of which a VPC can use one only. */
export const privateCidrs = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** The range for benchmarks, which AWS lets a VPC have only as its first one. */
export const benchmarkCidr = "198.19.0.0/16";

/** Quotas, by default and after an increase. */
export const quotas = {
  cidrsPerVpc: { byDefault: 5, most: 50 },
  subnetsPerVpc: { byDefault: 200 },
  /** Of one IP version in one direction: 20, or up to 40, of which AWS's own last rule is one. */
  rulesPerNetworkAcl: { byDefault: 19, most: 39 },
} as const;

/** An Amazon-provided IPv6 block is a /56, which holds 256 subnets of /64. */
export const ipv6SubnetCount = 256;

/** Seconds that flow log records can be aggregated over. */
export const aggregationSeconds = [60, 600] as const;

/** Days that a log group can keep its events. */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Addresses of name, time and NetBIOS servers in one DHCP option set. */
export const serversPerDhcpOption = 4;

/** The name of the VPC's own resolver, which stands in the place of a name server's address. */
export const amazonProvidedDns = "AmazonProvidedDNS";

/** NetBIOS node types (RFC 2132). */
export const netbiosNodeTypes = [1, 2, 4, 8] as const;

/** Protocols that an ACL rule can name, with their numbers. */
export const aclProtocols: Readonly<Record<string, number>> = { all: -1, icmp: 1, tcp: 6, udp: 17, icmpv6: 58 };

/** Numbers of the protocols that have ports: TCP and UDP. */
export const portProtocols: readonly number[] = [6, 17];

/** Numbers of the protocols that have types and codes: ICMP and ICMPv6. */
export const icmpProtocols: readonly number[] = [1, 58];

/** Rule numbers that a caller can use; 32767 is AWS's own last rule. */
export const aclRuleNumbers = { lowest: 1, highest: 32766 } as const;

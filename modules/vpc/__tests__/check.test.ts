import { accept, requireAwsProvider } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import type { NetworkAclProps, NetworkAclRule, TierProps, VpcProps } from "../src/props";
import { Vpc } from "../src/vpc";

const valid: VpcProps = {
  name: "dev-shop-vpc",
  cidr: "10.0.0.0/16",
  availabilityZones: ["apne1-az1", "apne1-az2"],
  tiers: { public: { type: "public" }, private: { type: "private" } },
  nat: { mode: "per-az" },
};

function problemsWith(change: Partial<VpcProps>): string[] {
  return problemsOf(() => new Vpc(testStack(), "vpc", { ...valid, ...change }));
}

/** The valid network with one tier more. */
function withTier(tier: TierProps): Partial<VpcProps> {
  return { tiers: { ...valid.tiers, data: tier } };
}

function withIngress(ingress: NetworkAclProps["ingress"]): Partial<VpcProps> {
  return withTier({ type: "isolated", slot: 2, networkAcl: { ingress, egress: {} } });
}

const rule: NetworkAclRule = { action: "allow", cidr: "10.0.0.0/16" };
/** This many rules, from a first number on. */
function rules(count: number, cidr = "10.0.0.0/16", first = 1): NetworkAclProps["ingress"] {
  return Object.fromEntries(Array.from({ length: count }, (_, n) => [n + first, { ...rule, cidr }]));
}

const someToken = Lazy.stringValue({ produce: () => "later" });

test("the network that the changes below start from is valid", () => {
  const stack = testStack();
  expect(() => new Vpc(stack, "vpc", valid)).not.toThrow();
  expect(warningsOf(stack)).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<VpcProps>, string[]]>([
    ["the range", { cidr: someToken }, ["not-known-at-synth cidr"]],
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["a list of zones", { availabilityZones: Token.asList("${local.zones}") }, ["not-known-at-synth availabilityZones"]],
    ["one zone", { availabilityZones: [someToken] }, ["not-known-at-synth availabilityZones[0]"]],
    ["a NAT zone", { nat: { mode: "single", availabilityZone: someToken } }, ["not-known-at-synth nat.availabilityZones[0]"]],
    ["an address's zone", { nat: { mode: "per-az", allocationIds: { [someToken]: "eipalloc-1" } } }, ["not-known-at-synth nat.allocationIds[0]"]],
    ["a slot", withTier({ type: "isolated", slot: Token.asNumber("${local.n}") }), ["not-known-at-synth tiers.data.slot"]],
    ["the length of a pool's block", { cidr: { ipamPoolId: someToken, netmaskLength: Token.asNumber("${local.n}") } }, ["not-known-at-synth cidr"]],
    ["a secondary block", { secondaryCidrs: { pods: someToken } }, ["not-known-at-synth secondaryCidrs.pods"]],
  ])("%s", (_why, change, expected) => {
    // The zones repeat in every tier that spreads over all of them.
    expect(problemsWith(change)).toEqual(expect.arrayContaining(expected));
    expect(problemsWith(change).every((problem) => problem.startsWith("not-known-at-synth "))).toBe(true);
  });
});

test.each<[string, Partial<VpcProps>]>([
  ["ports of TCP and UDP by number", withIngress({ 100: { ...rule, protocol: "6", ports: 80 }, 110: { ...rule, protocol: "17", ports: 53 } })],
  ["servers by IPv6, and servers known only after apply", { dhcpOptions: { domainNameServers: ["fd00::2", someToken], ntpServers: Token.asList("${local.ntp}") } }],
  ["carrier-grade and public blocks beside a benchmark primary one", { cidr: "198.19.0.0/17", secondaryCidrs: { a: "100.64.0.0/16", b: "52.1.0.0/16", c: "198.19.128.0/17" } }],
  ["blocks outside 10.0.0.0/16 beside one in 10.0.0.0/15", { secondaryCidrs: { a: "10.1.0.0/16" } }],
  ["a block of its own at the place that it replaces, and others in the room of tiers that compute nothing", {
    tiers: {
      public: { type: "public", cidrs: { "apne1-az1": "10.0.0.0/24", "apne1-az2": "10.0.2.0/24" } },
      private: { type: "private", cidrs: { "apne1-az1": "10.0.16.0/24" } },
      data: { type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.1.0/24", "apne1-az2": "10.0.3.0/24" } },
    },
  }],
  ["as many rules as the quota of each IP version", withIngress({ ...rules(19), ...rules(19, "::/0", 100) })],
  ["private tiers without NAT in a dual-stack VPC", { dualStack: true, nat: { mode: "none" } }],
])("%s are fine", (_why, change) => {
  expect(() => new Vpc(testStack(), "vpc", { ...valid, ...change })).not.toThrow();
});

describe("bad input", () => {
  test.each<[string, Partial<VpcProps>, string[]]>([
    ["a name with capitals", { name: "Dev" }, ["vpc-name name"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    ["a tag value too long", withTier({ type: "isolated", slot: 2, tags: { Team: "x".repeat(257) } }), ['tag-value tiers.data.tags["Team"]']],

    ["no IPv4 block", { cidr: "10.0.0.0" }, ["cidr-syntax cidr"]],
    ["an address over 255", { cidr: "10.0.256.0/16" }, ["cidr-syntax cidr"]],
    ["host bits set", { cidr: "10.0.0.1/16" }, ["cidr-host-bits cidr"]],
    ["a VPC too large", { cidr: "10.0.0.0/15" }, ["cidr-size cidr"]],
    ["a VPC too small for its tiers", { cidr: "10.0.0.0/27" }, ["subnet-prefix tiers.public.subnetPrefix", "subnet-prefix tiers.private.subnetPrefix"]],
    ["a loopback range", { cidr: "127.0.0.0/16" }, ["cidr-reserved cidr"]],
    ["a pool's block too large", { cidr: { ipamPoolId: "ipam-pool-1", netmaskLength: 8 } }, ["ipam-netmask cidr.netmaskLength"]],

    ["no zone", { availabilityZones: [] }, ["zone-count availabilityZones"]],
    ["no zone in a tier", withTier({ type: "isolated", slot: 2, availabilityZones: [] }), ["zone-count tiers.data.availabilityZones"]],
    ["a Local Zone", { availabilityZones: ["us-west-2-lax-1a"] }, ["zone-syntax availabilityZones[0]"]],
    ["a zone twice", { availabilityZones: ["apne1-az1", "apne1-az1"] }, ["zone-duplicate availabilityZones[1]"]],
    ["zone ids and names", { availabilityZones: ["apne1-az1", "ap-northeast-1a"] }, ["zone-mixed availabilityZones"]],
    ["zones of two regions", { availabilityZones: ["apne1-az1", "use2-az2"] }, ["zone-region availabilityZones"]],
    ["a zone that does not exist", { availabilityZones: ["apne1-az3"] }, ["unknown-zone availabilityZones"]],
    ["a region that does not exist", { availabilityZones: ["xx-moon-1a"] }, ["unknown-zone availabilityZones"]],
    ["too many zones for the slots", { availabilityZones: ["apne1-az1", "apne1-az4"], zoneSlots: 2 }, ["zone-slot availabilityZones[1]"]],
    ["a zone twice in a tier", withTier({ type: "isolated", slot: 2, availabilityZones: ["apne1-az1", "apne1-az1"] }), ["zone-duplicate tiers.data.availabilityZones"]],
    ["a tier in another zone", withTier({ type: "isolated", slot: 2, availabilityZones: ["apne1-az4"] }), ["tier-zone tiers.data.availabilityZones"]],

    ["no tier", { tiers: {}, nat: { mode: "none" } }, ["tier-count tiers"]],
    ["a tier with a space", { tiers: { ...valid.tiers, "my tier": { type: "isolated", slot: 3 } } }, ['tier-name tiers["my tier"]']],
    ["a tier without a slot", withTier({ type: "isolated" }), ["tier-slot tiers.data.slot"]],
    ["a slot beyond the range", withTier({ type: "isolated", slot: 16 }), ["tier-slot-range tiers.data.slot"]],
    ["a slot below zero", withTier({ type: "isolated", slot: -1 }), ["tier-slot-range tiers.data.slot"]],
    ["a slot that is taken", withTier({ type: "isolated", slot: 1 }), ["subnet-overlap tiers.data.slot"]],
    ["a slot whose room another tier may need for a zone", {
      availabilityZones: ["apne1-az1"],
      tiers: { public: { type: "public" }, data: { type: "isolated", subnetPrefix: 24, slot: 3 } },
      nat: { mode: "none" },
    }, ["subnet-overlap tiers.data.slot"]],
    ["a block in the room that another tier keeps for a zone", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.12.0/24" } }), ["subnet-overlap tiers.public.slot"]],
    ["a block at the place that its own tier keeps for a zone", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.44.0/24" } }), ["subnet-overlap tiers.data.slot"]],
    ["a tier named like a method, without a slot", { tiers: Object.fromEntries([["constructor", { type: "isolated" } as const]]), nat: { mode: "none" } }, ["tier-slot tiers.constructor.slot"]],
    ["a range named like a method", withTier({ type: "isolated", slot: 0, within: "constructor" }), ["tier-range tiers.data.within"]],
    ["subnets larger than the range", withTier({ type: "isolated", slot: 2, subnetPrefix: 17 }), ["subnet-prefix tiers.data.subnetPrefix"]],
    ["subnets smaller than /28", withTier({ type: "isolated", slot: 2, subnetPrefix: 29 }), ["subnet-prefix tiers.data.subnetPrefix"]],
    ["a range that is not there", withTier({ type: "isolated", slot: 0, within: "pods" }), ["tier-range tiers.data.within"]],
    ["a block for a zone not in use", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az4": "10.0.200.0/24" } }), ["subnet-zone tiers.data.cidrs"]],
    ["a subnet with host bits set", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.200.1/24" } }), ["cidr-host-bits tiers.data.cidrs.apne1-az1"]],
    ["a subnet outside the VPC", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.9.0.0/24" } }), ["subnet-outside tiers.data.cidrs.apne1-az1"]],
    ["a subnet in another one", withTier({ type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.0.0/24" } }), ["subnet-overlap tiers.public.slot"]],
    ["two given subnets that overlap", {
      tiers: {
        ...valid.tiers,
        data: { type: "isolated", slot: 2, cidrs: { "apne1-az1": "10.0.200.0/24", "apne1-az2": "10.0.200.0/25" } },
      },
    }, ["subnet-overlap tiers.data.cidrs"]],
    ["public addresses in a private tier", withTier({ type: "isolated", slot: 2, mapPublicIp: true }), ["map-public-ip tiers.data.mapPublicIp"]],

    ["a secondary block over the primary one", { secondaryCidrs: { more: "10.0.128.0/17" } }, ["secondary-overlap secondaryCidrs.more", "secondary-restricted secondaryCidrs.more"]],
    ["two secondary blocks that overlap", { secondaryCidrs: { a: "100.64.0.0/16", b: "100.64.1.0/24" } }, ["secondary-overlap secondaryCidrs.b"]],
    ["a secondary block in another private range", { secondaryCidrs: { more: "172.16.0.0/16" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["a private block beside a public primary one", { cidr: "100.64.0.0/16", secondaryCidrs: { more: "10.1.0.0/16" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["a block that AWS keeps in 10.0.0.0/15", { cidr: "10.1.0.0/16", secondaryCidrs: { more: "10.0.0.0/16" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["a block that AWS keeps in 172.16.0.0/12", { cidr: "172.20.0.0/16", secondaryCidrs: { more: "172.31.0.0/16" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["the benchmark range beside another", { secondaryCidrs: { more: "198.19.0.0/20" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["a block that AWS keeps beside another secondary one", { cidr: "10.2.0.0/16", secondaryCidrs: { a: "10.1.0.0/16", b: "10.0.0.0/16" } }, ["secondary-restricted secondaryCidrs.b"]],
    ["a private block beside a benchmark primary one", { cidr: "198.19.0.0/17", secondaryCidrs: { more: "10.1.0.0/16" } }, ["secondary-restricted secondaryCidrs.more"]],
    ["more blocks than the quota", { secondaryCidrs: { a: "100.64.0.0/20", b: "100.65.0.0/20", c: "100.66.0.0/20", d: "100.67.0.0/20", e: "100.68.0.0/20" } }, ["secondary-count secondaryCidrs"]],

    ["private subnets without NAT", { nat: { mode: "none" } }, ["private-needs-nat nat"]],
    ["NAT without a public tier", { tiers: { private: { type: "private" } } }, ["nat-needs-public-tier nat"]],
    ["NAT in a zone without a public subnet", { tiers: { public: { type: "public", availabilityZones: ["apne1-az1"] }, private: { type: "private" } } }, ["nat-zone-without-subnet nat.availabilityZones"]],
    ["NAT in a zone that is not there", { nat: { mode: "single", availabilityZone: "apne1-az4" } }, ["nat-zone nat.availabilityZone"]],
    ["NAT twice in a zone", { nat: { mode: "zones", availabilityZones: ["apne1-az1", "apne1-az1"] } }, ["nat-zone-duplicate nat.availabilityZones"]],
    ["an address for two zones", { nat: { mode: "per-az", allocationIds: { "apne1-az1": "eipalloc-1", "apne1-az2": "eipalloc-1" } } }, ["nat-allocation-duplicate nat.allocationIds.apne1-az2"]],
    ["NAT in no zone", { nat: { mode: "zones", availabilityZones: [] } }, ["nat-zone nat.availabilityZones"]],
    ["two public tiers, and no choice", { tiers: { ...valid.tiers, edge: { type: "public", slot: 2 } } }, ["nat-tier nat.tier"]],
    ["NAT in a private tier", { nat: { mode: "per-az", tier: "private" } }, ["nat-tier nat.tier"]],
    ["NAT in no tier", { nat: { mode: "per-az", tier: "edge" } }, ["nat-tier nat.tier"]],
    ["an address for a zone without NAT", { nat: { mode: "per-az", allocationIds: { "apne1-az4": "eipalloc-1" } } }, ["nat-allocation-zone nat.allocationIds.apne1-az4"]],
    ["regional NAT on AWS provider 5", { nat: { mode: "regional" } }, ["needs-provider nat.mode"]],

    ["an ACL rule of AWS's own number", withIngress({ 32767: rule }), ["acl-rule-number tiers.data.networkAcl.ingress.32767"]],
    ["an unknown protocol", withIngress({ 100: { ...rule, protocol: "http" } }), ["acl-protocol tiers.data.networkAcl.ingress.100.protocol"]],
    ["ports of every protocol", withIngress({ 100: { ...rule, ports: 80 } }), ["acl-ports tiers.data.networkAcl.ingress.100.ports"]],
    ["ports of ICMP by number", withIngress({ 100: { ...rule, protocol: "1", ports: 80 } }), ["acl-ports tiers.data.networkAcl.ingress.100.ports"]],
    ["a protocol named like a method", withIngress({ 100: { ...rule, protocol: "toString" } }), ["acl-protocol tiers.data.networkAcl.ingress.100.protocol"]],
    ["ports the wrong way round", withIngress({ 100: { ...rule, protocol: "tcp", ports: [443, 80] } }), ["acl-ports tiers.data.networkAcl.ingress.100.ports"]],
    ["a port over 65535", withIngress({ 100: { ...rule, protocol: "tcp", ports: 65536 } }), ["acl-ports tiers.data.networkAcl.ingress.100.ports"]],
    ["an ACL block with host bits", withIngress({ 100: { ...rule, cidr: "10.0.0.1/8" } }), ["cidr-host-bits tiers.data.networkAcl.ingress.100.cidr"]],
    ["more ACL rules than the quota", withIngress(rules(20)), ["acl-rule-count tiers.data.networkAcl.ingress"]],
    ["more ACL rules than AWS can hold", withIngress(rules(40)), ["acl-rule-count tiers.data.networkAcl.ingress"]],
    ["more IPv6 rules than the quota", withIngress(rules(20, "::/0")), ["acl-rule-count tiers.data.networkAcl.ingress"]],

    ["an RDS subnet group in one zone", withTier({ type: "isolated", slot: 2, availabilityZones: ["apne1-az1"], subnetGroups: ["rds"] }), ["subnet-group-zones tiers.data.subnetGroups"]],
    ["a subnet group twice", withTier({ type: "isolated", slot: 2, subnetGroups: ["rds", "rds"] }), ["subnet-group-duplicate tiers.data.subnetGroups"]],
    ["host names without DNS", { dns: { support: false } }, ["dns-hostnames dns.hostnames"]],
    ["five name servers", { dhcpOptions: { domainNameServers: ["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5"] } }, ["dhcp-servers dhcpOptions.domainNameServers"]],
    ["no time server", { dhcpOptions: { ntpServers: [] } }, ["dhcp-servers dhcpOptions.ntpServers"]],
    ["a name for a name server", { dhcpOptions: { domainNameServers: ["10.0.0.2", "dns.example.com"] } }, ["dhcp-address dhcpOptions.domainNameServers[1]"]],
    ["AWS's resolver for a time server", { dhcpOptions: { ntpServers: ["AmazonProvidedDNS"] } }, ["dhcp-address dhcpOptions.ntpServers[0]"]],
    ["an empty domain", { dhcpOptions: { domainName: "" } }, ["dhcp-domain-name dhcpOptions.domainName"]],
    ["an unknown NetBIOS node type", { dhcpOptions: { netbiosNodeType: 3 } }, ["dhcp-netbios dhcpOptions.netbiosNodeType"]],
    ["an interval that flow logs lack", { flowLogs: { all: { to: "cloudwatch", aggregationSeconds: 300 } } }, ["flow-log-interval flowLogs.all.aggregationSeconds"]],
    ["a retention that CloudWatch lacks", { flowLogs: { all: { to: "cloudwatch", retentionDays: 31 } } }, ["flow-log-retention flowLogs.all.retentionDays"]],
    ["a bucket's name for its ARN", { flowLogs: { all: { to: "s3", bucketArn: "my-logs" } } }, ["flow-log-arn flowLogs.all.bucketArn"]],
    ["a bucket for a stream", { flowLogs: { all: { to: "firehose", deliveryStreamArn: "arn:aws:s3:::logs" } } }, ["flow-log-arn flowLogs.all.deliveryStreamArn"]],
    ["a flow log with a space", { flowLogs: { "all of it": { to: "s3", bucketArn: "arn:aws:s3:::logs" } } }, ["flow-log-name flowLogs.all of it"]],
    ["a flow log whose role has too long a name", { name: `a${"b".repeat(60)}`, flowLogs: { all: { to: "cloudwatch" } } }, ["name-length flowLogs.all"]],
    ["a cluster with a dot", { clusters: { "my.cluster": {} } }, ['cluster-name clusters["my.cluster"]']],
    ["Karpenter in a tier that is not there", { clusters: { app: { karpenterTiers: ["nodes"] } } }, ["cluster-tier clusters.app.karpenterTiers"]],

    ["Karpenter in a tier named like a method", { clusters: { app: { karpenterTiers: ["constructor"] } } }, ["cluster-tier clusters.app.karpenterTiers"]],
    ["internal load balancers in a public tier", { clusters: { app: { loadBalancerTiers: ["public"] } } }, ["cluster-tier clusters.app.loadBalancerTiers"]],
    ["internal load balancers in no tier", { clusters: { app: { loadBalancerTiers: ["nodes"] } } }, ["cluster-tier clusters.app.loadBalancerTiers"]],

    ["an IPv6 slot beyond the /56", { dualStack: true, ...withTier({ type: "isolated", slot: 2, ipv6Slot: 64 }) }, ["ipv6-slot tiers.data.ipv6Slot"]],
    ["a secondary block without an IPv6 slot", { dualStack: true, secondaryCidrs: { pods: "100.64.0.0/16" }, ...withTier({ type: "isolated", slot: 0, within: "pods" }) }, ["ipv6-slot tiers.data.ipv6Slot"]],
    ["an IPv6 slot that is taken", { dualStack: true, ...withTier({ type: "isolated", slot: 2, ipv6Slot: 0 }) }, ["ipv6-overlap tiers.data.ipv6Slot"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("everything that is wrong is said at once", () => {
    expect(problemsWith({ cidr: "10.0.0.1/16", dns: { support: false }, flowLogs: { a: { to: "cloudwatch", retentionDays: 2 } } })).toEqual([
      "cidr-host-bits cidr",
      "dns-hostnames dns.hostnames",
      "flow-log-retention flowLogs.a.retentionDays",
    ]);
  });

  test("regional NAT with an address for another zone, or for none", () => {
    const build = (allocationIds: Record<string, string[]>) => () => {
      const stack = testStack();
      requireAwsProvider(stack, "6.24.0");
      new Vpc(stack, "vpc", { ...valid, nat: { mode: "regional", allocationIds } });
    };
    expect(problemsOf(build({ "apne1-az4": ["eipalloc-1"] }))).toEqual(["nat-allocation-zone nat.allocationIds.apne1-az4"]);
    expect(problemsOf(build({ "apne1-az1": ["eipalloc-1", "eipalloc-1"] }))).toEqual(["nat-allocation-duplicate nat.allocationIds.apne1-az1"]);
    expect(problemsOf(build({ "apne1-az1": [] }))).toEqual(["nat-allocation-empty nat.allocationIds.apne1-az1"]);
  });
});

describe("what TypeScript would refuse, from a program without its types", () => {
  /** The valid network with these members, whatever they are. */
  function problemsOfText(change: string): string[] {
    const props: VpcProps = { ...valid, ...new Function(`return (${change})`)() };
    return problemsOf(() => new Vpc(testStack(), "vpc", props));
  }

  test.each<[string, string[]]>([
    ["{ tiers: { public: { type: 'open' } } }", ["not-one-of tiers.public.type"]],
    ["{ tiers: { public: {} } }", ["not-one-of tiers.public.type"]],
    ["{ tiers: { public: undefined } }", ["missing tiers.public"]],
    ["{ tiers: undefined }", ["missing tiers"]],
    ["{ tiers: { isolated: { type: 'isolated', cidrs: { 'apne1-az1': undefined } } }, nat: undefined }", ["missing tiers.isolated.cidrs.apne1-az1"]],
    ["{ tiers: { isolated: { type: 'isolated', networkAcl: { ingress: { 100: undefined } } } }, nat: undefined }", ["missing tiers.isolated.networkAcl.egress", "missing tiers.isolated.networkAcl.ingress.100"]],
    ["{ tiers: { isolated: { type: 'isolated', networkAcl: { ingress: { 100: { action: 'accept', cidr: '::/0' } }, egress: {} } } }, nat: undefined }", ["not-one-of tiers.isolated.networkAcl.ingress.100.action"]],
    ["{ tiers: { isolated: { type: 'isolated', subnetGroups: ['aurora'] } }, nat: undefined }", ["not-one-of tiers.isolated.subnetGroups"]],
    ["{ name: undefined, cidr: undefined, availabilityZones: undefined }", ["missing name", "missing cidr", "missing availabilityZones"]],
    [JSON.stringify({ tiers: { public: { type: someToken } } }), ["not-known-at-synth tiers.public.type"]],
    ["{ zoneSlots: 3 }", ["not-one-of zoneSlots"]],
    ["{ nat: { mode: 'double' } }", ["not-one-of nat.mode"]],
    ["{ nat: { mode: 'zones' } }", ["missing nat.availabilityZones"]],
    ["{ nat: { mode: 'single' } }", ["nat-zone nat.availabilityZone"]],
    ["{ nat: { mode: 'per-az', allocationIds: { 'apne1-az1': undefined } } }", ["missing nat.allocationIds.apne1-az1"]],
    ["{ secondaryCidrs: { pods: undefined } }", ["missing secondaryCidrs.pods"]],
    ["{ flowLogs: { all: undefined } }", ["missing flowLogs.all"]],
    ["{ flowLogs: { all: { to: 'kafka' } } }", ["not-one-of flowLogs.all.to"]],
    ["{ flowLogs: { all: { to: 'cloudwatch', traffic: 'SOME' } } }", ["not-one-of flowLogs.all.traffic"]],
    ["{ flowLogs: { all: { to: 's3', bucketArn: 'arn:aws:s3:::logs', fileFormat: 'csv' } } }", ["not-one-of flowLogs.all.fileFormat"]],
    ["{ clusters: { app: undefined } }", ["missing clusters.app"]],
    ["{ blockPublicAccessExclusion: 'allow-ingress' }", ["not-one-of blockPublicAccessExclusion"]],
  ])("%s", (change, expected) => {
    expect(problemsOfText(change)).toEqual(expected);
  });
});

test("an error offers the right value where it can be computed", () => {
  const error = invalidProps(() => new Vpc(testStack(), "vpc", { ...valid, cidr: "10.0.0.0/20", ...withTier({ type: "isolated" }) }));
  expect(error.message).toBe(
    [
      'invalid Vpc at "test/vpc"',
      "  - [tier-slot] tiers.data.slot is missing",
      "      expected: slot: 2, written down so that no tier ever moves another",
      "      see: README of @terrace/vpc, section Addresses",
    ].join("\n"),
  );
});

test.each<[string, Partial<VpcProps>, string]>([
  ["overlapping slots", withTier({ type: "isolated", slot: 0 }), "expected: slot: 2, the first free one"],
  ["a slot out of range", withTier({ type: "isolated", slot: 99 }), "an integer from 0 to 15; 2 is the first free one"],
  ["a slot that collides with its own tier's block", withTier({ type: "isolated", slot: 0, cidrs: { "apne1-az1": "10.0.32.0/24" } }), "expected: slot: 3, the first free one"],
  ["too many ACL rules", withIngress(rules(39)), "at most 19, or a raised quota (up to 39)"],
  ["far too many ACL rules", withIngress(rules(40)), "expected: at most 39"],
  ["host bits", { cidr: "10.3.2.1/16" }, "expected: 10.3.0.0/16, the block that contains this address"],
  ["an unknown zone", { availabilityZones: ["apne1-az3"] }, "expected: apne1-az1, apne1-az2, apne1-az4"],
  ["a zone without a slot", { availabilityZones: ["apne1-az4"], zoneSlots: 1 }, "expected: zoneSlots: 4 or more"],
  ["regional NAT", { nat: { mode: "regional" } }, "expected: AWS provider 6.24.0 or later"],
])("the way out of %s is part of the error", (_why, change, expected) => {
  expect(invalidProps(() => new Vpc(testStack(), "vpc", { ...valid, ...change })).message).toContain(expected);
});

describe("warnings and what can be accepted", () => {
  test("a range that AWS services use themselves is a warning", () => {
    const stack = testStack();
    new Vpc(stack, "vpc", { ...valid, cidr: "172.17.0.0/16" });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("[cidr-conflict] cidr")]);
  });

  test("NAT that nobody uses is a warning", () => {
    const stack = testStack();
    new Vpc(stack, "vpc", { ...valid, tiers: { public: { type: "public" } }, nat: { mode: "single", availabilityZone: "apne1-az1" } });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("[nat-unused] nat")]);
  });

  test("a zone newer than the table can be accepted, with a reason", () => {
    const stack = testStack();
    accept(stack, "unknown-zone", "apne1-az3 is open to us");
    new Vpc(stack, "vpc", { ...valid, availabilityZones: ["apne1-az3"] });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("accepted: apne1-az3 is open to us")]);
  });

  test("more subnets than the quota can be accepted", () => {
    const many = Object.fromEntries(
      Array.from({ length: 201 }, (_, n) => [`t${n}`, { type: "isolated", slot: n, subnetPrefix: 28, availabilityZones: ["apne1-az1"] } as const]),
    );
    const build = (stack = testStack()) => new Vpc(stack, "vpc", { ...valid, nat: { mode: "none" }, tiers: many });
    expect(problemsOf(build)).toEqual(["subnet-count tiers"]);
    const stack = testStack();
    accept(stack, "subnet-count", "raised to 300");
    build(stack);
    expect(warningsOf(stack)).toHaveLength(1);
  });
});

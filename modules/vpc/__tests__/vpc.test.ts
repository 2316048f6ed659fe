import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { Lazy, Token, type TerraformStack } from "cdktf";
import fc from "fast-check";
import type { NetworkAclRule, TierProps, VpcProps } from "../src/props";
import { Vpc } from "../src/vpc";

const props: VpcProps = {
  name: "dev-shop-vpc",
  cidr: "10.0.0.0/16",
  availabilityZones: ["apne1-az1", "apne1-az2"],
  tiers: { public: { type: "public" }, private: { type: "private" }, isolated: { type: "isolated" } },
  nat: { mode: "per-az" },
};

function template(change: Partial<VpcProps> = {}, stack: TerraformStack = testStack()): Template {
  new Vpc(stack, "vpc", { ...props, ...change });
  return synth(stack);
}

/** The resource of a type whose address id begins with `vpc_<id>`. CDKTF ends it with a hash. */
function find(from: Template, type: string, id: string) {
  const resources = Object.entries(resourcesOf(from, type));
  const found = resources.filter(([address]) => address.replace(/_[0-9A-F]{8}$/, "") === `vpc_${id}`);
  expect(found).toHaveLength(1);
  return found[0]?.[1] ?? {};
}

/** The address that a reference points at, without hash and attribute. */
function target(reference: unknown): string {
  return String(reference).replace(/^\$\{(.*?)(_[0-9A-F]{8})?\.\w+\}$/, "$1");
}

describe("the VPC itself", () => {
  test("has the range, DNS, and its name beside the caller's tags", () => {
    expect(only(template({ tags: { Team: "web" } }), "aws_vpc")).toMatchObject({
      cidr_block: "10.0.0.0/16",
      enable_dns_support: true,
      enable_dns_hostnames: true,
      tags: { Name: "dev-shop-vpc", Team: "web" },
    });
  });

  test("has DNS switched off where the caller says so", () => {
    const off = { enable_dns_support: false, enable_dns_hostnames: false };
    expect(only(template({ dns: { support: false, hostnames: false } }), "aws_vpc")).toMatchObject(off);
  });

  test("takes its range from an IPAM pool, and cuts subnets from what it gives", () => {
    const made = template({ cidr: { ipamPoolId: "ipam-pool-1", netmaskLength: 20 } });
    expect(only(made, "aws_vpc")).toMatchObject({ ipv4_ipam_pool_id: "ipam-pool-1", ipv4_netmask_length: 20 });
    expect(only(made, "aws_vpc")).not.toHaveProperty("cidr_block");
    expect(find(made, "aws_subnet", "private-apne1-az2").cidr_block).toMatch(/^\$\{cidrsubnet\(aws_vpc\.\w+\.cidr_block, 6, 5\)\}$/);
  });

  test("is overridden last, by the provider's own arguments", () => {
    const made = template({
      override: {
        vpc: { instanceTenancy: "dedicated", enableDnsSupport: false },
        subnet: { privateDnsHostnameTypeOnLaunch: "resource-name" },
        natGateway: { connectivityType: "public" },
        defaultNetworkAcl: { lifecycle: { ignoreChanges: "all" } },
      },
    });
    expect(only(made, "aws_vpc")).toMatchObject({ instance_tenancy: "dedicated", enable_dns_support: false });
    expect(find(made, "aws_subnet", "public-apne1-az1").private_dns_hostname_type_on_launch).toBe("resource-name");
    expect(find(made, "aws_nat_gateway", "nat-apne1-az1").connectivity_type).toBe("public");
    expect(only(made, "aws_default_network_acl").lifecycle).toEqual({ ignore_changes: "all" });
  });
});

describe("subnets", () => {
  test("stand in zones by id or by name", () => {
    expect(find(template(), "aws_subnet", "public-apne1-az1")).toMatchObject({ availability_zone_id: "apne1-az1" });
    const named = template({ availabilityZones: ["ap-northeast-1a"] });
    expect(find(named, "aws_subnet", "public-ap-northeast-1a")).toMatchObject({ availability_zone: "ap-northeast-1a" });
    expect(find(named, "aws_subnet", "public-ap-northeast-1a")).not.toHaveProperty("availability_zone_id");
  });

  test("give public addresses only on request", () => {
    const made = template({ tiers: { ...props.tiers, edge: { type: "public", slot: 3, mapPublicIp: true } }, nat: { mode: "per-az", tier: "public" } });
    expect(find(made, "aws_subnet", "public-apne1-az1").map_public_ip_on_launch).toBe(false);
    expect(find(made, "aws_subnet", "edge-apne1-az1").map_public_ip_on_launch).toBe(true);
  });

  test("of a secondary block wait for it", () => {
    const made = template({
      secondaryCidrs: { pods: "100.64.0.0/16" },
      tiers: { ...props.tiers, pods: { type: "isolated", within: "pods", slot: 1 } },
    });
    expect(only(made, "aws_vpc_ipv4_cidr_block_association").cidr_block).toBe("100.64.0.0/16");
    const subnet = find(made, "aws_subnet", "pods-apne1-az2");
    expect(subnet.cidr_block).toBe("100.64.20.0/22");
    expect(subnet.depends_on).toEqual([expect.stringMatching(/^aws_vpc_ipv4_cidr_block_association\.vpc_cidr-pods/)]);
    expect(find(made, "aws_subnet", "private-apne1-az1")).not.toHaveProperty("depends_on");
  });

  test("carry the tags of the clusters that live there, a key for each", () => {
    const clusters = { blue: { karpenterTiers: ["private"] }, green: { karpenterTiers: ["private", "isolated"] } };
    const made = template({ clusters, tiers: { ...props.tiers, private: { type: "private", tags: { Team: "web" } } } });
    expect(find(made, "aws_subnet", "public-apne1-az1").tags).toEqual({
      Name: "dev-shop-vpc-public-apne1-az1",
      "kubernetes.io/role/elb": "1",
    });
    expect(find(made, "aws_subnet", "private-apne1-az1").tags).toEqual({
      Name: "dev-shop-vpc-private-apne1-az1",
      Team: "web",
      "karpenter.sh/discovery/blue": "true",
      "karpenter.sh/discovery/green": "true",
      "kubernetes.io/role/internal-elb": "1",
    });
    expect(find(made, "aws_subnet", "isolated-apne1-az1").tags).toEqual({
      Name: "dev-shop-vpc-isolated-apne1-az1",
      "karpenter.sh/discovery/green": "true",
    });
  });

  test.each<[string, Partial<VpcProps>, string[]]>([
    ["the private tiers", { clusters: { blue: {} } }, ["private"]],
    ["the isolated tiers without private ones", { clusters: { blue: {} }, tiers: { isolated: { type: "isolated" } }, nat: { mode: "none" } }, ["isolated"]],
    ["the tiers that the clusters name", { clusters: { blue: { loadBalancerTiers: ["isolated"] }, green: { loadBalancerTiers: ["private"] } } }, ["private", "isolated"]],
    ["no tier without a cluster", {}, []],
  ])("carry the tag of internal load balancers in %s", (_why, change, expected) => {
    const tagged = Object.values(resourcesOf(template(change), "aws_subnet")).filter(({ tags }) => JSON.stringify(tags).includes("/internal-elb"));
    const names = tagged.map(({ tags }) => /vpc-(\w+)-apne1-az1"/.exec(JSON.stringify(tags))?.[1]);
    expect(names.filter((name) => name !== undefined)).toEqual(expected);
  });
});

describe("the way out", () => {
  test("every subnet has a route table of its own; public goes to the internet gateway, isolated nowhere", () => {
    const made = template();
    expect(inventory(made)).toMatchObject({ aws_route_table: 6, aws_route_table_association: 6, aws_route: 4 });
    const association = find(made, "aws_route_table_association", "isolated-apne1-az2-route-table-association");
    expect(target(association.subnet_id)).toBe("aws_subnet.vpc_isolated-apne1-az2");
    expect(target(association.route_table_id)).toBe("aws_route_table.vpc_isolated-apne1-az2-route-table");
    const route = find(made, "aws_route", "public-apne1-az1-ipv4-route");
    expect(route.destination_cidr_block).toBe("0.0.0.0/0");
    expect(target(route.gateway_id)).toBe("aws_internet_gateway.vpc_internet-gateway");
  });

  test.each<[VpcProps["nat"], string[], string]>([
    [{ mode: "per-az" }, ["nat-apne1-az1", "nat-apne1-az2"], "nat-apne1-az2"],
    [{ mode: "single", availabilityZone: "apne1-az1" }, ["nat-apne1-az1"], "nat-apne1-az1"],
    [{ mode: "zones", availabilityZones: ["apne1-az2", "apne1-az1"] }, ["nat-apne1-az2", "nat-apne1-az1"], "nat-apne1-az2"],
    [{ mode: "zones", availabilityZones: ["apne1-az1"] }, ["nat-apne1-az1"], "nat-apne1-az1"],
  ])("NAT %j makes %j, and the second zone uses %s", (nat, gateways, used) => {
    const made = template({ nat });
    expect(Object.keys(resourcesOf(made, "aws_nat_gateway"))).toHaveLength(gateways.length);
    for (const gateway of gateways) {
      const { subnet_id, allocation_id, depends_on } = find(made, "aws_nat_gateway", gateway);
      expect(target(subnet_id)).toBe(`aws_subnet.vpc_${gateway.replace("nat-", "public-")}`);
      expect(target(allocation_id)).toBe(`aws_eip.vpc_${gateway}-eip`);
      expect(depends_on).toEqual([expect.stringContaining("aws_internet_gateway.")]);
      expect(find(made, "aws_eip", `${gateway}-eip`).depends_on).toEqual([expect.stringContaining("aws_internet_gateway.")]);
    }
    const route = find(made, "aws_route", "private-apne1-az2-ipv4-route");
    expect(target(route.nat_gateway_id)).toBe(`aws_nat_gateway.vpc_${used}`);
  });

  test("NAT stands in the tier that the caller chose, behind addresses that exist already", () => {
    const tiers: Record<string, TierProps> = { ...props.tiers, edge: { type: "public", slot: 3 } };
    const made = template({ tiers, nat: { mode: "per-az", tier: "edge", allocationIds: { "apne1-az1": "eipalloc-1" } } });
    const gateway = find(made, "aws_nat_gateway", "nat-apne1-az1");
    expect(gateway.allocation_id).toBe("eipalloc-1");
    expect(target(gateway.subnet_id)).toBe("aws_subnet.vpc_edge-apne1-az1");
    expect(Object.keys(resourcesOf(made, "aws_eip"))).toHaveLength(1);
  });

  test("NAT is made only in zones with a private subnet", () => {
    const tiers: Record<string, TierProps> = { ...props.tiers, private: { type: "private", availabilityZones: ["apne1-az2"] } };
    expect(inventory(template({ tiers }))).toMatchObject({ aws_nat_gateway: 1, aws_eip: 1 });
  });

  test("an isolated network has no gateway at all", () => {
    const made = template({ tiers: { isolated: { type: "isolated" } }, nat: { mode: "none" } });
    for (const type of ["aws_internet_gateway", "aws_nat_gateway", "aws_eip", "aws_route"]) {
      expect(inventory(made)).not.toHaveProperty(type);
    }
  });

  test("regional NAT has no subnet, and raises nothing when the provider is new enough", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.24.0");
    const vpc = new Vpc(stack, "vpc", {
      ...props,
      tiers: { private: { type: "private" } },
      nat: { mode: "regional", allocationIds: { "apne1-az1": ["eipalloc-1", "eipalloc-2"] } },
    });
    const made = synth(stack);
    const gateway = only(made, "aws_nat_gateway");
    expect(gateway).toMatchObject({
      availability_mode: "regional",
      availability_zone_address: [{ allocation_ids: ["eipalloc-1", "eipalloc-2"], availability_zone_id: "apne1-az1" }],
    });
    expect(target(gateway.vpc_id)).toBe("aws_vpc.vpc");
    expect(gateway).not.toHaveProperty("subnet_id");
    expect(target(find(made, "aws_route", "private-apne1-az1-ipv4-route").nat_gateway_id)).toBe("aws_nat_gateway.vpc_nat-regional");
    expect(inventory(made)).toMatchObject({ aws_internet_gateway: 1 });
    expect(render(stack, vpc.natPublicIps)).toMatch(/regional_nat_gateway_address\[\*\]\.public_ip\}$/);
  });

  test("regional NAT without addresses leaves them to AWS; zones can have names", () => {
    const build = (nat: VpcProps["nat"], availabilityZones = props.availabilityZones) => {
      const stack = testStack();
      requireAwsProvider(stack, "6.24.0");
      return only(template({ nat, availabilityZones }, stack), "aws_nat_gateway");
    };
    expect(build({ mode: "regional" })).not.toHaveProperty("availability_zone_address");
    const named = build({ mode: "regional", allocationIds: { "ap-northeast-1a": ["eipalloc-1"] } }, ["ap-northeast-1a"]);
    expect(named.availability_zone_address).toEqual([{ allocation_ids: ["eipalloc-1"], availability_zone: "ap-northeast-1a" }]);
  });
});

describe("dual stack", () => {
  const made = template({ dualStack: true });

  test("gives the VPC a /56 and every subnet a /64 at the same place", () => {
    expect(only(made, "aws_vpc").assign_generated_ipv6_cidr_block).toBe(true);
    expect(find(made, "aws_subnet", "private-apne1-az2")).toMatchObject({
      cidr_block: "10.0.20.0/22",
      ipv6_cidr_block: expect.stringMatching(/^\$\{cidrsubnet\(aws_vpc\.\w+\.ipv6_cidr_block, 8, 20\)\}$/),
      assign_ipv6_address_on_creation: true,
    });
  });

  test("routes IPv6 of public tiers to the internet gateway, of private tiers outwards only", () => {
    const open = find(made, "aws_route", "public-apne1-az1-ipv6-route");
    expect(open.destination_ipv6_cidr_block).toBe("::/0");
    expect(target(open.gateway_id)).toBe("aws_internet_gateway.vpc_internet-gateway");
    const outwards = find(made, "aws_route", "private-apne1-az1-ipv6-route");
    expect(target(outwards.egress_only_gateway_id)).toBe("aws_egress_only_internet_gateway.vpc_egress-only-gateway");
  });

  test("opens the tiers' ACLs for IPv6 too", () => {
    expect(find(made, "aws_network_acl", "private-network-acl").ingress).toEqual([
      expect.objectContaining({ rule_no: 100, cidr_block: "0.0.0.0/0" }),
      expect.objectContaining({ rule_no: 101, ipv6_cidr_block: "::/0" }),
    ]);
  });

  test("gives private tiers a way out by IPv6 alone, without NAT", () => {
    const stack = testStack();
    const vpc = new Vpc(stack, "vpc", { ...props, dualStack: true, tiers: { private: { type: "private" } }, nat: { mode: "none" } });
    const outwards = Object.values(resourcesOf(synth(stack), "aws_route"));
    expect(outwards).toHaveLength(2);
    for (const route of outwards) expect(route.destination_ipv6_cidr_block).toBe("::/0");
    expect(vpc.network.subnets.map(({ egress }) => egress)).toEqual(["none", "none"]);
  });

  test("makes no egress-only gateway without private tiers, and nothing of it without being asked", () => {
    const isolated = template({ dualStack: true, tiers: { isolated: { type: "isolated" } }, nat: { mode: "none" } });
    expect(inventory(isolated)).not.toHaveProperty("aws_egress_only_internet_gateway");
    expect(find(template(), "aws_subnet", "public-apne1-az1")).not.toHaveProperty("ipv6_cidr_block");
  });
});

describe("network ACLs", () => {
  test("stand on every tier, open where the caller says nothing", () => {
    const acl = find(template(), "aws_network_acl", "isolated-network-acl");
    expect(acl.subnet_ids).toHaveLength(2);
    const open = { action: "allow", cidr_block: "0.0.0.0/0", protocol: "-1", rule_no: 100, from_port: 0, to_port: 0 };
    expect(acl).toMatchObject({ ingress: [open], egress: [open] });
  });

  test("hold the caller's rules, lowest number first", () => {
    const made = template({
      tiers: {
        ...props.tiers,
        isolated: {
          type: "isolated",
          networkAcl: {
            ingress: {
              200: { action: "deny", cidr: "::/0", protocol: "58" },
              100: { action: "allow", cidr: "10.0.0.0/16", protocol: "tcp", ports: 5432 },
              150: { action: "allow", cidr: "10.0.0.0/16", protocol: "icmp" },
            },
            egress: { 100: { action: "allow", cidr: "10.0.0.0/16", protocol: "udp", ports: [1024, 65535] } },
          },
        },
      },
    });
    expect(find(made, "aws_network_acl", "isolated-network-acl")).toMatchObject({
      ingress: [
        { rule_no: 100, action: "allow", protocol: "6", from_port: 5432, to_port: 5432, cidr_block: "10.0.0.0/16" },
        { rule_no: 150, protocol: "1", icmp_type: -1, icmp_code: -1 },
        { rule_no: 200, action: "deny", protocol: "58", ipv6_cidr_block: "::/0", cidr_block: null },
      ],
      egress: [{ rule_no: 100, protocol: "17", from_port: 1024, to_port: 65535 }],
    });
  });
});

describe("a network ACL's rule", () => {
  function ingress(rule: Pick<NetworkAclRule, "protocol" | "ports">) {
    const networkAcl = { ingress: { 100: { action: "allow", cidr: "0.0.0.0/0", ...rule } }, egress: {} } as const;
    const made = template({ tiers: { isolated: { type: "isolated", networkAcl } }, nat: { mode: "none" } });
    return only(made, "aws_network_acl").ingress;
  }

  test.each(["tcp", "udp", "6", "17"])("of %s without ports is for every port", (protocol) => {
    expect(ingress({ protocol })).toEqual([expect.objectContaining({ from_port: 0, to_port: 65535 })]);
  });

  test.each(["icmp", "icmpv6", "1", "58"])("of %s is for every type and code", (protocol) => {
    expect(ingress({ protocol })).toEqual([expect.objectContaining({ icmp_type: -1, icmp_code: -1, from_port: 0, to_port: 0 })]);
  });

  test("of another protocol by number has neither ports nor types", () => {
    expect(ingress({ protocol: "47" })).toEqual([expect.objectContaining({ protocol: "47", from_port: 0, to_port: 0, icmp_type: null })]);
  });
});

describe("what AWS makes by default", () => {
  test("is locked: no rule, no route", () => {
    const made = template();
    expect(only(made, "aws_default_security_group")).toMatchObject({ ingress: [], egress: [] });
    expect(only(made, "aws_default_route_table").route).toEqual([]);
    expect(target(only(made, "aws_default_route_table").default_route_table_id)).toBe("aws_vpc.vpc");
    expect(only(made, "aws_default_network_acl")).toMatchObject({ lifecycle: { ignore_changes: ["subnet_ids"] } });
    expect(only(made, "aws_default_network_acl")).not.toHaveProperty("ingress");
  });

  test.each(["securityGroup", "routeTable", "networkAcl"] as const)("%s stays as AWS made it on request", (name) => {
    const type = { securityGroup: "aws_default_security_group", routeTable: "aws_default_route_table", networkAcl: "aws_default_network_acl" }[name];
    const made = template({ lockDefaults: { [name]: false } });
    expect(inventory(made)).not.toHaveProperty(type);
    expect(Object.keys(inventory(made)).filter((other) => other.startsWith("aws_default_"))).toHaveLength(2);
  });
});

describe("flow logs", () => {
  test("record refused traffic in CloudWatch by default, through a role for this account and group only", () => {
    const made = template();
    expect(only(made, "aws_flow_log")).toMatchObject({
      traffic_type: "REJECT",
      log_destination_type: "cloud-watch-logs",
      max_aggregation_interval: 600,
    });
    expect(only(made, "aws_cloudwatch_log_group")).toMatchObject({ name: "/vpc/dev-shop-vpc-flow-log-rejected", retention_in_days: 90 });
    const role = only(made, "aws_iam_role");
    expect(role.name).toBe("dev-shop-vpc-flow-log-rejected");
    expect(role.assume_role_policy).toMatch(/vpc-flow-logs\.amazonaws\.com.*aws:SourceAccount.*aws_vpc\.\w+\.owner_id/);
    expect(only(made, "aws_iam_role_policy").policy).toMatch(/logs:PutLogEvents.*aws_cloudwatch_log_group\.[\w-]+\.arn/);
    expect(target(only(made, "aws_flow_log").iam_role_arn)).toBe("aws_iam_role.vpc_flow-log-rejected-role");
    expect(only(made, "aws_flow_log").depends_on).toEqual([expect.stringContaining("aws_iam_role_policy.vpc_flow-log-rejected-role-policy")]);
  });

  test("go to CloudWatch with a key and a retention, to a bucket, or to a stream", () => {
    const made = template({
      flowLogs: {
        all: { to: "cloudwatch", retentionDays: 365, kmsKeyArn: "arn:aws:kms:key" },
        files: { to: "s3", bucketArn: "arn:aws:s3:::logs", fileFormat: "parquet", perHourPartition: true, hiveCompatiblePartitions: true, traffic: "ACCEPT", aggregationSeconds: 60 },
        stream: { to: "firehose", deliveryStreamArn: "arn:aws:firehose:stream", format: "${version} $${srcaddr}" },
      },
    });
    expect(only(made, "aws_cloudwatch_log_group")).toMatchObject({ retention_in_days: 365, kms_key_id: "arn:aws:kms:key" });
    expect(find(made, "aws_flow_log", "flow-log-files")).toMatchObject({
      traffic_type: "ACCEPT",
      max_aggregation_interval: 60,
      log_destination_type: "s3",
      log_destination: "arn:aws:s3:::logs",
      destination_options: { file_format: "parquet", per_hour_partition: true, hive_compatible_partitions: true },
    });
    expect(find(made, "aws_flow_log", "flow-log-stream")).toMatchObject({
      traffic_type: "ALL",
      log_destination_type: "kinesis-data-firehose",
      log_destination: "arn:aws:firehose:stream",
      log_format: "$${version} $${srcaddr}",
    });
  });

  test("take a format that is known only after apply", () => {
    const format = Lazy.stringValue({ produce: () => "later" });
    const made = template({ flowLogs: { files: { to: "s3", bucketArn: "arn:aws:s3:::logs", format } } });
    expect(only(made, "aws_flow_log").log_format).toBe("later");
  });

  test("are switched off by an empty object", () => {
    const made = template({ flowLogs: {} });
    expect(inventory(made)).not.toHaveProperty("aws_flow_log");
    expect(inventory(made)).not.toHaveProperty("aws_iam_role");
  });
});

test("DHCP options keep AWS's resolver unless name servers are given", () => {
  const made = template({ dhcpOptions: { domainName: "corp.example.com" } });
  expect(only(made, "aws_vpc_dhcp_options").domain_name_servers).toEqual(["AmazonProvidedDNS"]);
});

test("DHCP options are made and associated on request", () => {
  const made = template({
    dhcpOptions: {
      domainName: "corp.example.com",
      domainNameServers: ["10.0.0.2"],
      ntpServers: ["169.254.169.123"],
      netbiosNameServers: ["10.0.0.3"],
      netbiosNodeType: 2,
    },
  });
  expect(only(made, "aws_vpc_dhcp_options")).toMatchObject({
    domain_name: "corp.example.com",
    domain_name_servers: ["10.0.0.2"],
    ntp_servers: ["169.254.169.123"],
    netbios_name_servers: ["10.0.0.3"],
    netbios_node_type: "2",
  });
  expect(target(only(made, "aws_vpc_dhcp_options_association").dhcp_options_id)).toBe("aws_vpc_dhcp_options.vpc_dhcp-options");
  expect(inventory(template())).not.toHaveProperty("aws_vpc_dhcp_options");
});

test("subnet groups are made of a tier's subnets on request", () => {
  const stack = testStack();
  const tiers: Record<string, TierProps> = { ...props.tiers, isolated: { type: "isolated", subnetGroups: ["rds", "elasticache"] } };
  const vpc = new Vpc(stack, "vpc", { ...props, tiers });
  const made = synth(stack);
  for (const type of ["aws_db_subnet_group", "aws_elasticache_subnet_group"]) {
    expect(only(made, type)).toMatchObject({ name: "dev-shop-vpc-isolated" });
    expect(only(made, type).subnet_ids).toEqual([
      expect.stringContaining("isolated-apne1-az1"),
      expect.stringContaining("isolated-apne1-az2"),
    ]);
  }
  expect(render(stack, vpc.subnetGroupNames)).toEqual({
    "isolated-rds": expect.stringContaining("aws_db_subnet_group."),
    "isolated-elasticache": expect.stringContaining("aws_elasticache_subnet_group."),
  });
});

test("the VPC is exempted from Block Public Access on request", () => {
  const made = template({ blockPublicAccessExclusion: "allow-egress" });
  expect(only(made, "aws_vpc_block_public_access_exclusion")).toMatchObject({ internet_gateway_exclusion_mode: "allow-egress" });
});

test("the network is offered as plain data: what is known as literals, ids as tokens", () => {
  const stack = testStack();
  const { network, natPublicIps, vpcId } = new Vpc(stack, "vpc", { ...props, secondaryCidrs: { pods: "100.64.0.0/16" } });
  expect(network).toMatchObject({ cidrBlocks: ["10.0.0.0/16", "100.64.0.0/16"], dualStack: false, dns: { support: true, hostnames: true } });
  expect(render(stack, network.vpcId)).toBe(render(stack, vpcId));
  expect(Token.isUnresolved(vpcId)).toBe(true);
  expect(network.subnets.map(({ tier, availabilityZone, cidrBlock, egress }) => [tier, availabilityZone, cidrBlock, egress])).toEqual([
    ["public", "apne1-az1", "10.0.0.0/22", "internet-gateway"],
    ["public", "apne1-az2", "10.0.4.0/22", "internet-gateway"],
    ["private", "apne1-az1", "10.0.16.0/22", "nat"],
    ["private", "apne1-az2", "10.0.20.0/22", "nat"],
    ["isolated", "apne1-az1", "10.0.32.0/22", "none"],
    ["isolated", "apne1-az2", "10.0.36.0/22", "none"],
  ]);
  expect(render(stack, natPublicIps)).toEqual([
    expect.stringMatching(/nat-apne1-az1.*public_ip/),
    expect.stringMatching(/nat-apne1-az2.*public_ip/),
  ]);
});

describe("addresses stay", () => {
  /** Every resource by address, but for the lists of subnets, which grow and shrink with them. */
  function resources(change: Partial<VpcProps>): Map<string, string> {
    const made = template(change);
    return new Map(
      Object.entries(made.resource ?? {}).flatMap(([type, byId]) =>
        Object.entries(byId).map(([id, { subnet_ids: _subnets, ...rest }]) => [`${type}.${id}`, JSON.stringify(rest)]),
      ),
    );
  }

  const allZones = ["apne1-az1", "apne1-az2", "apne1-az4"];
  const networks = fc
    .record({
      availabilityZones: fc.shuffledSubarray(allZones, { minLength: 2 }),
      names: fc.shuffledSubarray(["public", "private", "isolated", "data", "ops"], { minLength: 3 }),
      nat: fc.constantFrom("per-az", "single", "zones"),
      dualStack: fc.boolean(),
    })
    .map(({ availabilityZones, names, nat, dualStack }) => {
      const known: Record<string, TierProps> = {
        public: { type: "public" },
        private: { type: "private", subnetPrefix: 21 },
        isolated: { type: "isolated", slot: 6 },
        data: { type: "isolated", slot: 9, subnetGroups: ["elasticache"] },
        ops: { type: "isolated", slot: 12 },
      };
      const wanted = [...new Set(["public", ...names])];
      const tiers = Object.fromEntries(wanted.flatMap((name) => (known[name] === undefined ? [] : [[name, known[name]]])));
      const [zone = ""] = availabilityZones;
      const modes = {
        "per-az": { mode: "per-az" },
        single: { mode: "single", availabilityZone: zone },
        zones: { mode: "zones", availabilityZones: [zone] },
      } as const;
      return { availabilityZones, tiers, dualStack, nat: modes[nat] };
    });

  const few = { numRuns: 12 };

  test("when a zone is added: only additions", () => {
    fc.assert(
      fc.property(networks, fc.nat(2), (network, position) => {
        const added = allZones.find((zone) => !network.availabilityZones.includes(zone));
        fc.pre(added !== undefined);
        const before = resources(network);
        const after = resources({ ...network, availabilityZones: network.availabilityZones.toSpliced(position, 0, added ?? "") });
        for (const [address, resource] of before) expect([address, after.get(address)]).toEqual([address, resource]);
        expect(after.size).toBeGreaterThan(before.size);
      }),
      few,
    );
  });

  test("when a tier is inserted before the others: only additions", () => {
    fc.assert(
      fc.property(networks, (network) => {
        const before = resources(network);
        const after = resources({ ...network, tiers: { first: { type: "isolated", slot: 15 }, ...network.tiers } });
        for (const [address, resource] of before) expect([address, after.get(address)]).toEqual([address, resource]);
        expect(after.size - before.size).toBe(3 * network.availabilityZones.length + 1);
      }),
      few,
    );
  });

  test("when a tier is removed: only its own go", () => {
    fc.assert(
      fc.property(networks, (network) => {
        const gone = Object.keys(network.tiers).find((name) => network.tiers[name]?.type === "isolated");
        fc.pre(gone !== undefined);
        const before = resources(network);
        const after = resources({ ...network, tiers: Object.fromEntries(Object.entries(network.tiers).filter(([name]) => name !== gone)) });
        for (const [address, resource] of after) expect([address, before.get(address)]).toEqual([address, resource]);
        const lost = [...before.keys()].filter((address) => !after.has(address));
        expect(lost.every((address) => address.includes(`.vpc_${gone}-`))).toBe(true);
      }),
      few,
    );
  });

  test("when the NAT mode changes: gateways of the same zone stay", () => {
    const single = addresses(template({ nat: { mode: "single", availabilityZone: "apne1-az1" } }));
    const perZone = addresses(template({ nat: { mode: "per-az" } }));
    expect(single.filter((address) => !perZone.includes(address))).toEqual([]);
  });
});

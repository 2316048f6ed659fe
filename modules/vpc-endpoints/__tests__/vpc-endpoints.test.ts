import type { EndpointRef, NetworkRef, SubnetRef } from "@terrace/core";
import { inventory, only, render, resourcesOf, synth, testStack, type Template } from "@terrace/testkit";
import { Lazy, type TerraformStack } from "cdktf";
import type { InterfaceEndpointProps, VpcEndpointsProps } from "../src/props";
import { VpcEndpoints } from "../src/vpc-endpoints";

const zones = ["apne1-az1", "apne1-az2"];

/** A value that is known only after apply. */
function later(value: string): string {
  return Lazy.stringValue({ produce: () => value });
}

function subnet(tier: string, availabilityZone: string): SubnetRef {
  const key = `${tier}-${availabilityZone}`;
  return { tier, availabilityZone, subnetId: `subnet-${key}`, routeTableId: later(`rtb-${key}`), cidrBlock: "10.0.0.0/22", egress: "none" };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16", "100.64.0.0/16"],
  dualStack: true,
  dns: { support: true, hostnames: true },
  subnets: ["private", "isolated"].flatMap((tier) => zones.map((zone) => subnet(tier, zone))),
  endpoints: [],
};

const props: VpcEndpointsProps = { name: "dev-shop-vpc", network, region: "ap-northeast-1", tier: "isolated" };

function build(change: Partial<VpcEndpointsProps> = {}, stack: TerraformStack = testStack()): VpcEndpoints {
  return new VpcEndpoints(stack, "endpoints", { ...props, ...change });
}

function template(change: Partial<VpcEndpointsProps> = {}): Template {
  const stack = testStack();
  build(change, stack);
  return synth(stack);
}

/** One interface endpoint of CloudWatch Logs, as it stands in the JSON. */
function logs(endpoint: InterfaceEndpointProps = {}) {
  return only(template({ interfaces: { logs: endpoint } }), "aws_vpc_endpoint");
}

/** A field of every resource of a type, by the address id without CDKTF's hash. */
function fieldOf(from: Template, type: string, field: string) {
  const entries = Object.entries(resourcesOf(from, type)).map(([id, block]) => [id.replace(/_[0-9A-F]{8}$/, ""), block[field]]);
  return Object.fromEntries(entries);
}

function facts(change: Partial<VpcEndpointsProps>): readonly EndpointRef[] {
  return build(change).network.endpoints;
}

describe("gateways", () => {
  test("are made in the VPC, with their name beside the caller's tags", () => {
    expect(only(template({ gateways: { s3: {} }, tags: { Team: "web" } }), "aws_vpc_endpoint")).toEqual(
      expect.objectContaining({
        vpc_id: "vpc-1",
        service_name: "com.amazonaws.ap-northeast-1.s3",
        vpc_endpoint_type: "Gateway",
        tags: { Name: "dev-shop-vpc-s3", Team: "web" },
      }),
    );
  });

  test("lie on the route table of every subnet", () => {
    const made = template({ gateways: { dynamodb: {} } });
    expect(fieldOf(made, "aws_vpc_endpoint_route_table_association", "route_table_id")).toEqual({
      "endpoints_dynamodb-private-apne1-az1": "rtb-private-apne1-az1",
      "endpoints_dynamodb-private-apne1-az2": "rtb-private-apne1-az2",
      "endpoints_dynamodb-isolated-apne1-az1": "rtb-isolated-apne1-az1",
      "endpoints_dynamodb-isolated-apne1-az2": "rtb-isolated-apne1-az2",
    });
    const [endpoint] = Object.keys(resourcesOf(made, "aws_vpc_endpoint"));
    const references = Object.values(fieldOf(made, "aws_vpc_endpoint_route_table_association", "vpc_endpoint_id"));
    expect(new Set(references)).toEqual(new Set([`\${aws_vpc_endpoint.${endpoint}.id}`]));
  });

  test("lie on the route tables of the chosen tiers only", () => {
    const made = template({ gateways: { s3: { tiers: ["isolated"] } } });
    expect(Object.keys(fieldOf(made, "aws_vpc_endpoint_route_table_association", "route_table_id"))).toEqual([
      "endpoints_s3-isolated-apne1-az1",
      "endpoints_s3-isolated-apne1-az2",
    ]);
  });

  test("take a route table that subnets share once, under its own id, whichever zone is first", () => {
    const shared = network.subnets.map((one) => ({ ...one, routeTableId: `rtb-${one.tier}` }));
    const idsFor = (subnets: SubnetRef[]) =>
      Object.keys(fieldOf(template({ gateways: { s3: {} }, network: { ...network, subnets } }), "aws_vpc_endpoint_route_table_association", "id"));
    expect(idsFor(shared)).toEqual(["endpoints_s3-rtb-private", "endpoints_s3-rtb-isolated"]);
    expect(idsFor(shared.slice(1))).toEqual(["endpoints_s3-rtb-private", "endpoints_s3-rtb-isolated"]);
  });

  test("need no tier, no security group and no association with a subnet", () => {
    expect(inventory(template({ gateways: { s3: {} }, tier: undefined }))).toEqual({
      aws_vpc_endpoint: 1,
      aws_vpc_endpoint_route_table_association: 4,
    });
  });
});

describe("interfaces", () => {
  test("have private DNS, IPv4 addresses and the common security group", () => {
    const made = template({ interfaces: { logs: {} }, tags: { Team: "web" } });
    const [group] = Object.keys(resourcesOf(made, "aws_security_group"));
    expect(only(made, "aws_vpc_endpoint")).toEqual(
      expect.objectContaining({
        vpc_id: "vpc-1",
        service_name: "com.amazonaws.ap-northeast-1.logs",
        vpc_endpoint_type: "Interface",
        private_dns_enabled: true,
        ip_address_type: "ipv4",
        security_group_ids: [`\${aws_security_group.${group}.id}`],
        tags: { Name: "dev-shop-vpc-logs", Team: "web" },
      }),
    );
    expect(only(made, "aws_vpc_endpoint")).not.toHaveProperty("dns_options");
    expect(only(made, "aws_vpc_endpoint")).not.toHaveProperty("service_region");
    expect(only(made, "aws_vpc_endpoint")).not.toHaveProperty("policy");
  });

  test("are joined to one subnet in each zone of the tier, each by a resource of its own", () => {
    const made = template({ interfaces: { "ecr.api": {} } });
    expect(fieldOf(made, "aws_vpc_endpoint_subnet_association", "subnet_id")).toEqual({
      "endpoints_ecrapi-apne1-az1": "subnet-isolated-apne1-az1",
      "endpoints_ecrapi-apne1-az2": "subnet-isolated-apne1-az2",
    });
    const [endpoint] = Object.keys(resourcesOf(made, "aws_vpc_endpoint"));
    const references = Object.values(fieldOf(made, "aws_vpc_endpoint_subnet_association", "vpc_endpoint_id"));
    expect(references).toEqual([`\${aws_vpc_endpoint.${endpoint}.id}`, `\${aws_vpc_endpoint.${endpoint}.id}`]);
    expect(only(made, "aws_vpc_endpoint")).not.toHaveProperty("subnet_ids");
  });

  test("leave out the zones that the service is not in", () => {
    const made = template({ interfaces: { logs: { exceptZones: ["apne1-az1"] } } });
    expect(only(made, "aws_vpc_endpoint_subnet_association").subnet_id).toBe("subnet-isolated-apne1-az2");
  });

  test("do without private DNS where the caller says so", () => {
    expect(logs({ privateDns: false })).toMatchObject({ private_dns_enabled: false });
  });

  test("have both kinds of address, and answer with what the caller chose", () => {
    const made = template({
      interfaces: { logs: { ipAddressType: "dualstack", dnsRecordIpType: "dualstack" } },
      allowFromIpv6: ["2001:db8::/56"],
    });
    expect(only(made, "aws_vpc_endpoint")).toMatchObject({ ip_address_type: "dualstack", dns_options: { dns_record_ip_type: "dualstack" } });
  });

  test("reach a service of another region by that region's name", () => {
    expect(logs({ serviceRegion: "us-west-2" })).toMatchObject({ service_name: "com.amazonaws.us-west-2.logs", service_region: "us-west-2" });
  });

  test("have the names of their partition", () => {
    const inChina = (id: "logs" | "sqs") => {
      const china: NetworkRef = { ...network, subnets: [subnet("isolated", "cnn1-az1")] };
      return only(template({ region: "cn-north-1", network: china, interfaces: { [id]: {} } }), "aws_vpc_endpoint").service_name;
    };
    expect(inChina("sqs")).toBe("cn.com.amazonaws.cn-north-1.sqs");
    expect(inChina("logs")).toBe("com.amazonaws.cn-north-1.logs");
    const china: NetworkRef = { ...network, subnets: [subnet("isolated", "cnn1-az1")] };
    expect(only(template({ region: "cn-north-1", network: china, gateways: { s3: {} } }), "aws_vpc_endpoint").service_name).toBe(
      "com.amazonaws.cn-north-1.s3",
    );
  });

  test("of services outside the catalogue have the name that they are given", () => {
    const payments = { serviceName: "com.amazonaws.vpce.ap-northeast-1.vpce-svc-1", exceptZones: ["apne1-az2"], privateDns: false };
    const made = template({ others: { payments } });
    expect(only(made, "aws_vpc_endpoint")).toMatchObject({
      service_name: payments.serviceName,
      vpc_endpoint_type: "Interface",
      private_dns_enabled: false,
      tags: { Name: "dev-shop-vpc-payments" },
    });
    expect(only(made, "aws_vpc_endpoint")).not.toHaveProperty("dns_options");
    expect(only(made, "aws_vpc_endpoint_subnet_association").subnet_id).toBe("subnet-isolated-apne1-az1");
  });

  test("of services outside the catalogue have private DNS too, unless the caller says otherwise", () => {
    const made = template({ others: { payments: { serviceName: "com.example.one" } } });
    expect(only(made, "aws_vpc_endpoint")).toMatchObject({ private_dns_enabled: true });
  });
});

describe("a service with a gateway and an interface", () => {
  test("keeps both apart by name, and the interface's private DNS for what comes from outside", () => {
    const stack = testStack();
    const { endpointIds } = build({ gateways: { s3: {} }, interfaces: { s3: {} } }, stack);
    const made = synth(stack);
    expect(fieldOf(made, "aws_vpc_endpoint", "tags")).toEqual({
      endpoints_s3: { Name: "dev-shop-vpc-s3" },
      "endpoints_s3-interface": { Name: "dev-shop-vpc-s3-interface" },
    });
    expect(fieldOf(made, "aws_vpc_endpoint", "dns_options")).toEqual({
      "endpoints_s3": undefined,
      "endpoints_s3-interface": { private_dns_only_for_inbound_resolver_endpoint: true },
    });
    expect(Object.keys(endpointIds)).toEqual(["s3", "s3-interface"]);
    // AWS refuses the private names before the gateway is there.
    expect(fieldOf(made, "aws_vpc_endpoint", "depends_on")).toEqual({
      "endpoints_s3": undefined,
      "endpoints_s3-interface": [expect.stringMatching(/^aws_vpc_endpoint\.endpoints_s3_[0-9A-F]{8}$/)],
    });
  });

  test("counts somebody else's gateway", () => {
    const [gateway] = facts({ gateways: { s3: {} } });
    const [interfaceEndpoint] = facts({ interfaces: { s3: {} } });
    const first = (endpoints: EndpointRef[]) =>
      only(template({ interfaces: { s3: {} }, network: { ...network, endpoints } }), "aws_vpc_endpoint").dns_options;
    expect(gateway && first([gateway])).toEqual({ private_dns_only_for_inbound_resolver_endpoint: true });
    expect(gateway && first([{ ...gateway, service: "dynamodb" }])).toEqual({ private_dns_only_for_inbound_resolver_endpoint: false });
    expect(interfaceEndpoint && first([{ ...interfaceEndpoint, privateDns: false }])).toEqual({ private_dns_only_for_inbound_resolver_endpoint: false });
  });

  test("has private DNS for everybody where the interface stands alone, which AWS has to be told", () => {
    expect(only(template({ interfaces: { s3: {} } }), "aws_vpc_endpoint").dns_options).toEqual({
      private_dns_only_for_inbound_resolver_endpoint: false,
    });
    const elsewhere = { gateways: { s3: {} }, interfaces: { s3: { serviceRegion: "us-west-2" } } };
    expect(fieldOf(template(elsewhere), "aws_vpc_endpoint", "dns_options")).toMatchObject({
      "endpoints_s3-interface": { private_dns_only_for_inbound_resolver_endpoint: false },
    });
  });

  test("has no such choice without private DNS", () => {
    expect(only(template({ interfaces: { s3: { privateDns: false } } }), "aws_vpc_endpoint")).not.toHaveProperty("dns_options");
  });

  test("of DynamoDB has no private name", () => {
    const endpoint = only(template({ interfaces: { dynamodb: {} } }), "aws_vpc_endpoint");
    expect(endpoint).toMatchObject({ private_dns_enabled: false, tags: { Name: "dev-shop-vpc-dynamodb-interface" } });
    expect(endpoint).not.toHaveProperty("dns_options");
  });
});

describe("the security group", () => {
  test("belongs to the VPC, and is made before an older one is taken away", () => {
    expect(only(template({ interfaces: { logs: {} }, tags: { Team: "web" } }), "aws_security_group")).toMatchObject({
      name: "dev-shop-vpc-endpoints",
      description: "HTTPS to the interface endpoints of dev-shop-vpc",
      vpc_id: "vpc-1",
      tags: { Name: "dev-shop-vpc-endpoints", Team: "web" },
      lifecycle: { create_before_destroy: true },
    });
  });

  test("is open on 443 to every block of the network", () => {
    const made = template({ interfaces: { logs: {}, sqs: {} } });
    const [group] = Object.keys(resourcesOf(made, "aws_security_group"));
    const https = { ip_protocol: "tcp", from_port: 443, to_port: 443, security_group_id: `\${aws_security_group.${group}.id}`, description: "HTTPS from the network" };
    expect(Object.values(resourcesOf(made, "aws_vpc_security_group_ingress_rule"))).toEqual([
      expect.objectContaining({ ...https, cidr_ipv4: "10.0.0.0/16" }),
      expect.objectContaining({ ...https, cidr_ipv4: "100.64.0.0/16" }),
    ]);
  });

  test("is open to the caller's blocks instead, under ids of their own", () => {
    const allowFrom = ["10.0.4.0/22", later("10.0.8.0/22")];
    const allowFromIpv6 = ["2001:db8::/56", later("2001:db9::/56")];
    const made = template({ interfaces: { logs: {} }, allowFrom, allowFromIpv6 });
    expect(fieldOf(made, "aws_vpc_security_group_ingress_rule", "cidr_ipv4")).toMatchObject({
      "endpoints_https-from-10-0-4-0-22": "10.0.4.0/22",
      "endpoints_https-from-block-1": "10.0.8.0/22",
    });
    expect(fieldOf(made, "aws_vpc_security_group_ingress_rule", "cidr_ipv6")).toMatchObject({
      "endpoints_https-from-2001-db8---56": "2001:db8::/56",
      "endpoints_https-from-ipv6-block-1": "2001:db9::/56",
    });
    expect(Object.values(fieldOf(made, "aws_vpc_security_group_ingress_rule", "description"))).toEqual(Array(4).fill("HTTPS from the network"));
    expect(Object.values(fieldOf(made, "aws_vpc_security_group_ingress_rule", "from_port"))).toEqual([443, 443, 443, 443]);
  });

  test("opens to a security group on request", () => {
    const stack = testStack();
    const endpoints = build({ interfaces: { logs: {} }, allowFrom: ["10.0.4.0/22"] }, stack);
    expect(endpoints.network.endpoints.map(({ openTo }) => openTo)).toEqual([["10.0.4.0/22"]]);
    endpoints.allowFrom("api", { securityGroupId: "sg-1" });
    expect(endpoints.network.endpoints.map(({ openTo }) => openTo)).toEqual(["unknown"]);
    const made = synth(stack);
    const [group] = Object.keys(resourcesOf(made, "aws_security_group"));
    const rules = Object.entries(resourcesOf(made, "aws_vpc_security_group_ingress_rule"));
    expect(rules.find(([id]) => id.startsWith("endpoints_from-api_"))?.[1]).toMatchObject({
      security_group_id: `\${aws_security_group.${group}.id}`,
      referenced_security_group_id: "sg-1",
      ip_protocol: "tcp",
      from_port: 443,
      to_port: 443,
      description: "HTTPS from api",
    });
    expect(render(stack, endpoints.securityGroup)).toEqual({ securityGroupId: `\${aws_security_group.${group}.id}` });
  });

  test("is not there, and opens to nobody, without interface endpoints", () => {
    const stack = testStack();
    const endpoints = build({ gateways: { s3: {} } }, stack);
    endpoints.allowFrom("api", { securityGroupId: "sg-1" });
    expect(endpoints.securityGroup).toBeUndefined();
    expect(resourcesOf(synth(stack), "aws_vpc_security_group_ingress_rule")).toEqual({});
  });
});

test("ids are given by service and by the caller's own name", () => {
  const stack = testStack();
  const { endpointIds } = build({ gateways: { s3: {} }, interfaces: { logs: {} }, others: { payments: { serviceName: "com.example.one" } } }, stack);
  expect(render(stack, endpointIds)).toEqual({
    s3: expect.stringMatching(/^\$\{aws_vpc_endpoint\.endpoints_s3_\w+\.id\}$/),
    logs: expect.stringMatching(/^\$\{aws_vpc_endpoint\.endpoints_logs-interface_\w+\.id\}$/),
    payments: expect.stringMatching(/^\$\{aws_vpc_endpoint\.endpoints_payments-interface_\w+\.id\}$/),
  });
});

test("every endpoint is overridden last, by the provider's own arguments", () => {
  const made = template({ gateways: { s3: {} }, interfaces: { logs: {} }, override: { endpoint: { autoAccept: true, tags: { Own: "yes" } } } });
  expect(Object.values(fieldOf(made, "aws_vpc_endpoint", "auto_accept"))).toEqual([true, true]);
  expect(Object.values(fieldOf(made, "aws_vpc_endpoint", "tags"))).toEqual([{ Own: "yes" }, { Own: "yes" }]);
});

describe("what workloads are told", () => {
  test("of a gateway: the tiers that it lies in", () => {
    expect(facts({ gateways: { s3: { tiers: ["isolated"] } } })).toEqual([
      {
        service: "s3",
        kind: "gateway",
        tiers: ["isolated"],
        availabilityZones: [],
        privateDns: false,
        openTo: "unknown",
        allowedActions: "everything",
        unreadStatements: false,
        ipAddressType: "ipv4",
      },
    ]);
    expect(facts({ gateways: { s3: {} } })).toMatchObject([{ tiers: ["private", "isolated"] }]);
  });

  test("of an interface: zones, private DNS, who may use it, and its addresses", () => {
    expect(facts({ interfaces: { logs: { exceptZones: ["apne1-az1"] } } })).toEqual([
      {
        service: "logs",
        kind: "interface",
        tiers: [],
        availabilityZones: ["apne1-az2"],
        privateDns: true,
        openTo: ["10.0.0.0/16", "100.64.0.0/16"],
        allowedActions: "everything",
        unreadStatements: false,
        ipAddressType: "ipv4",
      },
    ]);
  });

  test("of an interface: what the caller made different", () => {
    const logsOnly = { privateDns: false, ipAddressType: "dualstack" as const };
    expect(facts({ interfaces: { logs: logsOnly }, allowFrom: ["10.0.4.0/22"], allowFromIpv6: ["2001:db8::/56"] })).toMatchObject([
      { privateDns: false, ipAddressType: "dualstack", openTo: ["10.0.4.0/22"] },
    ]);
  });

  test("who may use it is unknown where one block is known after apply only", () => {
    expect(facts({ interfaces: { logs: {} }, allowFrom: ["10.0.4.0/22", later("10.0.8.0/22")] })).toMatchObject([{ openTo: "unknown" }]);
  });

  test("the public name does not lead to an interface that is kept for what comes from outside", () => {
    expect(facts({ gateways: { s3: {} }, interfaces: { s3: {} } })).toMatchObject([{ kind: "gateway" }, { kind: "interface", privateDns: false }]);
    expect(facts({ interfaces: { s3: {} } })).toMatchObject([{ kind: "interface", privateDns: true }]);
  });

  test("an endpoint of another region is not the region's own service", () => {
    expect(facts({ interfaces: { logs: { serviceRegion: "us-west-2" } } })).toMatchObject([{ service: "com.amazonaws.us-west-2.logs" }]);
    expect(facts({ interfaces: { logs: { serviceRegion: "ap-northeast-1" } } })).toMatchObject([{ service: "logs" }]);
  });

  test("a service outside the catalogue goes by its whole name", () => {
    expect(facts({ others: { payments: { serviceName: "com.example.one" } } })).toMatchObject([{ service: "com.example.one", privateDns: true }]);
  });

  test("what was in the network stays in it", () => {
    const [gateway] = facts({ gateways: { dynamodb: {} } });
    const before = { ...network, endpoints: gateway === undefined ? [] : [gateway] };
    const after = build({ network: before, gateways: { s3: {} } }).network;
    expect(after.endpoints.map(({ service }) => service)).toEqual(["dynamodb", "s3"]);
    expect({ ...after, endpoints: [] }).toEqual(network);
  });
});

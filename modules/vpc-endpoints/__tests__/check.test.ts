import type { EndpointRef, NetworkRef, SubnetRef } from "@terrace/core";
import { invalidProps, problemsOf, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import type { EndpointPolicyProps, EndpointStatement, InterfaceEndpointProps, OtherEndpointProps, VpcEndpointsProps } from "../src/props";
import { VpcEndpoints } from "../src/vpc-endpoints";

const zones = ["apne1-az1", "apne1-az2"];

function subnet(tier: string, availabilityZone: string): SubnetRef {
  const key = `${tier}-${availabilityZone}`;
  return { tier, availabilityZone, subnetId: `subnet-${key}`, routeTableId: `rtb-${key}`, cidrBlock: "10.0.0.0/22", egress: "none" };
}

const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: ["private", "isolated"].flatMap((tier) => zones.map((zone) => subnet(tier, zone))),
  endpoints: [],
};

const valid: VpcEndpointsProps = {
  name: "dev-shop-vpc",
  network,
  region: "ap-northeast-1",
  gateways: { s3: {} },
  interfaces: { logs: {} },
  tier: "isolated",
};

function problemsWith(change: Partial<VpcEndpointsProps>): string[] {
  return problemsOf(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...change }));
}

function withNetwork(change: Partial<NetworkRef>): Partial<VpcEndpointsProps> {
  return { network: { ...network, ...change } };
}

function withLogs(logs: InterfaceEndpointProps): Partial<VpcEndpointsProps> {
  return { interfaces: { logs } };
}

function withOther(other: Partial<OtherEndpointProps>, name = "payments"): Partial<VpcEndpointsProps> {
  return { others: { [name]: { serviceName: "com.amazonaws.vpce.ap-northeast-1.vpce-svc-1", ...other } } };
}

/** The policy on the gateway of S3. */
function withPolicy(policy: EndpointPolicyProps): Partial<VpcEndpointsProps> {
  return { gateways: { s3: { policy } } };
}

function withStatement(change: Partial<EndpointStatement>): Partial<VpcEndpointsProps> {
  return withPolicy({ statements: [{ actions: ["s3:GetObject"], resources: ["*"], ...change }] });
}

/** Somebody else's endpoint, already in the network. */
function existing(change: Partial<EndpointRef>): Partial<VpcEndpointsProps> {
  const one: EndpointRef = {
    service: "logs",
    kind: "interface",
    tiers: [],
    availabilityZones: zones,
    privateDns: true,
    openTo: "unknown",
    allowedActions: "everything",
    ipAddressType: "ipv4",
    ...change,
  };
  return withNetwork({ endpoints: [one] });
}

/** As from JavaScript, where no compiler stands in between. */
function fromJson(json: string): Partial<VpcEndpointsProps> {
  return JSON.parse(json);
}

const someToken = Lazy.stringValue({ produce: () => "later" });
const ipv6Only = zones.map((zone) => ({ ...subnet("isolated", zone), ipv6Only: true }));
const dualStack = { dualStack: true };
const fromIpv6 = ["2001:db8::/56"];

test("the endpoints that the changes below start from are valid", () => {
  const stack = testStack();
  expect(() => new VpcEndpoints(stack, "endpoints", valid)).not.toThrow();
  expect(warningsOf(stack)).toEqual([]);
});

describe("structure that is known only after apply", () => {
  test.each<[string, Partial<VpcEndpointsProps>, string[]]>([
    ["the name", { name: someToken }, ["not-known-at-synth name"]],
    ["the region", { region: someToken }, ["not-known-at-synth region"]],
    ["the tier", { tier: someToken }, ["not-known-at-synth tier"]],
    ["the tiers of a gateway", { gateways: { s3: { tiers: Token.asList("${local.tiers}") } } }, ["not-known-at-synth gateways.s3.tiers"]],
    ["the zones left out", withLogs({ exceptZones: [someToken] }), ["not-known-at-synth interfaces.logs.exceptZones[0]"]],
    ["the zones left out of another one", withOther({ exceptZones: [someToken] }), ["not-known-at-synth others.payments.exceptZones[0]"]],
    ["a service's name", withOther({}, someToken), ["not-known-at-synth interfaces[1]"]],
    ["a gateway's name", { gateways: { [someToken]: {} } }, ["not-known-at-synth gateways[0]"]],
    ["how many blocks", { allowFrom: Token.asList("${local.blocks}") }, ["not-known-at-synth allowFrom"]],
    ["how many IPv6 blocks", { allowFromIpv6: Token.asList("${local.blocks}") }, ["not-known-at-synth allowFromIpv6"]],
    ["the tier of a subnet", withNetwork({ subnets: [subnet(someToken, "apne1-az1")] }), ["not-known-at-synth network.subnets[0].tier"]],
    ["the zone of a subnet", withNetwork({ subnets: [subnet("isolated", someToken)] }), ["not-known-at-synth network.subnets[0].availabilityZone"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expect.arrayContaining(expected));
    expect(problemsWith(change).every((problem) => problem.startsWith("not-known-at-synth "))).toBe(true);
  });

  test.each<[string, Partial<VpcEndpointsProps>]>([
    ["ids of the network", withNetwork({ vpcId: someToken, subnets: [{ ...subnet("isolated", "apne1-az1"), subnetId: someToken, routeTableId: someToken, cidrBlock: someToken }] })],
    ["a block", { allowFrom: [someToken] }],
    ["an IPv6 block", { allowFromIpv6: [someToken] }],
    ["a service in a state", withOther({ serviceName: someToken })],
    ["the account of a policy", withPolicy({ account: someToken })],
    ["the organisation of a policy", withPolicy({ organization: someToken })],
    ["an action", withStatement({ actions: [someToken] })],
    ["resources", withStatement({ resources: [someToken] })],
  ])("%s may be", (_why, change) => {
    expect(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...change })).not.toThrow();
  });
});

const badInputs: [string, Partial<VpcEndpointsProps>, string[]][] = [
  ["a name with capitals", { name: "Dev" }, ["endpoints-name name"]],
  ["a name that AWS keeps for ids of security groups", { name: "sg-dev" }, ["endpoints-name name"]],
  ["a name of 101 characters", { name: "a".repeat(101) }, ["endpoints-name name"]],
  ["a region that is not there", { region: "ap-northeast-9" }, ["unknown-region region"]],
  ["a region whose zones are others", { region: "eu-west-1" }, ["network-region region"]],
  ["a region whose zone names are others", { region: "eu-west-1", ...withNetwork({ subnets: [subnet("isolated", "ap-northeast-1a")] }) }, ["network-region region"]],
  ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],

  ["a gateway in a tier that is not there", { gateways: { s3: { tiers: ["data"] } } }, ["endpoint-tier gateways.s3.tiers"]],
  ["a gateway in no tier", { gateways: { s3: { tiers: [] } } }, ["endpoint-tier gateways.s3.tiers"]],
  ["a gateway of a service that has none", fromJson('{ "gateways": { "logs": {} } }'), ["no-gateway gateways.logs"]],
  ["a gateway of no service", fromJson('{ "gateways": { "S3": {} } }'), ["no-gateway gateways.S3"]],
  ["a gateway that the tier has already", existing({ service: "s3", kind: "gateway", tiers: ["private"] }), ["endpoint-duplicate gateways.s3"]],

  ["interfaces in no tier", { tier: undefined }, ["endpoint-tier tier"]],
  ["interfaces in a tier that is not there", { tier: "data" }, ["endpoint-tier tier"]],
  ["a tier with two subnets in a zone", withNetwork({ subnets: [...network.subnets, subnet("isolated", "apne1-az2")] }), ["endpoint-zone tier"]],
  ["an interface outside the catalogue", fromJson('{ "interfaces": { "log": {} } }'), ["unknown-service interfaces.log"]],
  ["an interface that the network has already", existing({}), ["endpoint-duplicate interfaces.logs"]],
  ["a zone to leave out that the tier has not", withLogs({ exceptZones: ["apne1-az4"] }), ["endpoint-zone interfaces.logs.exceptZones"]],
  ["every zone left out", withLogs({ exceptZones: zones }), ["endpoint-zone interfaces.logs.exceptZones"]],
  ["zones left out of no tier", { tier: undefined, ...withLogs({ exceptZones: ["apne1-az4"] }) }, ["endpoint-tier tier"]],
  ["private DNS without DNS", withNetwork({ dns: { support: false, hostnames: false } }), ["private-dns interfaces.logs.privateDns"]],
  ["private DNS without host names", withNetwork({ dns: { support: true, hostnames: false } }), ["private-dns interfaces.logs.privateDns"]],
  ["private DNS without DNS, but with host names", withNetwork({ dns: { support: false, hostnames: true } }), ["private-dns interfaces.logs.privateDns"]],
  ["private DNS of a service that has no such name", { interfaces: { dynamodb: { privateDns: true } } }, ["private-dns interfaces.dynamodb.privateDns"]],
  ["both kinds of address in a VPC with one", { allowFromIpv6: fromIpv6, ...withLogs({ ipAddressType: "dualstack" }) }, ["endpoint-ip-type interfaces.logs.ipAddressType"]],
  ["IPv6 in a VPC without", { allowFromIpv6: fromIpv6, ...withLogs({ ipAddressType: "ipv6" }) }, ["endpoint-ip-type interfaces.logs.ipAddressType"]],
  ["IPv6 alone in subnets with IPv4", { allowFromIpv6: fromIpv6, ...withNetwork(dualStack), ...withLogs({ ipAddressType: "ipv6" }) }, ["endpoint-ip-type interfaces.logs.ipAddressType"]],
  ["IPv4 in subnets without", withNetwork({ ...dualStack, subnets: ipv6Only }), ["endpoint-ip-type interfaces.logs.ipAddressType"]],
  ["IPv6 answers of an IPv4 endpoint", withLogs({ dnsRecordIpType: "ipv6" }), ["endpoint-dns-type interfaces.logs.dnsRecordIpType"]],
  ["both answers of an IPv4 endpoint", withLogs({ dnsRecordIpType: "dualstack" }), ["endpoint-dns-type interfaces.logs.dnsRecordIpType"]],
  ["a service's region that is not there", withLogs({ serviceRegion: "us-west-9" }), ["unknown-region interfaces.logs.serviceRegion"]],
  ["the service's own answers of an IPv4 endpoint", withLogs({ dnsRecordIpType: "service-defined" }), ["endpoint-dns-type interfaces.logs.dnsRecordIpType"]],
  ["no region, with a service's region that is there", { region: "nowhere", ...withLogs({ serviceRegion: "us-west-2" }) }, ["unknown-region region"]],
  ["a service's region in another partition", withLogs({ serviceRegion: "cn-north-1" }), ["service-region interfaces.logs.serviceRegion"]],

  ["another service with an underscore", withOther({}, "my_payments"), ["other-name others.my_payments"]],
  ["another service named as one of the catalogue", withOther({}, "sqs"), ["other-name others.sqs"]],
  ["another service by its short name", withOther({ serviceName: "logs" }), ["service-name others.payments.serviceName"]],
  ["another service that is in the catalogue", withOther({ serviceName: "com.amazonaws.ap-northeast-1.sqs" }), ["service-name others.payments.serviceName"]],
  ["two endpoints of one service", { others: { a: { serviceName: "com.example.one" }, b: { serviceName: "com.example.one" } } }, ["endpoint-duplicate others.b.serviceName"]],
  ["another service that the network has already", { ...withOther({ serviceName: "com.example.one" }), ...existing({ service: "com.example.one" }) }, ["endpoint-duplicate others.payments"]],
  ["a policy of another service that is for S3", withOther({ policy: { account: "111111111111", ecrLayers: true } }), ["policy-ecr-layers others.payments.policy.ecrLayers"]],

  ["an account of 11 digits", withPolicy({ account: "11111111111" }), ["policy-account gateways.s3.policy.account"]],
  ["an organisation's number", withPolicy({ organization: "a1b2c3d4e5" }), ["policy-organization gateways.s3.policy.organization"]],
  ["image layers of logs", withLogs({ policy: { account: "111111111111", ecrLayers: false } }), ["policy-ecr-layers interfaces.logs.policy.ecrLayers"]],
  ["image layers of DynamoDB", { gateways: { dynamodb: { policy: { account: "111111111111", ecrLayers: true } } } }, ["policy-ecr-layers gateways.dynamodb.policy.ecrLayers"]],
  ["a policy that says nothing", withPolicy({}), ["policy-empty gateways.s3.policy"]],
  ["a policy without statements", withPolicy({ statements: [] }), ["policy-empty gateways.s3.policy.statements"]],
  ["a policy that only denies", withStatement({ effect: "Deny" }), ["policy-empty gateways.s3.policy.statements"]],
  ["a statement without actions", withStatement({ actions: [] }), ["policy-statement gateways.s3.policy.statements[0]"]],
  ["a statement without resources", withStatement({ resources: [] }), ["policy-statement gateways.s3.policy.statements[0]"]],
  ["a statement for nobody", { interfaces: { logs: { policy: { statements: [{ actions: ["*"], resources: ["*"], principals: [] }] } } } }, ["policy-statement interfaces.logs.policy.statements[0]"]],
  ["an action without its service", withStatement({ actions: ["s3:*", "GetObject"] }), ["policy-action gateways.s3.policy.statements[0].actions"]],
  ["callers of a gateway by ARN", withStatement({ principals: ["arn:aws:iam::111111111111:root"] }), ["policy-principals gateways.s3.policy.statements[0].principals"]],
  ["a policy longer than AWS takes", withStatement({ resources: Array.from({ length: 500 }, (_, n) => `arn:aws:s3:::a-bucket-of-the-account-${n}/*`) }), ["policy-length gateways.s3.policy"]],

  ["endpoints that nobody may use", { allowFrom: [] }, ["allow-from allowFrom"]],
  ["a block twice", { allowFrom: ["10.0.0.0/16", "10.0.0.0/16"] }, ["allow-from allowFrom"]],
  ["an address for a block", { allowFrom: ["10.0.0.0/16", "10.0.0.1"] }, ["cidr-syntax allowFrom[1]"]],
  ["a block with host bits", { allowFrom: ["10.0.0.1/16"] }, ["cidr-host-bits allowFrom[0]"]],
  ["IPv6 answers that no block may ask for", { ...withNetwork(dualStack), ...withLogs({ ipAddressType: "dualstack" }) }, ["allow-from allowFromIpv6"]],
  ["IPv4 for an IPv6 block", { allowFromIpv6: [...fromIpv6, "10.0.0.0/16"] }, ["ipv6-block allowFromIpv6[1]"]],
  ["an IPv6 address for a block", { allowFromIpv6: ["2001:db8::1"] }, ["ipv6-block allowFromIpv6[0]"]],
  ["an IPv6 block too small to be one", { allowFromIpv6: ["2001:db8::1/129"] }, ["ipv6-block allowFromIpv6[0]"]],
  ["an IPv6 block twice", { allowFromIpv6: [...fromIpv6, ...fromIpv6] }, ["allow-from allowFromIpv6"]],
];

describe("bad input", () => {
  test.each(badInputs)("%s", (_why, change, expected) => {
    expect(problemsWith(change)).toEqual(expected);
  });

  test("everything that is wrong is said at once", () => {
    expect(problemsWith({ name: "Dev", tier: "data", allowFrom: [], gateways: { s3: { tiers: [], policy: {} } } })).toEqual([
      "endpoints-name name",
      "endpoint-tier gateways.s3.tiers",
      "policy-empty gateways.s3.policy",
      "endpoint-tier tier",
      "allow-from allowFrom",
    ]);
  });
});

test("every rule says what it found, what it expected, and the page to read where there is one", () => {
  const pages = new Map<string, Set<string>>();
  for (const [, change] of badInputs) {
    const { message, reports } = invalidProps(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...change }));
    expect(message).not.toContain("undefined");
    for (const { code, see } of reports.flatMap(({ problems }) => problems)) {
      pages.set(code, (pages.get(code) ?? new Set()).add(see?.split("/").at(-1) ?? "none"));
    }
  }
  expect(Object.fromEntries([...pages].map(([code, found]) => [code, [...found]]))).toMatchObject({
    "unknown-region": ["aws-services-privatelink-support.html"],
    "endpoint-tier": ["none", "create-interface-endpoint.html"],
    "no-gateway": ["gateway-endpoints.html"],
    "endpoint-duplicate": ["create-interface-endpoint.html"],
    "endpoint-zone": ["create-interface-endpoint.html", "none"],
    "unknown-service": ["aws-services-privatelink-support.html"],
    "private-dns": ["privatelink-access-aws-services.html"],
    "endpoint-ip-type": ["create-interface-endpoint.html"],
    "endpoint-dns-type": ["create-interface-endpoint.html"],
    "service-region": ["aws-services-privatelink-support.html"],
    "service-name": ["create-interface-endpoint.html", "aws-services-privatelink-support.html"],
    "policy-ecr-layers": ["vpc-endpoints.html#ecr-minimum-s3-perms"],
    "policy-account": ["vpc-endpoints-access.html"],
    "policy-organization": ["vpc-endpoints-access.html"],
    "policy-empty": ["vpc-endpoints-access.html"],
    "policy-statement": ["vpc-endpoints-access.html"],
    "policy-action": ["vpc-endpoints-access.html"],
    "policy-principals": ["vpc-endpoints-access.html"],
    "policy-length": ["vpc-endpoints-access.html"],
    "cidr-syntax": ["create-interface-endpoint.html"],
    "ipv6-block": ["create-interface-endpoint.html"],
  });
});

describe("what looks alike and is right", () => {
  test.each<[string, Partial<VpcEndpointsProps>]>([
    ["a gateway for the tier that somebody else's leaves out", { gateways: { s3: { tiers: ["isolated"] } }, ...existing({ service: "s3", kind: "gateway", tiers: ["private"] }) }],
    ["a gateway beside somebody else's interface", existing({ service: "s3" })],
    ["an interface beside somebody else's without private DNS", existing({ privateDns: false })],
    ["an interface without private DNS beside somebody else's", { ...withLogs({ privateDns: false }), ...existing({}) }],
    ["an interface of another region beside the region's own", { ...withLogs({ serviceRegion: "us-west-2" }), ...existing({}) }],
    ["an interface beside somebody else's of another service", existing({ service: "sqs" })],
    ["an interface beside somebody else's gateway of the same name", existing({ kind: "gateway" })],
    ["no private DNS in a VPC without DNS", { ...withLogs({ privateDns: false }), ...withNetwork({ dns: { support: false, hostnames: false } }) }],
    ["DynamoDB without a private name", { interfaces: { dynamodb: {} } }],
    ["IPv6 alone in subnets without IPv4", { allowFromIpv6: fromIpv6, ...withNetwork({ ...dualStack, subnets: ipv6Only }), ...withLogs({ ipAddressType: "ipv6", dnsRecordIpType: "ipv6" }) }],
    ["both addresses with IPv4 answers only", { ...withNetwork(dualStack), ...withLogs({ ipAddressType: "dualstack", dnsRecordIpType: "ipv4" }) }],
    ["both addresses with the service's own answers", { ...withNetwork(dualStack), ...withLogs({ ipAddressType: "dualstack", dnsRecordIpType: "service-defined" }) }],
    ["zones by name", withNetwork({ subnets: [subnet("isolated", "ap-northeast-1a")] })],
    ["no tier without interfaces", { interfaces: {}, tier: undefined }],
    ["no blocks without interfaces", { interfaces: {}, allowFrom: [] }],
    ["a service's own region, said", withLogs({ serviceRegion: "ap-northeast-1" })],
    ["image layers given up at the gateway of S3", withPolicy({ account: "111111111111", ecrLayers: false })],
    ["image layers given up at the interface of S3", { interfaces: { s3: { policy: { account: "111111111111", ecrLayers: false } } } }],
    ["the smallest and the largest block", { allowFrom: ["0.0.0.0/0", "10.0.0.1/32"], allowFromIpv6: ["::/0", "2001:db8::1/128"] }],
    ["every action of everything", withStatement({ actions: ["*"] })],
    ["keys that are given as undefined", { gateways: { s3: undefined }, interfaces: { logs: undefined } }],
  ])("%s", (_why, change) => {
    expect(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...change })).not.toThrow();
  });
});

test("an error names the service, what was given, and the way out", () => {
  const error = invalidProps(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...fromJson('{ "interfaces": { "log": {} } }') }));
  expect(error.message).toBe(
    [
      'invalid VpcEndpoints at "test/endpoints"',
      "  - [unknown-service] interfaces.log is outside the catalogue of services",
      '      expected: others: { "log": { serviceName: "..." } }',
      "      see: https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
    ].join("\n"),
  );
});

test.each<[string, Partial<VpcEndpointsProps>, string]>([
  ["a gateway that should be an interface", fromJson('{ "gateways": { "logs": {} } }'), 'expected: interfaces: { "logs": {} }'],
  ["a gateway of no service", fromJson('{ "gateways": { "S3": {} } }'), "expected: s3 or dynamodb"],
  ["another service of the catalogue's name", withOther({}, "sqs"), 'expected: interfaces: { "sqs": {} }'],
  ["another service of the catalogue", withOther({ serviceName: "com.amazonaws.ap-northeast-1.sqs" }), 'expected: interfaces: { "sqs": {} }, which workloads are held against'],
  ["another service with a strange name", withOther({}, "my_payments"), "expected: lower-case letters, digits and hyphens"],
  ["a tier for a gateway", { gateways: { s3: { tiers: ["data"] } } }, "expected: one of private, isolated"],
  ["no tier", { tier: undefined }, "tier is missing, with interface endpoints\n      expected: one of private, isolated"],
  ["a tier that is not there", { tier: "data" }, 'tier is "data"'],
  ["a zone", withLogs({ exceptZones: ["apne1-az4"] }), 'exceptZones is "apne1-az4"\n      expected: one of apne1-az1, apne1-az2'],
  ["two subnets in a zone", withNetwork({ subnets: [...network.subnets, subnet("isolated", "apne1-az2")] }), 'is "isolated", with two subnets in apne1-az2'],
  ["private DNS without DNS", withNetwork({ dns: { support: false, hostnames: false } }), "true in a VPC without DNS support"],
  ["private DNS without host names", withNetwork({ dns: { support: true, hostnames: false } }), "true in a VPC without DNS host names"],
  ["IPv6 in a VPC without", { allowFromIpv6: fromIpv6, ...withLogs({ ipAddressType: "ipv6" }) }, 'expected: "ipv4", or a dual-stack VPC'],
  ["IPv6 alone where IPv4 is", { allowFromIpv6: fromIpv6, ...withNetwork(dualStack), ...withLogs({ ipAddressType: "ipv6" }) }, 'expected: "dualstack", or a tier without IPv4'],
  ["IPv4 where it is not", withNetwork({ ...dualStack, subnets: ipv6Only }), 'expected: "ipv6" in a tier without IPv4'],
  ["IPv6 answers that no block may ask for", { ...withNetwork(dualStack), ...withLogs({ ipAddressType: "dualstack" }) }, 'empty, while logs answers with IPv6 addresses'],
  ["a service's region in another partition", withLogs({ serviceRegion: "cn-north-1" }), '"cn-north-1", in another partition than ap-northeast-1\n      expected: a region of aws'],
  ["a region of other zones", { region: "eu-west-1" }, '"eu-west-1", with a subnet in apne1-az1'],
  ["two endpoints of one service", { others: { a: { serviceName: "com.example.one" }, b: { serviceName: "com.example.one" } } }, "the service of a too"],
  ["callers of a gateway", withStatement({ principals: ["arn:aws:iam::111111111111:root"] }), 'expected: conditions: { ArnEquals: { "aws:PrincipalArn": [...] } }'],
])("the error for %s says what was found and what was expected", (_why, change, expected) => {
  expect(invalidProps(() => new VpcEndpoints(testStack(), "endpoints", { ...valid, ...change })).message).toContain(expected);
});

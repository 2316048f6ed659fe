import {
  awsService,
  awsServiceIds,
  checkReachability,
  deriveEndpoints,
  endpointServiceName,
  isAwsServiceId,
  planReachability,
  reachabilityFacts,
  unusedEndpoints,
  type EndpointRef,
  type Need,
  type NetworkRef,
  type SubnetRef,
  type Workload,
} from "@terrace/core";
import fc from "fast-check";

const logs: Need = { service: "logs", why: "container logs are written", see: "https://example.com/logs" };
const layers: Need = { service: "s3", action: "ecr-layers", why: "image layers are downloaded", see: "https://example.com/s3" };

function subnet(tier: string, change: Partial<SubnetRef> = {}): SubnetRef {
  return {
    subnetId: `subnet-${tier}`,
    tier,
    availabilityZone: "apne1-az1",
    routeTableId: `rtb-${tier}`,
    cidrBlock: "10.0.1.0/24",
    egress: "none",
    ...change,
  };
}

function network(change: Partial<NetworkRef> = {}): NetworkRef {
  return {
    vpcId: "vpc-1",
    cidrBlocks: ["10.0.0.0/16"],
    dualStack: false,
    dns: { support: true, hostnames: true },
    subnets: [
      subnet("public", { egress: "internet-gateway" }),
      subnet("private", { egress: "nat" }),
      subnet("isolated"),
      subnet("isolated", { availabilityZone: "apne1-az2", cidrBlock: "10.0.2.0/24" }),
    ],
    endpoints: [],
    ...change,
  };
}

function endpoint(service: string, change: Partial<EndpointRef> = {}): EndpointRef {
  return {
    service,
    kind: "interface",
    tiers: [],
    availabilityZones: ["apne1-az1", "apne1-az2"],
    privateDns: true,
    openTo: ["10.0.0.0/16"],
    allowedActions: "everything",
    ipAddressType: "ipv4",
    ...change,
  };
}

const gateway = endpoint("s3", { kind: "gateway", tiers: ["isolated"], availabilityZones: [], privateDns: false, openTo: "unknown" });

function workload(change: Partial<Workload> = {}): Workload {
  return { name: "api", tier: "isolated", needs: [logs], ...change };
}

describe("a need is met", () => {
  test.each<[string, Partial<Workload>, Partial<NetworkRef>, string]>([
    ["by NAT", { tier: "private" }, {}, "nat"],
    ["by an internet gateway, with a public address", { tier: "public", publicIp: true }, {}, "internet-gateway"],
    ["by an interface endpoint", {}, { endpoints: [endpoint("logs")] }, "interface-endpoint"],
    ["by an endpoint before NAT, because its private name wins", { tier: "private" }, { endpoints: [endpoint("logs")] }, "interface-endpoint"],
    ["by a gateway endpoint", { needs: [layers] }, { endpoints: [gateway] }, "gateway-endpoint"],
    ["by NAT where the gateway's routes are in other tiers", { tier: "private", needs: [layers] }, { endpoints: [gateway] }, "nat"],
    ["by NAT where the endpoint has no private DNS", { tier: "private" }, { endpoints: [endpoint("logs", { privateDns: false })] }, "nat"],
    ["by NAT where the VPC's DNS is off", { tier: "private" }, { endpoints: [endpoint("logs")], dns: { support: true, hostnames: false } }, "nat"],
    ["by an endpoint whose policy allows it", { needs: [layers] }, { endpoints: [{ ...gateway, allowedActions: ["own", "ecr-layers"] }] }, "gateway-endpoint"],
    ["by an interface of S3 before its gateway, because its private name wins", { needs: [{ ...layers, action: "own" }] }, { endpoints: [gateway, endpoint("s3")] }, "interface-endpoint"],
    ["by the gateway of S3 beside an interface, for image layers", { needs: [layers] }, { endpoints: [endpoint("s3"), gateway] }, "gateway-endpoint"],
    ["by the gateway where the interface's name does not resolve", { needs: [{ ...layers, action: "own" }] }, { endpoints: [endpoint("s3", { privateDns: false }), gateway] }, "gateway-endpoint"],
    ["by an endpoint that is open to who knows whom", {}, { endpoints: [endpoint("logs", { openTo: "unknown" })] }, "interface-endpoint"],
    ["by an endpoint that is open to a larger block", {}, { endpoints: [endpoint("logs", { openTo: ["10.0.0.0/8"] })] }, "interface-endpoint"],
    ["by a dual-stack endpoint, in a tier with IPv6 only", { tier: "six" }, { subnets: [subnet("six", { ipv6Only: true })], endpoints: [endpoint("logs", { ipAddressType: "dualstack" })] }, "interface-endpoint"],
  ])("%s", (_how, ofWorkload, ofNetwork, way) => {
    const plan = planReachability(workload(ofWorkload), network(ofNetwork));
    expect(plan.unreached).toEqual([]);
    expect(plan.reached.map((answer) => answer.way)).toEqual([way]);
  });

  test("with a note where an endpoint is in another zone only: it works, and traffic is charged", () => {
    const plan = planReachability(workload(), network({ endpoints: [endpoint("logs", { availabilityZones: ["apne1-az1"] })] }));
    expect(plan.reached[0]?.notes).toEqual(["logs has no endpoint in apne1-az2: its traffic crosses zones, and is charged"]);
    const there = planReachability(workload({ availabilityZones: ["apne1-az1"] }), network({ endpoints: [endpoint("logs", { availabilityZones: ["apne1-az1"] })] }));
    expect(there.reached[0]?.notes).toEqual([]);
  });

  test("with a note where the endpoint's policy has statements that nobody looked into", () => {
    const note = "has statements of its own: see that they allow this";
    const through = (one: EndpointRef, need: Need) => planReachability(workload({ needs: [need] }), network({ endpoints: [one] })).reached[0]?.notes;
    const unread = { allowedActions: ["own", "ecr-layers"], unreadStatements: true };
    expect(through(endpoint("logs", unread), logs)).toEqual([`the policy of the endpoint logs ${note}`]);
    expect(through({ ...gateway, ...unread }, layers)).toEqual([`the policy of the endpoint s3 ${note}`]);
  });

  test("with a note where an endpoint is paid for and not used", () => {
    const plan = planReachability(workload({ tier: "private" }), network({ endpoints: [endpoint("logs", { privateDns: false })] }));
    expect(plan.reached[0]?.notes).toEqual(["the endpoint of logs is not used: its name does not resolve"]);
  });
});

describe("a need is not met", () => {
  test.each<[string, Partial<Workload>, Partial<NetworkRef>, string, string[]]>([
    ["without a way out", {}, {}, "endpoint-missing", ["the interface endpoint logs", 'NAT for the tier: type "private" for isolated']],
    ["for a gateway service", { needs: [layers] }, {}, "endpoint-missing", ["the gateway endpoint s3", 'NAT for the tier: type "private" for isolated']],
    ["where the gateway's routes are in other tiers", { needs: [layers] }, { endpoints: [{ ...gateway, tiers: ["private"] }] }, "endpoint-missing", ["the gateway endpoint s3"]],
    ["in a public tier without a public address", { tier: "public" }, {}, "public-ip-missing", ["a public address", "the interface endpoint logs"]],
    ["in a tier that is not there", { tier: "moon" }, {}, "tier-missing", ["one of the tiers public, private, isolated"]],
    ["in a zone that the tier is not in", { tier: "private", availabilityZones: ["apne1-az4"] }, {}, "tier-missing", []],
    ["where the endpoint has no private DNS", {}, { endpoints: [endpoint("logs", { privateDns: false })] }, "endpoint-private-dns", ["privateDns of the endpoint"]],
    ["where the VPC has no DNS host names", {}, { endpoints: [endpoint("logs")], dns: { support: true, hostnames: false } }, "endpoint-private-dns", ["dns.support and dns.hostnames"]],
    ["where the VPC has no DNS", {}, { endpoints: [endpoint("logs")], dns: { support: false, hostnames: true } }, "endpoint-private-dns", []],
    ["where the security group is open to others", {}, { endpoints: [endpoint("logs", { openTo: ["10.0.1.0/24"] })] }, "endpoint-security-group", ["443 from 10.0.2.0/24"]],
    ["where the security group is open to nobody", {}, { endpoints: [endpoint("logs", { openTo: [] })] }, "endpoint-security-group", ["443 from 10.0.1.0/24"]],
    ["where the security group refuses, though there is NAT: the private name wins", { tier: "private" }, { endpoints: [endpoint("logs", { openTo: ["192.168.0.0/16"] })] }, "endpoint-security-group", []],
    ["where the policy of an interface refuses, though there is NAT", { tier: "private" }, { endpoints: [endpoint("logs", { allowedActions: [] })] }, "endpoint-policy", ["a policy of the endpoint logs that allows calls on the account's own resources"]],
    ["where the policy of a gateway forgets ECR's bucket", { needs: [layers] }, { endpoints: [{ ...gateway, allowedActions: ["own"] }] }, "endpoint-policy", ["a policy of the endpoint s3 that allows the bucket of ECR's image layers"]],
    ["where the policy is for one account, and the images AWS's own", { needs: [{ ...logs, service: "ecr.dkr", action: "aws-images" }] }, { endpoints: [endpoint("ecr.dkr", { allowedActions: ["own"] })] }, "endpoint-policy", ["allows images of AWS's own"]],
    ["where the policy is for one account, and the bucket AWS's own", { needs: [{ ...layers, action: "aws-buckets" }] }, { endpoints: [{ ...gateway, allowedActions: ["own", "ecr-layers"] }] }, "endpoint-policy", ["allows buckets of AWS's own"]],
    ["for image layers by an interface of S3: only a gateway leads there", { needs: [layers] }, { endpoints: [endpoint("s3")] }, "endpoint-missing", ["the gateway endpoint s3"]],
    ["in a tier with IPv6 only, behind an IPv4 endpoint", { tier: "six" }, { subnets: [subnet("six", { ipv6Only: true })], endpoints: [endpoint("logs")] }, "endpoint-missing", ['ipAddressType "dualstack" or "ipv6"']],
    ["in a tier with IPv6 only, behind NAT, which translates IPv4", { tier: "six" }, { subnets: [subnet("six", { ipv6Only: true, egress: "nat" })] }, "endpoint-missing", []],
    ["in a tier of which one subnet has no NAT", { tier: "mixed" }, { subnets: [subnet("mixed", { egress: "nat" }), subnet("mixed", { availabilityZone: "apne1-az2" })] }, "endpoint-missing", []],
  ])("%s", (_why, ofWorkload, ofNetwork, code, remedies) => {
    const problems = checkReachability(workload(ofWorkload), network(ofNetwork));
    expect(problems.map((problem) => `${problem.code} ${problem.path}`)).toEqual([`${code} workloads.api`]);
    for (const remedy of remedies) expect(problems[0]?.expected).toContain(remedy);
  });

  test("the error names the workload, the tier, the service, why, two ways out, and the page", () => {
    expect(checkReachability(workload(), network())).toEqual([
      {
        code: "endpoint-missing",
        path: "workloads.api",
        got: "in the tier isolated, where it cannot reach logs (container logs are written): the tier has no way out, and the network no endpoint for it",
        expected: 'the interface endpoint logs, or NAT for the tier: type "private" for isolated',
        see: "https://example.com/logs",
      },
    ]);
  });
});

describe("the derived set", () => {
  test("gathers tiers and reasons of all workloads, and takes what NAT reaches already out", () => {
    const workloads = [
      workload({ needs: [logs, layers] }),
      workload({ name: "worker", tier: "private", needs: [logs] }),
      workload({ name: "web", tier: "public", publicIp: true, needs: [logs] }),
      workload({ name: "job", tier: "public", needs: [logs] }),
    ];
    expect(deriveEndpoints(workloads, network())).toEqual([
      {
        service: "logs",
        kind: "interface",
        tiers: ["isolated", "public"],
        reasons: ["api: container logs are written", "job: container logs are written"],
      },
      { service: "s3", kind: "gateway", tiers: ["isolated"], reasons: ["api: image layers are downloaded"] },
    ]);
  });

  test("does not depend on the endpoints that are there", () => {
    const there = network({ endpoints: [endpoint("logs")] });
    expect(deriveEndpoints([workload()], there)).toEqual(deriveEndpoints([workload()], network()));
  });

  const services = fc.uniqueArray(fc.constantFrom(...awsServiceIds), { minLength: 1 });
  const tiers = fc.constantFrom("public", "private", "isolated");

  test("is enough, and without any one of it something is missing", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ tier: tiers, publicIp: fc.boolean(), wanted: services }), { minLength: 1 }), (wishes) => {
        const workloads = wishes.map(({ tier, publicIp, wanted }, index) => ({
          name: `w${index}`,
          tier,
          publicIp,
          needs: wanted.map((service): Need => ({ service, why: "x", see: "y" })),
        }));
        const derived = deriveEndpoints(workloads, network());
        const made = derived.map(({ service, kind, tiers: inTiers }) => endpoint(service, { kind, tiers: kind === "gateway" ? inTiers : [] }));
        const problemsWith = (endpoints: EndpointRef[]) => workloads.flatMap((one) => checkReachability(one, network({ endpoints })));
        expect(problemsWith(made)).toEqual([]);
        for (const left of made) expect(problemsWith(made.filter((one) => one !== left))).not.toEqual([]);
        expect(unusedEndpoints(workloads, network({ endpoints: made }))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

test("what nobody needs is found", () => {
  const there = network({ endpoints: [endpoint("logs"), endpoint("xray"), endpoint("com.amazonaws.vpce.x.vpce-svc-1")] });
  expect(unusedEndpoints([workload()], there).map(({ service }) => service)).toEqual(["xray", "com.amazonaws.vpce.x.vpce-svc-1"]);
});

describe("the catalogue", () => {
  test("has a way, a reason and a page for every service, and names only for interfaces", () => {
    for (const id of awsServiceIds) {
      const { kinds, privateDnsNames, why, see } = awsService(id);
      expect(kinds.length).toBeGreaterThan(0);
      expect(kinds.includes("interface")).toBe(privateDnsNames.length > 0);
      expect(why).toMatch(/^\S.+[^.]$/);
      expect(see).toMatch(/^https:\/\//);
    }
    expect(awsServiceIds.length).toBeGreaterThan(30);
    expect(isAwsServiceId("s3")).toBe(true);
    expect(isAwsServiceId("toString")).toBe(false);
  });

  test.each([
    ["logs", "eu-west-1", "aws", "interface", "com.amazonaws.eu-west-1.logs"],
    ["ecr.dkr", "cn-north-1", "aws-cn", "interface", "cn.com.amazonaws.cn-north-1.ecr.dkr"],
    ["logs", "cn-north-1", "aws-cn", "interface", "com.amazonaws.cn-north-1.logs"],
    ["s3", "cn-north-1", "aws-cn", "gateway", "com.amazonaws.cn-north-1.s3"],
    ["sts", "us-gov-west-1", "aws-us-gov", "interface", "com.amazonaws.us-gov-west-1.sts"],
  ] as const)("%s in %s is named %s %s %s", (id, region, partition, kind, name) => {
    expect(endpointServiceName(id, region, partition, kind)).toBe(name);
  });
});

test("facts say of each tier what it reaches, and why not, with and without a public address", () => {
  const facts = reachabilityFacts(network({ endpoints: [endpoint("logs"), { ...gateway, allowedActions: ["own"] }] }));
  expect(facts["isolated logs own"]).toBe("reached");
  expect(facts["private sts own"]).toBe("reached");
  expect(facts["isolated s3 own"]).toBe("reached");
  expect(facts["isolated s3 ecr-layers"]).toMatch(/^endpoint-policy\|the policy of its gateway endpoint/);
  expect(facts["isolated s3 aws-buckets"]).toMatch(/^endpoint-policy\|/);
  expect(facts["isolated sts own"]).toBe(
    'endpoint-missing|the tier has no way out, and the network no endpoint for it|the interface endpoint sts, or NAT for the tier: type "private" for isolated',
  );
  expect(facts["public sts own"]).toMatch(/^public-ip-missing\|/);
  expect(facts["public-ip:public sts own"]).toBe("reached");
  expect(facts).not.toHaveProperty(["public-ip:private sts own"]);
});

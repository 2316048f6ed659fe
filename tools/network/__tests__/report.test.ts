import { awsServiceIds } from "@terrace/core";
import { reportOn, type NetworkReport } from "../src/report";
import { pageOf } from "../src/page";
import { textOf } from "../src/text";
import { costLines, endpointSummary } from "../src/words";
import { gatewayEndpoint, interfaceEndpoint, networkOf, withEndpoints, workloadIn } from "./networks";

/** tier-0 is public, tier-1 private, tier-2 isolated, in two zones. */
const base = networkOf({ zones: 2, tiers: 3 });
const zones = base.availabilityZones;
const plain = { all: false, prices: undefined };
const statusOf = ({ endpoints }: NetworkReport) => Object.fromEntries(endpoints.map(({ service, status }) => [service, status]));

test("the keys of the JSON stay", () => {
  const facts = { ...base, natGateways: [{ subnet: null }], workloads: [workloadIn("tier-2", "logs")] };
  const prices = { endpointHour: 1, endpointGb: 1, natHour: 1, natGb: 1 };
  const report = reportOn(facts, { all: true, prices });
  expect(Object.keys(report)).toEqual([
    "environment",
    "region",
    "availabilityZones",
    "cidrBlocks",
    "tiers",
    "subnets",
    "freeSlots",
    "natGateways",
    "workloads",
    "endpoints",
    "cost",
  ]);
  expect(Object.keys(report.workloads[0]?.needs[0] ?? {})).toEqual(["service", "action", "way", "notes", "missing", "why", "see"]);
  expect(Object.keys(report.endpoints[0] ?? {})).toEqual(["service", "kind", "status", "because", "availabilityZones", "tiers", "reasons"]);
  expect(JSON.parse(JSON.stringify(report))).toStrictEqual(report);
});

describe("what tiers reach", () => {
  const facts = withEndpoints(
    { ...base, workloads: [workloadIn("tier-2", "logs", "s3", "sts")] },
    "tier-2",
    interfaceEndpoint("logs", ["use1-az1"]),
    gatewayEndpoint("s3", ["tier-2"]),
  );
  const waysFrom = (tier: string) =>
    reportOn(facts, plain).tiers.find((one) => one.tier === tier)?.services.map(({ service, way, notes }) => [service, way, ...notes]);

  test("each by its own way, with what it costs", () => {
    const crossing = "logs has no endpoint in use1-az2: its traffic crosses zones, and is charged";
    expect(waysFrom("tier-2")).toEqual([["logs", "interface-endpoint", crossing], ["s3", "gateway-endpoint"], ["sts", null]]);
    expect(waysFrom("tier-1")).toEqual([["logs", "interface-endpoint", crossing], ["s3", "nat"], ["sts", "nat"]]);
    expect(waysFrom("tier-0")).toContainEqual(["sts", "internet-gateway", "with a public address only"]);
  });

  test("the whole catalogue on request, with every use of S3 and ECR", () => {
    const [tier] = reportOn(facts, { ...plain, all: true }).tiers;
    expect(tier?.services).toHaveLength(awsServiceIds.length + 4);
    expect(tier?.services).toContainEqual(expect.objectContaining({ service: "s3", action: "ecr-layers" }));
  });

  test("in words, with each note once", () => {
    const text = textOf(reportOn(facts, plain));
    expect(text).toContain("  logs     interface endpoint [1]  interface endpoint [1]  interface endpoint [1]\n");
    expect(text).toContain("  sts      internet gateway [2]    NAT                     - [3]\n");
    expect(text.match(/crosses zones/g)).toHaveLength(2);
    expect(text).toContain("sts      NOT REACHED");
  });
});

describe("endpoints", () => {
  test("what is missing names the kind, the tier and the reason", () => {
    const report = reportOn({ ...base, workloads: [workloadIn("tier-2", "logs")] }, plain);
    expect(report.endpoints).toEqual([
      {
        service: "logs",
        kind: "interface",
        status: "missing",
        because: "the tier has no way out, and the network no endpoint for it",
        availabilityZones: [],
        tiers: ["tier-2"],
        reasons: ["api: logs is called"],
      },
    ]);
  });

  test("each that is there is needed, spares traffic, is blocked or unused", () => {
    const workloads = [workloadIn("tier-2", "logs", "sns"), workloadIn("tier-1", "sqs")];
    const report = reportOn(
      withEndpoints(
        { ...base, workloads },
        "tier-2",
        interfaceEndpoint("logs", zones),
        interfaceEndpoint("sqs", zones),
        interfaceEndpoint("sns", zones, { privateDns: false }),
        interfaceEndpoint("sts", zones),
        gatewayEndpoint("dynamodb", ["tier-2"]),
      ),
      plain,
    );
    expect(statusOf(report)).toEqual({ dynamodb: "unused", logs: "needed", sns: "blocked", sqs: "spares-traffic", sts: "unused" });
    expect(endpointSummary(report)).toBe("missing: none; blocked: sns; unused: dynamodb, sts");
    expect(textOf(report)).toMatch(/dynamodb +gateway +unused, free of charge/);
    expect(textOf(report)).toMatch(/sts +interface +unused, charged by the hour/);
    expect(textOf(report)).toMatch(/sns +interface +BLOCKED: its endpoint has no private DNS/);
  });
});

describe("cost", () => {
  const prices = { endpointHour: 0.014, endpointGb: 0.01, natHour: 0.062, natGb: 0.062 };
  const workloads = [workloadIn("tier-1", "logs", "sts", "s3")];

  test("what is there is counted in each of its zones", () => {
    const facts = withEndpoints(base, "tier-2", interfaceEndpoint("logs", zones), interfaceEndpoint("sts", ["use1-az1"]), gatewayEndpoint("s3", ["tier-1"]));
    expect(reportOn(facts, plain).cost.present).toEqual({
      gatewayEndpoints: 1,
      interfaceEndpoints: 2,
      endpointZones: 3,
      natGateways: 1,
      natAddresses: 1,
      endpointHours: 2_190,
      natHours: 730,
    });
  });

  test("the set that would be needed without NAT has no gateway endpoint, and only zones with workloads", () => {
    const { cost } = reportOn({ ...base, workloads }, plain);
    expect(cost.withoutNat).toEqual({ services: ["logs", "sts"], zones: 2, endpointHours: 2_920 });
    const here = workloads.map((workload) => ({ ...workload, availabilityZones: ["use1-az2"] }));
    expect(reportOn({ ...base, workloads: here }, plain).cost.withoutNat).toMatchObject({ zones: 1, endpointHours: 1_460 });
  });

  test("without prices the formula is said, and no amount", () => {
    const report = reportOn({ ...base, workloads }, plain);
    expect(report.cost.comparisons.map(({ breakEven }) => breakEven)).toEqual([null, null]);
    const text = costLines(report).join("\n");
    expect(text).toContain("2,920 endpoint-hours against 730 NAT-hours");
    expect(text).toContain("GB = (endpoint-hours × endpoint hour price");
    expect(text).toContain("free of charge");
    expect(text).not.toMatch(/\d\.\d\d/);
  });

  test("with prices the traffic is, instead of NAT and beside it", () => {
    // 2,920 × 0.014 = 40.88; 730 × 0.062 = 45.26; 40.88 / 0.052 = 786.2
    const lines = costLines(reportOn({ ...base, workloads }, { ...plain, prices }));
    expect(lines).toContain(
      "instead of 1 NAT gateway: 2,920 endpoint-hours against 730 NAT-hours, 40.88 against 45.26 a month before any traffic; endpoints are cheaper at any traffic",
    );
    expect(lines).toContain(
      "beside NAT that stays anyway: 2,920 endpoint-hours against 0 NAT-hours, 40.88 against 0.00 a month before any traffic; endpoints are cheaper above 787 GB a month",
    );
    expect(lines.join("\n")).not.toContain("GB = ");
  });

  test("a network without NAT is held against one gateway, and that is said", () => {
    const lines = costLines(reportOn({ ...base, natGateways: [], workloads }, plain));
    expect(lines.join("\n")).toContain("instead of 1 NAT gateway (there is none)");
  });

  test("a regional gateway counts in each zone", () => {
    const report = reportOn({ ...base, natGateways: [{ subnet: null }] }, plain);
    expect(report.cost.present).toMatchObject({ natGateways: 1, natAddresses: 2, natHours: 1_460 });
    expect(costLines(report).join("\n")).toContain("the regional gateway counts once for each zone");
  });
});

test("the page has the tables, the picture and no price", () => {
  const facts = withEndpoints({ ...base, workloads: [workloadIn("tier-2", "logs")] }, "tier-2", interfaceEndpoint("logs", zones));
  const page = pageOf(reportOn(facts, plain));
  expect(page).toContain("![The network of test](test.svg)");
  expect(page).toContain("| tier-0 | use1-az1 | 10.100.0.0/24 | 251 | internet gateway |");
  expect(page).toContain("| logs | interface | needed | use1-az1, use1-az2 | api: logs is called |");
  expect(page).toContain("Missing: none; blocked: none; unused: none.");
});

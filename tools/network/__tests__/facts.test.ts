import { dev } from "../../../stacks/environments/dev";
import { prd } from "../../../stacks/environments/prd";
import { readFacts } from "../src/facts";
import { reportOn } from "../src/report";

test("an environment as its stack makes it", () => {
  const facts = readFacts({
    ...dev,
    network: { ...dev.network, tiers: { ...dev.network.tiers, given: { type: "isolated", cidrs: { "apne1-az1": "10.0.255.0/28", "apne1-az4": "10.0.255.16/28" } } } },
  });
  expect(facts).toMatchObject({
    environment: "dev",
    region: "ap-northeast-1",
    availabilityZones: ["apne1-az1", "apne1-az4"],
    natGateways: [{ subnet: { tier: "public", availabilityZone: "apne1-az1" } }],
    endpointTier: undefined,
    zoneSlots: 4,
    workloads: ["web", "api", "worker", "migrate"].map((name) => ({ name, tier: "private" })),
  });
  // Computed tiers keep room for zones to come; blocks that were given keep none.
  expect(facts.takenBlocks).toEqual(["10.0.0.0/20", "10.0.16.0/20", "10.0.32.0/20", "10.0.255.0/28", "10.0.255.16/28"]);
});

test("a NAT gateway in each zone", () => {
  expect(readFacts(prd).natGateways.map(({ subnet }) => subnet?.availabilityZone)).toEqual(["apne1-az1", "apne1-az2", "apne1-az4"]);
});

test("a network that lacks something, which no stack would be made of, can be looked at", () => {
  const lacking = { ...prd, endpoints: { ...prd.endpoints, interfaces: { ...prd.endpoints.interfaces, logs: undefined } } };
  const { endpoints, workloads } = reportOn(readFacts(lacking), { all: false, prices: undefined });
  expect(endpoints.filter(({ status }) => status === "missing").map(({ service }) => service)).toEqual(["logs"]);
  expect(workloads[0]?.needs.filter(({ missing }) => missing !== null)).toMatchObject([
    { service: "logs", missing: { code: "endpoint-missing", remedies: [expect.stringContaining("logs"), expect.stringContaining("NAT")] } },
  ]);
});

test("us-east-1 keeps room for eight zones", () => {
  const network = { ...dev.network, availabilityZones: ["use1-az1"], nat: { mode: "single", availabilityZone: "use1-az1" } as const };
  expect(readFacts({ ...dev, region: "us-east-1", network }).zoneSlots).toBe(8);
});

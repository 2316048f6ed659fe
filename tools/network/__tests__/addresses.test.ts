import { addressesOf, formatNumbers, freeSlots } from "../src/addresses";
import { networkOf } from "./networks";

test("five addresses of each subnet are AWS's", () => {
  expect(addressesOf(networkOf({ zones: 1, tiers: 1 }))).toEqual([
    { tier: "tier-0", availabilityZone: "use1-az1", cidrBlock: "10.100.0.0/24", usableAddresses: 251 },
  ]);
});

test("a block that IPAM will choose is not made up", () => {
  const facts = networkOf({ zones: 1, tiers: 1 });
  const subnets = facts.network.subnets.map((subnet) => ({ ...subnet, cidrBlock: "${cidrsubnet(x, 4, 0)}" }));
  const network = { ...facts.network, cidrBlocks: ["${aws_vpc.vpc.cidr_block}"], subnets };
  expect(addressesOf({ ...facts, network })).toMatchObject([{ cidrBlock: null, usableAddresses: null }]);
  expect(freeSlots({ ...facts, network })).toEqual([]);
});

test("slots are counted for the default size and for each size in use", () => {
  const facts = networkOf({ zones: 1, tiers: 1 }, { zoneSlots: 4, takenBlocks: ["10.100.0.0/22", "10.100.64.0/18"] });
  expect(freeSlots(facts)).toEqual([
    { range: "10.100.0.0/16", subnetPrefix: 22, isDefault: true, slots: 16, free: [1, 2, 3, 8, 9, 10, 11, 12, 13, 14, 15] },
    { range: "10.100.0.0/16", subnetPrefix: 24, isDefault: false, slots: 64, free: [...range(1, 15), ...range(32, 63)] },
  ]);
});

test("each range of the network has slots of its own, and none where a tier of the size does not fit", () => {
  const facts = networkOf({ zones: 1, tiers: 1 }, { zoneSlots: 4, takenBlocks: [] });
  const network = { ...facts.network, cidrBlocks: ["100.64.0.0/20", "10.0.0.0/26"], subnets: [] };
  expect(freeSlots({ ...facts, network })).toEqual([
    { range: "100.64.0.0/20", subnetPrefix: 26, isDefault: true, slots: 16, free: range(0, 15) },
  ]);
});

test.each([
  [[], ""],
  [[4], "4"],
  [[1, 3, 8, 9, 10], "1, 3, 8-10"],
])("%j reads %j", (numbers, text) => {
  expect(formatNumbers(numbers)).toBe(text);
});

function range(first: number, last: number): number[] {
  return [...Array(last - first + 1).keys()].map((index) => first + index);
}

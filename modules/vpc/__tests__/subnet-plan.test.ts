import { cidrContains, cidrsOverlap, formatCidr, parseCidr } from "@terrace/core";
import fc from "fast-check";
import { check } from "../src/check";
import type { TierProps, VpcProps } from "../src/props";
import { resolve } from "../src/settings";
import { firstFreeSlot, planSubnets, slotCount } from "../src/subnet-plan";

const zones = ["apne1-az1", "apne1-az2", "apne1-az4"];

/** CIDR and IPv6 number of every subnet, by tier and zone. */
function plan(props: VpcProps): Map<string, string> {
  return new Map(
    planSubnets(resolve(props)).map(({ tier, availabilityZone, block, ipv6Number }) => [
      `${tier}-${availabilityZone}`,
      `${block === undefined ? "" : formatCidr(block)} ${ipv6Number}`,
    ]),
  );
}

function errorsOf(props: VpcProps): string[] {
  return check(resolve(props)).filter(({ severity }) => severity !== "warning").map(({ code }) => code);
}

describe("known layouts", () => {
  test.each([
    ["a /16 with 4 zone slots", "10.0.0.0/16", zones, ["10.0.0.0/22", "10.0.4.0/22", "10.0.12.0/22"]],
    ["the smallest VPC of 16 tiers, a /22", "10.0.0.0/22", zones, ["10.0.0.0/28", "10.0.0.16/28", "10.0.0.48/28"]],
    ["8 zone slots in us-east-1", "10.0.0.0/16", ["use1-az1", "use1-az6"], ["10.0.0.0/23", "10.0.10.0/23"]],
    ["zone names", "10.0.0.0/16", ["ap-northeast-1a", "ap-northeast-1d"], ["10.0.0.0/22", "10.0.12.0/22"]],
  ])("%s", (_why, cidr, availabilityZones, expected) => {
    const props: VpcProps = { name: "vpc", cidr, availabilityZones, tiers: { public: { type: "public" } } };
    expect(planSubnets(resolve(props)).map(({ block }) => block && formatCidr(block))).toEqual(expected);
  });

  test("the tiers that every network has stand side by side", () => {
    const tiers = { isolated: { type: "isolated" }, private: { type: "private" }, public: { type: "public" } } as const;
    const props: VpcProps = { name: "vpc", cidr: "10.0.0.0/16", availabilityZones: ["apne1-az1"], tiers };
    expect(Object.fromEntries(plan(props))).toEqual({
      "isolated-apne1-az1": "10.0.32.0/22 32",
      "private-apne1-az1": "10.0.16.0/22 16",
      "public-apne1-az1": "10.0.0.0/22 0",
    });
  });

  test("a block that the caller gives beats the computed one", () => {
    const tiers = { public: { type: "public", cidrs: { "apne1-az1": "10.0.255.0/24" }, ipv6Slot: 3 } } as const;
    const props: VpcProps = { name: "vpc", cidr: "10.0.0.0/16", availabilityZones: ["apne1-az1", "apne1-az2"], tiers };
    expect(Object.fromEntries(plan(props))).toEqual({
      "public-apne1-az1": "10.0.255.0/24 12",
      "public-apne1-az2": "10.0.4.0/22 13",
    });
  });

  test("a block that the caller gives has the /64 of the place that it replaces", () => {
    const tiers = { private: { type: "private", cidrs: { "apne1-az1": "10.0.255.0/24" } } } as const;
    const props: VpcProps = { name: "vpc", cidr: "10.0.0.0/16", availabilityZones: ["apne1-az1", "apne1-az2"], tiers };
    expect(Object.fromEntries(plan(props))).toEqual({
      "private-apne1-az1": "10.0.255.0/24 16",
      "private-apne1-az2": "10.0.20.0/22 20",
    });
  });

  test("IPAM leaves the range open and keeps the place", () => {
    const cidr = { ipamPoolId: "ipam-pool-1", netmaskLength: 20 };
    const tiers = { isolated: { type: "isolated" } } as const;
    const [subnet] = planSubnets(resolve({ name: "vpc", cidr, availabilityZones: ["apne1-az2"], tiers }));
    expect(subnet).toMatchObject({ block: undefined, place: { newBits: 6, number: 9 }, ipv6Number: 36 });
  });

  test("a secondary block has slots of its own", () => {
    const props: VpcProps = {
      name: "vpc",
      cidr: "10.0.0.0/20",
      secondaryCidrs: { pods: "100.64.0.0/16" },
      availabilityZones: ["apne1-az1"],
      tiers: { pods: { type: "isolated", within: "pods", slot: 0, subnetPrefix: 18 } },
    };
    expect(Object.fromEntries(plan(props))).toEqual({ "pods-apne1-az1": "100.64.0.0/18 undefined" });
  });
});

test("firstFreeSlot finds the first gap, and none in a full range", () => {
  const range = { base: 0, prefix: 24 };
  const taken = [{ base: 0, prefix: 26 }];
  expect(firstFreeSlot(range, 28, 4, [])).toBe(0);
  expect(firstFreeSlot(range, 28, 4, taken)).toBe(1);
  expect(firstFreeSlot(range, 28, 4, [...taken, { base: 64, prefix: 28 }])).toBe(2);
  expect(firstFreeSlot(range, 28, 4, [range])).toBeUndefined();
  expect(slotCount(16, 22, 4)).toBe(16);
});

/** A random network that passes every check: tiers take free slots, as the errors would tell a person to. */
const layouts = fc
  .record({
    vpcPrefix: fc.integer({ min: 16, max: 19 }),
    availabilityZones: fc.subarray(["use2-az1", "use2-az2", "use2-az3"], { minLength: 1 }),
    wanted: fc.uniqueArray(
      fc.record({
        name: fc.constantFrom("public", "private", "isolated", "data", "cache", "ops", "edge", "legacy"),
        type: fc.constantFrom("public", "isolated"),
        extraBits: fc.integer({ min: 4, max: 7 }),
        slot: fc.integer({ min: 0, max: 127 }),
      }),
      { selector: ({ name }) => name, minLength: 2, maxLength: 8 },
    ),
  })
  .map(({ vpcPrefix, availabilityZones, wanted }): VpcProps => {
    const cidr = `10.0.0.0/${vpcPrefix}`;
    const range = { base: 10 * 2 ** 24, prefix: vpcPrefix };
    const tiers: Record<string, TierProps> = {};
    const taken: { base: number; prefix: number }[] = [];
    for (const { name, type, extraBits, slot } of wanted) {
      const subnetPrefix = Math.min(vpcPrefix + extraBits + 2, 28);
      const own = slot % slotCount(vpcPrefix, subnetPrefix, 4);
      const prefix = subnetPrefix - 2;
      const block = (n: number) => ({ base: range.base + n * 2 ** (32 - prefix), prefix });
      const chosen = taken.some((other) => cidrsOverlap(other, block(own)))
        ? firstFreeSlot(range, subnetPrefix, 4, taken)
        : own;
      if (chosen === undefined) continue;
      tiers[name] = { type, slot: chosen, subnetPrefix };
      taken.push(block(chosen));
    }
    return { name: "vpc", cidr, availabilityZones, tiers };
  });

describe("laws over random layouts", () => {
  test("every layout that passes the checks has subnets inside the VPC that never overlap", () => {
    fc.assert(
      fc.property(layouts, (props) => {
        expect(errorsOf(props)).toEqual([]);
        const blocks = planSubnets(resolve(props)).flatMap(({ block }) => block ?? []);
        const vpc = typeof props.cidr === "string" ? parseCidr(props.cidr) : undefined;
        blocks.forEach((block, index) => {
          expect(vpc !== undefined && cidrContains(vpc, block)).toBe(true);
          expect(blocks.slice(index + 1).some((other) => cidrsOverlap(block, other))).toBe(false);
        });
      }),
    );
  });

  test("adding a zone moves nothing", () => {
    fc.assert(
      fc.property(layouts, fc.constantFrom("use2-az1", "use2-az2", "use2-az3"), fc.nat(3), (props, zone, position) => {
        const { availabilityZones } = props;
        fc.pre(!availabilityZones.includes(zone));
        const more = plan({ ...props, availabilityZones: availabilityZones.toSpliced(position, 0, zone) });
        for (const [subnet, place] of plan(props)) expect(more.get(subnet)).toBe(place);
        expect(more.size).toBe(plan(props).size + Object.keys(props.tiers).length);
      }),
    );
  });

  test("removing a zone removes its subnets and moves nothing", () => {
    fc.assert(
      fc.property(layouts, fc.nat(), (props, pick) => {
        fc.pre(props.availabilityZones.length > 1);
        const gone = props.availabilityZones[pick % props.availabilityZones.length];
        const availabilityZones = props.availabilityZones.filter((zone) => zone !== gone);
        const before = plan(props);
        const after = plan({ ...props, availabilityZones });
        expect(after.size).toBe(before.size - Object.keys(props.tiers).length);
        for (const [subnet, place] of after) expect(before.get(subnet)).toBe(place);
      }),
    );
  });

  test("removing a tier removes its subnets and moves nothing", () => {
    fc.assert(
      fc.property(layouts, fc.nat(), (props, pick) => {
        const names = Object.keys(props.tiers);
        fc.pre(names.length > 1);
        const gone = names[pick % names.length];
        const tiers = Object.fromEntries(Object.entries(props.tiers).filter(([name]) => name !== gone));
        const before = plan(props);
        const after = plan({ ...props, tiers });
        expect(after.size).toBe(before.size - props.availabilityZones.length);
        for (const [subnet, place] of after) expect(before.get(subnet)).toBe(place);
      }),
    );
  });

  test("inserting a tier before the others, and any other order, moves nothing", () => {
    fc.assert(
      fc.property(layouts, (props) => {
        const [first, ...others] = Object.entries(props.tiers);
        fc.pre(first !== undefined && others.length > 0);
        const without = plan({ ...props, tiers: Object.fromEntries(others) });
        const reversed = plan({ ...props, tiers: Object.fromEntries([...others, first].toReversed()) });
        for (const [subnet, place] of without) expect(plan(props).get(subnet)).toBe(place);
        expect(new Map([...reversed].toSorted())).toEqual(new Map([...plan(props)].toSorted()));
      }),
    );
  });
});

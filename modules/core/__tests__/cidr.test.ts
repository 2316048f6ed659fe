import {
  checkCidr,
  cidrContains,
  cidrSize,
  cidrSubnet,
  cidrsOverlap,
  formatCidr,
  isIpv4Address,
  isIpv6Address,
  isIpv6Block,
  maskCidr,
  parseCidr,
  type Cidr,
} from "@terrace/core";
import fc from "fast-check";
import { Lazy } from "cdktf";
import { isIPv4, isIPv6 } from "node:net";

const address = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyCidr = fc.record({ base: address, prefix: fc.integer({ min: 0, max: 32 }) });
const block = anyCidr.map(maskCidr);
/** A block and one that is cut from it. */
const nested = fc
  .record({ outer: block, bits: fc.integer({ min: 0, max: 32 }), part: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }) })
  .map(({ outer, bits, part }) => {
    const newBits = Math.min(bits, 32 - outer.prefix);
    return { outer, inner: cidrSubnet(outer, newBits, Math.floor(part * 2 ** newBits)) };
  });

function law<T>(arbitrary: fc.Arbitrary<T>, holds: (value: T) => void): void {
  fc.assert(fc.property(arbitrary, holds));
}

function last({ base, prefix }: Cidr): number {
  return base + cidrSize(prefix) - 1;
}

describe("laws", () => {
  test("what is written can be read", () => {
    law(anyCidr, (cidr) => expect(parseCidr(formatCidr(cidr))).toEqual(cidr));
  });

  test("masking twice is masking once, and keeps the address", () => {
    law(anyCidr, (cidr) => {
      const masked = maskCidr(cidr);
      expect(maskCidr(masked)).toEqual(masked);
      expect(masked.base).toBeLessThanOrEqual(cidr.base);
      expect(last(masked)).toBeGreaterThanOrEqual(cidr.base);
      expect(masked.base % cidrSize(masked.prefix)).toBe(0);
    });
  });

  test("overlap is sharing an address, from both sides", () => {
    law(fc.tuple(block, block), ([a, b]) => {
      const shared = Math.max(a.base, b.base) <= Math.min(last(a), last(b));
      expect(cidrsOverlap(a, b)).toBe(shared);
      expect(cidrsOverlap(b, a)).toBe(shared);
    });
  });

  test("to contain is to overlap, and to be no smaller", () => {
    law(nested, ({ outer, inner }) => {
      expect(cidrContains(outer, inner)).toBe(true);
      expect(cidrsOverlap(outer, inner)).toBe(true);
      expect(cidrContains(inner, outer)).toBe(inner.prefix === outer.prefix);
    });
    law(fc.tuple(block, block), ([a, b]) => expect(cidrContains(a, b)).toBe(a.base <= b.base && last(b) <= last(a)));
  });

  test("subnets of one size partition their block, in order", () => {
    law(fc.tuple(block, fc.integer({ min: 0, max: 6 })), ([outer, bits]) => {
      const newBits = Math.min(bits, 32 - outer.prefix);
      const subnets = Array.from({ length: 2 ** newBits }, (_, number) => cidrSubnet(outer, newBits, number));
      expect(subnets[0]?.base).toBe(outer.base);
      expect(subnets.slice(1).map(({ base }) => base)).toEqual(subnets.slice(0, -1).map((subnet) => last(subnet) + 1));
      expect(subnets.map(last).at(-1)).toBe(last(outer));
      expect(subnets.every(({ prefix }) => prefix === outer.prefix + newBits)).toBe(true);
    });
  });
});

test.each<[string, Cidr | undefined]>([
  ["10.0.0.0/16", { base: 0x0a000000, prefix: 16 }],
  ["255.255.255.255/32", { base: 0xffffffff, prefix: 32 }],
  ["0.0.0.0/0", { base: 0, prefix: 0 }],
  ["10.0.0.1/16", { base: 0x0a000001, prefix: 16 }],
  ["10.0.0.0", undefined],
  ["10.0.0/16", undefined],
  ["10.0.0.0.0/16", undefined],
  ["10.0.0.256/16", undefined],
  ["10.0.0.0/33", undefined],
  ["10.0.0.0/-1", undefined],
  ["010.0.0.0/16", undefined],
  ["10.0.0.0/08", undefined],
  [" 10.0.0.0/16", undefined],
  ["2001:db8::/32", undefined],
  ["", undefined],
])("parseCidr %j", (text, expected) => {
  expect(parseCidr(text)).toEqual(expected);
});

test.each([[0, 4294967296], [16, 65536], [32, 1]])("a /%i has %i addresses", (prefix, size) => {
  expect(cidrSize(prefix)).toBe(size);
});

test("cidrSubnet counts as terraform's cidrsubnet does", () => {
  expect(formatCidr(cidrSubnet({ base: 0x0a000000, prefix: 16 }, 4, 15))).toBe("10.0.240.0/20");
  expect(formatCidr(cidrSubnet({ base: 0xac100000, prefix: 12 }, 4, 2))).toBe("172.18.0.0/16");
});

describe("checkCidr", () => {
  const sizes = { shortest: 16, longest: 28, see: "https://docs.aws.amazon.com/cidr" };

  test.each<[string, string, string[]]>([
    ["a block", "10.0.0.0/16", []],
    ["the smallest block", "10.0.0.16/28", []],
    ["no block", "10.0.0.0", ["cidr-syntax vpc.cidr"]],
    ["bits after the prefix", "10.0.0.1/16", ["cidr-host-bits vpc.cidr"]],
    ["too large", "10.0.0.0/15", ["cidr-size vpc.cidr"]],
    ["too small", "10.0.0.0/29", ["cidr-size vpc.cidr"]],
    ["two things", "10.0.0.1/29", ["cidr-host-bits vpc.cidr", "cidr-size vpc.cidr"]],
    ["known only after apply", Lazy.stringValue({ produce: () => "later" }), []],
  ])("%s", (_why, text, expected) => {
    expect(checkCidr("vpc.cidr", text, sizes).map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
  });

  test("offers the block that was meant, the sizes, and the page", () => {
    const see = sizes.see;
    expect(checkCidr("cidr", "10.0.0.9/29", sizes)).toEqual([
      {
        code: "cidr-host-bits",
        path: "cidr",
        got: `"10.0.0.9/29", which has bits set after the prefix`,
        expected: "10.0.0.8/29, the block that contains this address",
        see,
      },
      { code: "cidr-size", path: "cidr", got: `"10.0.0.9/29"`, expected: "a prefix from /16 to /28", see },
    ]);
    expect(checkCidr("cidr", "x", sizes)).toEqual([
      { code: "cidr-syntax", path: "cidr", got: `"x"`, expected: "an IPv4 block such as 10.0.0.0/16", see },
    ]);
  });
});

test.each<[string, boolean]>([
  ["::/0", true],
  ["2001:db8::/56", true],
  ["2001:db8::/129", false],
  ["2001:db8::/56/1", false],
  ["2001:db8::", false],
  ["2001:db8::/x", false],
  ["10.0.0.0/16", false],
])("%s is an IPv6 block: %s", (text, expected) => {
  expect(isIpv6Block(text)).toBe(expected);
});

describe("addresses are told as node tells them", () => {
  const part = fc.constantFrom("", "0", "1", "ff", "ffff", "fffff", "g", "2001", "db8", "1.2.3.4", "1.2.3.256", "01.2.3.4");
  const texts = fc.array(part, { maxLength: 10 }).map((parts) => parts.join(":"));

  test("of IPv6", () => {
    fc.assert(fc.property(fc.oneof(fc.ipV6(), texts), (text) => expect([text, isIpv6Address(text)]).toEqual([text, isIPv6(text)])), { numRuns: 3000 });
  });

  test.each(["::", "::1", "1::", "1:2:3:4:5:6:7::", "::2:3:4:5:6:7:8", "1:2:3:4:5:6:1.2.3.4", "::ffff:1.2.3.4", ":::", "1::2::3", ":1", "1:", "1.2.3.4::", "", "1.2.3.4", "::1.2.3.4:1", "1:2:3:4:5:6:7:8::"])("of IPv6: %j", (text) => {
    expect(isIpv6Address(text)).toBe(isIPv6(text));
  });

  test("of IPv4", () => {
    const numbers = fc.array(fc.constantFrom("0", "1", "10", "255", "256", "01", "", "a"), { minLength: 3, maxLength: 5 }).map((parts) => parts.join("."));
    fc.assert(fc.property(fc.oneof(fc.ipV4(), numbers), (text) => expect([text, isIpv4Address(text)]).toEqual([text, isIPv4(text)])), { numRuns: 1000 });
  });
});

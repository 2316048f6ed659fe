import fc from "fast-check";
import { compareVersions, engineVersions, familyInName, familyOf, monthsOfSupport } from "../src/engines";
import { nodeFamilies, parseNodeType } from "../src/node-types";
import { slotGap } from "../src/slots";

test.each([
  ["valkey", "7.2", "valkey7"],
  ["valkey", "8.1", "valkey8"],
  ["valkey", "9.0", "valkey9"],
  ["valkey", "10.0", "valkey10"],
  ["redis", "4.0.10", "redis4.0"],
  ["redis", "5.0.6", "redis5.0"],
  ["redis", "5.0.9", "redis5.0"],
  ["redis", "6.2", "redis6.x"],
  ["redis", "6.3", "redis6.x"],
  ["redis", "7.1", "redis7"],
  ["redis", "7.2", "redis7"],
  ["memcached", "1.6.22", "memcached1.6"],
  ["memcached", "1.7.1", "memcached1.7"],
] as const)("the family of %s %s is %s", (engine, version, family) => {
  expect(familyOf(engine, version)).toBe(family);
});

test("a version of the table has the family that its engine's rule gives too", () => {
  for (const engine of ["valkey", "redis", "memcached"] as const) {
    for (const [version, { family }] of Object.entries(engineVersions[engine])) {
      const next = version.replace(/\d+$/, "99");
      expect({ version, family: familyOf(engine, next) }).toEqual({ version, family });
    }
  }
});

test("a family in a name has no dots", () => {
  expect(familyInName("redis6.x")).toBe("redis6-x");
});

test("versions are compared by numbers", () => {
  const version = fc.tuple(fc.nat(20), fc.nat(20), fc.nat(20));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const weight = ([major, minor, patch]: number[]) => (major ?? 0) * 10000 + (minor ?? 0) * 100 + (patch ?? 0);
      expect(Math.sign(compareVersions(a.join("."), b.join(".")))).toBe(Math.sign(weight(a) - weight(b)));
    }),
  );
  expect(compareVersions("7", "7.0")).toBe(0);
});

test("support is counted from the day of the tables", () => {
  expect(monthsOfSupport({ family: "x", standardSupportEnds: "2027-01-31" })).toBe(2);
  expect(monthsOfSupport({ family: "x", standardSupportEnds: "2026-01-31" })).toBe(-10);
  expect(monthsOfSupport({ family: "x" })).toBeUndefined();
});

test("every family's sizes are parsed back from its node types", () => {
  for (const [family, { sizes }] of Object.entries(nodeFamilies)) {
    for (const size of sizes) expect(parseNodeType(`cache.${family}.${size}`)).toEqual({ family, size });
  }
});

test("cutting the slots anywhere leaves no gap, and taking one cut away does", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 16383 }), { minLength: 1, maxLength: 8 }), (cuts) => {
      const starts = [0, ...[...cuts].sort((a, b) => a - b)];
      const ranges = starts.map((first, index) => ({ first, last: (starts[index + 1] ?? 16384) - 1 }));
      expect(slotGap(ranges.toReversed())).toBeUndefined();
      expect(slotGap(ranges.slice(1))).toMatch(/^no shard for 0-/);
      expect(slotGap(ranges.slice(0, -1))).toMatch(/^no shard for \d+-16383$/);
      expect(slotGap([...ranges, { first: 5, last: 6 }])).toMatch(/^two shards for /);
    }),
  );
});

import fc from "fast-check";
import type { LifecycleRule } from "../src/lifecycle-props";
import { simulateLifecycle, type SampleImage } from "../src/lifecycle-simulation";

const now = new Date("2026-11-24T00:00:00Z");

function daysAgo(days: number): Date {
  return new Date(now.getTime() - days * 24 * 60 * 60 * 1000);
}

function image(tags: string, pushed: number, more: Partial<SampleImage> = {}): SampleImage {
  return { tags: tags.split(" ").filter((tag) => tag !== ""), pushedAt: daysAgo(pushed), ...more };
}

/** A rule for tags like these, or for `any` and `untagged`. */
function rule(priority: number, tags: string, when: LifecycleRule["when"], action?: LifecycleRule["action"]): LifecycleRule {
  if (tags === "any" || tags === "untagged") return { priority, images: { tagStatus: tags }, when, action };
  return { priority, images: { tagStatus: "tagged", tagPatterns: tags.split(" ") }, when, action };
}

const count = (number: number): LifecycleRule["when"] => ({ countType: "imageCountMoreThan", count: number });
const pushed = (days: number): LifecycleRule["when"] => ({ countType: "sinceImagePushed", days });
const pulled = (days: number): LifecycleRule["when"] => ({ countType: "sinceImagePulled", days });
const archived = (days: number): LifecycleRule["when"] => ({ countType: "sinceImageTransitioned", days });

/** What becomes of each image, in a word. */
function outcomes(rules: readonly LifecycleRule[], images: readonly SampleImage[]): string[] {
  return simulateLifecycle(rules, images, now).map(({ outcome }) => outcome);
}

describe("the examples of AWS's own page", () => {
  const three = [image("beta-1 prod-1", 10), image("beta-2 prod-2", 9), image("beta-3", 8)];

  test.each<[string, LifecycleRule[], SampleImage[], string[]]>([
    ["an age: older than 14 days", [rule(1, "prod*", pushed(14))], [image("prod-1", 15), image("prod-2", 14), image("dev-1", 20)], ["expire", "keep", "keep"]],
    ["a count: one is kept", [rule(1, "any", count(1))], [image("a", 10), image("", 9), image("c", 8)], ["expire", "expire", "keep"]],
    ["a rule before another keeps what it matches", [rule(1, "prod*", count(1)), rule(2, "beta*", count(1))], three, ["expire", "keep", "keep"]],
    ["the same rules the other way round", [rule(1, "beta*", count(1)), rule(2, "prod*", count(1))], three, ["expire", "expire", "keep"]],
    ["every pattern of a list needs a tag", [rule(1, "alpha* beta*", pushed(5))], [image("alpha-1 beta-1", 10), image("alpha-2", 10), image("beta-2 x", 10)], ["expire", "keep", "keep"]],
    ["untagged images", [rule(1, "untagged", pushed(1))], [image("", 2), image("a", 2)], ["expire", "keep"]],
    ["any comes last, and counts what earlier rules took", [rule(1, "prod*", count(1)), rule(2, "any", count(1))], [image("prod-1", 10), image("prod-2", 9), image("beta-1", 8), image("", 7)], ["expire", "keep", "expire", "keep"]],
    ["the last pull, and the push of what nobody pulled", [rule(1, "any", pulled(30))], [image("a", 40, { pulledAt: daysAgo(31) }), image("b", 40, { pulledAt: daysAgo(2) }), image("c", 40), image("d", 3)], ["archive", "keep", "archive", "keep"]],
    ["archived images are the matter of their own rules", [rule(1, "any", count(1)), rule(2, "any", archived(90))], [image("a", 400, { archivedAt: daysAgo(91) }), image("b", 400, { archivedAt: daysAgo(90) }), image("c", 1)], ["expire", "keep", "keep"]],
    ["an archive by age", [rule(1, "any", pushed(30), "archive")], [image("a", 31), image("b", 1)], ["archive", "keep"]],
  ])("%s", (_why, rules, images, expected) => {
    expect(outcomes(rules, images)).toEqual(expected);
  });
});

test("prefixes are patterns with an open end", () => {
  const rules: LifecycleRule[] = [{ priority: 1, images: { tagStatus: "tagged", tagPrefixes: ["v"] }, when: pushed(1) }];
  expect(outcomes(rules, [image("v1", 2), image("dev", 2)])).toEqual(["expire", "keep"]);
});

test("says which rule an image belongs to, also where it is kept", () => {
  const images = [image("v1", 1), image("x", 1), image("", 9)];
  const result = simulateLifecycle([rule(20, "untagged", pushed(7)), rule(10, "v*", count(5))], images, now);
  expect(result).toEqual([
    { image: images[0], outcome: "keep", rule: 10, keptByList: false },
    { image: images[1], outcome: "keep", rule: undefined, keptByList: false },
    { image: images[2], outcome: "expire", rule: 20, keptByList: false },
  ]);
});

test("an image of a list of platforms stays as long as the list", () => {
  const images = [image("v1", 9, { manifests: ["arm", "x86"] }), image("", 9, { digest: "arm" }), image("", 9, { digest: "old" })];
  const result = simulateLifecycle([rule(1, "untagged", pushed(7))], images, now);
  expect(result.map(({ outcome, keptByList }) => [outcome, keptByList])).toEqual([["keep", false], ["keep", true], ["expire", false]]);
});

describe("an image that came back from the archive", () => {
  test("is as young as its restoration where images are counted", () => {
    expect(outcomes([rule(1, "any", count(1))], [image("a", 100, { restoredAt: daysAgo(1) }), image("b", 50)])).toEqual(["keep", "expire"]);
  });

  test.each<[string, Partial<SampleImage>, string]>([
    ["was not pulled since", { pulledAt: daysAgo(90), restoredAt: daysAgo(20) }, "keep"],
    ["was not pulled since a restoration long ago", { pulledAt: daysAgo(90), restoredAt: daysAgo(60) }, "archive"],
    ["was pulled since", { pulledAt: daysAgo(5), restoredAt: daysAgo(60) }, "keep"],
    ["was pulled since, long ago", { pulledAt: daysAgo(40), restoredAt: daysAgo(60) }, "archive"],
    ["was never pulled", { restoredAt: daysAgo(20) }, "keep"],
  ])("%s", (_why, more, expected) => {
    expect(outcomes([rule(1, "any", pulled(30))], [image("a", 100, more)])).toEqual([expected]);
  });
});

const tags = fc.uniqueArray(fc.constantFrom("v1", "v2", "dev-1", "dev-2", "rc-1"), { maxLength: 3 });
const images = fc.uniqueArray(fc.record({ tags, days: fc.integer({ min: 0, max: 400 }) }), { selector: ({ days }) => days, maxLength: 12 })
  .map((list) => list.map(({ tags: some, days }) => image(some.join(" "), days)));
const whens = fc.oneof(fc.integer({ min: 1, max: 6 }).map(count), fc.integer({ min: 1, max: 300 }).map(pushed));
const rules = fc.array(fc.tuple(fc.constantFrom("v*", "dev-*", "*1", "untagged"), whens), { maxLength: 4 })
  .map((list) => list.map(([some, when], index) => rule((index + 1) * 10, some, when)));

describe("laws", () => {
  test("every image has one outcome, in the order given", () => {
    fc.assert(fc.property(rules, images, (some, list) => expect(simulateLifecycle(some, list, now).map((result) => result.image)).toEqual(list)));
  });

  test("the order of the rules in their list means nothing", () => {
    fc.assert(fc.property(rules, images, (some, list) => expect(outcomes(some.toReversed(), list)).toEqual(outcomes(some, list))));
  });

  test("the order of the images means nothing", () => {
    fc.assert(fc.property(rules, images, (some, list) => expect(outcomes(some, list.toReversed()).toReversed()).toEqual(outcomes(some, list))));
  });

  test("a count alone keeps that many, and none of them is older than one that goes", () => {
    fc.assert(
      fc.property(images, fc.integer({ min: 1, max: 6 }), (list, number) => {
        const result = simulateLifecycle([rule(1, "any", count(number))], list, now);
        const pushTimes = (outcome: string) => result.filter((one) => one.outcome === outcome).map((one) => one.image.pushedAt.getTime());
        expect(pushTimes("keep")).toHaveLength(Math.min(number, list.length));
        expect(Math.max(-Infinity, ...pushTimes("expire"))).toBeLessThan(Math.min(Infinity, ...pushTimes("keep")));
      }),
    );
  });

  test("a later rule changes nothing for images that an earlier one matches", () => {
    fc.assert(
      fc.property(rules, whens, images, (some, when, list) => {
        const before = simulateLifecycle(some, list, now);
        const after = simulateLifecycle([...some, rule(1000, "any", when)], list, now);
        before.forEach((result, index) => result.rule === undefined || expect(after[index]).toEqual(result));
      }),
    );
  });

  test("what goes by age today has gone tomorrow", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), images, fc.integer({ min: 1, max: 100 }), (days, list, later) => {
        const tomorrow = new Date(now.getTime() + later * 24 * 60 * 60 * 1000);
        const then = simulateLifecycle([rule(1, "any", pushed(days))], list, tomorrow);
        simulateLifecycle([rule(1, "any", pushed(days))], list, now).forEach(({ outcome }, index) => {
          if (outcome === "expire") expect(then[index]?.outcome).toBe("expire");
        });
      }),
    );
  });
});

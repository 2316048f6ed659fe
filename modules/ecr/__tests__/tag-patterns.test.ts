import fc from "fast-check";
import { coversPattern, matchesPattern } from "../src/tag-patterns";

test.each<[string, string, boolean]>([
  ["prod", "prod", true],
  ["prod", "prod1", false],
  ["prod*", "prod", true],
  ["prod*", "production-team1", true],
  ["prod*", "repo-production", false],
  ["*prod*", "repo-production", true],
  ["*prod", "repo-prod", true],
  ["*prod", "prod-repo", false],
  ["a*a", "a", false],
  ["a*a", "aa", true],
  ["a*b*c", "abbc", true],
  ["a*b*c", "ac", false],
  ["a*bc*c", "abc", false],
  ["*test*1*2*3", "my-test-1-2-3", true],
  ["v1.*", "v1x2", false],
  ["*", "", true],
])("%s says of %s: %s", (pattern, text, expected) => {
  expect(matchesPattern(pattern, text)).toBe(expected);
});

const part = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 4 });
const pattern = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => parts.join("*"));

describe("laws", () => {
  test("a pattern matches what it becomes when its wildcards are filled in", () => {
    fc.assert(fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), part, (parts, filling) => matchesPattern(parts.join("*"), parts.join(filling))));
  });

  test("it matches just what the regular expression of the same meaning matches", () => {
    fc.assert(fc.property(pattern, part, (some, text) => matchesPattern(some, text) === new RegExp(`^${some.replaceAll("*", ".*")}$`).test(text)));
  });

  test("what is like a covered pattern is like the pattern that covers it", () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), pattern, part, (parts, between, filling) => {
        const [wide, narrow] = [parts.join("*"), parts.join(between)];
        return coversPattern(wide, narrow) && matchesPattern(wide, narrow.replaceAll("*", filling));
      }),
    );
  });

  test("no pattern covers one that is open where it is not", () => {
    fc.assert(fc.property(part, part, (wide, narrow) => !coversPattern(wide, `${narrow}*`)));
  });
});

import { checkTags, environmentTags, type Tags } from "@terrace/core";
import { Lazy } from "cdktf";

test("everything of an environment says where it belongs and who manages it", () => {
  expect(environmentTags({ environment: "prd", project: "shop" })).toEqual({
    Environment: "prd",
    ManagedBy: "terraform",
    Project: "shop",
  });
});

function numbered(count: number): Tags {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`Key${index}`, ""]));
}

const longest = "k".repeat(128);

test.each<[string, Tags, string[]]>([
  ["none", {}, []],
  ["letters of any script, digits, spaces and signs", { "Équipe 1": "会計 _.:/=+-@" }, []],
  ["fifty", numbered(50), []],
  ["fifty-one", numbered(51), ["tag-count tags"]],
  ["the longest key and value", { [longest]: "v".repeat(256) }, []],
  ["a key too long", { [`${longest}k`]: "" }, [`tag-key tags["${longest.slice(0, 116)}...]`]],
  ["a value too long", { Team: "v".repeat(257) }, ['tag-value tags["Team"]']],
  ["a key of one letter", { k: "" }, []],
  ["an empty key", { "": "x" }, ['tag-key tags[""]']],
  ["a key of AWS's own, in any case", { "AWS:x": "y" }, ['tag-key tags["AWS:x"]']],
  ["a key that only contains aws:", { "my-aws:x": "y" }, []],
  ["signs that some service refuses", { "a*b": "x", Team: "web; api" }, ['tag-key tags["a*b"]', 'tag-value tags["Team"]']],
  ["a value that is known only after apply", { Team: Lazy.stringValue({ produce: () => "later" }) }, []],
])("%s", (_why, tags, expected) => {
  expect(checkTags("tags", tags).map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
});

test("a problem says what it found", () => {
  const found = checkTags("tags", { ...numbered(50), "aws:x": "a;b" }).map(({ got, expected, see }) => {
    expect(see).toBe("https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html");
    return [got, expected];
  });
  expect(found).toEqual([
    ["51 tags", "at most 50"],
    ["a key of 5 characters", "1 to 128 letters, digits, spaces and _.:/=+-@, not starting with aws:"],
    ['"a;b"', "up to 256 letters, digits, spaces and _.:/=+-@"],
  ]);
});

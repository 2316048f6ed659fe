import { accept, InvalidPropsError, show, throwIfAny, type Problem } from "@terrace/core";
import { invalidProps, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";
import { Construct } from "constructs";

const error: Problem = {
  code: "shard-count",
  path: "shards",
  got: "0",
  expected: "an integer from 1 to 500",
  see: "https://docs.aws.amazon.com/shards",
};
const dated: Problem = { code: "unknown-zone", path: "zones", got: `"az5"`, expected: "az1 or az2", severity: "dated" };
const warning: Problem = { code: "costly", path: "nat", got: "per zone", expected: "one for all", severity: "warning" };

describe("the text of an error", () => {
  test("names the thing, its place, and every problem with what was expected and the page to read", () => {
    const stack = testStack();
    const cache = new Construct(stack, "cache");
    expect(invalidProps(() => throwIfAny(cache, "ReplicationGroup", [error, { ...dated, severity: undefined }])).message).toBe(
      [
        `invalid ReplicationGroup at "test/cache"`,
        `  - [shard-count] shards is 0`,
        `      expected: an integer from 1 to 500`,
        `      see: https://docs.aws.amazon.com/shards`,
        `  - [unknown-zone] zones is "az5"`,
        `      expected: az1 or az2`,
      ].join("\n"),
    );
  });

  test("holds several reports, one below the other", () => {
    const reports = ["one", "two"].map((at) => ({ what: "Vpc", at, problems: [dated] }));
    const several = new InvalidPropsError(reports);
    expect(several.message.split("\n").filter((line) => line.startsWith("invalid"))).toEqual([
      `invalid Vpc at "one"`,
      `invalid Vpc at "two"`,
    ]);
    expect(several.reports).toBe(reports);
    expect(several.name).toBe("InvalidPropsError");
  });
});

describe("an error is known by a mark, not by its class", () => {
  test.each<[string, unknown, boolean]>([
    ["one of this package", new InvalidPropsError([]), true],
    ["one of another copy", Object.assign(new Error(""), { [Symbol.for("terrace/InvalidPropsError")]: true }), true],
    ["any other error", new Error(""), false],
    ["text", "InvalidPropsError", false],
    ["nothing", null, false],
  ])("%s", (_why, value, expected) => {
    expect(InvalidPropsError.isInvalidPropsError(value)).toBe(expected);
  });
});

describe("throwIfAny", () => {
  test("does nothing without problems", () => {
    const stack = testStack();
    throwIfAny(stack, "Vpc", []);
    expect(warningsOf(stack)).toEqual([]);
  });

  test("leaves warnings on the construct, and throws errors alone", () => {
    const stack = testStack();
    const vpc = new Construct(stack, "vpc");
    throwIfAny(vpc, "Vpc", [warning]);
    expect(vpc.node.metadata).toMatchObject([{ type: "@cdktf/warn", data: "[costly] nat is per zone\n      expected: one for all" }]);
    expect(invalidProps(() => throwIfAny(vpc, "Vpc", [warning, error])).reports).toEqual([
      { what: "Vpc", at: "test/vpc", problems: [error] },
    ]);
  });
});

describe("accept", () => {
  test("turns a dated error into a warning that says why, below the scope alone", () => {
    const stack = testStack();
    const [here, elsewhere] = [new Construct(stack, "here"), new Construct(stack, "elsewhere")];
    accept(here, "unknown-zone", "az5 opened last week");
    throwIfAny(new Construct(here, "vpc"), "Vpc", [dated]);
    expect(warningsOf(stack)).toEqual([
      `[unknown-zone] zones is "az5"\n      expected: az1 or az2\n      accepted: az5 opened last week`,
    ]);
    expect(() => throwIfAny(elsewhere, "Vpc", [dated])).toThrow("[unknown-zone]");
  });

  test("takes nothing but dated errors of its own code", () => {
    const stack = testStack();
    accept(stack, "shard-count", "we know better");
    expect(() => throwIfAny(stack, "Vpc", [error])).toThrow("[shard-count]");
    expect(() => throwIfAny(stack, "Vpc", [dated])).toThrow("[unknown-zone]");
  });

  test("leaves a warning as it was", () => {
    const stack = testStack();
    accept(stack, "costly", "we are rich");
    throwIfAny(stack, "Vpc", [warning]);
    expect(warningsOf(stack)).toEqual([expect.not.stringContaining("accepted")]);
  });
});

describe("show", () => {
  test.each<[string, unknown, string]>([
    ["text is quoted", "10.0.0.0/16", `"10.0.0.0/16"`],
    ["a number is not", 0, "0"],
    ["nothing at all", undefined, "missing"],
    ["null", null, "null"],
    ["a list", ["a", 1], `["a",1]`],
    ["a token", Lazy.stringValue({ produce: () => "later" }), "known only after apply"],
    ["what JSON cannot write", Symbol("x"), "Symbol(x)"],
    ["text of 118 letters, as long as it may be", "a".repeat(118), `"${"a".repeat(118)}"`],
    ["longer text", "a".repeat(119), `"${"a".repeat(116)}...`],
  ])("%s", (_why, value, expected) => {
    expect(show(value)).toBe(expected);
  });
});

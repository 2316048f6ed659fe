import { mustBeKnown } from "@terrace/core";
import { Lazy, Token } from "cdktf";

const text = Lazy.stringValue({ produce: () => "later" });
const list = Lazy.listValue({ produce: () => ["a", "b"] });
const number = Token.asNumber({ resolve: () => 3, creationStack: [] });

test.each<[string, Record<string, unknown>, string[]]>([
  ["literals of every kind", { a: "x", b: 1, c: true, d: undefined, e: null, f: ["x", { g: "y" }] }, []],
  ["a text", { cidr: text }, ["cidr"]],
  ["a text with a token in it", { name: `dev-${text}` }, ["name"]],
  ["a number", { count: number }, ["count"]],
  ["a list that looks like a list of one", { zones: list }, ["zones"]],
  ["an object that resolves later", { tiers: Lazy.anyValue({ produce: () => ({}) }) }, ["tiers"]],
  ["one element of a list", { zones: ["a", text] }, ["zones[1]"]],
  ["deep inside", { tiers: { private: { cidrs: ["a", { block: text }] } } }, ["tiers.private.cidrs[1].block"]],
  ["a key of an object", { tiers: { [text]: {} } }, ["tiers"]],
  ["several at once", { cidr: text, zones: list, name: "x" }, ["cidr", "zones"]],
])("%s", (_why, values, paths) => {
  expect(mustBeKnown(values).map(({ path }) => path)).toEqual(paths);
});

test("a problem says why it must be known", () => {
  expect(mustBeKnown({ cidr: text })).toEqual([
    {
      code: "not-known-at-synth",
      path: "cidr",
      got: "known only after apply",
      expected: "a literal value: it decides which resources exist",
      see: "https://developer.hashicorp.com/terraform/cdktf/concepts/tokens",
    },
  ]);
});

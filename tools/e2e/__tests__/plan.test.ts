import { readAdditions } from "../src/plan";

type Change = NonNullable<Parameters<typeof readAdditions>[0]["resource_changes"]>[number]["change"];

const read = (change: Change) => readAdditions({ resource_changes: [{ address: "aws_x.one", change }] });

test("a plan without changes adds nothing", () => {
  expect(readAdditions({})).toEqual({ added: 0, grown: [], problems: [] });
  expect(read({ actions: ["no-op"], before: {}, after: {} })).toEqual({ added: 0, grown: [], problems: [] });
  expect(read({ actions: ["read"], before: null, after: {} })).toEqual({ added: 0, grown: [], problems: [] });
});

test("created resources are counted", () => {
  const change = { actions: ["create"], before: null, after: { id: "new" } };
  const resource_changes = [{ address: "aws_x.one", change }, { address: "aws_x.two", change }];
  expect(readAdditions({ resource_changes })).toEqual({ added: 2, grown: [], problems: [] });
});

test.each([
  ["deleted", ["delete"], "aws_x.one: delete"],
  ["replaced", ["delete", "create"], "aws_x.one: delete, create"],
  ["replaced the other way round", ["create", "delete"], "aws_x.one: create, delete"],
  ["forgotten", ["forget"], "aws_x.one: forget"],
])("a resource that is %s is a problem", (_why, actions, problem) => {
  expect(read({ actions, before: { a: 1 }, after: null })).toEqual({ added: 0, grown: [], problems: [problem] });
});

test.each<[string, Omit<Change, "actions">]>([
  ["a list that keeps its elements", { before: { a: ["x"] }, after: { a: ["y", "x"] } }],
  ["a list of objects that keeps them", { before: { a: [{ b: 1 }] }, after: { a: [{ b: 1 }, { b: 2 }] } }],
  ["a map that keeps its keys", { before: { a: { x: "1" } }, after: { a: { x: "1", y: "2" } } }],
  ["a list that is known after apply", { before: { a: ["x"] }, after: {}, after_unknown: { a: true } }],
  ["a list with an element that is known after apply", { before: { a: ["x"] }, after: { a: ["x", null] }, after_unknown: { a: [false, true] } }],
  ["an attribute that was empty", { before: { a: null }, after: { a: "set" } }],
])("an update may grow %s", (_why, change) => {
  expect(read({ actions: ["update"], ...change })).toEqual({ added: 0, grown: ["aws_x.one.a"], problems: [] });
});

test.each<[string, Omit<Change, "actions">]>([
  ["a text", { before: { a: "x" }, after: { a: "y" } }],
  ["a list that loses an element", { before: { a: ["x", "y"] }, after: { a: ["y", "z"] } }],
  ["a map that changes a value", { before: { a: { x: "1" } }, after: { a: { x: "2", y: "2" } } }],
  ["a map that loses a key", { before: { a: { x: "1", y: "1" } }, after: { a: { x: "1" } } }],
  ["a text that is known after apply", { before: { a: "x" }, after: {}, after_unknown: { a: true } }],
  ["an attribute that is taken away", { before: { a: "x" }, after: { a: null } }],
])("an update may not change %s", (_why, change) => {
  expect(read({ actions: ["update"], ...change })).toEqual({ added: 0, grown: [], problems: ["aws_x.one: update of a"] });
});

test("unchanged attributes of an update are no matter", () => {
  const before = { a: ["x"], b: "same", c: { d: [1] } };
  const after = { a: ["x", "y"], b: "same", c: { d: [1] } };
  expect(read({ actions: ["update"], before, after, after_unknown: { a: [false, false], c: { d: [false] } } }).grown).toEqual(["aws_x.one.a"]);
});

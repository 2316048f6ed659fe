import { readChanges } from "../src/plan";

type Change = NonNullable<Parameters<typeof readChanges>[0]["resource_changes"]>[number]["change"];

const nothing = { added: 0, grown: [], updated: [], replaced: [], removed: [], problems: [] };
const read = (change: Change, updates?: string[], replaces?: string[], removes?: string[]) =>
  readChanges({ resource_changes: [{ address: "aws_x.one", type: "aws_x", change }] }, { updates, replaces, removes });

test("a plan without changes adds nothing", () => {
  expect(readChanges({})).toEqual(nothing);
  expect(read({ actions: ["no-op"], before: {}, after: {} })).toEqual(nothing);
  expect(read({ actions: ["read"], before: null, after: {} })).toEqual(nothing);
});

test("created resources are counted", () => {
  const change = { actions: ["create"], before: null, after: { id: "new" } };
  const resource_changes = ["aws_x.one", "aws_x.two"].map((address) => ({ address, type: "aws_x", change }));
  expect(readChanges({ resource_changes })).toEqual({ ...nothing, added: 2 });
});

test.each([
  ["deleted", ["delete"], "aws_x.one: delete"],
  ["replaced", ["delete", "create"], "aws_x.one: delete, create"],
  ["replaced the other way round", ["create", "delete"], "aws_x.one: create, delete"],
  ["forgotten", ["forget"], "aws_x.one: forget"],
])("a resource that is %s is a problem", (_why, actions, problem) => {
  expect(read({ actions, before: { a: 1 }, after: null })).toEqual({ ...nothing, problems: [problem] });
});

test.each<[string, Omit<Change, "actions">]>([
  ["a list that keeps its elements", { before: { a: ["x"] }, after: { a: ["y", "x"] } }],
  ["a list of objects that keeps them", { before: { a: [{ b: 1 }] }, after: { a: [{ b: 1 }, { b: 2 }] } }],
  ["a map that keeps its keys", { before: { a: { x: "1" } }, after: { a: { x: "1", y: "2" } } }],
  ["a list that is known after apply", { before: { a: ["x"] }, after: {}, after_unknown: { a: true } }],
  ["a list with an element that is known after apply", { before: { a: ["x"] }, after: { a: ["x", null] }, after_unknown: { a: [false, true] } }],
  ["an attribute that was empty", { before: { a: null }, after: { a: "set" } }],
])("an update may grow %s", (_why, change) => {
  expect(read({ actions: ["update"], ...change })).toEqual({ ...nothing, grown: ["aws_x.one.a"] });
});

test.each<[string, Omit<Change, "actions">]>([
  ["a text", { before: { a: "x" }, after: { a: "y" } }],
  ["a list that loses an element", { before: { a: ["x", "y"] }, after: { a: ["y", "z"] } }],
  ["a map that changes a value", { before: { a: { x: "1" } }, after: { a: { x: "2", y: "2" } } }],
  ["a map that loses a key", { before: { a: { x: "1", y: "1" } }, after: { a: { x: "1" } } }],
  ["a text that is known after apply", { before: { a: "x" }, after: {}, after_unknown: { a: true } }],
  ["an attribute that is taken away", { before: { a: "x" }, after: { a: null } }],
])("an update may not change %s", (_why, change) => {
  expect(read({ actions: ["update"], ...change })).toEqual({ ...nothing, problems: ["aws_x.one: update of a"] });
});

test("unchanged attributes of an update are no matter", () => {
  const before = { a: ["x"], b: "same", c: { d: [1] } };
  const after = { a: ["x", "y"], b: "same", c: { d: [1] } };
  expect(read({ actions: ["update"], before, after, after_unknown: { a: [false, false], c: { d: [false] } } }).grown).toEqual(["aws_x.one.a"]);
});

describe("what may change in place", () => {
  test("is named by type and attribute, and anything else is a problem", () => {
    const change = { actions: ["update"], before: { a: "x", b: "x" }, after: { a: "y", b: "y" } };
    expect(read(change, ["aws_x.a", "aws_y.b"])).toEqual({ ...nothing, updated: ["aws_x.one.a"], problems: ["aws_x.one: update of b"] });
  });

  test("may shrink, and is not counted as grown", () => {
    expect(read({ actions: ["update"], before: { a: ["x"] }, after: { a: [] } }, ["aws_x.a"])).toEqual({ ...nothing, updated: ["aws_x.one.a"] });
    expect(read({ actions: ["update"], before: { a: ["x"] }, after: { a: ["x", "y"] } }, ["aws_x.a"]).grown).toEqual([]);
  });

  test("may not replace its resource", () => {
    expect(read({ actions: ["delete", "create"], before: { a: "x" }, after: { a: "y" } }, ["aws_x.a"]).problems).toEqual(["aws_x.one: delete, create"]);
  });
});

test.each([[["delete", "create"]], [["create", "delete"]]])("what may be replaced is named by its type: %j", (actions) => {
  expect(read({ actions, before: { a: "x" }, after: { a: "y" } }, [], ["aws_x"])).toEqual({ ...nothing, replaced: ["aws_x.one"] });
  expect(read({ actions, before: { a: "x" }, after: { a: "y" } }, [], ["aws_y"])).toEqual({ ...nothing, problems: [`aws_x.one: ${actions.join(", ")}`] });
  expect(read({ actions: ["delete"], before: { a: "x" }, after: null }, [], ["aws_x"])).toEqual({ ...nothing, problems: ["aws_x.one: delete"] });
});

test("what may go is named by its type, and may not be replaced for that", () => {
  const change = { actions: ["delete"], before: { a: "x" }, after: null };
  expect(read(change, [], [], ["aws_x"])).toEqual({ ...nothing, removed: ["aws_x.one"] });
  expect(read(change, [], [], ["aws_y"])).toEqual({ ...nothing, problems: ["aws_x.one: delete"] });
  expect(read({ ...change, actions: ["delete", "create"], after: { a: "y" } }, [], [], ["aws_x"])).toEqual({ ...nothing, problems: ["aws_x.one: delete, create"] });
});

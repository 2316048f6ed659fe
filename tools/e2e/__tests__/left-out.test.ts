import { ignoreLeftOut, leftOut, withLeftOut } from "../src/left-out";

const entries = [{ stack: "network", resourceType: "aws_flow_log", attributes: ["a", "b"], reason: "forgotten" }];

test("attributes are ignored in every resource of the type, beside what is ignored already", () => {
  const stack = {
    terraform: { kept: true },
    resource: {
      aws_flow_log: { one: { x: 1 }, two: { lifecycle: { prevent_destroy: true, ignore_changes: ["b", "c"] } } },
      aws_vpc: { vpc: { x: 1 } },
    },
  };
  expect(ignoreLeftOut(stack, entries)).toEqual({
    terraform: { kept: true },
    resource: {
      aws_flow_log: {
        one: { x: 1, lifecycle: { ignore_changes: ["a", "b"] } },
        two: { lifecycle: { prevent_destroy: true, ignore_changes: ["b", "c", "a"] } },
      },
      aws_vpc: { vpc: { x: 1 } },
    },
  });
});

test("a resource that ignores everything stays", () => {
  const stack = { resource: { aws_flow_log: { one: { lifecycle: { ignore_changes: "all" as const } } } } };
  expect(ignoreLeftOut(stack, entries)).toEqual(stack);
});

test("a stack of which nothing is left out stays to the byte", () => {
  const text = '{ "resource":   {} }';
  expect(withLeftOut("dev-something", text)).toBe(text);
});

test("every entry has a reason", () => {
  expect(leftOut.filter(({ attributes, reason }) => attributes.length === 0 || reason === "")).toEqual([]);
});

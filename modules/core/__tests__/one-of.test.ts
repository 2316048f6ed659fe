import { oneOf } from "@terrace/core";
import { Lazy } from "cdktf";

test("a value that a prop takes, or that is known only after apply, is no problem", () => {
  expect(oneOf("zoneSlots", 4, [1, 2, 4, 8])).toEqual([]);
  expect(oneOf("type", Lazy.stringValue({ produce: () => "public" }), ["public", "private"])).toEqual([]);
});

test.each<[unknown, string]>([
  ["open", '"open"'],
  [undefined, "missing"],
  ["4", '"4"'],
])("%p is none of them", (value, got) => {
  expect(oneOf("zoneSlots", value, [4, "all"])).toEqual([{ code: "not-one-of", path: "zoneSlots", got, expected: 'one of 4, "all"' }]);
});

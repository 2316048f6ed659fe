import fs from "node:fs";
import fc from "fast-check";
import { copyOf, temporaryFolder } from "./copy-of";

type Stringify = (value: unknown, options?: { readonly space?: number | string; readonly cycles?: boolean }) => string;

const folder = temporaryFolder();
const packages = "node_modules/cdktf/node_modules";
const original = `${packages}/json-stable-stringify/index.js`;
const stock = copyOf<Stringify>(original, { neighbours: packages, packages }, folder);
const fast = jest.requireActual<Stringify>("../replacements/json-stable-stringify.cjs");

afterAll(() => fs.rmSync(folder, { recursive: true }));

function outcome(stringify: Stringify, ...args: Parameters<Stringify>) {
  try {
    return stringify(...args);
  } catch (error) {
    return String(error);
  }
}

test("random data is written byte for byte as by the original", () => {
  const value = fc.anything({ withDate: true, withSparseArray: true, withNullPrototype: true });
  fc.assert(
    fc.property(value, fc.constantFrom(undefined, 0, 2, "\t"), (data, space) => {
      expect(outcome(fast, data, { space })).toBe(outcome(stock, data, { space }));
    }),
    { numRuns: 2000 },
  );
});

const within: { readonly itself: unknown[] } = { itself: [] };
within.itself.push({ within });
const shared = { a: 1 };

test.each<[string, unknown]>([
  ["keys that look like numbers", { b: 1, "10": 2, "9": 3, B: 4 }],
  ["functions and symbols", { a: () => 1, b: [() => 1, Symbol.iterator], c: Symbol.iterator }],
  ["toJSON", { a: { toJSON: () => ({ z: 1, y: undefined }) }, b: [{ toJSON: () => undefined }], c: new Date(0) }],
  ["empty ones", { a: {}, b: [], c: "", d: [[]] }],
  ["one object in two places", [shared, { shared, again: [shared] }]],
  ["data within itself", within],
])("%s come out as from the original", (_, data) => {
  expect(outcome(fast, data, { space: 2 })).toBe(outcome(stock, data, { space: 2 }));
});

test("an option that cdktf does not use is refused", () => {
  expect(() => fast({}, { cycles: true })).toThrow('json-stable-stringify: option "cycles" is not supported here');
});

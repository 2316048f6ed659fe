import { growthExponent, median } from "../measure";

test.each<[number[], number]>([
  [[3, 1, 2], 2],
  [[10, 9, 100], 10],
  [[4, 1, 3, 2], 3],
])("the median of %j is %d", (values, expected) => {
  expect(median(values)).toBe(expected);
});

test.each([0.5, 1, 2])("points of a power law of exponent %d give that exponent", (exponent) => {
  expect(growthExponent([10, 100, 300].map((x) => [x, 7 * x ** exponent]))).toBeCloseTo(exponent);
});

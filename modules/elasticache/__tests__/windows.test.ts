import fc from "fast-check";
import { overlaps, parseDaily, parseWeekly } from "../src/windows";

const week = 7 * 24 * 60;
const day = 24 * 60;

test.each<[string, { start: number; minutes: number } | undefined]>([
  ["mon:00:00-mon:01:00", { start: 0, minutes: 60 }],
  ["sun:23:00-mon:01:30", { start: 6 * day + 23 * 60, minutes: 150 }],
  ["sun:18:00-sun:18:30", { start: 6 * day + 18 * 60, minutes: 30 }],
  ["Sun:18:00-Sun:19:00", undefined],
  ["son:18:00-son:19:00", undefined],
  ["sun:24:00-sun:25:00", undefined],
  ["sun:18:60-sun:19:00", undefined],
  ["18:00-19:00", undefined],
])("a week's window %s", (text, expected) => {
  expect(parseWeekly(text)).toEqual(expected);
});

test.each<[string, { start: number; minutes: number } | undefined]>([
  ["05:00-09:00", { start: 300, minutes: 240 }],
  ["23:30-00:30", { start: 1410, minutes: 60 }],
  ["24:00-01:00", undefined],
  ["5:00-6:00", undefined],
  ["mon:05:00-mon:06:00", undefined],
])("a day's window %s", (text, expected) => {
  expect(parseDaily(text)).toEqual(expected);
});

test("two windows overlap exactly when they share a minute", () => {
  const weekly = fc.record({ start: fc.nat(week - 1), minutes: fc.integer({ min: 1, max: 2 * day }) });
  const daily = fc.record({ start: fc.nat(day - 1), minutes: fc.integer({ min: 1, max: day - 1 }) });
  fc.assert(
    fc.property(weekly, daily, (a, b) => {
      const minutes = new Set(Array.from({ length: a.minutes }, (_, minute) => (a.start + minute) % day));
      const shared = Array.from({ length: b.minutes }, (_, minute) => (b.start + minute) % day).some((minute) => minutes.has(minute));
      expect(overlaps(a, b)).toBe(shared);
    }),
    { numRuns: 200 },
  );
});

import { breakEven, endpointHoursOf, monthlyCost, natHoursOf } from "../src/cost";
import { breakEvenWords } from "../src/words";

const prices = { endpointHour: 0.014, endpointGb: 0.01, natHour: 0.062, natGb: 0.062 };

test("an endpoint is charged in each zone, a NAT gateway once", () => {
  expect(endpointHoursOf(5, 3)).toBe(10_950);
  expect(natHoursOf(3)).toBe(2_190);
});

describe("break-even", () => {
  test("five endpoints in three zones against three NAT gateways: 337 GB a month", () => {
    // 10,950 × 0.014 = 153.30; 2,190 × 0.062 = 135.78; (153.30 - 135.78) / 0.052 = 336.92
    const even = breakEven({ endpointHours: 10_950, natHours: 2_190 }, prices);
    expect(even.gbPerMonth).toBeCloseTo(336.92, 2);
    expect(breakEvenWords(even)).toBe("endpoints are cheaper above 337 GB a month");
  });

  test("five endpoints in two zones against one NAT gateway: 1,095 GB a month", () => {
    // 7,300 × 0.014 = 102.20; 730 × 0.062 = 45.26; 56.94 / 0.052 = 1,095
    expect(breakEven({ endpointHours: 7_300, natHours: 730 }, prices).gbPerMonth).toBeCloseTo(1_095, 6);
  });

  test("beside NAT that stays, all hours of the endpoints have to come in by traffic", () => {
    // 102.20 / 0.052 = 1,965.38
    expect(breakEven({ endpointHours: 7_300, natHours: 0 }, prices).gbPerMonth).toBeCloseTo(1_965.38, 2);
  });

  test("at that traffic both cost the same", () => {
    const hours = { endpointHours: 10_950, natHours: 2_190 };
    const { endpoints, nat } = monthlyCost(hours, prices, breakEven(hours, prices).gbPerMonth ?? 0);
    expect(endpoints).toBeCloseTo(nat, 9);
    expect(endpoints).toBeCloseTo(156.67, 2);
  });

  test.each([
    ["no endpoint needed", { endpointHours: 0, natHours: 730 }, prices, "endpoints are cheaper at any traffic"],
    ["as cheap by the hour, cheaper by the GB", { endpointHours: 100, natHours: 100 }, { ...prices, endpointHour: 1, natHour: 1 }, "endpoints are cheaper at any traffic"],
    ["dearer by the hour, and NAT no dearer by the GB", { endpointHours: 100, natHours: 0 }, { ...prices, natGb: 0.01 }, "NAT is cheaper at any traffic"],
    ["cheaper by the hour, as dear by the GB", { endpointHours: 0, natHours: 1 }, { ...prices, natGb: 0.01 }, "endpoints are cheaper at any traffic"],
    ["everything free", { endpointHours: 1, natHours: 1 }, { endpointHour: 0, endpointGb: 0, natHour: 0, natGb: 0 }, "both cost the same at any traffic"],
    ["dearer by both", { endpointHours: 100, natHours: 0 }, { ...prices, natGb: 0 }, "NAT is cheaper at any traffic"],
    ["cheaper by the hour, dearer by the GB", { endpointHours: 0, natHours: 100 }, { endpointHour: 1, endpointGb: 2, natHour: 1, natGb: 1 }, "NAT is cheaper above 100 GB a month"],
  ])("%s", (_, hours, given, words) => {
    expect(breakEvenWords(breakEven(hours, given))).toBe(words);
  });
});

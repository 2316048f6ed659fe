/**
 * Endpoints against NAT, in hours and gigabytes. No price is known here: prices are the caller's, in one currency.
 */

/** Hours of a month, as AWS's own calculator has it: 365 × 24 / 12. */
export const hoursPerMonth = 730;

/** What an hour and a gigabyte cost, in any one currency. */
export interface Prices {
  /** An interface endpoint in one zone, for an hour. */
  readonly endpointHour: number;
  /** A gigabyte through an interface endpoint. */
  readonly endpointGb: number;
  /** A NAT gateway, for an hour. */
  readonly natHour: number;
  /** A gigabyte through a NAT gateway. */
  readonly natGb: number;
}

/** The hours that two ways to the same services are charged for in a month. */
export interface MonthlyHours {
  /** Interface endpoints × zones × 730. */
  readonly endpointHours: number;
  /** NAT gateways × 730. */
  readonly natHours: number;
}

/** Traffic in a month at which both ways cost the same. */
export interface BreakEven {
  /** Null where one way is cheaper, or as cheap, whatever the traffic. */
  readonly gbPerMonth: number | null;
  /** The cheaper way above this traffic, or at any traffic. */
  readonly cheaper: "endpoints" | "equal" | "nat";
}

/** The formula, for those who have no prices at hand. */
export const breakEvenFormula =
  "GB = (endpoint-hours × endpoint hour price - NAT-hours × NAT hour price) / (NAT GB price - endpoint GB price)";

/** Hours of interface endpoints, each charged in each of its zones. */
export function endpointHoursOf(endpoints: number, zones: number): number {
  return endpoints * zones * hoursPerMonth;
}

/** Hours of NAT gateways. */
export function natHoursOf(gateways: number): number {
  return gateways * hoursPerMonth;
}

/**
 * Where the two ways cost the same: a line with a higher start and a lower slope meets the other one once.
 *
 * @example
 * // Five endpoints in three zones against three NAT gateways, with an hour of 0.014 and 0.062, and a GB of 0.01 and 0.062:
 * // (153.30 - 135.78) / (0.062 - 0.01) = 337 GB
 * breakEven({ endpointHours: 10950, natHours: 2190 }, { endpointHour: 0.014, endpointGb: 0.01, natHour: 0.062, natGb: 0.062 });
 */
export function breakEven({ endpointHours, natHours }: MonthlyHours, prices: Prices): BreakEven {
  const hourlyMore = endpointHours * prices.endpointHour - natHours * prices.natHour;
  const gbLess = prices.natGb - prices.endpointGb;
  const cheaperByHours = hourlyMore < 0 ? "endpoints" : hourlyMore > 0 ? "nat" : "equal";
  if (gbLess === 0) return { gbPerMonth: null, cheaper: cheaperByHours };
  const cheaperByGb = gbLess > 0 ? "endpoints" : "nat";
  const gbPerMonth = hourlyMore / gbLess;
  return { gbPerMonth: gbPerMonth > 0 ? gbPerMonth : null, cheaper: cheaperByGb };
}

/** What a month costs at some traffic, for each of the two ways. */
export function monthlyCost({ endpointHours, natHours }: MonthlyHours, prices: Prices, gb: number) {
  return {
    endpoints: endpointHours * prices.endpointHour + gb * prices.endpointGb,
    nat: natHours * prices.natHour + gb * prices.natGb,
  };
}

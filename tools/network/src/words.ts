import type { Egress, Way } from "@terrace/core";
import { formatNumbers } from "./addresses";
import { breakEvenFormula, hoursPerMonth, type BreakEven } from "./cost";
import type { Comparison, EndpointReport, NetworkReport, ServiceReport, TierReport, WorkloadReport } from "./report";
import type { Table } from "./table";

/** The words for a report, the same in a terminal and on a page. */

/** How a tier gets out. */
export const egressWords: Readonly<Record<Egress, string>> = {
  "internet-gateway": "internet gateway",
  nat: "NAT",
  none: "none",
};

const wayWords: Readonly<Record<Way, string>> = {
  "gateway-endpoint": "gateway endpoint",
  "interface-endpoint": "interface endpoint",
  "internet-gateway": "internet gateway",
  nat: "NAT",
};

const statusWords = {
  blocked: "BLOCKED",
  missing: "MISSING",
  needed: "needed",
  "spares-traffic": "not needed, spares traffic",
} as const satisfies Record<Exclude<EndpointReport["status"], "unused">, string>;

/** A service, and which part of it where there are two. */
export function serviceWords({ service, action }: Pick<ServiceReport, "action" | "service">): string {
  return action === "own" ? service : `${service} (${action})`;
}

/** One line that says what the network is. */
export function headline({ environment, region, availabilityZones, cidrBlocks }: NetworkReport): string {
  const blocks = cidrBlocks.map((block) => block ?? "a block that IPAM chooses").join(", ");
  return `${environment}: ${blocks} in ${region}, zones ${availabilityZones.join(", ")}`;
}

/** Subnets with their addresses. */
export function subnetTable({ subnets, tiers }: NetworkReport): Table {
  const egress = new Map(tiers.map((tier) => [tier.tier, egressWords[tier.egress]]));
  return {
    header: ["tier", "zone", "CIDR", "usable", "way out"],
    numbers: [3],
    rows: subnets.map(({ tier, availabilityZone, cidrBlock, usableAddresses }) => [
      tier,
      availabilityZone,
      cidrBlock ?? "known after apply",
      usableAddresses === null ? "" : formatCount(usableAddresses),
      egress.get(tier) ?? "",
    ]),
  };
}

/** Free slots of each range and size. */
export function slotTable({ freeSlots }: NetworkReport): Table {
  return {
    header: ["range", "subnetPrefix", "slots", "free"],
    numbers: [2],
    rows: freeSlots.map(({ range, subnetPrefix, isDefault, slots, free }) => [
      range,
      `${subnetPrefix}${isDefault ? " (default)" : ""}`,
      formatCount(slots),
      free.length === 0 ? "none" : formatNumbers(free),
    ]),
  };
}

/** Services by tier, with the marks of notes that stand below the table. */
export function reachTable({ tiers }: NetworkReport): { table: Table; notes: string[] } {
  const notes: string[] = [];
  const mark = (note: string) => {
    if (!notes.includes(note)) notes.push(note);
    return ` [${notes.indexOf(note) + 1}]`;
  };
  const cellOf = (service: ServiceReport | undefined) => {
    if (service === undefined) return "";
    if (service.missing !== null) return `-${mark(service.missing.because)}`;
    return (service.way === null ? "-" : wayWords[service.way]) + service.notes.map(mark).join("");
  };
  const services = tiers[0]?.services ?? [];
  const rows = services.map((service, index) => [serviceWords(service), ...tiers.map((tier) => cellOf(tier.services[index]))]);
  const header = ["service", ...tiers.map((tier: TierReport) => `from ${tier.tier}`)];
  return { table: { header, rows }, notes: notes.map((note, index) => `[${index + 1}] ${note}`) };
}

/** What a workload needs, by what, and why. */
export function needTable({ needs }: WorkloadReport): Table {
  return {
    header: ["service", "reached by", "why"],
    rows: needs.map((need) => [
      serviceWords(need),
      need.missing === null ? [need.way === null ? "-" : wayWords[need.way], ...need.notes].join(": ") : "NOT REACHED",
      need.missing === null ? need.why : `${need.why}; ${need.missing.because}: ${need.missing.remedies.join(", or ")}`,
    ]),
  };
}

/** Endpoints that are there or should be. */
export function endpointTable({ endpoints }: NetworkReport): Table {
  return {
    header: ["service", "kind", "verdict", "zones or tiers", "for"],
    rows: endpoints.map((endpoint) => [
      endpoint.service,
      endpoint.kind,
      verdict(endpoint),
      (endpoint.kind === "interface" && endpoint.availabilityZones.length > 0 ? endpoint.availabilityZones : endpoint.tiers).join(", "),
      endpoint.reasons.join("; "),
    ]),
  };
}

function verdict({ status, kind, because }: EndpointReport): string {
  if (status === "unused") return kind === "gateway" ? "unused, free of charge" : "unused, charged by the hour";
  return because === null ? statusWords[status] : `${statusWords[status]}: ${because}`;
}

/** What stands at the end of the endpoints: how many are wrong. */
export function endpointSummary({ endpoints }: NetworkReport): string {
  const named = (...statuses: EndpointReport["status"][]) =>
    endpoints.filter(({ status }) => statuses.includes(status)).map(({ service }) => service).join(", ") || "none";
  return `missing: ${named("missing")}; blocked: ${named("blocked")}; unused: ${named("unused")}`;
}

/** Hours, free endpoints, and where endpoints and NAT cost the same. */
export function costLines({ cost, natGateways }: NetworkReport): string[] {
  const { present, withoutNat, comparisons } = cost;
  const count = (number: number, noun: string, plural = `${noun}s`) => `${number} ${number === 1 ? noun : plural}`;
  const isRegional = natGateways.some(({ subnet }) => subnet === null);
  const regional = isRegional ? "; the regional gateway counts once for each zone" : "";
  const set = withoutNat.services.length === 0 ? "no interface endpoint" : withoutNat.services.join(", ");
  return [
    `interface endpoints: ${present.interfaceEndpoints}, with ${count(present.endpointZones, "address", "addresses")} in zones × ${hoursPerMonth} h = ${formatCount(present.endpointHours)} endpoint-hours a month`,
    `gateway endpoints: ${present.gatewayEndpoints}, free of charge by the hour and by the gigabyte`,
    `NAT gateways: ${present.natGateways}, with ${count(present.natAddresses, "public address", "public addresses")}: ${formatCount(present.natHours)} NAT-hours a month${regional}`,
    `without NAT the workloads would need: ${set}; ${count(withoutNat.services.length, "endpoint")} × ${count(withoutNat.zones, "zone")} × ${hoursPerMonth} h = ${formatCount(withoutNat.endpointHours)} endpoint-hours`,
    ...comparisons.map((comparison) => comparisonLine(comparison, present.natGateways === 0)),
    ...(comparisons.some(({ breakEven }) => breakEven === null)
      ? [`${breakEvenFormula}; prices: --endpoint-hour, --endpoint-gb, --nat-hour, --nat-gb`]
      : []),
    "traffic is what goes to these services; S3 and DynamoDB cost nothing through gateway endpoints either way",
  ];
}

function comparisonLine({ kind, natGateways, hours, idleCost, breakEven }: Comparison, isImagined: boolean): string {
  const gateways = `${natGateways} NAT gateway${natGateways === 1 ? "" : "s"}`;
  const against = kind === "instead" ? `instead of ${gateways}${isImagined ? " (there is none)" : ""}` : `beside NAT that stays anyway`;
  const hoursText = `${formatCount(hours.endpointHours)} endpoint-hours against ${formatCount(hours.natHours)} NAT-hours`;
  if (breakEven === null || idleCost === null) return `${against}: ${hoursText}`;
  const idle = `${formatMoney(idleCost.endpoints)} against ${formatMoney(idleCost.nat)} a month before any traffic`;
  return `${against}: ${hoursText}, ${idle}; ${breakEvenWords(breakEven)}`;
}

/** What a break-even means. */
export function breakEvenWords({ gbPerMonth, cheaper }: BreakEven): string {
  if (cheaper === "equal") return "both cost the same at any traffic";
  const name = cheaper === "nat" ? "NAT is" : "endpoints are";
  return gbPerMonth === null ? `${name} cheaper at any traffic` : `${name} cheaper above ${formatCount(Math.ceil(gbPerMonth))} GB a month`;
}

function formatMoney(amount: number): string {
  return amount.toLocaleString("en-US", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** A count with commas, the same on every machine. */
export function formatCount(count: number): string {
  return count.toLocaleString("en-US");
}

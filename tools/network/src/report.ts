import {
  awsServiceIds,
  deriveEndpoints,
  needActions,
  planReachability,
  unusedEndpoints,
  type EndpointRef,
  type Egress,
  type NetworkRef,
  type Need,
  type UnreachedCode,
  type Way,
  type Workload,
} from "@terrace/core";
import { addressesOf, freeSlots, type FreeSlots, type SubnetAddresses } from "./addresses";
import {
  breakEven,
  endpointHoursOf,
  hoursPerMonth,
  monthlyCost,
  natHoursOf,
  type BreakEven,
  type MonthlyHours,
  type Prices,
} from "./cost";
import type { NatGatewayFacts, NetworkFacts } from "./facts";

/** What there is to say of an environment's network: also the form of `--json`, whose keys stay. */
export interface NetworkReport {
  readonly environment: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  /** Blocks of the VPC; null where IPAM chooses one. */
  readonly cidrBlocks: readonly (string | null)[];
  readonly tiers: readonly TierReport[];
  readonly subnets: readonly SubnetAddresses[];
  readonly freeSlots: readonly FreeSlots[];
  readonly natGateways: readonly NatGatewayFacts[];
  readonly workloads: readonly WorkloadReport[];
  readonly endpoints: readonly EndpointReport[];
  readonly cost: CostReport;
}

/** What a tier reaches. */
export interface TierReport {
  readonly tier: string;
  readonly egress: Egress;
  readonly services: readonly ServiceReport[];
}

/** How one service is reached from one place, or why it is not. */
export interface ServiceReport {
  readonly service: string;
  /** What is done there: see `Need` of `@terrace/core`. */
  readonly action: string;
  /** Null where it is not reached. */
  readonly way: Way | null;
  readonly notes: readonly string[];
  readonly missing: { readonly code: UnreachedCode; readonly because: string; readonly remedies: readonly string[] } | null;
}

/** A workload, with what it needs and why. */
export interface WorkloadReport {
  readonly name: string;
  readonly tier: string;
  readonly needs: readonly (ServiceReport & { readonly why: string; readonly see: string })[];
}

/** An endpoint that is there, or should be. */
export interface EndpointReport {
  readonly service: string;
  readonly kind: "gateway" | "interface";
  /**
   * - `needed`: a workload reaches the service by it, and by nothing else
   * - `missing`: a workload has no way to the service
   * - `blocked`: it is there, and a workload cannot use it; `because` says why
   * - `spares-traffic`: the service is reached without it too; it takes the traffic off the NAT or internet gateway
   * - `unused`: no workload needs the service
   */
  readonly status: "blocked" | "missing" | "needed" | "spares-traffic" | "unused";
  readonly because: string | null;
  /** Zones of an interface endpoint that is there. */
  readonly availabilityZones: readonly string[];
  /** Tiers that need it; for a gateway endpoint that is there, those that it serves. */
  readonly tiers: readonly string[];
  /** Names of workloads, and why they need it. */
  readonly reasons: readonly string[];
}

/** Hours that are charged for, and endpoints against NAT. */
export interface CostReport {
  readonly hoursPerMonth: number;
  /** What is there. A gateway endpoint is free of charge. */
  readonly present: {
    readonly gatewayEndpoints: number;
    readonly interfaceEndpoints: number;
    /** Interface endpoints, each counted in each of its zones. */
    readonly endpointZones: number;
    readonly natGateways: number;
    readonly natAddresses: number;
  } & MonthlyHours;
  /** The smallest set of interface endpoints with which the workloads would need no NAT. */
  readonly withoutNat: { readonly services: readonly string[]; readonly zones: number; readonly endpointHours: number };
  readonly comparisons: readonly Comparison[];
}

/** The set without NAT, held against NAT. */
export interface Comparison {
  /**
   * - `instead`: the set, or NAT
   * - `beside`: NAT stays for other reasons, so its hours are paid for anyway
   */
  readonly kind: "beside" | "instead";
  readonly natGateways: number;
  readonly hours: MonthlyHours;
  /** Null without prices. */
  readonly idleCost: { readonly endpoints: number; readonly nat: number } | null;
  readonly breakEven: BreakEven | null;
}

/** Makes the report. Pure: the same facts give the same report. */
export function reportOn(facts: NetworkFacts, { all, prices }: { readonly all: boolean; readonly prices: Prices | undefined }): NetworkReport {
  const { environment, region, availabilityZones, network, natGateways, workloads } = facts;
  const needs = all ? catalogue() : distinct(workloads.flatMap((workload) => workload.needs));
  return {
    environment,
    region,
    availabilityZones,
    cidrBlocks: network.cidrBlocks.map((text) => (/^[\d./]+$/.test(text) ? text : null)),
    tiers: tiersOf(network).map(([tier, egress]) => ({
      tier,
      egress,
      services: needs.map((need) => reachFrom(tier, egress, need, network)),
    })),
    subnets: addressesOf(facts),
    freeSlots: freeSlots(facts),
    natGateways,
    workloads: workloads.map((workload) => ({
      name: workload.name,
      tier: workload.tier,
      needs: workload.needs.map((need) => ({ ...reach(workload, need, network), why: need.why, see: need.see })),
    })),
    endpoints: reportEndpoints(workloads, network),
    cost: reportCost(facts, prices),
  };
}

/** Tiers with their way out, in the order of the network. */
export function tiersOf({ subnets }: NetworkRef): [string, Egress][] {
  const tiers = new Map<string, Egress>();
  for (const { tier, egress } of subnets) if (!tiers.has(tier)) tiers.set(tier, egress);
  return [...tiers];
}

/** Everything that a workload could need, so that a tier can be looked at before anything runs there. */
function catalogue(): Need[] {
  return awsServiceIds.flatMap((service) => needActions(service).map((action): Need => ({ service, action, why: "", see: "" })));
}

function distinct(needs: readonly Need[]): Need[] {
  const byKey = new Map(needs.map((need) => [`${need.service} ${need.action ?? "own"}`, need]));
  return [...byKey].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, need]) => need);
}

function reachFrom(tier: string, egress: Egress, need: Need, network: NetworkRef): ServiceReport {
  const plain = reach({ name: "", tier, needs: [] }, need, network);
  if (plain.way !== null || egress !== "internet-gateway") return plain;
  const withAddress = reach({ name: "", tier, publicIp: true, needs: [] }, need, network);
  if (withAddress.way === null) return withAddress;
  return { ...withAddress, notes: ["with a public address only", ...withAddress.notes] };
}

function reach(workload: Workload, need: Need, network: NetworkRef): ServiceReport {
  const { reached, unreached } = planReachability({ ...workload, needs: [need] }, network);
  const [met] = reached;
  const [unmet] = unreached;
  return {
    service: need.service,
    action: need.action ?? "own",
    way: met?.way ?? null,
    notes: met?.notes ?? [],
    missing: unmet === undefined ? null : { code: unmet.code, because: unmet.because, remedies: unmet.remedies },
  };
}

function reportEndpoints(workloads: readonly Workload[], network: NetworkRef): EndpointReport[] {
  const derived = new Map<string, ReturnType<typeof deriveEndpoints>[number]>(
    deriveEndpoints(workloads, network).map((endpoint) => [endpoint.service, endpoint]),
  );
  const unused = new Set(unusedEndpoints(workloads, network));
  const obstacles = new Map(
    workloads
      .flatMap((workload) => planReachability(workload, network).unreached)
      .map(({ need, because }) => [String(need.service), because]),
  );
  const present = network.endpoints.map((endpoint): EndpointReport => {
    const { service, kind } = endpoint;
    const wanted = derived.get(service);
    const obstacle = obstacles.get(service);
    const reasons = wanted?.reasons ?? reasonsFor(service, workloads);
    const common = { service, kind, availabilityZones: endpoint.availabilityZones, tiers: tiersAt(endpoint, wanted?.tiers), reasons };
    if (unused.has(endpoint)) return { ...common, status: "unused", because: null };
    if (obstacle !== undefined) return { ...common, status: "blocked", because: obstacle };
    return { ...common, status: wanted === undefined ? "spares-traffic" : "needed", because: null };
  });
  const missing = [...derived.values()]
    .filter(({ service }) => !network.endpoints.some((endpoint) => endpoint.service === service))
    .map(({ service, kind, tiers, reasons }): EndpointReport => ({
      service,
      kind,
      status: "missing",
      because: obstacles.get(service) ?? null,
      availabilityZones: [],
      tiers,
      reasons,
    }));
  return [...present, ...missing].toSorted((a, b) => (a.service < b.service ? -1 : a.service > b.service ? 1 : 0));
}

function tiersAt({ kind, tiers }: EndpointRef, wanted: readonly string[] = []): readonly string[] {
  return kind === "gateway" ? tiers : wanted;
}

function reasonsFor(service: string, workloads: readonly Workload[]): string[] {
  return workloads.flatMap(({ name, needs }) =>
    needs.filter((need) => need.service === service).map(({ why }) => `${name}: ${why}`),
  );
}

function reportCost({ network, natGateways, availabilityZones, workloads }: NetworkFacts, prices: Prices | undefined): CostReport {
  const interfaces = network.endpoints.filter(({ kind }) => kind === "interface");
  const endpointZones = interfaces.reduce((sum, endpoint) => sum + endpoint.availabilityZones.length, 0);
  const chargedGateways = natGateways.reduce((sum, { subnet }) => sum + (subnet === null ? availabilityZones.length : 1), 0);

  const closed = { ...network, subnets: network.subnets.map((subnet) => (subnet.egress === "nat" ? { ...subnet, egress: "none" as const } : subnet)) };
  const services = deriveEndpoints(workloads, closed).filter(({ kind }) => kind === "interface").map(({ service }) => service);
  const zones = zonesOf(workloads, network).size;
  const endpointHours = endpointHoursOf(services.length, zones);
  const compared = Math.max(chargedGateways, 1);
  const compare = (kind: Comparison["kind"], hours: MonthlyHours): Comparison => ({
    kind,
    natGateways: compared,
    hours,
    idleCost: prices === undefined ? null : monthlyCost(hours, prices, 0),
    breakEven: prices === undefined ? null : breakEven(hours, prices),
  });
  return {
    hoursPerMonth,
    present: {
      gatewayEndpoints: network.endpoints.length - interfaces.length,
      interfaceEndpoints: interfaces.length,
      endpointZones,
      natGateways: natGateways.length,
      natAddresses: chargedGateways,
      endpointHours: endpointHoursOf(1, endpointZones),
      natHours: natHoursOf(chargedGateways),
    },
    withoutNat: { services, zones, endpointHours },
    comparisons: [
      compare("instead", { endpointHours, natHours: natHoursOf(compared) }),
      compare("beside", { endpointHours, natHours: 0 }),
    ],
  };
}

/** Zones that workloads run in. */
function zonesOf(workloads: readonly Workload[], { subnets }: NetworkRef): Set<string> {
  const zones = workloads.flatMap(({ tier, availabilityZones }) =>
    subnets
      .filter((subnet) => subnet.tier === tier && (availabilityZones?.includes(subnet.availabilityZone) ?? true))
      .map(({ availabilityZone }) => availabilityZone),
  );
  return new Set(zones);
}

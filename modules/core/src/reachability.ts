import { cidrContains, parseCidr } from "./cidr";
import { awsService, type AwsServiceId } from "./aws-services";
import type { Problem } from "./problems";
import type { EndpointRef, NetworkRef, SubnetRef } from "./refs";

/**
 * "Will it start?": what workloads must reach, held against what a network offers. Pure: no construct is made.
 *
 * The commonest way for a private container to fail is silence: it waits for a service that nothing leads to.
 */

/** What a workload does with a service, as far as endpoints tell it apart. */
export type NeedAction = "aws-buckets" | "aws-images" | "ecr-layers" | "own";

/** What endpoints of a service tell apart. */
export function needActions(service: AwsServiceId): readonly NeedAction[] {
  if (service === "s3") return ["own", "ecr-layers", "aws-buckets"];
  return service === "ecr.api" || service === "ecr.dkr" ? ["own", "aws-images"] : ["own"];
}

/** One service that a workload must reach. */
export interface Need {
  readonly service: AwsServiceId;
  /**
   * What it does there, where endpoints and their policies tell it apart:
   *
   * - `own`: calls on the account's own resources
   * - `ecr-layers`: the bucket of AWS's own in which ECR keeps image layers, which only a gateway leads to
   * - `aws-buckets`: other buckets of AWS's own, which a policy for one account or organisation leaves out
   * - `aws-images`: images in registries of AWS's own, which such a policy leaves out too
   *
   * @default "own"
   */
  readonly action?: NeedAction;
  /** Why, for the error. */
  readonly why: string;
  /** The page that says so. */
  readonly see: string;
}

/** Something that runs in a tier and must reach services before it can start. */
export interface Workload {
  /** Such as `api`. */
  readonly name: string;
  readonly tier: string;
  /**
   * Zones that it runs in.
   *
   * @default - all zones of the tier
   */
  readonly availabilityZones?: readonly string[];
  /**
   * True if it has a public address, without which an internet gateway leads nowhere.
   *
   * @default false
   */
  readonly publicIp?: boolean;
  readonly needs: readonly Need[];
}

/** The way by which a service is reached. */
export type Way = "gateway-endpoint" | "interface-endpoint" | "internet-gateway" | "nat";

/** A need that is met. */
export interface Reached {
  readonly need: Need;
  readonly way: Way;
  /** What works, and costs something: such as traffic to another zone. */
  readonly notes: readonly string[];
}

/** A need that is not met. */
export interface Unreached {
  readonly need: Need;
  /** Code of the problem. */
  readonly code: UnreachedCode;
  /** What stands in the way, continuing "... cannot reach logs, ". */
  readonly because: string;
  /** Ways out, each enough by itself. */
  readonly remedies: readonly string[];
}

/** Why a need is not met. */
export type UnreachedCode =
  | "endpoint-missing"
  | "endpoint-policy"
  | "endpoint-private-dns"
  | "endpoint-security-group"
  | "public-ip-missing"
  | "tier-missing";

/** How each need of a workload is met, or not. */
export interface ReachabilityPlan {
  readonly reached: readonly Reached[];
  readonly unreached: readonly Unreached[];
}

/** Looks up how each need of a workload is met by a network. Linear in the needs and the tier's subnets. */
export function planReachability(workload: Workload, network: NetworkRef): ReachabilityPlan {
  const index = indexOf(network);
  const reached: Reached[] = [];
  const unreached: Unreached[] = [];
  for (const need of workload.needs) {
    const answer = answerTo(need, workload, network, index);
    if ("way" in answer) reached.push(answer);
    else unreached.push(answer);
  }
  return { reached, unreached };
}

/**
 * The problems of a workload in a network, one for each need that is not met.
 *
 * @returns problems with the codes of {@link UnreachedCode}
 */
export function checkReachability(workload: Workload, network: NetworkRef): Problem[] {
  return planReachability(workload, network).unreached.map((answer) => reachabilityProblem(workload, answer));
}

/** The words of one unmet need: the same at synth and in a plan. */
export function reachabilityProblem({ name, tier }: Workload, { need, code, because, remedies }: Unreached): Problem {
  return {
    code,
    path: `workloads.${name}`,
    got: `in the tier ${tier}, where it cannot reach ${need.service} (${need.why}): ${because}`,
    expected: remedies.join(", or "),
    see: need.see,
  };
}

/** Endpoints that no workload needs: each interface endpoint is paid for by the hour. */
export function unusedEndpoints(workloads: readonly Workload[], network: NetworkRef): EndpointRef[] {
  const needed = new Set<string>(workloads.flatMap(({ needs }) => needs.map(({ service }) => service)));
  return network.endpoints.filter(({ service }) => !needed.has(service));
}

/** An endpoint that workloads need, and where. */
export interface DerivedEndpoint {
  readonly service: AwsServiceId;
  /** A gateway where the service has one, for it is free of charge. */
  readonly kind: "gateway" | "interface";
  /** Tiers whose workloads need it. */
  readonly tiers: readonly string[];
  /** Names of the workloads, and why they need it. */
  readonly reasons: readonly string[];
}

/**
 * The smallest set of endpoints with which every workload reaches what it needs.
 *
 * A tier with NAT, and a workload with a public address in a public tier, need none. Services come in alphabetical
 * order.
 */
export function deriveEndpoints(workloads: readonly Workload[], network: NetworkRef): DerivedEndpoint[] {
  const bare = indexOf({ ...network, endpoints: [] });
  const found = new Map<AwsServiceId, { tiers: Set<string>; reasons: Set<string> }>();
  for (const workload of workloads) {
    for (const need of workload.needs) {
      if ("way" in answerTo(need, workload, network, bare)) continue;
      const entry = found.get(need.service) ?? { tiers: new Set(), reasons: new Set() };
      entry.tiers.add(workload.tier);
      entry.reasons.add(`${workload.name}: ${need.why}`);
      found.set(need.service, entry);
    }
  }
  return [...found]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([service, { tiers, reasons }]) => ({
      service,
      kind: preferredKind(service),
      tiers: [...tiers].toSorted(),
      reasons: [...reasons],
    }));
}

/** A gateway where there is one. */
export function preferredKind(service: AwsServiceId): "gateway" | "interface" {
  return awsService(service).kinds.includes("gateway") ? "gateway" : "interface";
}

/** A network, looked up by tier and service. */
interface NetworkIndex {
  readonly subnets: ReadonlyMap<string, readonly SubnetRef[]>;
  readonly endpoints: ReadonlyMap<string, readonly EndpointRef[]>;
}

const indices = new WeakMap<NetworkRef, NetworkIndex>();

/** Networks are immutable, so each is looked through once however many workloads ask. */
function indexOf(network: NetworkRef): NetworkIndex {
  const known = indices.get(network);
  if (known !== undefined) return known;
  const index = {
    subnets: groupBy(network.subnets, ({ tier }) => tier),
    endpoints: groupBy(network.endpoints, ({ service }) => service),
  };
  indices.set(network, index);
  return index;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

function answerTo(need: Need, workload: Workload, network: NetworkRef, index: NetworkIndex): Reached | Unreached {
  const inTier = index.subnets.get(workload.tier) ?? [];
  const zones = workload.availabilityZones;
  const subnets = zones === undefined ? inTier : inTier.filter((subnet) => zones.includes(subnet.availabilityZone));
  const fail = (code: UnreachedCode, because: string, ...remedies: string[]): Unreached => ({ need, code, because, remedies });
  if (subnets.length === 0) {
    const tiers = [...index.subnets.keys()].join(", ");
    return fail("tier-missing", "no subnet of the network has this tier and zone", `one of the tiers ${tiers}`);
  }
  const endpoints = index.endpoints.get(need.service) ?? [];

  // A private name decides before any route is looked at, and a route before NAT: what their policies and groups
  // refuse stays refused, whatever other ways there are.
  const privateEndpoints = need.action === "ecr-layers" ? [] : endpoints.filter(({ kind }) => kind === "interface");
  const resolving = privateEndpoints.find(({ privateDns }) => privateDns && network.dns.support && network.dns.hostnames);
  if (resolving !== undefined) return throughInterface(need, subnets, resolving, fail);
  const gateway = endpoints.find(({ kind, tiers }) => kind === "gateway" && tiers.includes(workload.tier));
  if (gateway !== undefined) {
    return allows(gateway, need)
      ? { need, way: "gateway-endpoint", notes: policyNotes(gateway) }
      : policyProblem(fail, gateway, need);
  }

  const open = throughInternet(workload, subnets);
  if (open !== undefined) {
    const unused = privateEndpoints.length > 0 ? [`the endpoint of ${need.service} is not used: its name does not resolve`] : [];
    return { need, way: open, notes: unused };
  }
  const [silent] = privateEndpoints;
  if (silent !== undefined) {
    const because = silent.privateDns
      ? "the VPC's DNS is switched off, so the endpoint's private name does not resolve"
      : "its endpoint has no private DNS, so its name leads to the internet";
    return fail("endpoint-private-dns", because, "privateDns of the endpoint with dns.support and dns.hostnames of the VPC", natRemedy(workload));
  }
  if (subnets.some(({ egress }) => egress === "internet-gateway")) {
    return fail("public-ip-missing", "an internet gateway leads nowhere without a public address", "a public address", endpointRemedy(need));
  }
  return fail("endpoint-missing", "the tier has no way out, and the network no endpoint for it", endpointRemedy(need), natRemedy(workload));
}

type Fail = (code: UnreachedCode, because: string, ...remedies: string[]) => Unreached;

function throughInterface(need: Need, subnets: readonly SubnetRef[], endpoint: EndpointRef, fail: Fail): Reached | Unreached {
  if (!allows(endpoint, need)) return policyProblem(fail, endpoint, need);
  const refused = subnets.find(({ cidrBlock }) => !isOpenTo(endpoint, cidrBlock));
  if (refused !== undefined) {
    const because = `the endpoint's security group is not open on 443 to ${refused.cidrBlock}`;
    return fail("endpoint-security-group", because, `443 from ${refused.cidrBlock}`, "an endpoint of its own");
  }
  const isIpv6Only = subnets.some(({ ipv6Only }) => ipv6Only === true);
  if (isIpv6Only && endpoint.ipAddressType === "ipv4") {
    const because = "the tier has IPv6 only, and the endpoint IPv4 only";
    return fail("endpoint-missing", because, `ipAddressType "dualstack" or "ipv6" of the endpoint`, "IPv4 in the tier");
  }
  const without = subnets.filter(({ availabilityZone }) => !endpoint.availabilityZones.includes(availabilityZone));
  const zones = without.map(({ availabilityZone }) => availabilityZone).join(", ");
  const notes = without.length > 0 ? [`${need.service} has no endpoint in ${zones}: its traffic crosses zones, and is charged`] : [];
  return { need, way: "interface-endpoint", notes: [...notes, ...policyNotes(endpoint)] };
}

function throughInternet({ publicIp = false }: Workload, subnets: readonly SubnetRef[]): Way | undefined {
  // A NAT gateway translates IPv4, so a tier with IPv6 only does not get out through it.
  if (subnets.every(({ egress, ipv6Only }) => egress === "nat" && ipv6Only !== true)) return "nat";
  if (publicIp && subnets.every(({ egress }) => egress === "internet-gateway")) return "internet-gateway";
  return undefined;
}

function allows({ allowedActions }: EndpointRef, { action }: Need): boolean {
  return allowedActions === "everything" || allowedActions.includes(action ?? "own");
}

function policyNotes({ service, unreadStatements = false }: EndpointRef): string[] {
  return unreadStatements ? [`the policy of the endpoint ${service} has statements of its own: see that they allow this`] : [];
}

function isOpenTo({ openTo }: EndpointRef, cidrBlock: string): boolean {
  const subnet = parseCidr(cidrBlock);
  // A block that only Terraform will know cannot be held against anything.
  if (openTo === "unknown" || subnet === undefined) return true;
  return openTo.some((text) => {
    const open = parseCidr(text);
    return open === undefined || cidrContains(open, subnet);
  });
}

function policyProblem(fail: Fail, { kind }: EndpointRef, { service, action }: Need): Unreached {
  const what = actionWords[action ?? "own"];
  const because = `the policy of its ${kind} endpoint does not allow ${what}`;
  return fail("endpoint-policy", because, `a policy of the endpoint ${service} that allows ${what}`, "no policy of its own");
}

const actionWords: Readonly<Record<NeedAction, string>> = {
  "aws-buckets": "buckets of AWS's own",
  "aws-images": "images of AWS's own",
  "ecr-layers": "the bucket of ECR's image layers",
  own: "calls on the account's own resources",
};

function endpointRemedy({ service }: Need): string {
  return `the ${preferredKind(service)} endpoint ${service}`;
}

function natRemedy({ tier }: Workload): string {
  return `NAT for the tier: type "private" for ${tier}`;
}

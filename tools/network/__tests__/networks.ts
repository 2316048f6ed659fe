import type { EndpointRef, NetworkRef, SubnetRef, Workload } from "@terrace/core";
import type { NetworkFacts } from "../src/facts";

/** Networks for tests, without a stack. */

const egresses = ["internet-gateway", "nat", "none"] as const;

/** An interface endpoint in zones a to f that everybody may use. */
export function interfaceEndpoint(service: string, availabilityZones: readonly string[], change: Partial<EndpointRef> = {}): EndpointRef {
  return {
    service,
    kind: "interface",
    tiers: [],
    availabilityZones,
    privateDns: true,
    openTo: "unknown",
    allowedActions: "everything",
    ipAddressType: "ipv4",
    ...change,
  };
}

/** A gateway endpoint for some tiers. */
export function gatewayEndpoint(service: string, tiers: readonly string[]): EndpointRef {
  return { ...interfaceEndpoint(service, []), kind: "gateway", tiers, privateDns: false };
}

/** What a network of some zones and tiers is made from. */
export interface Shape {
  readonly zones: number;
  readonly tiers: number;
  readonly nameOf?: (tier: number) => string;
}

/** Tiers that are public, private and isolated by turns, with a NAT gateway in the first zone's first public tier. */
export function networkOf({ zones, tiers, nameOf = (tier) => `tier-${tier}` }: Shape, change: Partial<NetworkFacts> = {}): NetworkFacts {
  const availabilityZones = [...Array(zones).keys()].map((zone) => `use1-az${zone + 1}`);
  const subnets = [...Array(tiers).keys()].flatMap((tier) =>
    availabilityZones.map(
      (availabilityZone, zone): SubnetRef => ({
        subnetId: `subnet-${tier}-${zone}`,
        tier: nameOf(tier),
        availabilityZone,
        routeTableId: `rtb-${tier}-${zone}`,
        cidrBlock: `10.100.${tier * 16 + zone}.0/24`,
        egress: egresses[tier % 3] ?? "none",
      }),
    ),
  );
  const network: NetworkRef = {
    vpcId: "vpc-1",
    cidrBlocks: ["10.100.0.0/16"],
    dualStack: false,
    dns: { support: true, hostnames: true },
    subnets,
    endpoints: [],
  };
  return {
    environment: "test",
    region: "us-east-1",
    availabilityZones,
    network,
    natGateways: [{ subnet: { tier: nameOf(0), availabilityZone: "use1-az1" } }],
    endpointTier: undefined,
    zoneSlots: 8,
    takenBlocks: subnets.map(({ cidrBlock }) => cidrBlock),
    workloads: [],
    ...change,
  };
}

/** The same facts with endpoints. */
export function withEndpoints(facts: NetworkFacts, endpointTier: string, ...endpoints: EndpointRef[]): NetworkFacts {
  return { ...facts, endpointTier, network: { ...facts.network, endpoints } };
}

/** A workload that needs services, and nothing else. */
export function workloadIn(tier: string, ...services: Workload["needs"][number]["service"][]): Workload {
  return { name: "api", tier, needs: services.map((service) => ({ service, why: `${service} is called`, see: "a page" })) };
}

import { Eip } from "@cdktf/provider-aws/lib/eip";
import type { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { writeFeature } from "@terrace/core";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { VpcSettings } from "./settings";
import type { MadeSubnet } from "./vpc";
import { parseZone } from "./zones";

/** The NAT gateways of a VPC, as its routes need them. */
export interface Nat {
  /** The gateway that a private subnet in this zone goes through, or undefined without NAT. */
  gatewayIdFor(availabilityZone: string): string | undefined;
  readonly publicIps: readonly string[];
}

/** Where gateways can stand. */
export interface NatPlace {
  readonly vpcId: string;
  readonly subnets: readonly MadeSubnet[];
  /** Gateways reach the internet only after it is attached. */
  readonly internetGateway: InternetGateway | undefined;
}

/** Creates the NAT gateways that the settings ask for. */
export function createNat(
  scope: Construct,
  settings: VpcSettings,
  { vpcId, subnets, internetGateway }: NatPlace,
): Nat {
  const { nat } = settings;
  if (nat.mode === "none") return { gatewayIdFor: () => undefined, publicIps: [] };
  const dependsOn = internetGateway === undefined ? undefined : [internetGateway];
  if (nat.mode === "regional") return createRegional(scope, settings, nat.allocationIds, { vpcId, dependsOn });

  const gateways = new Map(
    nat.availabilityZones.flatMap((zone) => {
      const place = subnets.find(({ plan }) => plan.tier === nat.tier && plan.availabilityZone === zone);
      if (place === undefined) return [];
      const tags = { ...settings.tags, Name: `${settings.name}-nat-${zone}` };
      const allocationId =
        nat.allocationIds[zone] ?? new Eip(scope, `nat-${zone}-eip`, { domain: "vpc", tags, dependsOn }).allocationId;
      const gateway = new NatGateway(scope, `nat-${zone}`, {
        subnetId: place.subnet.id,
        allocationId,
        tags,
        dependsOn,
        ...settings.override.natGateway,
      });
      return [[zone, gateway] as const];
    }),
  );
  const [first] = gateways.values();
  return {
    gatewayIdFor: (zone) => (gateways.get(zone) ?? first)?.id,
    publicIps: [...gateways.values()].map((gateway) => gateway.publicIp),
  };
}

function createRegional(
  scope: Construct,
  { name, tags }: VpcSettings,
  allocationIds: Readonly<Record<string, readonly string[]>>,
  { vpcId, dependsOn }: { readonly vpcId: string; readonly dependsOn: InternetGateway[] | undefined },
): Nat {
  const gateway = new NatGateway(scope, "nat-regional", {
    // The older binding's type asks for a subnet, which a regional gateway must not have: it is taken out below.
    subnetId: "",
    tags: { ...tags, Name: `${name}-nat-regional` },
    dependsOn,
  });
  const addresses = Object.entries(allocationIds).map(([zone, ids]) => ({
    allocation_ids: ids,
    ...(parseZone(zone)?.kind === "id" ? { availability_zone_id: zone } : { availability_zone: zone }),
  }));
  writeFeature(gateway, "regional-nat-gateway", {
    subnet_id: undefined,
    availability_mode: "regional",
    vpc_id: vpcId,
    ...(addresses.length > 0 ? { availability_zone_address: addresses } : {}),
  });
  return {
    gatewayIdFor: () => gateway.id,
    publicIps: Token.asList(gateway.interpolationForAttribute("regional_nat_gateway_address[*].public_ip")),
  };
}

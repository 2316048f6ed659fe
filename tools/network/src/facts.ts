import { formatCidr, maskCidr, parseCidr, type NetworkRef, type SubnetRef, type Workload } from "@terrace/core";
import { App } from "cdktf";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Environment } from "../../../stacks/environment";
import { NetworkStack } from "../../../stacks/network";
import { workloadsOf } from "../../../stacks/workloads";

/** All that is known of an environment's network before anything is applied. */
export interface NetworkFacts {
  readonly environment: string;
  readonly region: string;
  readonly availabilityZones: readonly string[];
  readonly network: NetworkRef;
  readonly natGateways: readonly NatGatewayFacts[];
  /** The tier in which interface endpoints have their addresses; undefined where nobody said it. */
  readonly endpointTier: string | undefined;
  /** How many zones each tier keeps room for. */
  readonly zoneSlots: number;
  /** IPv4 blocks that no new tier can have: those of subnets, and the room that tiers keep for zones to come. */
  readonly takenBlocks: readonly string[];
  readonly workloads: readonly Workload[];
}

/** One NAT gateway. */
export interface NatGatewayFacts {
  /** The subnet that it stands in; null for a regional one, which stands in none. */
  readonly subnet: { readonly tier: string; readonly availabilityZone: string } | null;
}

/**
 * Reads an environment as its network stack makes it.
 *
 * The workloads are left out there and held against the network here, so that a network that lacks something can be
 * looked at too.
 *
 * @throws InvalidPropsError where the network itself cannot be made
 */
export function readFacts(environment: Environment): NetworkFacts {
  const outdir = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-network-"));
  try {
    const stack = new NetworkStack(new App({ outdir }), environment, {}, []);
    return {
      environment: environment.name,
      region: environment.region,
      availabilityZones: environment.network.availabilityZones,
      network: stack.network,
      natGateways: natGatewaysOf(stack),
      endpointTier: environment.endpoints.tier,
      zoneSlots: zoneSlotsOf(environment),
      takenBlocks: takenBlocks(environment, stack.network.subnets),
      workloads: workloadsOf(environment),
    };
  } finally {
    fs.rmSync(outdir, { recursive: true, force: true });
  }
}

/** Taken from the Terraform JSON and not from the props, so that what is shown is what will be made. */
function natGatewaysOf(stack: NetworkStack): NatGatewayFacts[] {
  const template: NetworkTemplate = stack.toTerraform();
  const subnetIds = template.output?.subnet_ids?.value ?? {};
  return Object.values(template.resource?.aws_nat_gateway ?? {}).map(({ subnet_id: subnetId }) => {
    const place = stack.network.subnets.find((subnet) => subnetIds[`${subnet.tier}-${subnet.availabilityZone}`] === subnetId);
    return { subnet: place === undefined ? null : { tier: place.tier, availabilityZone: place.availabilityZone } };
  });
}

/** What is read of the Terraform JSON of a network stack. */
interface NetworkTemplate {
  readonly resource?: { readonly aws_nat_gateway?: Readonly<Record<string, { readonly subnet_id?: string }>> };
  readonly output?: { readonly subnet_ids?: { readonly value: Readonly<Record<string, string>> } };
}

/** The default of `zoneSlots` of `@terrace/vpc`, which is frozen: a change would move every subnet. */
function zoneSlotsOf({ network, region }: Environment): number {
  return network.zoneSlots ?? (region === "us-east-1" ? 8 : 4);
}

function takenBlocks(environment: Environment, subnets: readonly SubnetRef[]): string[] {
  const roomBits = Math.log2(zoneSlotsOf(environment));
  const blocks = subnets.flatMap(({ tier, availabilityZone, cidrBlock }) => {
    const block = parseCidr(cidrBlock);
    if (block === undefined) return [];
    const isGiven = environment.network.tiers[tier]?.cidrs?.[availabilityZone] !== undefined;
    return [formatCidr(isGiven ? block : maskCidr({ base: block.base, prefix: block.prefix - roomBits }))];
  });
  return [...new Set(blocks)];
}

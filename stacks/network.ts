import { nameOf, type NetworkRef, type SubnetRef } from "@terrace/core";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import { Vpc } from "@terrace/vpc";
import { Token } from "cdktf";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";

/** What the network stack promises. Keys of maps are `<tier>-<zone>`. */
export const networkContract = defineContract("network", {
  vpc_id: { type: "string", description: "Id of the VPC" },
  vpc_cidr_block: { type: "string", description: "Primary IPv4 block of the VPC" },
  subnet_ids: { type: "map(string)", description: "Ids of the subnets by tier and zone" },
  subnet_cidr_blocks: { type: "map(string)", description: "IPv4 blocks of the subnets by tier and zone" },
  route_table_ids: { type: "map(string)", description: "Ids of the route tables by tier and zone" },
  nat_public_ips: { type: "list(string)", description: "Addresses that private tiers are seen from, for allow-lists" },
  subnet_group_names: { type: "map(string)", description: "Names of subnet groups by tier and service" },
});

/** The network of an environment. */
export class NetworkStack extends EnvironmentStack {
  private readonly vpc: Vpc;

  public constructor(scope: Construct, environment: Environment, options: StackOptions) {
    super(scope, "network", environment, options);
    this.vpc = new Vpc(this, "vpc", { ...environment.network, name: nameOf(this.names, "vpc") });
    const { subnets, cidrBlocks } = this.vpc.network;
    publishOutputs(this, networkContract, {
      vpc_id: this.vpc.vpcId,
      vpc_cidr_block: cidrBlocks[0] ?? "",
      subnet_ids: bySubnet(subnets, ({ subnetId }) => subnetId),
      subnet_cidr_blocks: bySubnet(subnets, ({ cidrBlock }) => cidrBlock),
      route_table_ids: bySubnet(subnets, ({ routeTableId }) => routeTableId),
      nat_public_ips: this.vpc.natPublicIps,
      subnet_group_names: this.vpc.subnetGroupNames,
    });
  }

  /**
   * The network as another stack of the same app may use it: ids from this stack's state, the rest as it is known.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   */
  public networkFor(reader: Construct): NetworkRef {
    const outputs = new OutputReader(reader, networkContract, { location: this.location, stack: this });
    const { network } = this.vpc;
    const literal = (value: string, read: () => string) => (Token.isUnresolved(value) ? read() : value);
    return {
      ...network,
      vpcId: outputs.getString("vpc_id"),
      cidrBlocks: network.cidrBlocks.map((cidr) => literal(cidr, () => outputs.getString("vpc_cidr_block"))),
      subnets: network.subnets.map((subnet) => ({
        ...subnet,
        subnetId: outputs.getMapValue("subnet_ids", keyOf(subnet)),
        routeTableId: outputs.getMapValue("route_table_ids", keyOf(subnet)),
        cidrBlock: literal(subnet.cidrBlock, () => outputs.getMapValue("subnet_cidr_blocks", keyOf(subnet))),
      })),
    };
  }
}

function keyOf({ tier, availabilityZone }: SubnetRef): string {
  return `${tier}-${availabilityZone}`;
}

function bySubnet(subnets: readonly SubnetRef[], value: (subnet: SubnetRef) => string): Record<string, string> {
  return Object.fromEntries(subnets.map((subnet) => [keyOf(subnet), value(subnet)]));
}

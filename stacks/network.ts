import {
  checkReachability,
  nameOf,
  reachabilityFacts,
  throwIfAny,
  unusedEndpoints,
  type NetworkRef,
  type Problem,
  type SubnetRef,
  type Workload,
} from "@terrace/core";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import { Vpc } from "@terrace/vpc";
import { VpcEndpoints } from "@terrace/vpc-endpoints";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import { knownOr } from "./known-or";
import { workloadsOf } from "./workloads";

/** What the network stack promises. Keys of maps are `<tier>-<zone>`. */
export const networkContract = defineContract("network", {
  vpc_id: { type: "string", description: "Id of the VPC" },
  vpc_cidr_block: { type: "string", description: "Primary IPv4 block of the VPC" },
  subnet_ids: { type: "map(string)", description: "Ids of the subnets by tier and zone" },
  subnet_cidr_blocks: { type: "map(string)", description: "IPv4 blocks of the subnets by tier and zone" },
  route_table_ids: { type: "map(string)", description: "Ids of the route tables by tier and zone" },
  nat_public_ips: { type: "list(string)", description: "Addresses that private tiers are seen from, for allow-lists" },
  subnet_group_names: { type: "map(string)", description: "Names of subnet groups by tier and service" },
  endpoint_ids: { type: "map(string)", description: "Ids of the VPC endpoints by service" },
  reachability: { type: "map(string)", description: "What each tier reaches, for the workloads of other apps" },
});

/** The network of an environment: the VPC, its endpoints, and the proof that the workloads will start. */
export class NetworkStack extends EnvironmentStack {
  /** The network as this stack knows it. Other stacks take {@link networkFor}. */
  public readonly network: NetworkRef;

  /** @param workloads what the network has to carry; by default, all that the environment runs */
  public constructor(scope: Construct, environment: Environment, options: StackOptions, workloads = workloadsOf(environment)) {
    super(scope, "network", environment, options);
    const name = nameOf(this.names, "vpc");
    const vpc = new Vpc(this, "vpc", { ...environment.network, name });
    const endpoints = new VpcEndpoints(this, "endpoints", {
      ...environment.endpoints,
      name,
      network: vpc.network,
      region: environment.region,
    });
    this.network = endpoints.network;
    throwIfAny(this, "network", checkWorkloads(workloads, this.network));

    const { subnets, cidrBlocks, vpcId } = this.network;
    publishOutputs(this, networkContract, {
      vpc_id: vpcId,
      vpc_cidr_block: cidrBlocks[0] ?? "",
      subnet_ids: bySubnet(subnets, ({ subnetId }) => subnetId),
      subnet_cidr_blocks: bySubnet(subnets, ({ cidrBlock }) => cidrBlock),
      route_table_ids: bySubnet(subnets, ({ routeTableId }) => routeTableId),
      nat_public_ips: vpc.natPublicIps,
      subnet_group_names: vpc.subnetGroupNames,
      endpoint_ids: endpoints.endpointIds,
      reachability: reachabilityFacts(this.network),
    });
  }

  /**
   * The network as another stack of the same app may use it: ids from this stack's state, the rest as it is known.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   */
  public networkFor(reader: Construct): NetworkRef {
    const outputs = new OutputReader(reader, networkContract, { location: this.location, stack: this });
    const { network } = this;
    return {
      ...network,
      vpcId: outputs.getString("vpc_id"),
      cidrBlocks: network.cidrBlocks.map((cidr) => knownOr(cidr, () => outputs.getString("vpc_cidr_block"))),
      subnets: network.subnets.map((subnet) => ({
        ...subnet,
        subnetId: outputs.getMapValue("subnet_ids", keyOf(subnet)),
        routeTableId: outputs.getMapValue("route_table_ids", keyOf(subnet)),
        cidrBlock: knownOr(subnet.cidrBlock, () => outputs.getMapValue("subnet_cidr_blocks", keyOf(subnet))),
      })),
    };
  }
}

/** What workloads lack, and what none of them needs. */
function checkWorkloads(workloads: readonly Workload[], network: NetworkRef): Problem[] {
  const unused = unusedEndpoints(workloads, network).filter(({ kind }) => kind === "interface");
  return [
    ...workloads.flatMap((workload) => checkReachability(workload, network)),
    ...unused.map(({ service }) => ({
      code: "endpoint-unused",
      path: `endpoints.interfaces.${service}`,
      got: "an endpoint that no workload of this environment needs",
      expected: "nothing: it is charged by the hour in each zone",
      severity: "warning" as const,
    })),
  ];
}

function keyOf({ tier, availabilityZone }: SubnetRef): string {
  return `${tier}-${availabilityZone}`;
}

function bySubnet(subnets: readonly SubnetRef[], value: (subnet: SubnetRef) => string): Record<string, string> {
  return Object.fromEntries(subnets.map((subnet) => [keyOf(subnet), value(subnet)]));
}

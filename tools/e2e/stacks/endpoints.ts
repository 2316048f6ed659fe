import { DescribeVpcEndpointsCommand, type VpcEndpoint } from "@aws-sdk/client-ec2";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";

/** Endpoints in an account that are not deleted, nor about to be. */
export async function listEndpoints({ ec2 }: Aws): Promise<VpcEndpoint[]> {
  const { VpcEndpoints = [] } = await ec2.send(new DescribeVpcEndpointsCommand({}));
  return VpcEndpoints.filter(({ State }) => `${State}`.toLowerCase() !== "deleted");
}

/**
 * The private ways to AWS services: which there are, and who reaches them.
 *
 * @param placeOf tier and zone (`isolated-apne1-az1`) of a subnet or a route table
 */
export async function endpointChecks(aws: Aws, { endpoints, network, region }: Environment, placeOf: (id: string) => string | undefined): Promise<Check[]> {
  const there = await listEndpoints(aws);
  const { tier = "", gateways = {}, interfaces = {}, others = {} } = endpoints;
  const serviceOf = ({ ServiceName = "" }: VpcEndpoint): string => ServiceName.replace(`com.amazonaws.${region}.`, "");
  const zones = (name: string): readonly string[] => network.tiers[name]?.availabilityZones ?? network.availabilityZones;
  const named = (service: string): VpcEndpoint | undefined => there.find((endpoint) => serviceOf(endpoint) === service);
  const places = (ids: readonly string[] = []): string[] => ids.map((id) => placeOf(id) ?? id).sort();

  return [
    equal("number of endpoints", there.length, Object.keys({ ...gateways, ...interfaces, ...others }).length),
    equal("endpoints that are not available", there.filter(({ State }) => `${State}`.toLowerCase() !== "available").map(serviceOf), []),
    ...Object.entries(gateways).map(([service, { tiers = Object.keys(network.tiers) }]) =>
      equal(
        `route tables that lead to ${service}`,
        places(named(service)?.RouteTableIds),
        tiers.flatMap((name) => zones(name).map((zone) => `${name}-${zone}`)).sort(),
      ),
    ),
    ...Object.entries(interfaces).map(([service, { exceptZones = [], privateDns = true }]) =>
      equal(
        `subnets and private DNS of ${service}`,
        [places(named(service)?.SubnetIds), named(service)?.PrivateDnsEnabled],
        [zones(tier).filter((zone) => !exceptZones.includes(zone)).map((zone) => `${tier}-${zone}`).sort(), privateDns],
      ),
    ),
  ];
}

import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeAddressesCommand,
  DescribeFlowLogsCommand,
  DescribeInternetGatewaysCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcsCommand,
  type NatGateway,
  type RouteTable,
  type Subnet,
} from "@aws-sdk/client-ec2";
import { DescribeCacheSubnetGroupsCommand } from "@aws-sdk/client-elasticache";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, holds, type Check } from "../src/check";
import type { StackCase } from "./case";
import { endpointChecks, listEndpoints } from "./endpoints";
import { defaultTagCheck, tagOf } from "./tags";
import { vpcName } from "./tiers";

/** The VPC with all that is in it. */
export const network: StackCase = {
  stack: "network",
  changes: [
    {
      name: "one-more-zone",
      environments: ["dev"],
      updates: ["aws_ecs_service.network_configuration"],
      // EKS cannot change a Fargate profile.
      replaces: ["aws_eks_fargate_profile"],
      make: (environment) => withNetwork(environment, { availabilityZones: [...environment.network.availabilityZones, "apne1-az2"] }),
    },
    {
      name: "one-more-tier",
      environments: ["dev", "prd"],
      make: (environment) =>
        withNetwork(environment, {
          tiers: { ...environment.network.tiers, data: { type: "isolated", slot: 3, subnetGroups: ["rds", "elasticache"] } },
        }),
    },
  ],

  async expect(aws, environment) {
    const there = await describe(aws, environment);
    return [
      ...vpcChecks(there, environment),
      ...subnetChecks(there, environment),
      ...routeChecks(there, environment),
      ...natChecks(there, environment),
      ...lockChecks(there),
      ...(await flowLogChecks(aws, there, environment)),
      ...(await endpointChecks(aws, environment, (id) => placeOf(there, environment, id))),
    ];
  },

  /** Everything but the VPC that every account has from the start. */
  async remains(aws) {
    const { ec2, elasticache, logs } = aws;
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({}));
    const defaults = new Set(Vpcs.filter(({ IsDefault }) => IsDefault).map(({ VpcId }) => VpcId));
    const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
    const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({}));
    const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({}));
    const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({}));
    const { InternetGateways = [] } = await ec2.send(new DescribeInternetGatewaysCommand({}));
    const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({}));
    const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
    const { FlowLogs = [] } = await ec2.send(new DescribeFlowLogsCommand({}));
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    const { CacheSubnetGroups = [] } = await elasticache.send(new DescribeCacheSubnetGroupsCommand({}));
    const isOurs = ({ VpcId }: { readonly VpcId?: string | undefined }): boolean => !defaults.has(VpcId);
    return [
      ...Vpcs.filter(isOurs).map(({ VpcId }) => `VPC ${VpcId}`),
      ...Subnets.filter(isOurs).map(({ SubnetId }) => `subnet ${SubnetId}`),
      ...RouteTables.filter(isOurs).map(({ RouteTableId }) => `route table ${RouteTableId}`),
      ...NetworkAcls.filter(isOurs).map(({ NetworkAclId }) => `network ACL ${NetworkAclId}`),
      ...SecurityGroups.filter(isOurs).map(({ GroupId }) => `security group ${GroupId}`),
      ...InternetGateways.filter(({ Attachments = [] }) => !Attachments.some(({ VpcId }) => defaults.has(VpcId))).map(
        ({ InternetGatewayId }) => `internet gateway ${InternetGatewayId}`,
      ),
      ...NatGateways.filter(({ State }) => State !== "deleted").map(({ NatGatewayId }) => `NAT gateway ${NatGatewayId}`),
      ...Addresses.map(({ AllocationId }) => `Elastic IP ${AllocationId}`),
      ...FlowLogs.map(({ FlowLogId }) => `flow log ${FlowLogId}`),
      ...(await listEndpoints(aws)).map(({ VpcEndpointId }) => `endpoint ${VpcEndpointId}`),
      ...logGroups.map(({ logGroupName }) => `log group ${logGroupName}`),
      ...CacheSubnetGroups.map(({ CacheSubnetGroupName }) => `cache subnet group ${CacheSubnetGroupName}`),
    ];
  },
};

function withNetwork(environment: Environment, network: Partial<Environment["network"]>): Environment {
  return { ...environment, network: { ...environment.network, ...network } };
}

type Network = Awaited<ReturnType<typeof describe>>;

/** All that is in the VPC of an environment. */
async function describe({ ec2 }: Aws, environment: Environment) {
  const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: [{ Name: "tag:Name", Values: [vpcName(environment)] }] }));
  const VpcId = Vpcs[0]?.VpcId ?? "none";
  const Filters = [{ Name: "vpc-id", Values: [VpcId] }];
  const { EnableDnsHostnames } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsHostnames" }));
  const { EnableDnsSupport } = await ec2.send(new DescribeVpcAttributeCommand({ VpcId, Attribute: "enableDnsSupport" }));
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({ Filters }));
  const { RouteTables = [] } = await ec2.send(new DescribeRouteTablesCommand({ Filters }));
  const { NetworkAcls = [] } = await ec2.send(new DescribeNetworkAclsCommand({ Filters }));
  const { SecurityGroups = [] } = await ec2.send(new DescribeSecurityGroupsCommand({ Filters }));
  const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({ Filter: Filters }));
  const { Addresses = [] } = await ec2.send(new DescribeAddressesCommand({}));
  const { FlowLogs = [] } = await ec2.send(new DescribeFlowLogsCommand({}));
  return {
    vpcs: Vpcs,
    dns: { hostnames: EnableDnsHostnames?.Value, support: EnableDnsSupport?.Value },
    subnets: Subnets,
    routeTables: RouteTables,
    networkAcls: NetworkAcls,
    securityGroups: SecurityGroups,
    natGateways: NatGateways.filter(({ State }) => State !== "deleted"),
    addresses: Addresses,
    flowLogs: FlowLogs,
  };
}

function vpcChecks({ vpcs, dns, subnets }: Network, environment: Environment): Check[] {
  const { network } = environment;
  return [
    equal("block of the VPC", vpcs.map(({ CidrBlock }) => CidrBlock), [network.cidr]),
    equal("DNS of the VPC", dns, { hostnames: network.dns?.hostnames ?? true, support: network.dns?.support ?? true }),
    ...[...vpcs, ...subnets].slice(0, 2).map(({ Tags }) => defaultTagCheck(tagOf(Tags, "Name"), Tags, environment)),
  ];
}

/** The subnets that the data asks for, by name. */
function wantedSubnets(environment: Environment) {
  const { tiers, availabilityZones } = environment.network;
  return Object.entries(tiers).flatMap(([tier, { type, availabilityZones: own }]) =>
    (own ?? availabilityZones).map((zone) => ({ name: `${vpcName(environment)}-${tier}-${zone}`, tier, type, zone })),
  );
}

function subnetNamed({ subnets }: Network, name: string): Subnet | undefined {
  return subnets.find(({ Tags }) => tagOf(Tags, "Name") === name);
}

function subnetChecks(there: Network, environment: Environment): Check[] {
  const wanted = wantedSubnets(environment);
  const blocks = there.subnets.flatMap(({ CidrBlock }) => CidrBlock ?? []);
  const overlaps = blocks.flatMap((one, index) => blocks.slice(index + 1).filter((other) => overlap(one, other)).map((other) => `${one} and ${other}`));
  const outside = blocks.filter((block) => typeof environment.network.cidr === "string" && !overlap(block, environment.network.cidr));
  const aclOf = (name: string): string | undefined => {
    const id = subnetNamed(there, name)?.SubnetId;
    const acl = there.networkAcls.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === id));
    return tagOf(acl?.Tags, "Name");
  };
  return [
    equal("names of the subnets", there.subnets.map(({ Tags }) => tagOf(Tags, "Name")).sort(), wanted.map(({ name }) => name).sort()),
    equal(
      "zones of the subnets",
      wanted.map(({ name }) => subnetNamed(there, name)?.AvailabilityZoneId),
      wanted.map(({ zone }) => zone),
    ),
    equal("subnets that overlap", overlaps, []),
    equal("subnets outside of the VPC's block", outside, []),
    equal(
      "network ACLs of the subnets",
      wanted.map(({ name }) => aclOf(name)),
      wanted.map(({ tier }) => `${vpcName(environment)}-${tier}`),
    ),
  ];
}

function overlap(one: string, other: string): boolean {
  const [first, second] = [one, other].map((block) => {
    const [address = "", prefix = "32"] = block.split("/");
    const start = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
    return { start, end: start + 2 ** (32 - Number(prefix)) };
  });
  return first !== undefined && second !== undefined && first.start < second.end && second.start < first.end;
}

/** Tier and zone of a subnet or a route table, as they stand in its name. */
function placeOf({ subnets, routeTables }: Network, environment: Environment, id: string): string | undefined {
  const tags = subnets.find(({ SubnetId }) => SubnetId === id)?.Tags ?? routeTables.find(({ RouteTableId }) => RouteTableId === id)?.Tags;
  return tagOf(tags, "Name")?.replace(`${vpcName(environment)}-`, "");
}

/** Where each subnet's traffic to the internet goes. */
function routeChecks(there: Network, environment: Environment): Check[] {
  const wanted = wantedSubnets(environment);
  return [
    equal(
      "ways out of the subnets",
      wanted.map(({ name }) => `${name}: ${wayOut(there, name)}`),
      wanted.map(({ name, type, zone }) => `${name}: ${wantedWayOut(environment, type, zone)}`),
    ),
    holds(
      "a route table for each subnet",
      new Set(wanted.map(({ name }) => routeTableOf(there, name)?.RouteTableId)).size === wanted.length,
      "some subnets share one, or have none of their own",
    ),
  ];
}

function routeTableOf(there: Network, name: string): RouteTable | undefined {
  const id = subnetNamed(there, name)?.SubnetId;
  return there.routeTables.find(({ Associations = [] }) => Associations.some(({ SubnetId }) => SubnetId === id));
}

function wayOut(there: Network, name: string): string {
  const route = routeTableOf(there, name)?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === "0.0.0.0/0");
  if (route?.GatewayId?.startsWith("igw-")) return "internet gateway";
  const gateway = there.natGateways.find(({ NatGatewayId }) => NatGatewayId === route?.NatGatewayId);
  return gateway === undefined ? "none" : `NAT in ${zoneOf(there, gateway)}`;
}

function zoneOf({ subnets }: Network, { SubnetId }: NatGateway): string | undefined {
  return subnets.find((subnet) => subnet.SubnetId === SubnetId)?.AvailabilityZoneId;
}

function wantedWayOut({ network: { nat } }: Environment, type: string, zone: string): string {
  if (type === "public") return "internet gateway";
  if (type === "isolated" || nat === undefined || nat.mode === "none") return "none";
  if (nat.mode === "single") return `NAT in ${nat.availabilityZone}`;
  if (nat.mode === "zones") return `NAT in ${nat.availabilityZones.includes(zone) ? zone : nat.availabilityZones[0]}`;
  return `NAT in ${zone}`;
}

function natChecks(there: Network, environment: Environment): Check[] {
  const zones = wantedSubnets(environment)
    .map(({ type, zone }) => wantedWayOut(environment, type, zone))
    .filter((way) => way.startsWith("NAT"));
  const publicIps = there.natGateways.flatMap(({ NatGatewayAddresses = [] }) => NatGatewayAddresses.map(({ PublicIp }) => PublicIp));
  return [
    equal("zones of the NAT gateways", there.natGateways.map((gateway) => `NAT in ${zoneOf(there, gateway)}`).sort(), [...new Set(zones)].sort()),
    equal("state of the NAT gateways", there.natGateways.filter(({ State }) => State !== "available").length, 0),
    equal("Elastic IPs are those of the NAT gateways", there.addresses.map(({ PublicIp }) => PublicIp).sort(), publicIps.sort()),
  ];
}

/** Nothing can use what AWS makes with a VPC. */
function lockChecks({ securityGroups, routeTables }: Network): Check[] {
  const defaultGroup = securityGroups.find(({ GroupName }) => GroupName === "default");
  const mainTable = routeTables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
  return [
    equal("rules of the default security group", [defaultGroup?.IpPermissions, defaultGroup?.IpPermissionsEgress], [[], []]),
    equal("routes of the default route table", mainTable?.Routes?.map(({ GatewayId }) => GatewayId), ["local"]),
  ];
}

async function flowLogChecks({ logs }: Aws, { flowLogs, vpcs }: Network, environment: Environment): Promise<Check[]> {
  const wanted = Object.entries(environment.network.flowLogs ?? { rejected: { to: "cloudwatch", traffic: "REJECT" } });
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  const named = (name: string) => flowLogs.find(({ Tags }) => tagOf(Tags, "Name") === `${vpcName(environment)}-flow-log-${name}`);
  return [
    equal("number of flow logs", flowLogs.length, wanted.length),
    ...wanted.flatMap(([name, props]) => {
      const flowLog = named(name);
      const group = logGroups.find(({ logGroupName }) => flowLog?.LogGroupName === logGroupName || flowLog?.LogDestination?.endsWith(`:${logGroupName}`));
      return [
        equal(`flow log ${name}`, [flowLog?.FlowLogStatus, flowLog?.TrafficType, flowLog?.ResourceId], ["ACTIVE", props.traffic ?? "ALL", vpcs[0]?.VpcId]),
        ...(props.to === "cloudwatch" ? [equal(`days that flow log ${name} is kept`, group?.retentionInDays, props.retentionDays ?? 90)] : []),
      ];
    }),
  ];
}

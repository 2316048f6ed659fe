import { DescribeSecurityGroupsCommand, DescribeSubnetsCommand, type Subnet } from "@aws-sdk/client-ec2";
import { nameOf } from "@terrace/core";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { tagOf } from "./tags";

/** The name of an environment's VPC, with which the names of its subnets begin. */
export function vpcName({ name, project }: Environment): string {
  return nameOf({ environment: name, project }, "vpc");
}

/** The subnets of some tiers of an environment's network. */
export async function subnetsOfTiers({ ec2 }: Aws, environment: Environment, tiers: readonly string[]): Promise<Subnet[]> {
  const { Subnets = [] } = await ec2.send(new DescribeSubnetsCommand({}));
  const starts = tiers.map((tier) => `${vpcName(environment)}-${tier}-`);
  return Subnets.filter(({ Tags }) => starts.some((start) => tagOf(Tags, "Name")?.startsWith(start)));
}

/** Security groups that let in the addresses of some tiers at one port, and nobody else. */
export async function openingCheck(
  aws: Aws,
  environment: Environment,
  { groupIds, port, tiers }: { readonly groupIds: readonly string[]; readonly port: number; readonly tiers: readonly string[] },
): Promise<Check> {
  const { SecurityGroups = [] } = await aws.ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [...groupIds] }));
  const permissions = SecurityGroups.flatMap(({ IpPermissions = [] }) => IpPermissions);
  const open = permissions.flatMap(({ FromPort, ToPort, IpRanges = [] }) => IpRanges.map(({ CidrIp }) => `${CidrIp} ${FromPort}-${ToPort}`));
  const subnets = await subnetsOfTiers(aws, environment, tiers);
  return equal(`addresses that may connect to port ${port}`, open.sort(), subnets.map(({ CidrBlock }) => `${CidrBlock} ${port}-${port}`).sort());
}

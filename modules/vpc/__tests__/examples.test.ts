import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { dualStack } from "../examples/dual-stack";
import { existingVpc } from "../examples/existing-vpc";
import { fixedAddresses } from "../examples/fixed-addresses";
import { ipam } from "../examples/ipam";
import { minimal } from "../examples/minimal";
import { networkAcls } from "../examples/network-acls";
import { production } from "../examples/production";
import { regionalNat } from "../examples/regional-nat.aws-6";
import { secondaryCidr } from "../examples/secondary-cidr";

const locked = { aws_default_network_acl: 1, aws_default_route_table: 1, aws_default_security_group: 1 };
const cloudwatch = { aws_cloudwatch_log_group: 1, aws_flow_log: 1, aws_iam_role: 1, aws_iam_role_policy: 1 };

/** A VPC with this many subnets in this many tiers. */
function network(subnets: number, tiers: number) {
  return {
    aws_vpc: 1,
    aws_subnet: subnets,
    aws_route_table: subnets,
    aws_route_table_association: subnets,
    aws_network_acl: tiers,
    ...locked,
  };
}

function nat(gateways: number) {
  return { aws_internet_gateway: 1, aws_nat_gateway: gateways, aws_eip: gateways };
}

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { ...network(4, 2), ...nat(1), ...cloudwatch, aws_route: 4 }],
  ["production", production, {
    ...network(12, 4),
    ...nat(3),
    aws_route: 6,
    aws_flow_log: 1,
    aws_db_subnet_group: 1,
    aws_elasticache_subnet_group: 1,
    aws_vpc_dhcp_options: 1,
    aws_vpc_dhcp_options_association: 1,
    aws_vpc_block_public_access_exclusion: 1,
  }],
  ["dual-stack", dualStack, { ...network(4, 2), ...nat(1), ...cloudwatch, aws_route: 8, aws_egress_only_internet_gateway: 1 }],
  ["ipam", ipam, network(2, 1)],
  ["secondary-cidr", secondaryCidr, { ...network(6, 3), ...nat(2), aws_route: 6, aws_flow_log: 1, aws_vpc_ipv4_cidr_block_association: 1 }],
  ["fixed-addresses", fixedAddresses, { ...network(6, 2), ...cloudwatch, aws_internet_gateway: 1, aws_nat_gateway: 2, aws_route: 6 }],
  ["network-acls", networkAcls, { ...network(2, 1), ...cloudwatch, aws_vpc_block_public_access_options: 1 }],
  ["existing-vpc", existingVpc, {}],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
});

test("the example regional-nat needs AWS provider 6, and no address of its own", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.24.0");
  regionalNat(stack);
  const expected = { ...network(3, 1), ...cloudwatch, aws_internet_gateway: 1, aws_nat_gateway: 1, aws_route: 3 };
  expect(inventory(synth(stack))).toEqual(expected);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  production(stack);
  const golden = readFileSync(path.join(__dirname, "production.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

import { addresses, inventory, synth, testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fargateIsolated } from "../examples/fargate-isolated";
import { gateways } from "../examples/gateways";
import { otherServices } from "../examples/other-services";
import { policies } from "../examples/policies";
import { presets } from "../examples/presets";
import { sharedEndpoints } from "../examples/shared-endpoints";
import type { VpcEndpoints } from "../src/vpc-endpoints";

/** Endpoints, and what joins them to route tables and subnets. */
function endpoints(routeTables: number, subnets: number, all: number) {
  return {
    aws_vpc_endpoint: all,
    ...(routeTables > 0 ? { aws_vpc_endpoint_route_table_association: routeTables } : {}),
    ...(subnets > 0 ? { aws_vpc_endpoint_subnet_association: subnets } : {}),
  };
}

function group(rules: number) {
  return { aws_security_group: 1, aws_vpc_security_group_ingress_rule: rules };
}

const cases: [string, (stack: TerraformStack) => VpcEndpoints, Record<string, number>, string[]][] = [
  ["gateways", gateways, endpoints(4, 0, 2), ["s3", "dynamodb"]],
  ["fargate-isolated", fargateIsolated, { ...endpoints(3, 15, 6), ...group(1) }, ["s3", "ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssmmessages"]],
  ["presets", presets, { ...endpoints(2, 14, 8), ...group(3) }, ["s3", "ec2", "ecr.api", "ecr.dkr", "elasticloadbalancing", "ssm", "ssmmessages", "sts"]],
  ["policies", policies, { ...endpoints(4, 6, 5), ...group(1) }, ["s3", "dynamodb", "logs", "secretsmanager", "sqs"]],
  ["shared-endpoints", sharedEndpoints, endpoints(2, 0, 1), ["s3"]],
  ["other-services", otherServices, { ...endpoints(3, 17, 7), ...group(3) }, ["s3", "s3-interface", "ecr.api", "ecr.dkr", "sqs", "monitoring", "payments"]],
];

test.each(cases)("the example %s makes exactly what its README says", (_name, example, expected, services) => {
  const stack = testStack();
  const { endpointIds } = example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(Object.keys(endpointIds).toSorted()).toEqual(services.toSorted());
});

test("what a central VPC shares is in the network that the example gives on", () => {
  const { network } = sharedEndpoints(testStack());
  expect(network.endpoints.map(({ service }) => service)).toEqual(["ecr.api", "ecr.dkr", "logs", "ssm", "s3"]);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  fargateIsolated(stack);
  const golden = readFileSync(path.join(__dirname, "fargate-isolated.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { execToS3 } from "../examples/exec-to-s3";
import { images } from "../examples/images";
import { instances } from "../examples/instances";
import { managedInstances } from "../examples/managed-instances.aws-6";
import { minimal } from "../examples/minimal";
import { production } from "../examples/production";

/** What every cluster has. */
const cluster = { aws_ecs_cluster: 1, aws_ecs_cluster_capacity_providers: 1 };

/** What so many groups of instances add. */
function groups(count: number, policies: number) {
  return {
    aws_launch_template: count,
    aws_autoscaling_group: count,
    aws_ecs_capacity_provider: count,
    aws_iam_role: 1,
    aws_iam_instance_profile: 1,
    aws_iam_role_policy_attachment: policies,
    aws_security_group: 1,
    aws_vpc_security_group_egress_rule: 1,
  };
}

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, cluster],
  ["production", production, { ...cluster, aws_cloudwatch_log_group: 1, aws_service_discovery_private_dns_namespace: 1, aws_iam_role_policy: 1 }],
  ["instances", instances, { ...cluster, ...groups(1, 2), aws_service_discovery_http_namespace: 1, aws_vpc_security_group_ingress_rule: 1 }],
  ["images", images, { ...cluster, ...groups(4, 1) }],
  ["exec-to-s3", execToS3, cluster],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test("the example managed-instances needs AWS provider 6", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.23.0");
  managedInstances(stack);
  expect(inventory(synth(stack))).toEqual({
    ...cluster,
    aws_ecs_capacity_provider: 1,
    aws_iam_role: 2,
    aws_iam_instance_profile: 1,
    aws_iam_role_policy_attachment: 2,
    aws_security_group: 1,
    aws_vpc_security_group_egress_rule: 1,
  });
  expect(warningsOf(stack)).toEqual([]);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  instances(stack);
  const golden = readFileSync(path.join(__dirname, "instances.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

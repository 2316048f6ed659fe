import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { dualStack } from "../examples/dual-stack.aws-6";
import { minimal } from "../examples/minimal";
import { production } from "../examples/production";
import { provisioned } from "../examples/provisioned";
import { replica } from "../examples/replica";
import { replication } from "../examples/replication";
import { volumes } from "../examples/volumes";

/** A file system with this many mount targets. */
function fileSystem(mountTargets: number) {
  return {
    aws_efs_file_system: 1,
    aws_efs_file_system_policy: 1,
    aws_efs_backup_policy: 1,
    aws_efs_mount_target: mountTargets,
    aws_security_group: 1,
  };
}

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { ...fileSystem(1), aws_vpc_security_group_ingress_rule: 1 }],
  ["production", production, { ...fileSystem(3), aws_efs_access_point: 2, aws_vpc_security_group_ingress_rule: 2 }],
  ["provisioned", provisioned, { ...fileSystem(3), aws_cloudwatch_metric_alarm: 2, aws_vpc_security_group_ingress_rule: 1 }],
  ["replication", replication, { ...fileSystem(3), aws_efs_replication_configuration: 1 }],
  ["replica", replica, fileSystem(3)],
  ["volumes", volumes, {
    ...fileSystem(3),
    aws_efs_access_point: 1,
    aws_vpc_security_group_ingress_rule: 2,
    aws_iam_role_policy: 2,
    aws_ecs_task_definition: 1,
  }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test("the example dual-stack needs AWS provider 6", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.12.0");
  dualStack(stack);
  expect(inventory(synth(stack))).toEqual(fileSystem(2));
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  production(stack);
  const golden = readFileSync(path.join(__dirname, "production.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

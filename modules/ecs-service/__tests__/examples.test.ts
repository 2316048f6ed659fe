import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { containerDefinitions } from "../examples/container-definitions";
import { dataVolume } from "../examples/data-volume";
import { instances } from "../examples/instances";
import { canary } from "../examples/canary.aws-6";
import { codeDeploy } from "../examples/code-deploy";
import { logRouter } from "../examples/log-router";
import { minimal } from "../examples/minimal";
import { oneOffTask } from "../examples/one-off-task";
import { production } from "../examples/production";
import { scaling } from "../examples/scaling";
import { serviceConnect } from "../examples/service-connect";

/** What every service has. */
const service = {
  aws_ecs_service: 1,
  aws_ecs_task_definition: 1,
  aws_iam_role: 2,
  aws_cloudwatch_log_group: 1,
  aws_security_group: 1,
};

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { ...service, aws_iam_role_policy: 1, aws_vpc_security_group_ingress_rule: 1, aws_vpc_security_group_egress_rule: 2 }],
  ["production", production, {
    ...service,
    aws_iam_role_policy: 2,
    aws_vpc_security_group_ingress_rule: 1,
    aws_vpc_security_group_egress_rule: 1,
    aws_appautoscaling_target: 1,
    aws_appautoscaling_policy: 1,
    aws_appautoscaling_scheduled_action: 1,
  }],
  ["code-deploy", codeDeploy, {
    ...service,
    aws_iam_role: 3,
    aws_iam_role_policy: 2,
    aws_vpc_security_group_ingress_rule: 1,
    aws_vpc_security_group_egress_rule: 2,
    aws_codedeploy_app: 1,
    aws_codedeploy_deployment_config: 1,
    aws_codedeploy_deployment_group: 1,
  }],
  ["log-router", logRouter, { ...service, aws_iam_role_policy: 2, aws_vpc_security_group_egress_rule: 1 }],
  ["scaling", scaling, {
    ...service,
    aws_iam_role_policy: 1,
    aws_vpc_security_group_egress_rule: 1,
    aws_appautoscaling_target: 1,
    aws_appautoscaling_policy: 3,
    aws_appautoscaling_scheduled_action: 2,
    aws_cloudwatch_metric_alarm: 1,
  }],
  ["service-connect", serviceConnect, {
    aws_ecs_service: 2,
    aws_ecs_task_definition: 2,
    aws_iam_role: 5,
    aws_iam_role_policy: 3,
    aws_cloudwatch_log_group: 2,
    aws_security_group: 2,
    aws_vpc_security_group_egress_rule: 2,
    aws_vpc_security_group_ingress_rule: 1,
  }],
  ["one-off-task", oneOffTask, {
    aws_ecs_task_definition: 1,
    aws_iam_role: 3,
    aws_iam_role_policy: 2,
    aws_cloudwatch_log_group: 1,
    aws_security_group: 1,
    aws_vpc_security_group_egress_rule: 1,
    aws_scheduler_schedule: 1,
  }],
  ["instances", instances, {
    aws_ecs_service: 2,
    aws_ecs_task_definition: 2,
    aws_iam_role: 4,
    aws_iam_role_policy: 2,
    aws_cloudwatch_log_group: 2,
    aws_vpc_security_group_ingress_rule: 1,
    aws_vpc_security_group_egress_rule: 1,
  }],
  ["container-definitions", containerDefinitions, { ...service, aws_iam_role_policy: 1, aws_vpc_security_group_egress_rule: 1, aws_service_discovery_service: 1 }],
  ["data-volume", dataVolume, { ...service, aws_iam_role: 3, aws_iam_role_policy: 2, aws_vpc_security_group_egress_rule: 1 }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test("the example canary needs AWS provider 6", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.21.0");
  canary(stack);
  expect(inventory(synth(stack))).toEqual({ ...service, aws_iam_role: 4, aws_iam_role_policy: 3, aws_vpc_security_group_ingress_rule: 1, aws_vpc_security_group_egress_rule: 2 });
});

test.each<[string, (stack: TerraformStack) => unknown]>([
  ["production", production],
  ["instances", instances],
])("addresses of %s are the ones that users have in their states: a change is a major version, with moved blocks", (name, example) => {
  const stack = testStack();
  example(stack);
  const golden = readFileSync(path.join(__dirname, `${name}.addresses.txt`), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { blueGreen } from "../examples/blue-green";
import { edge } from "../examples/edge";
import { minimal } from "../examples/minimal";
import { rules } from "../examples/rules";
import { shared } from "../examples/shared";

const loadBalancer = { aws_lb: 1, aws_security_group: 1 };

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { ...loadBalancer, aws_lb_listener: 2, aws_lb_target_group: 1, aws_vpc_security_group_ingress_rule: 2 }],
  ["shared", shared, {
    ...loadBalancer,
    aws_lb_listener: 2,
    aws_lb_listener_certificate: 1,
    aws_lb_listener_rule: 3,
    aws_lb_target_group: 2,
    aws_vpc_security_group_ingress_rule: 4,
    aws_vpc_security_group_egress_rule: 2,
    aws_wafv2_web_acl_association: 1,
    aws_cloudwatch_metric_alarm: 5,
    aws_route53_record: 4,
  }],
  ["blue-green", blueGreen, {
    ...loadBalancer,
    aws_lb_listener: 1,
    aws_lb_listener_rule: 1,
    aws_lb_target_group: 2,
    aws_vpc_security_group_ingress_rule: 1,
    aws_vpc_security_group_egress_rule: 1,
  }],
  ["rules", rules, { ...loadBalancer, aws_lb_listener: 1, aws_lb_listener_rule: 6, aws_lb_target_group: 3, aws_vpc_security_group_ingress_rule: 1 }],
  ["edge", edge, {
    ...loadBalancer,
    aws_lb_listener: 3,
    aws_lb_target_group: 3,
    aws_vpc_security_group_ingress_rule: 3,
    aws_vpc_security_group_egress_rule: 4,
    aws_cloudwatch_metric_alarm: 4,
  }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test.each<[string, (stack: TerraformStack) => unknown]>([
  ["shared", shared],
  ["edge", edge],
])("addresses of %s are the ones that users have in their states: a change is a major version, with moved blocks", (name, example) => {
  const stack = testStack();
  example(stack);
  const golden = readFileSync(path.join(__dirname, `${name}.addresses.txt`), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

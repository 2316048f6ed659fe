import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { karpenter } from "../examples/karpenter";
import { nodeGroups } from "../examples/node-groups";
import { selfManaged } from "../examples/self-managed";

/** What every cluster with nodes has, and its three add-ons. */
const cluster = {
  aws_cloudwatch_log_group: 1,
  aws_eks_access_entry: 1,
  aws_eks_access_policy_association: 1,
  aws_eks_addon: 3,
  aws_eks_cluster: 1,
  aws_iam_openid_connect_provider: 1,
  aws_kms_alias: 1,
  aws_kms_key: 1,
  aws_security_group: 2,
  aws_vpc_security_group_egress_rule: 1,
  aws_vpc_security_group_ingress_rule: 7,
};

const examples: [string, (stack: TerraformStack) => unknown, Record<string, number>][] = [
  ["node-groups", nodeGroups, { ...cluster, aws_eks_node_group: 4, aws_launch_template: 3, aws_iam_role: 3, aws_iam_role_policy_attachment: 5 }],
  [
    "self-managed",
    selfManaged,
    {
      ...cluster,
      aws_autoscaling_group: 1,
      aws_eks_access_entry: 2,
      aws_eks_node_group: 1,
      aws_iam_instance_profile: 1,
      aws_iam_role: 4,
      aws_iam_role_policy_attachment: 6,
      aws_launch_template: 2,
    },
  ],
  [
    "karpenter",
    karpenter,
    {
      ...cluster,
      aws_cloudwatch_event_rule: 5,
      aws_cloudwatch_event_target: 5,
      aws_ec2_tag: 2,
      aws_eks_access_entry: 2,
      aws_eks_addon: 4,
      aws_eks_node_group: 1,
      aws_eks_pod_identity_association: 1,
      aws_iam_policy: 3,
      aws_iam_role: 5,
      aws_iam_role_policy_attachment: 9,
      aws_launch_template: 1,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    },
  ],
];

test.each(examples)("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  // The provider that is installed decides whether there is one of deletion protection.
  expect(warningsOf(stack).filter((warning) => !warning.startsWith("[deletion-unprotected]"))).toEqual([]);
});

test.each(examples)("addresses of %s are the ones that users have in their states: a change is a major version, with moved blocks", (name, example) => {
  const stack = testStack();
  example(stack);
  const golden = readFileSync(path.join(__dirname, `${name}.addresses.txt`), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { autoMode } from "../examples/auto-mode";
import { fargateOnly } from "../examples/fargate-only";
import { hybrid } from "../examples/hybrid";
import { minimal } from "../examples/minimal";
import { production } from "../examples/production";

/** What every cluster has. */
const withoutKey = {
  aws_eks_cluster: 1,
  aws_iam_role: 1,
  aws_iam_role_policy_attachment: 1,
  aws_iam_openid_connect_provider: 1,
  aws_cloudwatch_log_group: 1,
  aws_security_group: 1,
  aws_eks_access_entry: 1,
  aws_eks_access_policy_association: 1,
};

/** With a key that is made for its secrets. */
const controlPlane = { ...withoutKey, aws_kms_key: 1, aws_kms_alias: 1 };

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, controlPlane],
  [
    "production",
    production,
    {
      ...controlPlane,
      aws_eks_access_entry: 3,
      aws_eks_access_policy_association: 4,
      aws_security_group: 2,
      aws_vpc_security_group_ingress_rule: 11,
      aws_vpc_security_group_egress_rule: 1,
      aws_eks_addon: 6,
      aws_launch_template: 1,
      aws_eks_node_group: 3,
      aws_iam_role: 4,
      aws_iam_role_policy_attachment: 5,
    },
  ],
  ["fargate-only", fargateOnly, { ...withoutKey, aws_eks_fargate_profile: 2, aws_eks_addon: 1, aws_iam_role: 2, aws_iam_role_policy: 1, aws_iam_role_policy_attachment: 2 }],
  ["auto-mode", autoMode, { ...controlPlane, aws_iam_role: 2, aws_iam_role_policy_attachment: 7, aws_eks_identity_provider_config: 1 }],
  ["hybrid", hybrid, { ...controlPlane, aws_eks_access_entry: 2, aws_vpc_security_group_ingress_rule: 2 }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  // The provider that is installed decides whether there is one of deletion protection.
  expect(warningsOf(stack).filter((warning) => !warning.startsWith("[deletion-unprotected]"))).toEqual([]);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  production(stack);
  const golden = readFileSync(path.join(__dirname, "production.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

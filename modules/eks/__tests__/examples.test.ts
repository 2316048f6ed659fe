import { inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { minimal } from "../examples/minimal";

/** What every cluster has. */
const controlPlane = {
  aws_eks_cluster: 1,
  aws_iam_role: 1,
  aws_iam_role_policy_attachment: 1,
  aws_iam_openid_connect_provider: 1,
  aws_cloudwatch_log_group: 1,
  aws_kms_key: 1,
  aws_kms_alias: 1,
  aws_security_group: 2,
  aws_vpc_security_group_ingress_rule: 7,
  aws_vpc_security_group_egress_rule: 1,
  aws_eks_access_entry: 1,
  aws_eks_access_policy_association: 1,
};

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([["minimal", minimal, controlPlane]])(
  "the example %s makes exactly what its README says",
  (_name, example, expected) => {
    const stack = testStack();
    example(stack);
    expect(inventory(synth(stack))).toEqual(expected);
    expect(warningsOf(stack)).toEqual([]);
  },
);

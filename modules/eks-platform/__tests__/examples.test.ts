import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { addons } from "../examples/addons";
import { isolatedController } from "../examples/isolated-controller";
import { loadBalancerController } from "../examples/load-balancer-controller";
import { minimal } from "../examples/minimal";
import { ownChart } from "../examples/own-chart";

/** Roles with this many policies, and releases. */
function made(roles: number, policies: number, releases: number) {
  return { aws_iam_role: roles, aws_iam_policy: policies, aws_iam_role_policy_attachment: policies, helm_release: releases };
}

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { aws_iam_role: 1, aws_iam_policy: 1, aws_iam_role_policy_attachment: 1, kubernetes_service_account_v1: 1 }],
  ["load-balancer-controller", loadBalancerController, { ...made(1, 1, 1), aws_eks_pod_identity_association: 1 }],
  ["isolated-controller", isolatedController, made(1, 1, 1)],
  ["addons", addons, { ...made(2, 2, 6), aws_eks_pod_identity_association: 1 }],
  ["own-chart", ownChart, made(1, 1, 1)],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  addons(stack);
  const golden = readFileSync(path.join(__dirname, "addons.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

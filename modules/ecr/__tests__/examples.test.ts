import { requireAwsProvider } from "@terrace/core";
import { addresses, inventory, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { readFileSync } from "node:fs";
import path from "node:path";
import { archive, outcomes } from "../examples/archive";
import { chart } from "../examples/chart";
import { exclusions } from "../examples/exclusions.aws-6";
import { minimal } from "../examples/minimal";
import { production } from "../examples/production";
import { registry } from "../examples/registry";

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, { aws_ecr_repository: 1, aws_iam_role_policy: 1 }],
  ["production", production, { aws_ecr_repository: 1, aws_ecr_lifecycle_policy: 1, aws_ecr_repository_policy: 1, aws_iam_role_policy: 2 }],
  ["archive", archive, { aws_ecr_repository: 1, aws_ecr_lifecycle_policy: 1 }],
  ["chart", chart, { aws_ecr_repository: 1 }],
  ["registry", registry, {
    aws_ecr_registry_scanning_configuration: 1,
    aws_ecr_replication_configuration: 1,
    aws_ecr_pull_through_cache_rule: 2,
    aws_ecr_repository_creation_template: 1,
    aws_ecr_registry_policy: 1,
    aws_iam_role_policy: 1,
  }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
  expect(warningsOf(stack)).toEqual([]);
});

test("the example exclusions needs AWS provider 6", () => {
  const stack = testStack();
  requireAwsProvider(stack, "6.8.0");
  exclusions(stack);
  expect(inventory(synth(stack))).toEqual({ aws_ecr_repository: 1 });
});

test("the simulated outcomes are what the README says", () => {
  expect(outcomes).toEqual(["keep by rule 10", "archive by rule 10", "expire by rule 20"]);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  production(stack);
  const golden = readFileSync(path.join(__dirname, "production.addresses.txt"), "utf8");
  expect(`${addresses(synth(stack)).join("\n")}\n`).toBe(golden);
});

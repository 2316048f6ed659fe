import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { addresses, only, problemsOf, synth, testApp } from "@terrace/testkit";
import { Construct } from "constructs";
import { EnvironmentStack, stateBucketName } from "../stacks/environment-stack";
import { dev } from "../stacks/environments/dev";
import { StateStack } from "../stacks/state";

function stackWith(paths: readonly string[]): EnvironmentStack {
  const stack = new EnvironmentStack(testApp(), "network", dev, {});
  for (const path of paths) {
    const ids = path.split("/");
    const scope = ids.slice(0, -1).reduce(scopeIn, stack);
    new Vpc(scope, ids.at(-1) ?? "");
  }
  return stack;
}

function scopeIn(parent: Construct, id: string): Construct {
  return parent.node.children.find((child): child is Construct => child.node.id === id) ?? new Construct(parent, id);
}

test("addresses are construct ids, without a hash, and without the main resource's own id", () => {
  expect(addresses(synth(stackWith(["vpc/Resource", "vpc/peer one", "lonely"])))).toEqual([
    "aws_vpc.lonely",
    "aws_vpc.vpc",
    "aws_vpc.vpc_peer-one",
  ]);
});

test.each([
  ["an id that looks like a path", ["a/b", "a_b"]],
  ["two signs that addresses do not have", ["a b", "a+b"]],
])("two paths that would give one address are refused: %s", (_why, paths) => {
  expect(problemsOf(() => synth(stackWith(paths)))).toEqual([`address-clash dev-network/${paths[1]}`]);
});

test("the bucket of the states is named after environment, project and account", () => {
  expect(stateBucketName(dev)).toBe("dev-terrace-tfstate-111111111111");
});

test("what an environment says of its states holds for the bucket and for every backend", () => {
  const kmsKeyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/0123";
  const made = synth(new StateStack(testApp(), { ...dev, state: { kmsKeyArn, oldVersionDays: 5 } }, {}));
  expect(made.terraform.backend).toMatchObject({ s3: { kms_key_id: kmsKeyArn } });
  expect(only(made, "aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
    rule: [{ apply_server_side_encryption_by_default: { kms_master_key_id: kmsKeyArn } }],
  });
  expect(only(made, "aws_s3_bucket_lifecycle_configuration")).toMatchObject({
    rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 5 }] }],
  });
});

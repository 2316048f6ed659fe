import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { addresses, problemsOf, synth, testApp } from "@terrace/testkit";
import { Construct } from "constructs";
import { EnvironmentStack, stateBucketName } from "../stacks/environment-stack";
import { dev } from "../stacks/environments/dev";

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

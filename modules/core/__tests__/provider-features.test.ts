import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { awsProviderVersion, needsProvider, requireAwsProvider, writeFeature } from "@terrace/core";
import { only, synth, testApp, testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { isAtLeast } from "../src/provider-features";

const feature = "regional-nat-gateway";

function providerOf(stack: TerraformStack): unknown {
  return synth(stack).terraform.required_providers?.aws;
}

test.each<[string, string, boolean]>([
  ["6.24.0", "6.24.0", true],
  ["6.24.1", "6.24.0", true],
  ["6.25.0", "6.24.9", true],
  ["7.0.0", "6.24.0", true],
  ["6.100.0", "6.24.0", true],
  ["6.9.0", "6.24.0", false],
  ["6.23.9", "6.24.0", false],
  ["5.100.0", "6.24.0", false],
  ["6.24", "6.24.1", false],
])("is %s at least %s", (version, wanted, expected) => {
  expect(isAtLeast(version, wanted)).toBe(expected);
});

describe("the version that a stack is made for", () => {
  test("is the binding's, which is installed", () => {
    const stack = testStack();
    expect(awsProviderVersion(stack)).toBe("5.100.0");
    expect(providerOf(stack)).toMatchObject({ version: "5.100.0" });
  });

  test("is raised within its major version, and never lowered", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.26.0");
    requireAwsProvider(stack, "6.24.0");
    expect(awsProviderVersion(stack)).toBe("6.26.0");
    expect(providerOf(stack)).toMatchObject({ version: ">= 6.26.0, < 7.0.0" });
    requireAwsProvider(stack, "6.30.0");
    expect(awsProviderVersion(stack)).toBe("6.30.0");
  });

  test("is each stack's own", () => {
    const app = testApp();
    requireAwsProvider(testStack(app, "newer"), "6.26.0");
    expect(awsProviderVersion(testStack(app, "older"))).toBe("5.100.0");
  });
});

describe("needsProvider", () => {
  test("finds nothing where nothing is asked for", () => {
    expect(needsProvider(testStack(), "nat.mode", undefined)).toEqual([]);
  });

  test("refuses a feature that the line lacks, and says how to get it", () => {
    expect(needsProvider(testStack(), "nat.mode", feature)).toEqual([
      {
        code: "needs-provider",
        path: "nat.mode",
        got: "a regional NAT gateway, which AWS provider 5.100.0 lacks",
        expected: "AWS provider 6.24.0 or later: npm install @cdktf/provider-aws@^21.22.1",
        see: "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html",
      },
    ]);
  });

  test.each([
    ["has it", "6.24.0"],
    ["can be raised to it", "6.2.0"],
    ["is a later line", "7.0.0"],
  ])("takes it where the provider %s", (_why, version) => {
    const stack = testStack();
    requireAwsProvider(stack, version);
    expect(needsProvider(stack, "nat.mode", feature)).toEqual([]);
  });
});

describe("writeFeature", () => {
  test("writes the attributes, and raises the provider to the release that has them", () => {
    const stack = testStack();
    requireAwsProvider(stack, "6.2.0");
    const vpc = new Vpc(stack, "vpc", { cidrBlock: "10.0.0.0/16" });
    writeFeature(vpc, feature, { availability_mode: "regional", availability_zone_address: [{ zone: "a" }] });
    expect(only(synth(stack), "aws_vpc")).toMatchObject({
      cidr_block: "10.0.0.0/16",
      availability_mode: "regional",
      availability_zone_address: [{ zone: "a" }],
    });
    expect(providerOf(stack)).toMatchObject({ version: ">= 6.24.0, < 7.0.0" });
  });
});

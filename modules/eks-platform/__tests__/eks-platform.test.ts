import { addresses, invalidProps, only, problemsOf, render, synth, testStack } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { minimal } from "../examples/minimal";
import { EksPlatform, type EksPlatformProps } from "../src";

const valid: EksPlatformProps = { name: "/dev/shop/orders" };

function made(change: Partial<EksPlatformProps> = {}) {
  const stack = testStack();
  new EksPlatform(stack, "eks-platform", { ...valid, ...change });
  return synth(stack);
}

describe("what it creates", () => {
  test("a log group that forgets after 90 days", () => {
    expect(only(made(), "aws_cloudwatch_log_group")).toMatchObject({ name: "/dev/shop/orders", retention_in_days: 90 });
  });

  test("what the caller says", () => {
    const group = only(made({ retentionDays: 365, tags: { Team: "orders" } }), "aws_cloudwatch_log_group");
    expect(group).toMatchObject({ retention_in_days: 365, tags: { Team: "orders" } });
  });

  test("an override comes last", () => {
    const group = only(made({ override: { logGroup: { retentionInDays: 7 } } }), "aws_cloudwatch_log_group");
    expect(group).toMatchObject({ retention_in_days: 7 });
  });

  test("outputs are those of the log group", () => {
    const stack = testStack();
    const { logGroupName, logGroupArn } = new EksPlatform(stack, "eks-platform", valid);
    const [address] = addresses(synth(stack));
    expect(render(stack, [logGroupName, logGroupArn])).toEqual([`\${${address}.name}`, `\${${address}.arn}`]);
  });
});

describe("bad input", () => {
  const someToken = Lazy.stringValue({ produce: () => "later" });

  test.each<[string, Partial<EksPlatformProps>, string[]]>([
    ["a name that is known only after apply", { name: someToken }, ["not-known-at-synth name"]],
    ["days that are known only after apply", { retentionDays: Token.asNumber("later") }, ["not-known-at-synth retentionDays"]],
    ["a name with a space", { name: "my orders" }, ["name-characters name"]],
    ["days that CloudWatch lacks", { retentionDays: 31 }, ["eks-platform-retention retentionDays"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    ["everything at once", { name: "my orders", retentionDays: 0 }, ["name-characters name", "eks-platform-retention retentionDays"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => made(change))).toEqual(expected);
  });

  test("an error says what is wrong, and what was expected", () => {
    expect(invalidProps(() => made({ retentionDays: 31 })).message).toBe(
      [
        'invalid EksPlatform at "test/eks-platform"',
        "  - [eks-platform-retention] retentionDays is 31",
        "      expected: one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653",
        "      see: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
      ].join("\n"),
    );
  });
});

test("the smallest example makes one log group", () => {
  const stack = testStack();
  minimal(stack);
  expect(addresses(synth(stack))).toEqual([expect.stringMatching(/^aws_cloudwatch_log_group\.eks-platform_/)]);
});

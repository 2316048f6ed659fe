import { accept } from "@terrace/core";
import { keepStateIn, stateKey, type LocalState, type S3State } from "@terrace/remote-state";
import { invalidProps, problemsOf, synth, testApp, testStack, warningsOf } from "@terrace/testkit";
import { Lazy } from "cdktf";

const s3: S3State = {
  kind: "s3",
  bucket: "dev-shop-tfstate-111111111111",
  key: "shop/dev/network.tfstate",
  region: "ap-northeast-1",
};
const local: LocalState = { kind: "local", path: "/states/dev/network.tfstate" };
const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/0123";

test("a key names project, environment and stack", () => {
  expect(stateKey({ project: "shop", environment: "dev" }, "network")).toBe(s3.key);
});

describe("the backend", () => {
  test("in S3 is encrypted and locked by a file", () => {
    const stack = testStack();
    keepStateIn(stack, s3);
    expect(synth(stack).terraform.backend).toEqual({
      s3: {
        bucket: "dev-shop-tfstate-111111111111",
        key: "shop/dev/network.tfstate",
        region: "ap-northeast-1",
        encrypt: true,
        use_lockfile: true,
      },
    });
  });

  test("in S3 takes a key of the caller's and an old lock table", () => {
    const stack = testStack();
    keepStateIn(stack, { ...s3, kmsKeyArn: keyArn, dynamodbTable: "tflock" });
    expect(synth(stack).terraform.backend).toMatchObject({
      s3: { kms_key_id: keyArn, dynamodb_table: "tflock", use_lockfile: true },
    });
  });

  test("in a file has only the path", () => {
    const stack = testStack();
    keepStateIn(stack, local);
    expect(synth(stack).terraform.backend).toEqual({ local: { path: "/states/dev/network.tfstate" } });
  });

  test("in a file takes a path of Windows", () => {
    expect(() => keepStateIn(testStack(), { kind: "local", path: "C:\\states\\network.tfstate" })).not.toThrow();
  });

  test("of another partition takes its keys", () => {
    const kmsKeyArn = "arn:aws-cn:kms:cn-north-1:111111111111:key/0123";
    expect(() => keepStateIn(testStack(), { ...s3, region: "cn-north-1", kmsKeyArn })).not.toThrow();
  });
});

describe("bad input", () => {
  const someToken = Lazy.stringValue({ produce: () => "later" });

  test.each<[string, Partial<S3State>, string[]]>([
    ["a bucket that is known only after apply", { bucket: someToken }, ["not-known-at-synth bucket"]],
    ["a key that is known only after apply", { key: someToken }, ["not-known-at-synth key"]],
    ["a KMS key that is known only after apply", { kmsKeyArn: someToken }, ["not-known-at-synth kmsKeyArn"]],
    ["a bucket name too short", { bucket: "tf" }, ["name-length bucket"]],
    ["a bucket name with an underscore", { bucket: "shop_tfstate" }, ["name-characters bucket"]],
    ["a key without its ending", { key: "shop/dev/network" }, ["state-key key"]],
    ["a key that begins with a slash", { key: "/shop/network.tfstate" }, ["state-key key"]],
    ["a key with an empty folder", { key: "shop//network.tfstate" }, ["state-key key"]],
    ["a region that does not exist", { region: "ap-moon-1" }, ["unknown-region region"]],
    ["an alias instead of a key", { kmsKeyArn: "alias/state" }, ["kms-key-arn kmsKeyArn"]],
    ["a lock table name too short", { dynamodbTable: "tf" }, ["name-length dynamodbTable"]],
    [
      "everything at once",
      { bucket: "Shop", key: "", region: "", kmsKeyArn: "", dynamodbTable: "tf lock" },
      ["name-characters bucket", "state-key key", "unknown-region region", "kms-key-arn kmsKeyArn", "name-characters dynamodbTable"],
    ],
  ])("in S3: %s", (_why, change, expected) => {
    expect(problemsOf(() => keepStateIn(testStack(), { ...s3, ...change }))).toEqual(expected);
  });

  test.each<[string, string, string[]]>([
    ["a path that depends on where terraform is run", "dev/network.tfstate", ["state-path path"]],
    ["a path that is known only after apply", someToken, ["not-known-at-synth path"]],
  ])("in a file: %s", (_why, path, expected) => {
    expect(problemsOf(() => keepStateIn(testStack(), { kind: "local", path }))).toEqual(expected);
  });

  test("two stacks of one app under one key", () => {
    const app = testApp();
    keepStateIn(testStack(app, "one"), s3);
    expect(problemsOf(() => keepStateIn(testStack(app, "two"), { ...s3 }))).toEqual(["state-key-clash key"]);
    expect(() => keepStateIn(testStack(app, "three"), { ...s3, bucket: "prd-shop-tfstate-333333333333" })).not.toThrow();
  });

  test("what is known only after apply is told in full", () => {
    expect(invalidProps(() => keepStateIn(testStack(), { ...s3, bucket: someToken })).message).toBe(
      [
        `invalid state location at "test"`,
        `  - [not-known-at-synth] bucket is known only after apply`,
        `      expected: a literal value: a backend takes no references`,
        `      see: https://developer.hashicorp.com/terraform/language/backend`,
      ].join("\n"),
    );
  });

  test("a clash is told in full", () => {
    const app = testApp();
    keepStateIn(testStack(app, "one"), s3);
    expect(invalidProps(() => keepStateIn(testStack(app, "two"), s3)).message).toBe(
      [
        `invalid state location at "two"`,
        `  - [state-key-clash] key is "s3://dev-shop-tfstate-111111111111/shop/dev/network.tfstate", where the state of one is kept`,
        `      expected: a key of its own for each environment and stack`,
      ].join("\n"),
    );
  });

  test("two stacks of one app in one file", () => {
    const app = testApp();
    keepStateIn(testStack(app, "one"), local);
    expect(problemsOf(() => keepStateIn(testStack(app, "two"), { ...local }))).toEqual(["state-key-clash path"]);
  });

  test("a region newer than the table can be accepted, and stays visible", () => {
    const stack = testStack();
    accept(stack, "unknown-region", "ap-moon-1 opened last week");
    keepStateIn(stack, { ...s3, region: "ap-moon-1" });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("accepted: ap-moon-1 opened last week")]);
  });
});

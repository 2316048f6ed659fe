import { StateBucket, type StateBucketProps } from "@terrace/remote-state";
import { inventory, invalidProps, only, problemsOf, render, synth, testStack, type Template } from "@terrace/testkit";
import { Lazy } from "cdktf";

const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/0123";
const valid: StateBucketProps = { bucketName: "dev-shop-tfstate-111111111111" };

function template(change: Partial<StateBucketProps> = {}): Template {
  const stack = testStack();
  new StateBucket(stack, "state", { ...valid, ...change });
  return synth(stack);
}

describe("the bucket", () => {
  test("has its name, and refuses to be destroyed", () => {
    expect(only(template(), "aws_s3_bucket")).toMatchObject({
      bucket: "dev-shop-tfstate-111111111111",
      lifecycle: { prevent_destroy: true },
    });
  });

  test("is what all its settings are about", () => {
    const { aws_s3_bucket: buckets = {}, ...settings } = template().resource ?? {};
    const about = Object.values(settings).flatMap((resources) => Object.values(resources).map(({ bucket }) => bucket));
    expect(about).toEqual(Array(6).fill(`\${aws_s3_bucket.${Object.keys(buckets)[0]}.id}`));
  });

  test("can be destroyed where the caller says so", () => {
    expect(only(template({ protect: false }), "aws_s3_bucket")).not.toHaveProperty("lifecycle");
  });

  test("keeps versions, for 90 days or as long as the caller says", () => {
    const versioning = { bucket: expect.stringMatching(/^\$\{aws_s3_bucket\.\w+\.id\}$/), versioning_configuration: { status: "Enabled" } };
    expect(only(template(), "aws_s3_bucket_versioning")).toMatchObject(versioning);
    const rule = {
      id: "old-versions-expire",
      status: "Enabled",
      filter: [{ prefix: "" }],
      noncurrent_version_expiration: [{ noncurrent_days: 90 }],
      abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      expiration: [{ expired_object_delete_marker: true }],
    };
    expect(only(template(), "aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [rule],
      depends_on: [expect.stringMatching(/^aws_s3_bucket_versioning\.\w+$/)],
    });
    expect(only(template({ oldVersionDays: 7 }), "aws_s3_bucket_lifecycle_configuration")).toMatchObject({
      rule: [{ noncurrent_version_expiration: [{ noncurrent_days: 7 }] }],
    });
  });

  test("is encrypted with S3's keys", () => {
    expect(only(template(), "aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: { sse_algorithm: "AES256" }, bucket_key_enabled: false }],
    });
  });

  test.each([
    ["a literal key", keyArn],
    ["a key that is made in the same stack", Lazy.stringValue({ produce: () => "later" })],
  ])("is encrypted with %s, through a bucket key", (_why, kmsKeyArn) => {
    const stack = testStack();
    new StateBucket(stack, "state", { ...valid, kmsKeyArn });
    const byDefault = { sse_algorithm: "aws:kms", kms_master_key_id: render(stack, kmsKeyArn) };
    expect(only(synth(stack), "aws_s3_bucket_server_side_encryption_configuration")).toMatchObject({
      rule: [{ apply_server_side_encryption_by_default: byDefault, bucket_key_enabled: true }],
    });
  });

  test("is private: no ACLs, no public access", () => {
    expect(only(template(), "aws_s3_bucket_ownership_controls")).toMatchObject({ rule: { object_ownership: "BucketOwnerEnforced" } });
    expect(only(template(), "aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  test("is reached over TLS only, itself and its objects", () => {
    const { policy, depends_on: dependsOn } = only(template(), "aws_s3_bucket_policy");
    const bucket = /aws_s3_bucket\.\w+\.arn/.exec(String(policy))?.[0];
    expect(policy).toBe(
      `\${jsonencode({"Version" = "2012-10-17", "Statement" = [{"Sid" = "DenyPlainText", "Effect" = "Deny", "Principal" = "*", ` +
        `"Action" = "s3:*", "Resource" = [${bucket}, "\${${bucket}}/*"], ` +
        `"Condition" = {"Bool" = {"aws:SecureTransport" = "false"}}}]})}`,
    );
    expect(dependsOn).toEqual([expect.stringMatching(/^aws_s3_bucket_public_access_block\.[\w-]+$/)]);
  });

  test("has tags on what can carry them", () => {
    const made = template({ tags: { Team: "web" }, lockTableName: "tflock" });
    expect(only(made, "aws_s3_bucket")).toMatchObject({ tags: { Team: "web" } });
    expect(only(made, "aws_dynamodb_table")).toMatchObject({ tags: { Team: "web" } });
  });

  test("offers its name, its ARN and the name of its lock table", () => {
    const stack = testStack();
    const plain = new StateBucket(stack, "plain", valid);
    const locked = new StateBucket(stack, "locked", { ...valid, lockTableName: "tflock" });
    expect(render(stack, plain.bucketName)).toMatch(/^\$\{aws_s3_bucket\.plain_\w+\.bucket\}$/);
    expect(render(stack, plain.bucketArn)).toMatch(/^\$\{aws_s3_bucket\.plain_\w+\.arn\}$/);
    expect(plain.lockTableName).toBe("");
    expect(render(stack, locked.lockTableName)).toMatch(/^\$\{aws_dynamodb_table\.locked_lock-table_\w+\.name\}$/);
  });
});

describe("the lock table", () => {
  test("is made on request only", () => {
    expect(inventory(template())).not.toHaveProperty("aws_dynamodb_table");
  });

  test("has the key that terraform locks with, and is protected as the bucket is", () => {
    expect(only(template({ lockTableName: "tflock" }), "aws_dynamodb_table")).toMatchObject({
      name: "tflock",
      billing_mode: "PAY_PER_REQUEST",
      hash_key: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      deletion_protection_enabled: true,
      server_side_encryption: { enabled: true },
    });
    const unprotected = template({ lockTableName: "tflock", protect: false });
    expect(only(unprotected, "aws_dynamodb_table")).toMatchObject({ deletion_protection_enabled: false });
  });
});

describe("bad input", () => {
  const someToken = Lazy.stringValue({ produce: () => "later" });

  test.each<[string, Partial<StateBucketProps>, string[]]>([
    ["a bucket name that is known only after apply", { bucketName: someToken }, ["not-known-at-synth bucketName"]],
    ["a table name that is known only after apply", { lockTableName: someToken }, ["not-known-at-synth lockTableName"]],
    ["a bucket name too short", { bucketName: "ab" }, ["name-length bucketName"]],
    ["a bucket name too long", { bucketName: "a".repeat(64) }, ["name-length bucketName"]],
    ["a bucket name with capitals", { bucketName: "Shop-tfstate" }, ["name-characters bucketName"]],
    ["a bucket name with a reserved prefix", { bucketName: "xn--shop" }, ["name-characters bucketName"]],
    ["no day", { oldVersionDays: 0 }, ["version-days oldVersionDays"]],
    ["half a day", { oldVersionDays: 0.5 }, ["version-days oldVersionDays"]],
    ["a day and a half", { oldVersionDays: 1.5 }, ["version-days oldVersionDays"]],
    ["more than a century", { oldVersionDays: 36_501 }, ["version-days oldVersionDays"]],
    ["an alias instead of a key", { kmsKeyArn: "alias/state" }, ["kms-key-arn kmsKeyArn"]],
    ["a table name too short", { lockTableName: "ab" }, ["name-length lockTableName"]],
    ["a table name with a space", { lockTableName: "tf lock" }, ["name-characters lockTableName"]],
    ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
    [
      "everything at once",
      { bucketName: "Shop", oldVersionDays: -1, kmsKeyArn: "key", lockTableName: "" },
      ["name-characters bucketName", "version-days oldVersionDays", "kms-key-arn kmsKeyArn", "name-length lockTableName"],
    ],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => template(change))).toEqual(expected);
  });

  test("the bounds themselves are fine", () => {
    expect(() => template({ oldVersionDays: 1 })).not.toThrow();
    expect(() => template({ oldVersionDays: 36_500 })).not.toThrow();
  });

  test("is told in full", () => {
    expect(invalidProps(() => template({ bucketName: "Shop-tfstate", oldVersionDays: 0 })).message).toBe(
      [
        `invalid StateBucket at "test/state"`,
        `  - [name-characters] bucketName is "Shop-tfstate"`,
        `      expected: lower-case letters, digits and hyphens, starting and ending with a letter or digit, without S3's reserved prefixes and suffixes for s3-bucket`,
        `      see: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html`,
        `  - [version-days] oldVersionDays is 0`,
        `      expected: an integer from 1 to 36500`,
        `      see: https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html`,
      ].join("\n"),
    );
  });
});

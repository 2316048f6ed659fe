import { addresses, inventory, synth, testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { minimal } from "../examples/minimal";
import { ownKey } from "../examples/own-key";
import { publishing } from "../examples/publishing";
import { reading } from "../examples/reading";

const bucket = {
  aws_s3_bucket: 1,
  aws_s3_bucket_lifecycle_configuration: 1,
  aws_s3_bucket_ownership_controls: 1,
  aws_s3_bucket_policy: 1,
  aws_s3_bucket_public_access_block: 1,
  aws_s3_bucket_server_side_encryption_configuration: 1,
  aws_s3_bucket_versioning: 1,
};

test.each<[string, (stack: TerraformStack) => unknown, Record<string, number>]>([
  ["minimal", minimal, bucket],
  ["own-key", ownKey, { ...bucket, aws_dynamodb_table: 1, aws_kms_key: 1 }],
  ["publishing", publishing, { aws_sqs_queue: 1 }],
  ["reading", reading, { aws_cloudwatch_metric_alarm: 1, aws_ssm_parameter: 1 }],
])("the example %s makes exactly what its README says", (_name, example, expected) => {
  const stack = testStack();
  example(stack);
  expect(inventory(synth(stack))).toEqual(expected);
});

test("addresses are the ones that users have in their states: a change is a major version, with moved blocks", () => {
  const stack = testStack();
  ownKey(stack);
  expect(addresses(synth(stack))).toEqual([
    "aws_dynamodb_table.state_lock-table_6543B35D",
    "aws_kms_key.state-key",
    "aws_s3_bucket.state_EC29AD4A",
    "aws_s3_bucket_lifecycle_configuration.state_lifecycle_9EBA48F5",
    "aws_s3_bucket_ownership_controls.state_ownership_D3E5679B",
    "aws_s3_bucket_policy.state_tls-only_D785DC0D",
    "aws_s3_bucket_public_access_block.state_public-access-block_ADE6B831",
    "aws_s3_bucket_server_side_encryption_configuration.state_encryption_3FDA0990",
    "aws_s3_bucket_versioning.state_versioning_27DF9ED5",
  ]);
});

test("the example reading reads from where the example publishing writes", () => {
  const [writer, reader] = [testStack(), testStack()];
  publishing(writer);
  reading(reader);
  expect(synth(reader).data?.terraform_remote_state?.["state-of-shop-dev-queues"]?.config).toEqual(
    synth(writer).terraform.backend?.s3,
  );
  expect(Object.keys(synth(writer).output ?? {})).toEqual(["order_queue_url", "queue_arns", "retention_seconds"]);
});

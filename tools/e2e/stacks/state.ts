import {
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  ListBucketsCommand,
} from "@aws-sdk/client-s3";
import { stateBucketName } from "../../../stacks/environment-stack";
import { equal } from "../src/check";
import type { StackCase } from "./case";

/** The bucket of the states. */
export const state: StackCase = {
  stack: "state",
  changes: [],
  beforeDestroy: {
    name: "without-protection",
    environments: ["dev", "prd"],
    make: (environment) => ({ ...environment, state: { ...environment.state, protect: false } }),
  },

  async expect({ s3 }, environment) {
    const Bucket = stateBucketName(environment);
    const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket }));
    const { ServerSideEncryptionConfiguration } = await s3.send(new GetBucketEncryptionCommand({ Bucket }));
    const { PublicAccessBlockConfiguration } = await s3.send(new GetPublicAccessBlockCommand({ Bucket }));
    const { Policy = "{}" } = await s3.send(new GetBucketPolicyCommand({ Bucket }));
    const { Rules = [] } = await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    const { OwnershipControls } = await s3.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    const { TagSet = [] } = await s3.send(new GetBucketTaggingCommand({ Bucket }));
    const arn = `arn:aws:s3:::${Bucket}`;
    return [
      equal("bucket versioning", Status, "Enabled"),
      equal(
        "bucket encryption",
        ServerSideEncryptionConfiguration?.Rules?.map((rule) => rule.ApplyServerSideEncryptionByDefault?.SSEAlgorithm),
        [environment.state.kmsKeyArn === undefined ? "AES256" : "aws:kms"],
      ),
      equal("public access block", PublicAccessBlockConfiguration, {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      }),
      equal("TLS-only policy", plainTextDenials(JSON.parse(Policy)), [[arn, `${arn}/*`]]),
      equal(
        "days until old versions expire",
        Rules.filter((rule) => rule.Status === "Enabled").map((rule) => rule.NoncurrentVersionExpiration?.NoncurrentDays),
        [environment.state.oldVersionDays ?? 90],
      ),
      equal("object ownership", OwnershipControls?.Rules?.map((rule) => rule.ObjectOwnership), ["BucketOwnerEnforced"]),
      equal("environment tag of the bucket", TagSet.find(({ Key }) => Key === "Environment")?.Value, environment.name),
    ];
  },

  async remains({ s3 }) {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    return Buckets.map(({ Name }) => `bucket ${Name}`);
  },
};

interface Policy {
  readonly Statement?: readonly {
    readonly Effect: string;
    readonly Principal: unknown;
    readonly Action: unknown;
    readonly Resource: unknown;
    readonly Condition?: { readonly Bool?: Readonly<Record<string, string>> };
  }[];
}

/** The resources of every statement that denies everything to everybody who does not use TLS. */
function plainTextDenials({ Statement = [] }: Policy): unknown[] {
  return Statement.filter(
    ({ Effect, Principal, Action, Condition }) =>
      Effect === "Deny" && Principal === "*" && Action === "s3:*" && Condition?.Bool?.["aws:SecureTransport"] === "false",
  ).map(({ Resource }) => Resource);
}

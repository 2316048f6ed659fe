import { DynamodbTable } from "@cdktf/provider-aws/lib/dynamodb-table";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { checkName, checkTags, isKmsKeyArn, mustBeKnown, show, throwIfAny, type Problem, type Tags } from "@terrace/core";
import { Fn } from "cdktf";
import { Construct } from "constructs";

/** What a state bucket is made from. */
export interface StateBucketProps {
  /**
   * Name of the bucket, unique in all of AWS: put the account id into it. A change replaces the bucket.
   *
   * @throws InvalidPropsError [name-length] [name-characters]
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
   */
  readonly bucketName: string;

  /**
   * Days that an old version of a state is kept, 1 to 36500. Every apply and every lock makes versions.
   *
   * @default 90
   * @throws InvalidPropsError [version-days]
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-configuration-examples.html
   */
  readonly oldVersionDays?: number;

  /**
   * ARN of the key that encrypts states.
   *
   * @default - S3's own keys (SSE-S3), free of charge
   */
  readonly kmsKeyArn?: string;

  /**
   * Makes Terraform refuse to destroy the bucket. Switch it off in one apply, destroy in the next.
   *
   * @default true
   */
  readonly protect?: boolean;

  /**
   * Name of a DynamoDB table to make for Terraform before 1.10, which cannot lock with a file.
   *
   * @default - none: Terraform 1.10 and later lock with a file
   * @see https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
   */
  readonly lockTableName?: string;

  /**
   * Tags of the bucket and the table, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

interface StateBucketSettings {
  readonly bucketName: string;
  readonly oldVersionDays: number;
  readonly kmsKeyArn: string | undefined;
  readonly protect: boolean;
  readonly lockTableName: string | undefined;
  readonly tags: Tags;
}

/**
 * The bucket that holds the states of an account: versioned, encrypted, private, reached over TLS only.
 *
 * Creates the bucket with its versioning, encryption, public access block, ownership, policy and lifecycle, and a lock
 * table on request. It costs a few cents: states are small.
 *
 * @example
 * new StateBucket(stack, "state", { bucketName: "shop-tfstate-111111111111" });
 */
export class StateBucket extends Construct {
  private readonly bucket: S3Bucket;
  private readonly table: DynamodbTable | undefined;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: StateBucketProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "StateBucket", check(settings));

    this.bucket = this.createBucket(settings);
    this.createVersioning(settings);
    this.createEncryption(settings);
    this.createPrivacy();
    this.table = this.createLockTable(settings);
  }

  /** Name of the bucket. */
  public get bucketName(): string {
    return this.bucket.bucket;
  }

  /** ARN of the bucket, for the deployer's policy. */
  public get bucketArn(): string {
    return this.bucket.arn;
  }

  /** Name of the lock table, or an empty text without one. */
  public get lockTableName(): string {
    return this.table?.name ?? "";
  }

  private createBucket({ bucketName, protect, tags }: StateBucketSettings): S3Bucket {
    return new S3Bucket(this, "Resource", {
      bucket: bucketName,
      tags,
      lifecycle: protect ? { preventDestroy: true } : undefined,
    });
  }

  private createVersioning({ oldVersionDays }: StateBucketSettings): void {
    const versioning = new S3BucketVersioningA(this, "versioning", {
      bucket: this.bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.bucket.id,
      rule: [
        {
          id: "old-versions-expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
          expiration: [{ expiredObjectDeleteMarker: true }],
        },
      ],
      // Rules about old versions are taken only by a bucket that has them.
      dependsOn: [versioning],
    });
  }

  private createEncryption({ kmsKeyArn }: StateBucketSettings): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.bucket.id,
      rule: [
        {
          applyServerSideEncryptionByDefault:
            kmsKeyArn === undefined
              ? { sseAlgorithm: "AES256" }
              : { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
          bucketKeyEnabled: kmsKeyArn !== undefined,
        },
      ],
    });
  }

  private createPrivacy(): void {
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: this.bucket.id,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const block = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket: this.bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketPolicy(this, "tls-only", {
      bucket: this.bucket.id,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [
          {
            Sid: "DenyPlainText",
            Effect: "Deny",
            Principal: "*",
            Action: "s3:*",
            Resource: [this.bucket.arn, `${this.bucket.arn}/*`],
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          },
        ],
      }),
      // S3 refuses two changes of a bucket's access at the same time.
      dependsOn: [block],
    });
  }

  private createLockTable({ lockTableName, protect, tags }: StateBucketSettings): DynamodbTable | undefined {
    if (lockTableName === undefined) return undefined;
    return new DynamodbTable(this, "lock-table", {
      name: lockTableName,
      billingMode: "PAY_PER_REQUEST",
      hashKey: "LockID",
      attribute: [{ name: "LockID", type: "S" }],
      deletionProtectionEnabled: protect,
      serverSideEncryption: { enabled: true },
      tags,
    });
  }
}

function resolve(props: StateBucketProps): StateBucketSettings {
  return {
    bucketName: props.bucketName,
    oldVersionDays: props.oldVersionDays ?? 90,
    kmsKeyArn: props.kmsKeyArn,
    protect: props.protect ?? true,
    lockTableName: props.lockTableName,
    tags: props.tags ?? {},
  };
}

function check({ bucketName, oldVersionDays, kmsKeyArn, lockTableName, tags }: StateBucketSettings): Problem[] {
  const unknown = mustBeKnown({ bucketName, lockTableName });
  if (unknown.length > 0) return unknown;
  const problems = checkName("bucketName", bucketName, "s3-bucket");
  if (!Number.isInteger(oldVersionDays) || oldVersionDays < 1 || oldVersionDays > 36500) {
    problems.push({
      code: "version-days",
      path: "oldVersionDays",
      got: show(oldVersionDays),
      expected: "an integer from 1 to 36500",
      see: "https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html",
    });
  }
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    const expected = "the ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";
    problems.push({ code: "kms-key-arn", path: "kmsKeyArn", got: show(kmsKeyArn), expected });
  }
  if (lockTableName !== undefined) problems.push(...checkName("lockTableName", lockTableName, "dynamodb-table"));
  return [...problems, ...checkTags("tags", tags)];
}

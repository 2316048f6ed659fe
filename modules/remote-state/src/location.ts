import { Token } from "cdktf";
import { checkName, isKmsKeyArn, regionFacts, regionNames, show, type NamePrefix, type Problem } from "@terrace/core";

/** Where the state of one stack lies. */
export type StateLocation = S3State | LocalState;

/** State in a bucket, locked by a file beside it. */
export interface S3State {
  readonly kind: "s3";
  /** Name of the bucket. */
  readonly bucket: string;
  /** Object key, such as `shop/prd/network.tfstate`: made by {@link stateKey}. */
  readonly key: string;
  /** Region of the bucket. */
  readonly region: string;
  /**
   * ARN of the key that encrypts the state, instead of the bucket's own.
   *
   * @default - the bucket's encryption
   */
  readonly kmsKeyArn?: string;
  /**
   * Table that Terraform before 1.10 locks with, beside the lock file.
   *
   * @default - none: the lock file is enough
   * @see https://developer.hashicorp.com/terraform/language/backend/s3#state-locking
   */
  readonly dynamodbTable?: string;
}

/** State in a file, for a first look and for the bootstrap of the bucket itself. */
export interface LocalState {
  readonly kind: "local";
  /** Absolute path of the file. */
  readonly path: string;
}

const backendPage = "https://developer.hashicorp.com/terraform/language/backend/s3";

/** The object key of one stack's state: `<project>/<environment>/<stack>.tfstate`. */
export function stateKey({ project, environment }: NamePrefix, stack: string): string {
  return `${project}/${environment}/${stack}.tfstate`;
}

/** A location as one text, equal for the stack that writes there and for those that read. */
export function placeOf(location: StateLocation): string {
  return location.kind === "s3" ? `s3://${location.bucket}/${location.key}` : location.path;
}

/** Every problem of a location. Nothing of it may be known only after apply: Terraform reads it before anything else. */
export function checkLocation(location: StateLocation): Problem[] {
  const unknown = Object.entries(location).filter(([, value]) => Token.isUnresolved(value));
  if (unknown.length > 0) {
    return unknown.map(([path]) => ({
      code: "not-known-at-synth",
      path,
      got: "known only after apply",
      expected: "a literal value: a backend takes no references",
      see: "https://developer.hashicorp.com/terraform/language/backend",
    }));
  }
  if (location.kind === "local") {
    if (location.path.startsWith("/") || /^[A-Za-z]:[\\/]/.test(location.path)) return [];
    return [{ code: "state-path", path: "path", got: show(location.path), expected: "an absolute path" }];
  }
  const problems = checkName("bucket", location.bucket, "s3-bucket");
  if (!/^[a-zA-Z0-9_-]+(\/[a-zA-Z0-9_-]+)*\.tfstate$/.test(location.key)) {
    const expected = "folders and a name of letters, digits, hyphens and underscores, ending with .tfstate";
    problems.push({ code: "state-key", path: "key", got: show(location.key), expected, see: backendPage });
  }
  if (regionFacts(location.region) === undefined) {
    const expected = `one of ${regionNames().join(", ")}`;
    problems.push({ code: "unknown-region", path: "region", got: show(location.region), expected, see: backendPage, severity: "dated" });
  }
  if (location.kmsKeyArn !== undefined && !isKmsKeyArn(location.kmsKeyArn)) {
    const expected = "the ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";
    problems.push({ code: "kms-key-arn", path: "kmsKeyArn", got: show(location.kmsKeyArn), expected, see: backendPage });
  }
  if (location.dynamodbTable !== undefined) {
    problems.push(...checkName("dynamodbTable", location.dynamodbTable, "dynamodb-table"));
  }
  return problems;
}

import { isKmsKeyArn, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";

/** A KMS key, which EKS, EBS and CloudWatch Logs take from their own region only. */
export function checkKeyArn(path: string, arn: string, region: string | undefined, see: string): Problem[] {
  if (!isKmsKeyArn(arn)) {
    const expected = "the ARN of a key, not of an alias: arn:<partition>:kms:<region>:<account>:key/<id>";
    return [{ code: "kms-key", path, got: show(arn), expected, see }];
  }
  const of = Token.isUnresolved(arn) ? region : arn.split(":")[3];
  if (region === undefined || of === region) return [];
  return [{ code: "kms-key-region", path, got: `${show(arn)}, of ${of}`, expected: `a key of ${region}`, see }];
}

import { checkName, isKmsKeyArn, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { pages, retentionDays } from "./limits";
import type { ClusterSettings } from "./settings";

/** Sessions of ECS Exec: their key, and where they are recorded. */
export function checkExec({ exec }: ClusterSettings): Problem[] {
  if (exec === undefined) return [];
  const { kmsKeyArn, logs } = exec;
  const problems = checkKeyArn("exec.kmsKeyArn", kmsKeyArn, pages.execConfiguration);
  switch (logs.to) {
    case "cloudwatch": {
      if (!retentionDays.some((days) => days === logs.retentionDays)) {
        const expected = `one of ${retentionDays.join(", ")}`;
        problems.push({ code: "log-retention", path: "exec.logs.retentionDays", got: show(logs.retentionDays), expected, see: pages.logRetention });
      }
      return [...problems, ...checkKeyArn("exec.logs.kmsKeyArn", logs.kmsKeyArn, pages.exec)];
    }
    case "s3": {
      const { prefix, bucketName, bucketArn } = logs;
      if (prefix !== undefined && !/^(?!\/)[\w!.*'()/-]+(?<!\/)$/.test(prefix)) {
        const expected = "a folder of letters, digits and !_.*'()/-, without a slash at either end";
        problems.push({ code: "exec-prefix", path: "exec.logs.prefix", got: show(prefix), expected, see: pages.execConfiguration });
      }
      if (!Token.isUnresolved(bucketArn) && !/^arn:aws[a-z-]*:s3:::[^/]+$/.test(bucketArn)) {
        problems.push({ code: "exec-bucket-arn", path: "exec.logs.bucketArn", got: show(bucketArn), expected: "the ARN of a bucket", see: pages.exec });
      }
      return [...problems, ...checkName("exec.logs.bucketName", bucketName, "s3-bucket")];
    }
    case "nowhere": {
      const expected = `{ to: "cloudwatch" }: what people did in a container is known from records only`;
      return [...problems, { code: "exec-unrecorded", path: "exec.logs", got: "nowhere", expected, see: pages.exec, severity: "warning" }];
    }
  }
}

/** The ARN of a key, which is what the rights of others are made from. */
export function checkKeyArn(path: string, arn: string | undefined, see: string): Problem[] {
  if (arn === undefined || isKmsKeyArn(arn)) return [];
  const expected = "the ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";
  return [{ code: "kms-key", path, got: show(arn), expected, see }];
}

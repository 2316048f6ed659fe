import type { ExecToS3 } from "./props";

/** Where the rights to record sessions point. */
export type ExecRecord = { readonly to: "cloudwatch"; readonly logGroupArn: string } | (ExecToS3 & { readonly to: "s3" });

/**
 * Policy of a task role whose Exec sessions are recorded. The rights to open a session are the service's own.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
 */
export function execLogPolicy(record: ExecRecord) {
  return { Version: "2012-10-17", Statement: record.to === "cloudwatch" ? toLogGroup(record.logGroupArn) : toBucket(record) };
}

function toLogGroup(logGroupArn: string) {
  return [
    // It has no resource: the agent looks for the group among all.
    { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: "*" },
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [logGroupArn, `${logGroupArn}:*`],
    },
  ];
}

function toBucket({ bucketArn, prefix }: ExecToS3) {
  return [
    { Effect: "Allow", Action: ["s3:PutObject"], Resource: `${bucketArn}/${prefix === undefined ? "" : `${prefix}/`}*` },
    { Effect: "Allow", Action: ["s3:GetEncryptionConfiguration"], Resource: bucketArn },
  ];
}

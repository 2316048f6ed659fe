import type { LogOutput, LoggingRights } from "./fargate-logging-props";
import { allow, policyOf, type PolicyDocument } from "./iam";

/** An output, and the ARN that its rights point to. */
export interface OutputTarget {
  readonly to: LogOutput["to"];
  readonly arn: string;
}

/**
 * Policy of a pod execution role: exactly what the outputs call, on exactly what they name.
 *
 * The samples of AWS allow groups to be made and their retention to be set on everything; Terraform makes the groups here,
 * so neither is needed. The router's own group is the exception: the router asks for it to be made, though it is there.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
 */
export function loggingPolicy(targets: readonly OutputTarget[], routerLogGroupArn: string | undefined, rights: readonly LoggingRights[]): PolicyDocument {
  return policyOf([
    ...targets.map(({ to, arn }) => allow(actions[to], to === "cloudwatch" ? [arn, `${arn}:*`] : to === "opensearch" ? [`${arn}/*`] : [arn])),
    ...(routerLogGroupArn === undefined ? [] : [allow(["logs:CreateLogGroup", ...actions.cloudwatch], [routerLogGroupArn, `${routerLogGroupArn}:*`])]),
    ...rights.map((right) => allow(right.actions, right.resources)),
  ]);
}

const actions: Readonly<Record<LogOutput["to"], readonly string[]>> = {
  cloudwatch: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
  firehose: ["firehose:PutRecordBatch"],
  kinesis: ["kinesis:PutRecords"],
  opensearch: ["es:ESHttpPost", "es:ESHttpPut"],
};

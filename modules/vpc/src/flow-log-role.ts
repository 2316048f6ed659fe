import type { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Vpc as VpcResource } from "@cdktf/provider-aws/lib/vpc";
import type { Tags } from "@terrace/core";
import { Fn } from "cdktf";
import type { Construct } from "constructs";

/** What the role is for. */
interface FlowLogRoleOptions {
  readonly group: CloudwatchLogGroup;
  readonly vpc: VpcResource;
  readonly tags: Tags;
}

interface FlowLogRole {
  readonly arn: string;
  /** What the role may do. A flow log that is there first is refused its first deliveries. */
  readonly policy: IamRolePolicy;
}

/**
 * The role through which VPC Flow Logs writes into one log group, for one account only.
 *
 * @see https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function createFlowLogRole(scope: Construct, key: string, name: string, options: FlowLogRoleOptions): FlowLogRole {
  const { group, vpc, tags } = options;
  const role = new IamRole(scope, `flow-log-${key}-role`, {
    name,
    description: `Lets VPC Flow Logs write into ${group.nameInput ?? name}`,
    assumeRolePolicy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "vpc-flow-logs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": vpc.ownerId } },
        },
      ],
    }),
    tags,
  });
  const policy = new IamRolePolicy(scope, `flow-log-${key}-role-policy`, {
    name: "write-log-group",
    role: role.id,
    policy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
          Resource: [group.arn, `${group.arn}:*`],
        },
        { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
      ],
    }),
  });
  return { arn: role.arn, policy };
}

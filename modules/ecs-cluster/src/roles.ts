import { type DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { Tags } from "@terrace/core";
import { Fn } from "cdktf";
import type { Construct } from "constructs";

/** Name of the role of the instances of a cluster's groups. */
export function instanceRoleName(clusterName: string): string {
  return `${clusterName}-instances`;
}

/**
 * Name of the role of Managed Instances: AWS's own policy for the infrastructure role passes only roles that begin so.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/managed-instances-instance-profile.html
 */
export function managedRoleName(clusterName: string): string {
  return `ecsInstanceRole-${clusterName}`;
}

/** What a role is for. */
interface RoleOptions {
  readonly name: string;
  readonly description: string;
  /** Who takes the role, such as `ec2.amazonaws.com`. */
  readonly service: string;
  /** AWS's own policies by a name for the construct: their paths, such as `service-role/AmazonEC2ContainerServiceforEC2Role`. */
  readonly awsPolicies: Readonly<Record<string, string>>;
  /**
   * ARNs of other policies, by name.
   *
   * @default - none
   */
  readonly policyArns?: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

/** A role, and what must stay as long as somebody uses it. */
export interface MadeRole {
  readonly role: IamRole;
  readonly attachments: readonly IamRolePolicyAttachment[];
}

/** A role of one AWS service with managed policies. */
export function createRole(scope: Construct, id: string, partition: DataAwsPartition, options: RoleOptions): MadeRole {
  const { name, description, service, awsPolicies, policyArns = {}, tags } = options;
  const role = new IamRole(scope, id, {
    name,
    description,
    assumeRolePolicy: Fn.jsonencode({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { Service: service }, Action: "sts:AssumeRole" }],
    }),
    tags,
  });
  const arns = {
    ...Object.fromEntries(Object.entries(awsPolicies).map(([key, path]) => [key, `arn:${partition.partition}:iam::aws:policy/${path}`])),
    ...Object.fromEntries(Object.entries(policyArns).map(([key, arn]) => [`policy-${key}`, arn])),
  };
  const attachments = Object.entries(arns).map(
    ([key, policyArn]) => new IamRolePolicyAttachment(scope, `${id}-${key}`, { role: role.name, policyArn }),
  );
  return { role, attachments };
}

/** The profile through which an instance takes a role; both have one name. */
export function createProfile(scope: Construct, id: string, { role }: MadeRole, tags: Tags): IamInstanceProfile {
  return new IamInstanceProfile(scope, id, { name: role.name, role: role.name, tags });
}

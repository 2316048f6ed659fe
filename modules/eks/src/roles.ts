import type { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import type { RoleRef, Tags } from "@terrace/core";
import { Fn } from "cdktf";
import type { Construct } from "constructs";

/** Name of the role that EKS itself works with. */
export function clusterRoleName(clusterName: string): string {
  return `${clusterName}-cluster`;
}

/** What the cluster's role needs, by a name for the construct. */
export function clusterPolicies(autoMode: boolean, podSecurityGroups: boolean): Record<string, string> {
  return {
    cluster: "AmazonEKSClusterPolicy",
    ...(podSecurityGroups ? { "vpc-resource-controller": "AmazonEKSVPCResourceController" } : {}),
    ...(autoMode
      ? {
          compute: "AmazonEKSComputePolicy",
          "block-storage": "AmazonEKSBlockStoragePolicy",
          "load-balancing": "AmazonEKSLoadBalancingPolicy",
          networking: "AmazonEKSNetworkingPolicy",
        }
      : {}),
  };
}

/** What a role is for. */
export interface RoleOptions {
  readonly name: string;
  readonly description: string;
  /** The trust policy. */
  readonly trust: object;
  /** AWS's own policies by a name for the construct: their paths, such as `service-role/AmazonEBSCSIDriverPolicy`. */
  readonly awsPolicies: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

/** A role, and what must stay as long as somebody uses it. */
export interface MadeRole {
  readonly role: RoleRef;
  readonly attachments: readonly IamRolePolicyAttachment[];
}

/** The trust policy of a role that an AWS service takes. */
export function trustOf(service: string, ...more: readonly string[]): object {
  const Action = more.length === 0 ? "sts:AssumeRole" : ["sts:AssumeRole", ...more];
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: { Service: service }, Action }] };
}

/** A role with policies of AWS's own. */
export function createRole(scope: Construct, id: string, partition: DataAwsPartition, options: RoleOptions): MadeRole {
  const { name, description, trust, awsPolicies, tags } = options;
  const role = new IamRole(scope, id, { name, description, assumeRolePolicy: Fn.jsonencode(trust), tags });
  const attachments = Object.entries(awsPolicies).map(([key, path]) => {
    const policyArn = `arn:${partition.partition}:iam::aws:policy/${path}`;
    return new IamRolePolicyAttachment(scope, `${id}-${key}`, { role: role.name, policyArn });
  });
  return { role: { roleName: role.name, roleArn: role.arn }, attachments };
}

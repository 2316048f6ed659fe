import type { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { regionFacts, type RoleRef, type Tags } from "@terrace/core";
import type { Construct } from "constructs";
import { imageFacts } from "./ami-types";
import { canonicalJson } from "./canonical-json";
import { isAuto, type ClusterSettings } from "./settings";

/** Name of the role that EKS itself works with. */
export function clusterRoleName(clusterName: string): string {
  return `${clusterName}-cluster`;
}

/** Name of the role of Auto Mode's nodes. */
export function autoNodeRoleName(clusterName: string): string {
  return `${clusterName}-auto-nodes`;
}

/** What the cluster's role needs, by a name for the construct. */
export function clusterPolicies({ autoMode, addonProps, compute }: ClusterSettings): Record<string, string> {
  const groups = [...Object.values(compute.nodeGroups), ...Object.values(compute.selfManagedGroups)];
  const hasWindows = groups.some(({ image }) => imageFacts(image).os === "windows");
  return {
    cluster: "AmazonEKSClusterPolicy",
    // Windows pods, and pods with security groups, get their network interfaces from the control plane.
    ...(hasWindows || addonProps["vpc-cni"]?.podSecurityGroups === true ? { "vpc-resource-controller": "AmazonEKSVPCResourceController" } : {}),
    ...(isAuto(autoMode)
      ? {
          compute: "AmazonEKSComputePolicy",
          "block-storage": "AmazonEKSBlockStoragePolicy",
          "load-balancing": "AmazonEKSLoadBalancingPolicy",
          networking: "AmazonEKSNetworkingPolicy",
        }
      : {}),
  };
}

/** What the role of Auto Mode's nodes needs. */
export const autoNodePolicies: Readonly<Record<string, string>> = {
  worker: "AmazonEKSWorkerNodeMinimalPolicy",
  images: "AmazonEC2ContainerRegistryPullOnly",
};

/** The EC2 service has another name in China. */
export function ec2Service(region: string | undefined): string {
  return region !== undefined && regionFacts(region)?.partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
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
  const role = new IamRole(scope, id, { name, description, assumeRolePolicy: canonicalJson(trust), tags });
  const attachments = Object.entries(awsPolicies).map(([key, path]) => {
    const policyArn = `arn:${partition.partition}:iam::aws:policy/${path}`;
    return new IamRolePolicyAttachment(scope, `${id}-${key}`, { role: role.name, policyArn });
  });
  return { role: { roleName: role.name, roleArn: role.arn }, attachments };
}

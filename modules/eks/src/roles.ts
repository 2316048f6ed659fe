import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { regionFacts, type OidcRef, type RoleRef, type Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { canonicalJson } from "./canonical-json";
import { hasWindows, isAuto, type ClusterSettings } from "./settings";

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
  return {
    cluster: "AmazonEKSClusterPolicy",
    // Windows pods, and pods with security groups, get their network interfaces from the control plane.
    ...(hasWindows(compute) || addonProps["vpc-cni"]?.podSecurityGroups === true ? { "vpc-resource-controller": "AmazonEKSVPCResourceController" } : {}),
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
  /** Statement that says who takes the role. */
  readonly trust: Readonly<Record<string, unknown>>;
  /** ARNs of managed policies, by the first part of the attachment's id. */
  readonly policyArns: Readonly<Record<string, string>>;
  readonly tags: Tags;
}

/** A role, and what must stay as long as somebody uses it. */
export interface MadeRole {
  readonly ref: RoleRef;
  readonly dependables: ITerraformDependable[];
}

/** Lets an AWS service take a role. */
export function trustOf(service: string, ...more: readonly string[]): Readonly<Record<string, unknown>> {
  const Action = more.length === 0 ? "sts:AssumeRole" : ["sts:AssumeRole", ...more];
  return { Effect: "Allow", Principal: { Service: service }, Action };
}

/**
 * Lets exactly these service accounts of one namespace take a role, by the cluster's own tokens.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 */
export function irsaTrust({ providerArn, issuer }: OidcRef, namespace: string, serviceAccounts: readonly string[]): Readonly<Record<string, unknown>> {
  const subjects = serviceAccounts.map((account) => `system:serviceaccount:${namespace}:${account}`);
  return {
    Effect: "Allow",
    Principal: { Federated: providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: {
      StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com", [`${issuer}:sub`]: subjects.length === 1 ? subjects[0] : subjects },
    },
  };
}

/** A policy of one statement or more, as text whose order never changes. `{partition}` in it stands for the partition. */
export function policyText(statements: readonly object[], partition: string): string {
  return canonicalJson({ Version: "2012-10-17", Statement: statements }).replaceAll("{partition}", partition);
}

/** ARNs of policies that AWS keeps, from their paths, such as `service-role/AmazonEBSCSIDriverPolicy`. */
export function awsPolicies(partition: string, paths: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(paths).map(([key, path]) => [key, `arn:${partition}:iam::aws:policy/${path}`]));
}

/** A role with managed policies. */
export function createRole(scope: Construct, id: string, options: RoleOptions): MadeRole {
  const { name, description, trust, policyArns, tags } = options;
  const assumeRolePolicy = canonicalJson({ Version: "2012-10-17", Statement: [trust] });
  const role = new IamRole(scope, id, { name, description, assumeRolePolicy, tags });
  const dependables = Object.entries(policyArns).map(
    ([key, policyArn]) => new IamRolePolicyAttachment(scope, `${key}-of-${id}`, { role: role.name, policyArn }),
  );
  return { ref: { roleName: role.name, roleArn: role.arn }, dependables };
}

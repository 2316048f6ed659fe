import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { regionFacts, type RoleRef } from "@terrace/core";
import { Fn, type ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ComputeContext } from "./compute-context";
import type { NodeRoleSettings } from "./compute-settings";

/** A role, and what must stay as long as somebody uses it. */
export interface MadeRole {
  readonly ref: RoleRef;
  readonly dependables: ITerraformDependable[];
}

/** What a role is for. */
export interface RoleOptions {
  readonly name: string;
  readonly description: string;
  /** Statement that says who takes the role. */
  readonly trust: Readonly<Record<string, unknown>>;
  /** ARNs of managed policies, by the last part of the attachment's id. */
  readonly policyArns: Readonly<Record<string, string>>;
}

/** A role with managed policies. */
export function createRole(scope: Construct, id: string, { facts }: ComputeContext, options: RoleOptions): MadeRole {
  const { name, description, trust, policyArns } = options;
  const role = new IamRole(scope, id, {
    name,
    description,
    assumeRolePolicy: Fn.jsonencode({ Version: "2012-10-17", Statement: [trust] }),
    tags: facts.tags,
  });
  const attachments = Object.entries(policyArns).map(
    ([key, policyArn]) => new IamRolePolicyAttachment(scope, `${key}-of-${id}`, { role: role.name, policyArn }),
  );
  return { ref: { roleName: role.name, roleArn: role.arn }, dependables: attachments };
}

/** ARN of a policy that AWS keeps, such as `AmazonEKSWorkerNodePolicy`. */
export function awsPolicy({ partition }: ComputeContext, path: string): string {
  return `arn:${partition}:iam::aws:policy/${path}`;
}

/** The caller's policies, with ids that no policy of this module has. */
export function ownPolicies(policyArns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(policyArns).map(([key, arn]) => [`policy-${key}`, arn]));
}

/**
 * The role of nodes: to join the cluster and to pull images, and what else was asked for.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 */
export function createNodeRole(scope: Construct, id: string, name: string, settings: NodeRoleSettings, context: ComputeContext): MadeRole {
  const { facts } = context;
  const cniPolicy: Record<string, string> = settings.vpcCni && facts.ipFamily === "ipv4" ? { cni: awsPolicy(context, "AmazonEKS_CNI_Policy") } : {};
  const made = createRole(scope, id, context, {
    name,
    description: `Nodes of the EKS cluster ${facts.name}`,
    trust: { Effect: "Allow", Principal: { Service: ec2Principal(facts.region) }, Action: "sts:AssumeRole" },
    policyArns: {
      worker: awsPolicy(context, "AmazonEKSWorkerNodePolicy"),
      images: awsPolicy(context, "AmazonEC2ContainerRegistryPullOnly"),
      ...cniPolicy,
      ...(settings.sessionManager ? { "session-manager": awsPolicy(context, "AmazonSSMManagedInstanceCore") } : {}),
      ...ownPolicies(settings.policyArns),
    },
  });
  if (!settings.vpcCni || facts.ipFamily === "ipv4") return made;
  const ipv6 = new IamRolePolicy(scope, `cni-ipv6-of-${id}`, {
    name: "vpc-cni-ipv6",
    role: made.ref.roleName,
    policy: Fn.jsonencode(ipv6CniPolicy(context.partition)),
  });
  return { ...made, dependables: [...made.dependables, ipv6] };
}

/** The EC2 service has another name in China. */
function ec2Principal(region: string): string {
  return regionFacts(region)?.partition === "aws-cn" ? "ec2.amazonaws.com.cn" : "ec2.amazonaws.com";
}

/**
 * Rights of the VPC CNI in a cluster of IPv6, for which AWS keeps no policy.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
function ipv6CniPolicy(partition: string) {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: [
          "ec2:AssignIpv6Addresses",
          "ec2:DescribeInstances",
          "ec2:DescribeInstanceTypes",
          "ec2:DescribeNetworkInterfaces",
          "ec2:DescribeTags",
        ],
        Resource: "*",
      },
      { Effect: "Allow", Action: "ec2:CreateTags", Resource: `arn:${partition}:ec2:*:*:network-interface/*` },
    ],
  };
}

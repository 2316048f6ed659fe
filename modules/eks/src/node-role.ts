import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { ipv6CniStatements } from "./addon-settings";
import type { ComputeContext } from "./compute-context";
import type { NodeRoleSettings } from "./compute-settings";
import { awsPolicies, createRole, ec2Service, policyText, trustOf, type MadeRole } from "./roles";

/** The caller's policies, with ids that no policy of this module has. */
export function ownPolicies(policyArns: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(policyArns).map(([key, arn]) => [`policy-${key}`, arn]));
}

/**
 * The role of nodes: to join the cluster and to pull images, and what else was asked for.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/create-node-role.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-iam-role.html
 */
export function createNodeRole(scope: Construct, id: string, name: string, settings: NodeRoleSettings, context: ComputeContext): MadeRole {
  const { facts, partition } = context;
  const { sessionManager, vpcCni } = settings;
  const made = createRole(scope, id, {
    name,
    description: `Nodes of the EKS cluster ${facts.name}`,
    trust: trustOf(ec2Service(facts.region)),
    policyArns: {
      ...awsPolicies(partition, {
        worker: "AmazonEKSWorkerNodePolicy",
        images: "AmazonEC2ContainerRegistryPullOnly",
        ...(vpcCni && facts.ipFamily === "ipv4" ? { cni: "AmazonEKS_CNI_Policy" } : {}),
        ...(sessionManager ? { "session-manager": "AmazonSSMManagedInstanceCore" } : {}),
      }),
      ...ownPolicies(settings.policyArns),
    },
    tags: facts.tags,
  });
  if (!vpcCni || facts.ipFamily === "ipv4") return made;
  const policy = policyText(ipv6CniStatements, partition);
  const ipv6 = new IamRolePolicy(scope, `cni-ipv6-of-${id}`, { name: "vpc-cni-ipv6", role: made.ref.roleName, policy });
  return { ...made, dependables: [...made.dependables, ipv6] };
}

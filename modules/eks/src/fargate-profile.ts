import { EksFargateProfile } from "@cdktf/provider-aws/lib/eks-fargate-profile";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { subnetsOf, type FargateProfileRef, type RoleRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { ComputeContext } from "./compute-context";
import { podExecutionRoleName } from "./compute-names";
import type { ComputeSettings, FargateProfileSettings, PodExecutionRoleSettings } from "./compute-settings";
import { ownPolicies } from "./node-role";
import { awsPolicies, createRole, policyText, trustOf, type MadeRole } from "./roles";
import { sharing } from "./sharing";

/** What came of the Fargate profiles. */
export interface MadeProfiles {
  readonly refs: FargateProfileRef[];
  readonly roles: RoleRef[];
  readonly dependables: ITerraformDependable[];
}

/** Every profile, one after another: EKS makes none while another one is made or deleted. */
export function createFargateProfiles(scope: Construct, settings: ComputeSettings, context: ComputeContext): MadeProfiles {
  const entries = Object.entries(settings.fargateProfiles).toSorted(([one], [other]) => (one < other ? -1 : 1));
  const roles: MadeRole[] = [];
  const refs: FargateProfileRef[] = [];
  const made: EksFargateProfile[] = [];
  const roleOf = sharing(() => createPodExecutionRole(scope, "pod-execution-role", podExecutionRoleName(context.facts.name), settings.podExecutionRole, context));
  for (const [key, profile] of entries) {
    const role = roleFor(scope, key, profile, context, roleOf);
    if (role.ref !== profile.podExecutionRole && !roles.includes(role)) roles.push(role);
    const dependsOn = [...context.dependsOn, ...role.dependables, ...made.slice(-1)];
    made.push(createProfile(scope, key, profile, context, { role: role.ref, dependsOn }));
    refs.push({ name: key, tier: profile.tier, selectors: profile.selectors, podExecutionRole: role.ref });
  }
  return { refs, roles: roles.map(({ ref }) => ref), dependables: made };
}

function roleFor(scope: Construct, key: string, { podExecutionRole: role }: FargateProfileSettings, context: ComputeContext, shared: () => MadeRole): MadeRole {
  if (role === undefined) return shared();
  if ("roleArn" in role) return { ref: role, dependables: [] };
  return createPodExecutionRole(scope, `pod-execution-role-${key}`, podExecutionRoleName(context.facts.name, key), role, context);
}

/**
 * A role that only profiles of this cluster take: the condition keeps other clusters' profiles from using it.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-execution-role.html
 */
function createPodExecutionRole(
  scope: Construct,
  id: string,
  name: string,
  { logs, policyArns }: PodExecutionRoleSettings,
  context: ComputeContext,
): MadeRole {
  const { facts, partition, account } = context;
  const made = createRole(scope, id, {
    name,
    description: `Fargate pods of the EKS cluster ${facts.name}`,
    trust: {
      ...trustOf("eks-fargate-pods.amazonaws.com"),
      Condition: { ArnLike: { "aws:SourceArn": `arn:${partition}:eks:${facts.region}:${account()}:fargateprofile/${facts.name}/*` } },
    },
    policyArns: { ...awsPolicies(partition, { images: "AmazonEKSFargatePodExecutionRolePolicy" }), ...ownPolicies(policyArns) },
    tags: facts.tags,
  });
  if (!logs) return made;
  const policy = new IamRolePolicy(scope, `logs-of-${id}`, { name: "logs", role: made.ref.roleName, policy: policyText([logStatement], partition) });
  return { ...made, dependables: [...made.dependables, policy] };
}

/**
 * Rights of Fargate's log router. The group is named inside the cluster, so it cannot be named here.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html
 */
const logStatement = {
  Effect: "Allow",
  Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents", "logs:PutRetentionPolicy"],
  Resource: "*",
} as const;

interface ProfileOptions {
  readonly role: RoleRef;
  readonly dependsOn: ITerraformDependable[];
}

function createProfile(scope: Construct, key: string, settings: FargateProfileSettings, context: ComputeContext, options: ProfileOptions): EksFargateProfile {
  return new EksFargateProfile(scope, `fargate-${key}`, {
    clusterName: context.clusterName,
    fargateProfileName: key,
    podExecutionRoleArn: options.role.roleArn,
    subnetIds: subnetsOf(context.facts.network, settings.tier).map(({ subnetId }) => subnetId),
    selector: settings.selectors.map(({ namespace, labels }) => ({ namespace, labels: labels === undefined ? undefined : { ...labels } })),
    tags: context.facts.tags,
    dependsOn: options.dependsOn,
    ...settings.override,
  });
}

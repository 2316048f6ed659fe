import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { OidcRef, RoleRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { AddonSettings } from "./addon-settings";
import { canonicalJson } from "./canonical-json";
import { awsPolicies, createRole, irsaTrust, policyText, trustOf, type MadeRole } from "./roles";

/** The cluster that add-ons are installed in. */
export interface AddonContext {
  readonly name: string;
  /** The cluster's name as Terraform knows it, so that the cluster outlives its add-ons. */
  readonly clusterName: string;
  readonly partition: string;
  readonly oidc: OidcRef;
  readonly tags: Tags;
}

/** An add-on, and the role that was made for it. */
export interface MadeAddon {
  readonly name: string;
  readonly addon: EksAddon;
  readonly role: RoleRef | undefined;
}

/** Name of the role that an add-on gets. */
export function addonRoleName(clusterName: string, { name, facts }: AddonSettings): string {
  return `${clusterName}-${facts.roleSuffix === "" ? name : facts.roleSuffix}`;
}

/** True for an add-on that a role is made for. */
export function hasOwnRole({ identity, roleArn, facts, statements }: AddonSettings): boolean {
  return identity !== "node" && roleArn === undefined && (Object.keys(facts.policies).length > 0 || statements.length > 0);
}

/** One add-on, after what it needs. */
export function createAddon(scope: Construct, settings: AddonSettings, context: AddonContext, dependsOn: readonly ITerraformDependable[]): MadeAddon {
  const { name, version, identity, facts, configuration, conflictsOnCreate, conflictsOnUpdate, preserve } = settings;
  const made = hasOwnRole(settings) ? createAddonRole(scope, settings, context) : undefined;
  const roleArn = settings.roleArn ?? made?.ref.roleArn;
  const [serviceAccount = ""] = facts.serviceAccounts;
  const addon = new EksAddon(scope, `addon-${name}`, {
    clusterName: context.clusterName,
    addonName: name,
    addonVersion: version,
    configurationValues: Object.keys(configuration).length === 0 ? undefined : canonicalJson(configuration),
    serviceAccountRoleArn: identity === "irsa" ? roleArn : undefined,
    podIdentityAssociation: identity === "pod-identity" && roleArn !== undefined ? [{ roleArn, serviceAccount }] : undefined,
    resolveConflictsOnCreate: conflictsOnCreate,
    resolveConflictsOnUpdate: conflictsOnUpdate,
    preserve,
    tags: context.tags,
    dependsOn: [...dependsOn, ...(made?.dependables ?? [])],
  });
  return { name, addon, role: made?.ref };
}

function createAddonRole(scope: Construct, settings: AddonSettings, { name: clusterName, partition, oidc, tags }: AddonContext): MadeRole {
  const { name, identity, facts, statements } = settings;
  const id = `addon-role-${name}`;
  // In a cluster of IPv6 the statements stand for AWS's own policy, which is for IPv4.
  const paths = name === "vpc-cni" && statements.length > 0 ? {} : facts.policies;
  const made = createRole(scope, id, {
    name: addonRoleName(clusterName, settings),
    description: `The add-on ${name} of the EKS cluster ${clusterName}`,
    trust: identity === "pod-identity" ? trustOf("pods.eks.amazonaws.com", "sts:TagSession") : irsaTrust(oidc, facts.namespace, facts.serviceAccounts),
    policyArns: awsPolicies(partition, paths),
    tags,
  });
  if (statements.length === 0) return made;
  const policy = new IamRolePolicy(scope, `own-of-${id}`, { name, role: made.ref.roleName, policy: policyText(statements, partition) });
  return { ...made, dependables: [...made.dependables, policy] };
}

import type { FargateProfileRef, NodesRef, RoleRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { imageFacts } from "./ami-types";
import type { ComputeContext, MadeCluster } from "./compute-context";
import type { ComputeFacts, ComputeSettings, NodesSettings } from "./compute-settings";
import { createFargateProfiles } from "./fargate-profile";
import { createKarpenter, type KarpenterRef } from "./karpenter";
import { createNodeGroups } from "./node-group";
import { createNodeRole } from "./node-role";
import type { MadeRole } from "./roles";
import { nodeRoleName, selfManagedRoleName } from "./compute-names";
import { admitNodes, createProfile, createSelfManagedGroup, type NodeIdentity } from "./self-managed";

export { checkCompute } from "./check-compute";
export type { MadeCluster } from "./compute-context";
export type { ComputeProps } from "./compute-props";
export { resolveCompute, type ComputeFacts, type ComputeSettings } from "./compute-settings";

/** What a cluster runs pods on, once it is made. */
export interface MadeCompute {
  readonly nodes: readonly NodesRef[];
  readonly fargateProfiles: readonly FargateProfileRef[];
  /** Roles that were made for nodes and Fargate. */
  readonly roles: readonly RoleRef[];
  /**
   * @default - no Karpenter
   */
  readonly karpenter?: KarpenterRef;
  /** Nodes and profiles: what needs compute depends on them. */
  readonly dependables: readonly ITerraformDependable[];
}

/** Makes all of it below the cluster. */
export function createCompute(scope: Construct, settings: ComputeSettings, facts: ComputeFacts, made: MadeCluster): MadeCompute {
  if (isEmpty(settings)) return { nodes: [], fargateProfiles: [], roles: [], dependables: [] };
  const context: ComputeContext = { ...made, facts };
  const managed = createManaged(scope, settings, context);
  const selfManaged = createSelfManaged(scope, settings, context);
  const profiles = createFargateProfiles(scope, settings, context);
  const karpenter = settings.karpenter === undefined ? undefined : createKarpenter(scope, settings.karpenter, context);
  return {
    nodes: [...nodesOf(settings.nodeGroups), ...nodesOf(settings.selfManagedGroups)],
    fargateProfiles: profiles.refs,
    roles: [...managed.roles, ...selfManaged.roles, ...profiles.roles, ...(karpenter === undefined ? [] : [karpenter.nodeRole])],
    ...(karpenter === undefined ? {} : { karpenter }),
    dependables: [...managed.dependables, ...selfManaged.dependables, ...profiles.dependables],
  };
}

function isEmpty({ nodeGroups, selfManagedGroups, karpenter, fargateProfiles }: ComputeSettings): boolean {
  return karpenter === undefined && [nodeGroups, selfManagedGroups, fargateProfiles].every((record) => Object.keys(record).length === 0);
}

interface MadeNodes {
  readonly roles: RoleRef[];
  readonly dependables: ITerraformDependable[];
}

/** Linux and Windows are let into the cluster in different ways, so each has a role of its own. */
type Platform = "linux" | "windows";

function platformOf({ image }: NodesSettings): Platform {
  return imageFacts(image).os === "windows" ? "windows" : "linux";
}

/** The platforms that the groups have, Linux first. */
function platformsOf(groups: Readonly<Record<string, NodesSettings>>): Platform[] {
  return [...new Set(Object.values(groups).map(platformOf))].toSorted();
}

function createManaged(scope: Construct, { nodeGroups, nodeRole }: ComputeSettings, context: ComputeContext): MadeNodes {
  const made = platformsOf(nodeGroups).map((platform) => {
    const role: MadeRole = createNodeRole(scope, `node-role-${platform}`, nodeRoleName(context.facts.name, platform), nodeRole, context);
    const own = Object.entries(nodeGroups).filter(([, group]) => platformOf(group) === platform);
    return { role, groups: own.flatMap(([key, group]) => createNodeGroups(scope, key, group, role, context)) };
  });
  return { roles: made.map(({ role }) => role.ref), dependables: made.flatMap(({ groups }) => groups) };
}

function createSelfManaged(scope: Construct, { selfManagedGroups, nodeRole }: ComputeSettings, context: ComputeContext): MadeNodes {
  const made = platformsOf(selfManagedGroups).map((platform) => {
    const id = `role-self-managed-${platform}`;
    const role = createNodeRole(scope, id, selfManagedRoleName(context.facts.name, platform), nodeRole, context);
    const entry = admitNodes(scope, `node-access-${platform}`, role, platform === "windows" ? "EC2_WINDOWS" : "EC2_LINUX", context);
    const identity: NodeIdentity = { role, profile: createProfile(scope, `node-profile-${platform}`, role, context), dependables: [...role.dependables, entry] };
    const own = Object.entries(selfManagedGroups).filter(([, group]) => platformOf(group) === platform);
    return { role, groups: own.map(([key, group]) => createSelfManagedGroup(scope, key, group, identity, context)) };
  });
  return { roles: made.map(({ role }) => role.ref), dependables: made.flatMap(({ groups }) => groups) };
}

/** What the platform stack is told of groups: groups of one entry are alike, and stand there once. */
function nodesOf(groups: Readonly<Record<string, NodesSettings>>): NodesRef[] {
  return Object.entries(groups).map(([name, group]) => ({
    name,
    os: platformOf(group),
    architecture: imageFacts(group.image).architecture,
    tier: group.tier,
  }));
}

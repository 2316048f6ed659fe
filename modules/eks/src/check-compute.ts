import { checkName, checkTags, initialOf, mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { imageFacts } from "./ami-types";
import { checkFargateProfiles } from "./check-fargate-profile";
import { checkKarpenter } from "./check-karpenter";
import { checkNodeGroup } from "./check-node-group";
import { checkSelfManagedGroup } from "./check-self-managed";
import { computePages as pages, nameLengths, nodeGroup, quotas } from "./compute-limits";
import { nodeRoleName, podExecutionRoleName, selfManagedRoleName } from "./compute-names";
import { placesOf, type ComputeFacts, type ComputeSettings, type FargateProfileSettings, type NodeGroupSettings, type NodesSettings, type SelfManagedGroupSettings } from "./compute-settings";

/** Every problem of what a cluster runs pods on. Pure. */
export function checkCompute(settings: ComputeSettings, facts: ComputeFacts): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  return [
    ...checkGroupNames(settings, facts),
    ...checkQuota(settings, facts),
    ...checkPlatforms(settings, facts),
    ...checkAccess(settings, facts),
    ...checkRoles(settings, facts),
    ...Object.entries(settings.nodeGroups).flatMap(([key, group]) => checkNodeGroup(key, group, facts)),
    ...Object.entries(settings.selfManagedGroups).flatMap(([key, group]) => checkSelfManagedGroup(key, group, facts)),
    ...checkGroupTags(settings),
    ...checkKarpenter(settings, facts),
    ...checkFargateProfiles(settings, facts),
  ];
}

/** What decides which resources exist, or what rules have to be held against; ids, ARNs and tags may come later. */
function checkKnown(settings: ComputeSettings): Problem[] {
  const { nodeGroups, selfManagedGroups, karpenter, fargateProfiles, nodeRole, podExecutionRole } = settings;
  const groups = { nodeGroups, selfManagedGroups };
  return mustBeKnown({
    ...Object.fromEntries(Object.entries(groups).map(([prop, record]) => [prop, Object.keys(record)])),
    ...Object.fromEntries(
      Object.entries(groups).flatMap(([prop, record]) => Object.entries(record).map(([key, group]) => [`${prop}.${key}`, knownOf(group)])),
    ),
    "karpenter": karpenter === undefined ? undefined : { ...karpenter, nodeRole: Object.keys(karpenter.nodeRole.policyArns) },
    "fargateProfiles": Object.keys(fargateProfiles),
    ...Object.fromEntries(Object.entries(fargateProfiles).map(([key, profile]) => [`fargateProfiles.${key}`, knownOfProfile(profile)])),
    "nodeRole.policyArns": Object.keys(nodeRole.policyArns),
    "podExecutionRole.policyArns": Object.keys(podExecutionRole.policyArns),
  });
}

function knownOf(group: NodeGroupSettings | SelfManagedGroupSettings): object {
  return {
    ...group,
    // By default it is minSize, which stands here by itself.
    desiredSize: initialOf(group.desiredSize) === group.minSize ? 0 : group.desiredSize,
    image: typeof group.image === "string" ? group.image : { ...group.image, id: "" },
    volume: { ...group.volume, kmsKeyArn: "" },
    securityGroups: group.securityGroups.length,
    tags: Object.keys(group.tags),
    capacity: "capacity" in group && typeof group.capacity === "string" ? group.capacity : "",
    override: {},
  };
}

function knownOfProfile({ selectors, tier, podExecutionRole: role }: FargateProfileSettings): object {
  return { selectors, tier, podExecutionRole: role === undefined || "roleArn" in role ? [] : Object.keys(role.policyArns) };
}

/** Groups of both kinds have names that EKS takes, each once: templates and addresses are called by them. */
function checkGroupNames({ nodeGroups, selfManagedGroups }: ComputeSettings, { name, network }: ComputeFacts): Problem[] {
  const problems: Problem[] = [];
  const taken = new Set<string>();
  const managed = Object.entries(nodeGroups).map(([key, group]) => ({
    path: `nodeGroups.${key}`,
    key,
    names: [...new Set([key, ...placesOf(key, group, network).map((place) => place.name)])],
  }));
  const own = Object.keys(selfManagedGroups).map((key) => ({ path: `selfManagedGroups.${key}`, key, names: [key] }));
  for (const { path, key, names } of [...managed, ...own]) {
    const bad = names.find((one) => !/^[0-9A-Za-z][\w-]{0,62}$/.test(one));
    if (bad !== undefined) {
      const expected = `up to ${nodeGroup.nameLength} letters, digits, hyphens and underscores, the zone of perZone counted`;
      problems.push({ code: "node-group-name", path, got: `named ${show(bad)}`, expected, see: pages.nodeGroup });
    }
    const double = names.find((one) => taken.has(one));
    if (double !== undefined) {
      const expected = "names that no other group has, of either kind";
      problems.push({ code: "node-group-duplicate", path, got: `named ${show(double)}, as another group`, expected, see: pages.nodeGroup });
    }
    for (const one of names) taken.add(one);
    const template = `${name}-${key}`;
    if (template.length > nameLengths.template) {
      const expected = `at most ${nameLengths.template} characters, those of the cluster's name counted`;
      problems.push({ code: "template-name", path, got: `launched from a template of ${template.length} characters`, expected, see: pages.templateName });
    }
  }
  return problems;
}

function checkQuota({ nodeGroups }: ComputeSettings, { network }: ComputeFacts): Problem[] {
  const count = Object.entries(nodeGroups).flatMap(([key, group]) => placesOf(key, group, network)).length;
  if (count <= quotas.nodeGroups) return [];
  const expected = `at most ${quotas.nodeGroups}, unless AWS raised the quota`;
  return [{ code: "node-group-quota", path: "nodeGroups", got: `${count} groups`, expected, see: pages.quotas, severity: "dated" }];
}

/** CoreDNS and the controllers of EKS run on Linux. */
function checkPlatforms({ nodeGroups, selfManagedGroups, fargateProfiles }: ComputeSettings, { autoMode }: ComputeFacts): Problem[] {
  const groups = Object.entries({ ...pathsOf("nodeGroups", nodeGroups), ...pathsOf("selfManagedGroups", selfManagedGroups) });
  const windows = groups.filter(([, { image }]) => imageFacts(image).os === "windows");
  const [first] = windows;
  if (first === undefined || autoMode || windows.length < groups.length || Object.keys(fargateProfiles).length > 0) return [];
  const expected = "a group of Linux too, or a Fargate profile: CoreDNS runs on Linux only";
  return [{ code: "windows-needs-linux", path: `${first[0]}.image`, got: "Windows, as every group", expected, see: pages.windows, severity: "warning" }];
}

function pathsOf(prop: string, groups: Readonly<Record<string, NodesSettings>>): Record<string, NodesSettings> {
  return Object.fromEntries(Object.entries(groups).map(([key, group]) => [`${prop}.${key}`, group]));
}

/** Nodes that EKS does not start by itself are let in by an access entry. */
function checkAccess({ selfManagedGroups, karpenter }: ComputeSettings, { accessMode }: ComputeFacts): Problem[] {
  if (accessMode !== "CONFIG_MAP") return [];
  const expected = "authentication by API, or by API and config map: nodes are let in by access entries";
  return [
    ...Object.keys(selfManagedGroups).map((key) => `selfManagedGroups.${key}`),
    ...(karpenter === undefined ? [] : ["karpenter"]),
  ].map((path) => ({ code: "access-entry-mode", path, got: "given with CONFIG_MAP", expected, see: pages.accessEntries }));
}

function checkRoles(settings: ComputeSettings, { name }: ComputeFacts): Problem[] {
  const { nodeGroups, selfManagedGroups, fargateProfiles, nodeRole, karpenter, podExecutionRole } = settings;
  const profiles = Object.entries(fargateProfiles);
  const isOf = (groups: Readonly<Record<string, NodesSettings>>, os: "linux" | "windows") =>
    Object.values(groups).some(({ image }) => (imageFacts(image).os === "windows") === (os === "windows"));
  const names = [
    ...(["linux", "windows"] as const).flatMap((os) => [
      ...(isOf(nodeGroups, os) ? [nodeRoleName(name, os)] : []),
      ...(isOf(selfManagedGroups, os) ? [selfManagedRoleName(name, os)] : []),
    ]),
    ...(profiles.length > 0 ? [podExecutionRoleName(name)] : []),
  ];
  return [
    ...names.flatMap((role) => checkName("name", role, "iam-role")),
    ...profiles.flatMap(([key, { podExecutionRole: role }]) => {
      if (role === undefined || "roleArn" in role) return [];
      const path = `fargateProfiles.${key}`;
      return [...checkName(path, podExecutionRoleName(name, key), "iam-role"), ...checkPolicies(`${path}.podExecutionRole.policyArns`, role.policyArns)];
    }),
    ...checkPolicies("nodeRole.policyArns", nodeRole.policyArns),
    ...checkPolicies("podExecutionRole.policyArns", podExecutionRole.policyArns),
    ...(karpenter === undefined || karpenter.nodeRole === nodeRole ? [] : checkPolicies("karpenter.nodeRole.policyArns", karpenter.nodeRole.policyArns)),
  ];
}

function checkPolicies(path: string, policyArns: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(policyArns).flatMap(([key, arn]) => {
    const problems: Problem[] = [];
    if (!/^[a-z][a-z0-9-]*$/.test(key)) {
      const expected = "a name of lower-case letters, digits and hyphens, starting with a letter";
      problems.push({ code: "policy-name", path: `${path}[${show(key)}]`, got: `named ${show(key)}`, expected });
    }
    if (!Token.isUnresolved(arn) && !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/.test(arn)) {
      problems.push({ code: "policy-arn", path: `${path}.${key}`, got: show(arn), expected: "the ARN of a policy" });
    }
    return problems;
  });
}

function checkGroupTags({ nodeGroups, selfManagedGroups }: ComputeSettings): Problem[] {
  const groups = { ...pathsOf("nodeGroups", nodeGroups), ...pathsOf("selfManagedGroups", selfManagedGroups) };
  return Object.entries(groups).flatMap(([path, { tags }]) => checkTags(`${path}.tags`, tags));
}

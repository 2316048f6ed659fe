import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { accessPresets, pages, reservedNames } from "./limits";
import type { AccessEntrySettings, ClusterSettings } from "./settings";

const modes = ["API", "API_AND_CONFIG_MAP", "CONFIG_MAP"] as const;
const types = ["STANDARD", "EC2", "EC2_LINUX", "EC2_WINDOWS", "FARGATE_LINUX", "HYBRID_LINUX"] as const;

/** Who may enter, and how EKS knows them. */
export function checkAccess(settings: ClusterSettings): Problem[] {
  const { accessEntries } = settings;
  return [
    ...checkMode(settings),
    ...checkSomebody(settings),
    ...Object.entries(accessEntries).flatMap(([key, entry]) => checkEntry(key, entry)),
    ...checkDuplicates(accessEntries),
  ];
}

function checkMode({ authentication: { mode, formerMode }, accessEntries }: ClusterSettings): Problem[] {
  const problems = [
    ...oneOf("authentication.mode", mode, modes),
    ...(formerMode === undefined ? [] : oneOf("authentication.formerMode", formerMode, modes)),
  ];
  if (problems.length > 0) return problems;
  const allowed = formerMode === undefined ? modes : allowedModes[formerMode];
  if (!allowed.some((one) => one === mode)) {
    const expected = `${allowed.map(show).join(" or ")}: EKS goes one step at a time, and never back`;
    problems.push({ code: "authentication-transition", path: "authentication.mode", got: `${show(mode)}, after ${formerMode}`, expected, see: pages.authentication });
  }
  if (mode === "CONFIG_MAP" && Object.keys(accessEntries).length > 0) {
    const got = `given with the mode "CONFIG_MAP", which has no access entries`;
    problems.push({ code: "access-entries-mode", path: "accessEntries", got, expected: `authentication.mode "API" or "API_AND_CONFIG_MAP"`, see: pages.authentication });
  }
  return problems;
}

const allowedModes = {
  CONFIG_MAP: ["CONFIG_MAP", "API_AND_CONFIG_MAP"],
  API_AND_CONFIG_MAP: ["API_AND_CONFIG_MAP", "API"],
  API: ["API"],
} as const satisfies Record<(typeof modes)[number], readonly string[]>;

/**
 * A cluster that nobody can enter comes up all the same; but in the mode CONFIG_MAP EKS refuses it: "must be true if
 * cluster authentication mode is set to CONFIG_MAP".
 *
 * @see https://github.com/terraform-aws-modules/terraform-aws-eks/issues/3026
 */
function checkSomebody({ authentication: { mode, creatorAdmin }, accessEntries }: ClusterSettings): Problem[] {
  if (creatorAdmin) return [];
  if (mode === "CONFIG_MAP") {
    const expected = "true: aws-auth is written by whoever made the cluster";
    return [{ code: "nobody-can-enter", path: "authentication.creatorAdmin", got: `false with the mode "CONFIG_MAP"`, expected, see: pages.accessConfig }];
  }
  if (Object.values(accessEntries).some(({ type }) => type === "STANDARD")) return [];
  const expected = `an entry such as { principalArn: "<role>", access: "cluster-admin" }, or one that somebody else makes`;
  return [{ code: "nobody-can-enter", path: "accessEntries", got: "without anybody who could enter the cluster", expected, see: pages.accessEntry, severity: "warning" }];
}

function checkEntry(key: string, entry: AccessEntrySettings): Problem[] {
  const { grants, groups, username, type } = entry;
  const path = `accessEntries.${key}`;
  const problems: Problem[] = [...oneOf(`${path}.type`, type, types), ...checkPrincipal(path, entry)];
  if (!/^[a-z][a-z0-9-]*$/.test(key)) {
    problems.push({ code: "access-entry-key", path, got: `named ${show(key)}`, expected: "a name of lower-case letters, digits and hyphens, starting with a letter" });
  }
  if (type !== "STANDARD") {
    const given = { access: grants.length > 0 && type !== "EC2", groups: groups.length > 0, username: username !== undefined };
    for (const [prop, isGiven] of Object.entries(given)) {
      if (!isGiven) continue;
      const expected = `none with the type ${type}: EKS gives nodes what they need`;
      problems.push({ code: "access-type-grants", path: `${path}.${prop}`, got: "given", expected, see: pages.accessEntryType });
    }
    return problems;
  }
  if (grants.length === 0 && groups.length === 0) {
    const expected = `access such as "view", or groups that Kubernetes knows`;
    problems.push({ code: "access-empty", path, got: "without access and without groups", expected, see: pages.accessEntry, severity: "warning" });
  }
  for (const [index, group] of groups.entries()) {
    if (Token.isUnresolved(group) || !reservedNames.test(group)) continue;
    const expected = "a group that a binding of yours names, not one of Kubernetes' or AWS's own";
    problems.push({ code: "access-group", path: `${path}.groups[${index}]`, got: show(group), expected, see: pages.accessGroups });
  }
  if (username !== undefined && !Token.isUnresolved(username) && reservedNames.test(username)) {
    problems.push({ code: "access-username", path: `${path}.username`, got: show(username), expected: "a name that begins with none of system:, eks:, aws:, amazon:, iam:", see: pages.username });
  }
  return [...problems, ...checkGrants(`${path}.access`, entry)];
}

function checkPrincipal(path: string, { principalArn, type }: AccessEntrySettings): Problem[] {
  if (Token.isUnresolved(principalArn)) return [];
  const at = `${path}.principalArn`;
  const kind = /^arn:aws[a-z-]*:iam::\d{12}:(root$|role\/(?!aws-service-role\/).+|user\/.+)/.exec(principalArn)?.[1];
  if (kind === undefined) {
    const expected = "the ARN of a role or a user: arn:<partition>:iam::<account>:role/<name>, neither a session's nor a service-linked role's";
    return [{ code: "access-principal", path: at, got: show(principalArn), expected, see: pages.accessEntry }];
  }
  if (type === "STANDARD" || kind.startsWith("role/")) return [];
  return [{ code: "access-principal-type", path: at, got: show(principalArn), expected: `the ARN of a role with the type ${type}`, see: pages.accessEntryType }];
}

function checkGrants(path: string, { grants, isPreset }: AccessEntrySettings): Problem[] {
  const problems: Problem[] = [];
  for (const [index, { policy, namespaces }] of grants.entries()) {
    const at = `${path}[${index}]`;
    const atPolicy = isPreset ? path : `${at}.policy`;
    if (!Object.hasOwn(accessPresets, policy) && !/^Amazon\w+$/.test(policy)) {
      const expected = `one of ${Object.keys(accessPresets).map(show).join(", ")}, or the name of a policy of EKS's own`;
      problems.push({ code: "access-policy", path: atPolicy, got: show(policy), expected, see: pages.accessPolicies });
    }
    if (grants.findIndex((other) => other.policy === policy) < index) {
      problems.push({ code: "access-policy-duplicate", path: `${at}.policy`, got: `${show(policy)} again`, expected: "each policy once, with all its namespaces", see: pages.accessPolicies });
    }
    if (namespaces === undefined) continue;
    if (namespaces.length === 0) {
      problems.push({ code: "access-namespaces-empty", path: `${at}.namespaces`, got: "[]", expected: "namespaces, or none of this prop for the whole cluster", see: pages.accessPolicies });
    }
    if (policy === "cluster-admin" && namespaces.length > 0) {
      const expected = `"admin", which is made for namespaces`;
      problems.push({ code: "access-cluster-admin-scope", path: `${at}.policy`, got: `"cluster-admin" for namespaces`, expected, see: pages.accessPolicies, severity: "warning" });
    }
    for (const [position, namespace] of namespaces.entries()) {
      if (/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$|^[a-z0-9][a-z0-9-]{0,61}\*$/.test(namespace)) continue;
      const expected = "the name of a namespace: up to 63 lower-case letters, digits and hyphens, or a beginning of it with *";
      problems.push({ code: "access-namespace", path: `${at}.namespaces[${position}]`, got: show(namespace), expected, see: pages.namespaces });
    }
  }
  return problems;
}

function checkDuplicates(entries: Readonly<Record<string, AccessEntrySettings>>): Problem[] {
  const firsts = new Map<string, string>();
  return Object.entries(entries).flatMap(([key, { principalArn }]) => {
    const first = firsts.get(principalArn);
    firsts.set(principalArn, first ?? key);
    if (first === undefined) return [];
    const expected = `one entry for each principal: give both rights to accessEntries.${first}`;
    return [{ code: "access-principal-duplicate", path: `accessEntries.${key}.principalArn`, got: `that of accessEntries.${first} too`, expected, see: pages.accessEntry }];
  });
}

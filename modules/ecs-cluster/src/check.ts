import { checkName, checkTags, mustBeKnown, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkExec, checkKeyArn } from "./check-exec";
import { checkInstances } from "./check-instances";
import { checkManagedInstances } from "./check-managed-instances";
import { checkNamespace } from "./check-namespace";
import { checkStrategy } from "./check-strategy";
import { checkWords } from "./check-words";
import { pages, reservedPrefix } from "./limits";
import { instanceRoleName, managedRoleName } from "./roles";
import { hasInstances, type ClusterSettings } from "./settings";

/** Every problem of the settings. Pure. */
export function check(settings: ClusterSettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length === 0) unknown.push(...checkWords(settings));
  if (unknown.length > 0) return unknown;
  return [
    ...checkClusterName(settings),
    ...checkCapacity(settings),
    ...checkStrategy(settings),
    ...Object.entries(settings.instances).flatMap(([key, instances]) => checkInstances(`instances.${key}`, instances, settings.network)),
    ...Object.entries(settings.managedInstances).flatMap(([key, managed]) =>
      checkManagedInstances(`managedInstances.${key}`, managed, settings.network),
    ),
    ...checkRole(settings),
    ...checkExec(settings),
    ...checkNamespace(settings),
    ...checkManagedStorage(settings),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, or what rules have to be held against; ids, ARNs and names of others' may come later. */
function checkKnown(settings: ClusterSettings): Problem[] {
  const { name, containerInsights, fargate, network, defaultStrategy, exec, namespace, instanceRole } = settings;
  const instances = Object.entries(settings.instances).map(([key, value]) => [
    `instances.${key}`,
    { ...value, image: typeof value.image === "string" ? value.image : { ...value.image, id: "" }, volume: { ...value.volume, kmsKeyArn: "" } },
  ]);
  const managed = Object.entries(settings.managedInstances).map(([key, value]) => [`managedInstances.${key}`, value]);
  return mustBeKnown({
    name,
    containerInsights,
    fargate,
    ...Object.fromEntries([...instances, ...managed]),
    "instances": Object.keys(settings.instances),
    "managedInstances": Object.keys(settings.managedInstances),
    "instanceRole.sessionManager": instanceRole.sessionManager,
    "instanceRole.policyArns": Object.keys(instanceRole.policyArns),
    "network.subnets": network?.subnets.map(({ tier, egress }) => ({ tier, egress })),
    defaultStrategy,
    "exec.logs.to": exec?.logs.to,
    "exec.logs.retentionDays": exec?.logs.to === "cloudwatch" ? exec.logs.retentionDays : undefined,
    "exec.logs.prefix": exec?.logs.to === "s3" ? exec.logs.prefix : undefined,
    namespace: namespace?.type === "existing" ? { ...namespace, arn: "" } : namespace,
  });
}

function checkClusterName({ name }: ClusterSettings): Problem[] {
  if (/^(?!sg-)[a-z][a-z0-9-]{0,99}$/.test(name)) return [];
  const expected = "up to 100 lower-case letters, digits and hyphens, starting with a letter but not with sg-";
  return [{ code: "cluster-name", path: "name", got: show(name), expected, see: pages.cluster }];
}

/** Providers that can be told apart, whose names ECS takes, in a network where they can be. */
function checkCapacity(settings: ClusterSettings): Problem[] {
  const { name, fargate, network, instances, managedInstances } = settings;
  const problems: Problem[] = [];
  const expected = "a key of up to 100 lower-case letters, digits and hyphens, starting with a letter";
  for (const key of Object.keys(instances).filter(isBadKey)) {
    problems.push({ code: "capacity-provider-key", path: `instances.${key}`, got: `named ${show(key)}`, expected, see: pages.provider });
  }
  for (const key of Object.keys(managedInstances).filter(isBadKey)) {
    problems.push({ code: "capacity-provider-key", path: `managedInstances.${key}`, got: `named ${show(key)}`, expected, see: pages.provider });
  }
  for (const key of Object.keys(managedInstances).filter((each) => each in instances)) {
    const expected = "keys that instances does not have: capacity providers are called by them";
    problems.push({ code: "capacity-provider-duplicate", path: `managedInstances.${key}`, got: "a key of instances too", expected });
  }
  if (hasInstances(settings) && reservedPrefix.test(name)) {
    const got = `${show(name)}, with which capacity providers would begin`;
    problems.push({ code: "capacity-provider-name", path: "name", got, expected: "a name that begins with neither aws, ecs nor fargate", see: pages.provider });
  }
  if (network === undefined && hasInstances(settings)) {
    problems.push({ code: "network-missing", path: "network", got: "missing, with instances", expected: "the network that they are launched in" });
  }
  if (fargate.length === 0 && !hasInstances(settings)) {
    const expected = "FARGATE or FARGATE_SPOT, or instances: nothing can run otherwise";
    problems.push({ code: "no-capacity", path: "fargate", got: "empty, without instances", expected, see: pages.provider, severity: "warning" });
  }
  return problems;
}

function isBadKey(key: string): boolean {
  return !/^[a-z][a-z0-9-]{0,99}$/.test(key);
}

function checkRole(settings: ClusterSettings): Problem[] {
  const { name, instances, managedInstances, instanceRole } = settings;
  const problems = [
    ...(Object.keys(instances).length > 0 ? checkName("name", instanceRoleName(name), "iam-role") : []),
    ...(Object.keys(managedInstances).length > 0 ? checkName("name", managedRoleName(name), "iam-role") : []),
  ];
  for (const [key, arn] of Object.entries(instanceRole.policyArns)) {
    const path = `instanceRole.policyArns.${key}`;
    if (!/^[a-z][a-z0-9-]*$/.test(key)) {
      const expected = "a name of lower-case letters, digits and hyphens, starting with a letter";
      problems.push({ code: "policy-name", path, got: `named ${show(key)}`, expected });
    }
    if (!Token.isUnresolved(arn) && !/^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/.+$/.test(arn)) {
      problems.push({ code: "policy-arn", path, got: show(arn), expected: "the ARN of a policy" });
    }
  }
  if (Object.keys(instances).length === 0 && (instanceRole.sessionManager || Object.keys(instanceRole.policyArns).length > 0)) {
    const expected = "instances too, or no such prop: it is the role of theirs only";
    problems.push({ code: "role-without-instances", path: "instanceRole", got: "given without instances", expected, severity: "warning" });
  }
  return problems;
}

function checkManagedStorage({ managedStorage }: ClusterSettings): Problem[] {
  return Object.entries(managedStorage).flatMap(([prop, arn]) => checkKeyArn(`managedStorage.${prop}`, arn, pages.managedStorage));
}

import { checkName, checkTags, mustBeKnown, oneOf, show, type Need, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkCompute, checkNeeds, computeOf } from "./compute";
import { policyLength, policyOf, type Statement } from "./iam";
import { iam, pages } from "./limits";
import { checkKubernetesName } from "./names";
import { trustPolicy } from "./trust";
import type { ServiceAccountName } from "./workload-identity-props";
import type { WorkloadIdentitySettings } from "./workload-identity-settings";

/** Every problem of the settings. Pure. */
export function checkWorkloadIdentity(settings: WorkloadIdentitySettings): Problem[] {
  const { name, cluster, method, serviceAccounts, policies, policyArns, tags } = settings;
  const unknown = mustBeKnown({
    name,
    ...Object.fromEntries(serviceAccounts.flatMap((account, index) => Object.entries(account).map(([key, value]) => [`${pathOf(index)}${key}`, value]))),
    method,
    ...(Token.isUnresolved(policies) ? { policies } : {}),
    ...(Token.isUnresolved(policyArns) ? { policyArns } : {}),
    "cluster.clusterName": cluster.clusterName,
  });
  if (unknown.length > 0) return unknown;
  return [
    ...checkName("name", name, "iam-role"),
    ...serviceAccounts.flatMap((account, index) => checkServiceAccount(account, index)),
    ...checkTwice(serviceAccounts),
    ...oneOf("method", method, ["irsa", "pod-identity"]),
    ...serviceAccounts.flatMap(({ namespace }, index) => checkCompute(`${pathOf(index)}namespace`, cluster, namespace)),
    ...checkPodIdentity(settings),
    ...checkPolicies(settings),
    ...checkTrust(settings),
    ...checkTarget(settings),
    ...checkWay(settings),
    ...checkTags("tags", tags),
  ];
}

/** The first service account is the one of the props; the others stand in a list. */
function pathOf(index: number): string {
  return index === 0 ? "" : `alsoFor[${index - 1}].`;
}

function checkServiceAccount({ namespace, serviceAccount }: ServiceAccountName, index: number): Problem[] {
  const path = pathOf(index);
  return [
    ...checkKubernetesName(`${path}namespace`, namespace, "namespace"),
    ...checkKubernetesName(`${path}serviceAccount`, serviceAccount, "service account"),
  ];
}

function checkTwice(accounts: readonly ServiceAccountName[]): Problem[] {
  const keys = accounts.map(({ namespace, serviceAccount }) => `${namespace}/${serviceAccount}`);
  return keys.flatMap((key, index) => {
    if (keys.indexOf(key) === index) return [];
    return [{ code: "service-account-twice", path: `alsoFor[${index - 1}]`, got: show(key), expected: "each service account once" }];
  });
}

/**
 * Where Pod Identity gives credentials, and where it does not.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
function checkPodIdentity({ method, cluster, serviceAccounts, sessionTags }: WorkloadIdentitySettings): Problem[] {
  if (method !== "pod-identity") {
    const got = "false with IRSA, which tags no session";
    return sessionTags ? [] : [{ code: "session-tags", path: "sessionTags", got, expected: "true, or pod-identity", see: pages.podIdentityTags }];
  }
  const { autoMode, nodes, addons } = cluster;
  const see = pages.podIdentity;
  const problems: Problem[] = serviceAccounts.flatMap(({ namespace }, index) => {
    const { profiles, profilesByLabel } = computeOf(cluster, namespace);
    const [always] = profiles;
    if (always !== undefined) {
      const got = `pod-identity for the namespace "${namespace}", which the Fargate profile ${always.name} runs`;
      return [{ code: "pod-identity-on-fargate", path: index === 0 ? "method" : `${pathOf(index)}namespace`, got, expected: "irsa: Fargate has no Pod Identity", see }];
    }
    return profilesByLabel.map(({ name }): Problem => {
      const got = `pod-identity for the namespace "${namespace}", of which the Fargate profile ${name} runs pods with labels`;
      return { code: "pod-identity-on-fargate", path: index === 0 ? "method" : `${pathOf(index)}namespace`, got, expected: "irsa if the pods have those labels", see, severity: "warning" };
    });
  });
  if (!autoMode && nodes.length > 0 && nodes.every(({ os }) => os === "windows")) {
    problems.push({ code: "pod-identity-windows", path: "method", got: "pod-identity in a cluster with Windows nodes only", expected: "irsa", see });
  }
  if (!autoMode && !addons.includes("eks-pod-identity-agent")) {
    problems.push({
      code: "pod-identity-agent",
      path: "method",
      got: "pod-identity in a cluster without the add-on eks-pod-identity-agent",
      expected: "the add-on eks-pod-identity-agent, Auto Mode, or irsa",
      see,
    });
  }
  if (!sessionTags) {
    const got = "false: any pod of the cluster with an association could take the role";
    problems.push({ code: "session-tags", path: "sessionTags", got, expected: "true", see: pages.podIdentityTags, severity: "warning" });
  }
  return problems;
}

function checkPolicies({ name, policies, policyArns }: WorkloadIdentitySettings): Problem[] {
  const problems = Object.entries(policies).flatMap(([key, statements]) => checkPolicy(name, key, statements));
  const count = Object.keys(policies).length + policyArns.length;
  if (count > iam.policiesOfRole) {
    problems.push({
      code: "policy-count",
      path: "policies",
      got: `${count} policies`,
      expected: `at most ${iam.policiesOfRole} with those of policyArns, unless the quota was raised`,
      see: pages.iamLimits,
      severity: "dated",
    });
  }
  return problems;
}

function checkPolicy(name: string, key: string, statements: readonly Statement[]): Problem[] {
  const path = `policies.${key}`;
  if (statements.length === 0) return [{ code: "policy-empty", path, got: "without statements", expected: "at least one statement", see: pages.iamPolicyElements }];
  const length = policyLength(policyOf(statements));
  const problems: Problem[] = statements.flatMap((statement, index) => checkActions(`${path}[${index}].Action`, statement));
  if (!/^[A-Za-z0-9+=,.@_-]+$/.test(key) || `${name}-${key}`.length > 128) {
    problems.push({ code: "policy-name", path, got: show(`${name}-${key}`), expected: "up to 128 letters, digits and +=,.@_-", see: pages.iamLimits });
  }
  if (length > iam.managedPolicyLength) {
    problems.push({
      code: "policy-size",
      path,
      got: `${length} characters`,
      expected: `at most ${iam.managedPolicyLength} without whitespace: statements under a second name`,
      see: pages.iamLimits,
    });
  }
  return problems;
}

function checkActions(path: string, { Action, Effect }: Statement): Problem[] {
  return [Action].flat().flatMap((action): Problem[] => {
    const form = Token.isUnresolved(action) || /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/.test(action);
    if (!form) return [{ code: "policy-action", path, got: show(action), expected: "service:Action, such as s3:GetObject", see: pages.iamPolicyElements }];
    if (Effect === "Deny" || !/^(\*|[a-z0-9-]+:\*)$/.test(action)) return [];
    return [{ code: "policy-wide", path, got: show(action), expected: "the actions that are used", see: pages.iamPolicyElements, severity: "warning" }];
  });
}

function checkTrust(settings: WorkloadIdentitySettings): Problem[] {
  const length = policyLength(trustPolicy(settings));
  if (length <= iam.trustPolicyLength) return [];
  const expected = `at most ${iam.trustPolicyLength} without whitespace: a second role for some of the service accounts`;
  return [{ code: "trust-policy-size", path: "alsoFor", got: `a trust policy of ${length} characters`, expected, see: pages.iamLimits }];
}

function checkTarget({ targetRoleArn }: WorkloadIdentitySettings): Problem[] {
  if (targetRoleArn === undefined || Token.isUnresolved(targetRoleArn) || /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/.test(targetRoleArn)) return [];
  return [{ code: "target-role-arn", path: "targetRoleArn", got: show(targetRoleArn), expected: "the ARN of a role", see: pages.podIdentityTarget }];
}

function checkWay({ name, cluster, network, method, serviceAccounts }: WorkloadIdentitySettings): Problem[] {
  if (network === undefined) return [];
  const namespaces = [...new Set(serviceAccounts.map(({ namespace }) => namespace))];
  return namespaces.flatMap((namespace) => checkNeeds(name, computeOf(cluster, namespace), network, identityNeeds(method)));
}

/** What pods must reach to get their credentials. */
export function identityNeeds(method: WorkloadIdentitySettings["method"]): Need[] {
  return method === "irsa"
    ? [{ service: "sts", why: "IRSA exchanges the pod's token for credentials", see: pages.privateClusters }]
    : [{ service: "eks-auth", why: "Pod Identity gives pods their credentials", see: pages.podIdentity }];
}

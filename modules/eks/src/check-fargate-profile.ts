import { regionFacts, show, subnetsOf, type FargateSelectorRef, type Problem } from "@terrace/core";
import { checkTier } from "./check-nodes";
import { computePages as pages, quotas, selectors as mostSelectors } from "./compute-limits";
import type { ComputeFacts, ComputeSettings, FargateProfileSettings } from "./compute-settings";

/** Every profile, and what holds for all of them together. */
export function checkFargateProfiles({ fargateProfiles }: ComputeSettings, facts: ComputeFacts): Problem[] {
  const entries = Object.entries(fargateProfiles);
  if (entries.length === 0) return [];
  return [...checkRegion(facts), ...checkCount(entries.length), ...entries.flatMap(([key, profile]) => checkProfile(key, profile, facts))];
}

function checkRegion({ region }: ComputeFacts): Problem[] {
  if (regionFacts(region)?.partition !== "aws-us-gov") return [];
  const expected = "node groups: EKS has no Fargate in GovCloud";
  return [{ code: "fargate-region", path: "fargateProfiles", got: `given in ${region}`, expected, see: pages.fargate, severity: "dated" }];
}

function checkCount(count: number): Problem[] {
  if (count <= quotas.fargateProfiles) return [];
  const expected = `at most ${quotas.fargateProfiles}, unless AWS raised the quota: selectors take wildcards`;
  return [{ code: "fargate-quota", path: "fargateProfiles", got: `${count} profiles`, expected, see: pages.quotas, severity: "dated" }];
}

function checkProfile(key: string, settings: FargateProfileSettings, { network }: ComputeFacts): Problem[] {
  const path = `fargateProfiles.${key}`;
  const problems: Problem[] = [];
  if (!/^(?!eks-)[0-9A-Za-z][\w-]{0,62}$/.test(key)) {
    const expected = "up to 63 letters, digits, hyphens and underscores, not beginning with eks-";
    problems.push({ code: "fargate-name", path, got: `named ${show(key)}`, expected, see: pages.fargateApi });
  }
  const open = subnetsOf(network, settings.tier).filter(({ egress }) => egress === "internet-gateway");
  if (open.length > 0) {
    const expected = "a private tier: EKS refuses subnets with a route to an internet gateway";
    problems.push({ code: "fargate-public", path: `${path}.tier`, got: `${show(settings.tier)}, a public tier`, expected, see: pages.fargateProfile });
  } else {
    problems.push(...checkTier(`${path}.tier`, settings.tier, network));
  }
  return [...problems, ...checkSelectors(`${path}.selectors`, settings.selectors)];
}

function checkSelectors(path: string, selectors: readonly FargateSelectorRef[]): Problem[] {
  const see = pages.fargateProfile;
  const problems: Problem[] = [];
  if (selectors.length === 0 || selectors.length > mostSelectors) {
    const got = selectors.length === 0 ? "empty" : `${selectors.length} selectors`;
    problems.push({ code: "fargate-selectors", path, got, expected: `1 to ${mostSelectors}: wildcards and more profiles take the rest`, see });
  }
  selectors.forEach((selector, index) => {
    const at = `${path}[${index}]`;
    if (!/^[a-z0-9*?]([a-z0-9*?-]{0,61}[a-z0-9*?])?$/.test(selector.namespace)) {
      const expected = "a namespace of up to 63 lower-case letters, digits and hyphens, with * and ? as wildcards";
      problems.push({ code: "fargate-namespace", path: `${at}.namespace`, got: show(selector.namespace), expected, see });
    }
    problems.push(...checkSelectorLabels(`${at}.labels`, selector.labels ?? {}));
    if (selectors.findIndex((other) => sameSelector(other, selector)) < index) {
      problems.push({ code: "fargate-selector-duplicate", path: at, got: `${show(selector.namespace)} again`, expected: "each selector once", see, severity: "warning" });
    }
  });
  return problems;
}

function checkSelectorLabels(path: string, labels: Readonly<Record<string, string>>): Problem[] {
  const see = pages.fargateProfile;
  const count = Object.keys(labels).length;
  const problems: Problem[] = [];
  if (count > quotas.selectorLabels) {
    const expected = `at most ${quotas.selectorLabels}, unless AWS raised the quota`;
    problems.push({ code: "fargate-label-quota", path, got: `${count} labels`, expected, see: pages.quotas, severity: "dated" });
  }
  for (const [key, value] of Object.entries(labels)) {
    const isKey = /^([a-z0-9*?]([a-z0-9.*?-]{0,251}[a-z0-9*?])?\/)?[A-Za-z0-9*?]([\w.*?-]{0,61}[A-Za-z0-9*?])?$/.test(key);
    if (isKey && /^([A-Za-z0-9*?]([\w.*?-]{0,61}[A-Za-z0-9*?])?)?$/.test(value)) continue;
    const expected = "a label as Kubernetes takes it, with * and ? as wildcards";
    problems.push({ code: "fargate-labels", path: `${path}[${show(key)}]`, got: show(`${key}=${value}`), expected, see });
  }
  return problems;
}

function sameSelector(one: FargateSelectorRef, other: FargateSelectorRef): boolean {
  const write = ({ namespace, labels = {} }: FargateSelectorRef) => JSON.stringify([namespace, Object.entries(labels).toSorted()]);
  return write(one) === write(other);
}

/** True if a selector takes a pod of the namespace that has the labels. */
export function selects({ namespace, labels = {} }: FargateSelectorRef, pod: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> }): boolean {
  return (
    matches(namespace, pod.namespace) &&
    Object.entries(labels).every(([key, value]) => Object.entries(pod.labels).some(([has, is]) => matches(key, has) && matches(value, is)))
  );
}

function matches(pattern: string, text: string): boolean {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`).test(text);
}

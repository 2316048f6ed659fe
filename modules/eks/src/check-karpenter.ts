import { checkName, oneOf, regionFacts, show, type Problem } from "@terrace/core";
import { selects } from "./check-fargate-profile";
import { checkTier } from "./check-nodes";
import { computePages as pages, nameLengths } from "./compute-limits";
import { karpenterNames } from "./compute-names";
import type { ComputeFacts, ComputeSettings, KarpenterSettings } from "./compute-settings";
import { interruptions } from "./karpenter";

/** What Karpenter's prerequisites need to be of use. */
export function checkKarpenter(settings: ComputeSettings, facts: ComputeFacts): Problem[] {
  const { karpenter } = settings;
  if (karpenter === undefined) return [];
  return [
    ...oneOf("karpenter.identity", karpenter.identity, ["irsa", "pod-identity"]),
    ...oneOf("karpenter.instanceProfile", karpenter.instanceProfile, ["karpenter", "module"]),
    ...checkServiceAccount(karpenter),
    ...checkNames(facts),
    ...checkPlace(karpenter, settings, facts),
    ...checkTiers(karpenter, facts),
  ];
}

/** The controller's own labels, by the chart. */
const controllerLabels = { "app.kubernetes.io/name": "karpenter" } as const;

/** Where the controller runs, and what it may use there. */
function checkPlace(karpenter: KarpenterSettings, settings: ComputeSettings, { autoMode, region }: ComputeFacts): Problem[] {
  const problems: Problem[] = [];
  if (autoMode) {
    const expected = "no karpenter, or no Auto Mode, which is a Karpenter that AWS runs: keep both only while you move";
    problems.push({ code: "karpenter-auto-mode", path: "karpenter", got: "given with Auto Mode", expected, see: pages.autoMode, severity: "warning" });
  }
  const pod = { namespace: karpenter.namespace, labels: controllerLabels };
  const onFargate = Object.values(settings.fargateProfiles).some((profile) => profile.selectors.some((selector) => selects(selector, pod)));
  const hasNodes = Object.keys(settings.nodeGroups).length + Object.keys(settings.selfManagedGroups).length > 0;
  if (!onFargate && !hasNodes && !autoMode) {
    const expected = `a node group, or a Fargate profile that selects ${karpenter.namespace}: Karpenter cannot run on nodes that it makes itself`;
    problems.push({ code: "karpenter-capacity", path: "karpenter", got: "given without anything to run it on", expected, see: pages.karpenterStart, severity: "warning" });
  }
  if (karpenter.identity !== "pod-identity") return problems;
  if (onFargate) {
    const expected = "irsa: Fargate has no Pod Identity";
    problems.push({ code: "karpenter-identity", path: "karpenter.identity", got: `"pod-identity" for a pod on Fargate`, expected, see: pages.podIdentity });
  }
  if (regionFacts(region)?.partition === "aws-cn") {
    const expected = "irsa: China has no Pod Identity";
    problems.push({ code: "karpenter-identity", path: "karpenter.identity", got: `"pod-identity" in ${region}`, expected, see: pages.podIdentity, severity: "dated" });
  }
  return problems;
}

function checkServiceAccount({ namespace, serviceAccount }: KarpenterSettings): Problem[] {
  const pattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
  return Object.entries({ namespace, serviceAccount }).flatMap(([prop, value]) => {
    if (pattern.test(value)) return [];
    const expected = "up to 63 lower-case letters, digits and hyphens";
    return [{ code: "karpenter-service-account", path: `karpenter.${prop}`, got: show(value), expected, see: pages.karpenterStart }];
  });
}

/** Everything begins with the cluster's name, of which AWS takes up to 100 characters, and of these less. */
function checkNames({ name }: ComputeFacts): Problem[] {
  const names = karpenterNames(name);
  const longestRule = Object.keys(interruptions).map(names.rule).toSorted((one, other) => other.length - one.length)[0] ?? "";
  const made = [
    { what: "queue", text: names.queue, most: nameLengths.queue, see: pages.sqsName },
    { what: "rule", text: longestRule, most: nameLengths.rule, see: pages.ruleName },
  ];
  const long = made.filter(({ text, most }) => text.length > most);
  return [
    ...checkName("name", names.nodes, "iam-role"),
    ...long.map(({ what, text, most, see }) => ({
      code: "karpenter-name",
      path: "name",
      got: `${show(name)}, which makes a ${what} of ${text.length} characters`,
      expected: `a shorter name: ${what}s have at most ${most} characters`,
      see,
    })),
  ];
}

function checkTiers({ tagTiers }: KarpenterSettings, { network }: ComputeFacts): Problem[] {
  return tagTiers.flatMap((tier, index) => {
    const path = `karpenter.tagTiers[${index}]`;
    if (tagTiers.indexOf(tier) < index) {
      return [{ code: "karpenter-tier-duplicate", path, got: `${show(tier)} again`, expected: "each tier once" }];
    }
    return checkTier(path, tier, network);
  });
}

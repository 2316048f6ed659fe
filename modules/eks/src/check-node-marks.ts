import { oneOf, show, type Problem } from "@terrace/core";
import { computePages as pages, nodeGroup } from "./compute-limits";
import type { NodesSettings } from "./compute-settings";

/** A label's name, with a domain before it if need be; EKS takes 63 characters of both together in a taint. */
const keyPattern = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?$/;
const valuePattern = /^([A-Za-z0-9]([\w.-]{0,61}[A-Za-z0-9])?)?$/;
const keyWords = "up to 63 letters, digits and ._-, with a domain and a slash before them if need be";
const valueWords = "up to 63 letters, digits and ._-, starting and ending with a letter or digit";

/** Labels that a kubelet may not give itself, nor EKS on its behalf. */
export function isReserved(key: string): boolean {
  const domain = key.includes("/") ? (key.split("/")[0] ?? "") : "";
  const isOf = (root: string) => domain === root || domain.endsWith(`.${root}`);
  if (isOf("eks.amazonaws.com")) return true;
  return (isOf("kubernetes.io") || isOf("k8s.io")) && !isOf("node.kubernetes.io") && !isOf("kubelet.kubernetes.io");
}

/** Labels that Kubernetes takes, and that are not its own. */
export function checkLabels(path: string, { labels }: NodesSettings): Problem[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const at = `${path}.labels[${show(key)}]`;
    const problems: Problem[] = [];
    if (!keyPattern.test(key)) problems.push({ code: "node-label", path: at, got: `named ${show(key)}`, expected: keyWords, see: pages.label });
    if (!valuePattern.test(value)) problems.push({ code: "node-label", path: at, got: show(value), expected: valueWords, see: pages.label });
    if (isReserved(key)) {
      const expected = "a domain of your own, or node.kubernetes.io: nodes with such a label do not join";
      problems.push({ code: "node-label-reserved", path: at, got: "of Kubernetes' or EKS's own", expected, see: pages.nodeLabel });
    }
    return problems;
  });
}

/** Taints that Kubernetes takes, each once. */
export function checkTaints(path: string, { taints }: NodesSettings): Problem[] {
  const problems: Problem[] = [];
  if (taints.length > nodeGroup.taints) {
    problems.push({ code: "node-taint-count", path: `${path}.taints`, got: `${taints.length} taints`, expected: `at most ${nodeGroup.taints}`, see: pages.taint });
  }
  taints.forEach(({ key, value = "", effect }, index) => {
    const at = `${path}.taints[${index}]`;
    if (!keyPattern.test(key) || key.length > 63) {
      problems.push({ code: "node-taint", path: `${at}.key`, got: show(key), expected: `${keyWords}, 63 in all`, see: pages.taint });
    }
    if (!valuePattern.test(value)) {
      problems.push({ code: "node-taint", path: `${at}.value`, got: show(value), expected: valueWords, see: pages.taint });
    }
    problems.push(...oneOf(`${at}.effect`, effect, ["NO_EXECUTE", "NO_SCHEDULE", "PREFER_NO_SCHEDULE"]));
    if (taints.findIndex((other) => other.key === key && other.effect === effect) < index) {
      const expected = "one taint for each key and effect";
      problems.push({ code: "node-taint-duplicate", path: at, got: `${show(key)} with ${effect} again`, expected, see: pages.taint });
    }
  });
  return problems;
}

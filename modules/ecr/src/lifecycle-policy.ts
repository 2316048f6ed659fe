import type { LifecycleRule } from "./lifecycle-props";

/** Storage class that a rule looks at: images that were archived are the matter of their own rules. */
export function storageClassOf({ when }: Pick<LifecycleRule, "when">): "archive" | "standard" {
  return when.countType === "sinceImageTransitioned" ? "archive" : "standard";
}

/** What becomes of the images of a rule. */
export function actionOf({ action, when }: Pick<LifecycleRule, "action" | "when">): "archive" | "expire" {
  return action ?? (when.countType === "sinceImagePulled" ? "archive" : "expire");
}

/** The patterns that a rule asks tags for; empty for images without tags, and for any. */
export function patternsOf({ images }: Pick<LifecycleRule, "images">): readonly string[] {
  if (images.tagStatus !== "tagged") return [];
  return images.tagPatterns ?? (images.tagPrefixes ?? []).map((prefix) => `${prefix}*`);
}

/** Rules from the first to the last: smaller numbers first. */
export function byPriority<Rule extends Pick<LifecycleRule, "priority">>(rules: readonly Rule[]): Rule[] {
  return rules.toSorted((one, other) => one.priority - other.priority);
}

/** The text of a lifecycle policy, in the order of priorities, so that the order of the list changes nothing. */
export function lifecyclePolicy(rules: readonly LifecycleRule[]): string {
  return JSON.stringify({ rules: byPriority(rules).map(policyRule) });
}

function policyRule(rule: LifecycleRule) {
  const { priority, description, images, when } = rule;
  return {
    rulePriority: priority,
    ...(description === undefined ? {} : { description }),
    selection: {
      tagStatus: images.tagStatus,
      ...(images.tagStatus === "tagged" ? { tagPatternList: images.tagPatterns, tagPrefixList: images.tagPrefixes } : {}),
      ...(storageClassOf(rule) === "archive" ? { storageClass: "archive" } : {}),
      countType: when.countType,
      ...(when.countType === "imageCountMoreThan" ? { countNumber: when.count } : { countUnit: "days", countNumber: when.days }),
    },
    action: actionOf(rule) === "archive" ? { type: "transition", targetStorageClass: "archive" } : { type: "expire" },
  };
}

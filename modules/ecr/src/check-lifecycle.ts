import { show, type Problem } from "@terrace/core";
import { actionOf, byPriority, lifecyclePolicy, patternsOf, storageClassOf } from "./lifecycle-policy";
import type { LifecycleRule, TaggedImages } from "./lifecycle-props";
import { lifecycle, pages, tag } from "./limits";
import { coversPattern, matchesPattern } from "./tag-patterns";

/** A rule and where the caller typed it. */
interface Placed extends LifecycleRule {
  readonly path: string;
}

/**
 * The rules of a lifecycle against AWS's grammar, and against each other.
 *
 * @param path of the list
 */
export function checkLifecycle(path: string, rules: readonly LifecycleRule[]): Problem[] {
  const placed = rules.map((rule, index): Placed => ({ ...rule, path: `${path}[${index}]` }));
  return [
    ...checkSize(path, rules),
    ...placed.flatMap((rule) => [...checkPriority(rule), ...checkImages(rule), ...checkWhen(rule)]),
    ...checkPriorities(placed),
    ...checkOnce(placed),
    ...checkLast(placed),
    ...checkPrefixes(placed),
    ...checkShadows(placed),
    ...checkArchive(placed),
  ];
}

function checkSize(path: string, rules: readonly LifecycleRule[]): Problem[] {
  const { rules: most, characters } = lifecycle;
  const length = lifecyclePolicy(rules).length;
  const see = pages.quotas;
  if (rules.length > most) return [{ code: "lifecycle-size", path, got: `${rules.length} rules`, expected: `at most ${most}`, see }];
  if (length <= characters) return [];
  return [{ code: "lifecycle-size", path, got: `${length} characters of JSON`, expected: `at most ${characters}`, see }];
}

function checkPriority({ path, priority }: Placed): Problem[] {
  if (Number.isInteger(priority) && priority > 0) return [];
  return [{ code: "lifecycle-priority", path: `${path}.priority`, got: show(priority), expected: "an integer from 1", see: pages.lifecycleProperties }];
}

function checkImages({ path, images }: Placed): Problem[] {
  return images.tagStatus === "tagged" ? checkTagged(`${path}.images`, images) : [];
}

function checkTagged(path: string, { tagPatterns, tagPrefixes }: TaggedImages): Problem[] {
  const see = pages.lifecycleProperties;
  const list = tagPatterns ?? tagPrefixes ?? [];
  if (list.length === 0 || (tagPatterns !== undefined && tagPrefixes !== undefined)) {
    const got = list.length === 0 ? "tagged, without saying which tags" : "both tagPatterns and tagPrefixes";
    return [{ code: "lifecycle-tags", path, got, expected: "tagPatterns or tagPrefixes, with at least one element", see }];
  }
  const at = `${path}.${tagPatterns === undefined ? "tagPrefixes" : "tagPatterns"}`;
  const wildcards = (tagPatterns ?? []).flatMap((pattern, index): Problem[] => {
    const count = pattern.split("*").length - 1;
    if (count <= lifecycle.wildcards) return [];
    return [{ code: "lifecycle-wildcards", path: `${at}[${index}]`, got: show(pattern), expected: `at most ${lifecycle.wildcards} *`, see }];
  });
  return [...wildcards, ...checkReachable(at, list, tagPatterns !== undefined)];
}

/** A pattern with a sign that no tag has is a rule that never acts, and images that pile up. */
function checkReachable(path: string, list: readonly string[], arePatterns: boolean): Problem[] {
  return list.flatMap((text, index) => {
    const sample = arePatterns ? text.replaceAll("*", "a") : text;
    if (tag.test(sample)) return [];
    const got = `${show(text)}, which no tag ${arePatterns ? "is like" : "begins with"}`;
    const expected =
      !arePatterns && text.includes("*") ? `tagPatterns: [${show(text)}], or a prefix without *` : "up to 128 letters, digits and _.-, not starting with . or -";
    return [{ code: "lifecycle-dead-tag", path: `${path}[${index}]`, got, expected, see: pages.tag, severity: "warning" }];
  });
}

function checkWhen(rule: Placed): Problem[] {
  const { path, when } = rule;
  const problems: Problem[] = [];
  const [prop, number] = when.countType === "imageCountMoreThan" ? ["count", when.count] : ["days", when.days];
  const least = when.countType === "sinceImageTransitioned" ? lifecycle.archivedDays : 1;
  if (!Number.isInteger(number) || Number(number) < least) {
    const expected = `an integer from ${least}`;
    problems.push({ code: "lifecycle-count", path: `${path}.when.${prop}`, got: show(number), expected, see: pages.lifecycleProperties });
  }
  const action = actionOf(rule);
  const only = when.countType === "sinceImagePulled" ? "archive" : when.countType === "sinceImageTransitioned" ? "expire" : action;
  if (action !== only) {
    const got = `${show(action)} for ${when.countType}`;
    const expected = only === "archive" ? `"archive", and a rule with sinceImageTransitioned that expires what was archived` : `"expire"`;
    problems.push({ code: "lifecycle-action", path: `${path}.action`, got, expected, see: pages.lifecycleExamples });
  }
  return problems;
}

function checkPriorities(rules: readonly Placed[]): Problem[] {
  return rules.flatMap(({ path, priority }, index) => {
    const first = rules.slice(0, index).find((earlier) => earlier.priority === priority);
    if (first === undefined) return [];
    const got = `${show(priority)}, as at ${first.path}`;
    return [{ code: "lifecycle-priority-duplicate", path: `${path}.priority`, got, expected: "each priority once", see: pages.lifecycleProperties }];
  });
}

/** One rule for untagged images and one for any, in each storage class. */
function checkOnce(rules: readonly Placed[]): Problem[] {
  return rules.flatMap((rule, index): Problem[] => {
    const { tagStatus } = rule.images;
    const isSame = (other: Placed) => other.images.tagStatus === tagStatus && storageClassOf(other) === storageClassOf(rule);
    const first = rules.slice(0, index).find(isSame);
    if (first === undefined || tagStatus === "tagged") return [];
    const path = `${rule.path}.images`;
    const got = `${show(tagStatus)}, as at ${first.path}`;
    const see = pages.lifecycle;
    if (tagStatus === "any") return [{ code: "lifecycle-any-once", path, got, expected: "one rule for any image of a storage class", see }];
    return [{ code: "lifecycle-untagged-once", path, got, expected: "one rule for untagged images of a storage class", see }];
  });
}

function checkLast(rules: readonly Placed[]): Problem[] {
  const others = rules.filter(({ images }) => images.tagStatus !== "any").map(({ priority }) => priority);
  const largest = Math.max(0, ...others);
  return rules
    .filter(({ images, priority }) => images.tagStatus === "any" && priority < largest)
    .map(({ path, priority }) => ({
      code: "lifecycle-any-last",
      path: `${path}.priority`,
      got: `${show(priority)} for any image, before ${largest}`,
      expected: `${largest + 1} or more`,
      see: pages.lifecycleProperties,
    }));
}

function checkPrefixes(rules: readonly Placed[]): Problem[] {
  const keyOf = (rule: Placed) => {
    const prefixes = rule.images.tagStatus === "tagged" ? (rule.images.tagPrefixes ?? []) : [];
    return prefixes.length === 0 ? undefined : `${storageClassOf(rule)} ${prefixes.toSorted().join(" ")}`;
  };
  return rules.flatMap((rule, index) => {
    const key = keyOf(rule);
    const first = rules.slice(0, index).find((earlier) => key !== undefined && keyOf(earlier) === key);
    if (first === undefined) return [];
    const path = `${rule.path}.images.tagPrefixes`;
    return [{ code: "lifecycle-prefix-duplicate", path, got: `the same as at ${first.path}`, expected: "each set of prefixes once", see: pages.lifecycle }];
  });
}

/** A rule whose images all belong to an earlier one never acts. */
function checkShadows(rules: readonly Placed[]): Problem[] {
  const ordered = byPriority(rules);
  return ordered.flatMap((rule, index) => {
    const first = ordered.slice(0, index).find((earlier) => shadows(earlier, rule));
    if (first === undefined) return [];
    const got = `after ${first.path}, which takes all of its images`;
    const expected = `a priority below ${first.priority}, or other tags`;
    return [{ code: "lifecycle-shadowed", path: rule.path, got, expected, see: pages.lifecycle, severity: "warning" }];
  });
}

function shadows(earlier: Placed, later: Placed): boolean {
  if (earlier.images.tagStatus !== "tagged" || later.images.tagStatus !== "tagged") return false;
  const [wide, narrow] = [patternsOf(earlier), patternsOf(later)];
  // Rules without tags are refused already.
  if (storageClassOf(earlier) !== storageClassOf(later) || wide.length === 0) return false;
  return wide.every((pattern) => narrow.some((other) => coversPattern(pattern, other)));
}

function checkArchive(rules: readonly Placed[]): Problem[] {
  if (rules.some((rule) => actionOf(rule) === "archive")) return [];
  return rules
    .filter(({ when }) => when.countType === "sinceImageTransitioned")
    .map(({ path }) => ({
      code: "lifecycle-nothing-archived",
      path: `${path}.when`,
      got: "sinceImageTransitioned, while no rule archives",
      expected: `a rule with action: "archive" too, unless images are archived by hand`,
      see: pages.lifecycleExamples,
      severity: "warning",
    }));
}

/** True if a tag stays movable in a repository whose other tags are not, or the reverse. */
export function isExcluded(filters: readonly string[], name: string): boolean {
  return filters.some((filter) => matchesPattern(filter, name));
}

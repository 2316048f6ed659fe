import { oneOf, show, type Problem } from "@terrace/core";
import { imageFacts } from "./ami-types";
import { spotTypes } from "./check-node-group";
import { checkNodes, isWithin } from "./check-nodes";
import { autoscalerTags, computePages as pages, hookSeconds, lifetimeDays } from "./compute-limits";
import type { ComputeFacts, SelfManagedGroupSettings } from "./compute-settings";

/** One entry of `selfManagedGroups`. */
export function checkSelfManagedGroup(key: string, settings: SelfManagedGroupSettings, facts: ComputeFacts): Problem[] {
  const path = `selfManagedGroups.${key}`;
  return [
    ...checkNodes(path, settings, facts),
    ...checkPurchase(path, settings),
    ...checkReplacement(path, settings),
    ...checkWindowsRelease(path, settings),
    ...checkAutoscalerTags(path, settings),
  ];
}

function checkPurchase(path: string, { purchase, maxSize, instanceTypes }: SelfManagedGroupSettings): Problem[] {
  const isOnDemand = purchase === "on-demand" || (typeof purchase === "object" && purchase.onDemandPercent === 100);
  const problems: Problem[] = !isOnDemand && instanceTypes.length === 1 ? [spotTypes(path)] : [];
  if (typeof purchase === "string") return [...problems, ...oneOf(`${path}.purchase`, purchase, ["on-demand", "spot"])];
  const see = pages.distribution;
  const { onDemandBase = 0, onDemandPercent } = purchase;
  if (!isWithin(onDemandBase, 0, maxSize)) {
    const expected = `an integer from 0 to maxSize, ${maxSize}`;
    problems.push({ code: "purchase-base", path: `${path}.purchase.onDemandBase`, got: show(onDemandBase), expected, see });
  }
  if (!isWithin(onDemandPercent, 0, 100)) {
    const expected = "an integer from 0 to 100";
    problems.push({ code: "purchase-percent", path: `${path}.purchase.onDemandPercent`, got: show(onDemandPercent), expected, see });
  }
  return problems;
}

function checkReplacement(path: string, { refresh, maxLifetimeDays, terminationHookSeconds }: SelfManagedGroupSettings): Problem[] {
  const problems: Problem[] = [];
  if (refresh !== undefined && !isWithin(refresh.minHealthyPercent, 0, 100)) {
    const got = show(refresh.minHealthyPercent);
    problems.push({ code: "refresh-percent", path: `${path}.refresh.minHealthyPercent`, got, expected: "an integer from 0 to 100", see: pages.refresh });
  }
  if (maxLifetimeDays !== undefined && !isWithin(maxLifetimeDays, lifetimeDays.least, lifetimeDays.most)) {
    const expected = `an integer from ${lifetimeDays.least} to ${lifetimeDays.most}`;
    problems.push({ code: "instance-lifetime", path: `${path}.maxLifetimeDays`, got: show(maxLifetimeDays), expected, see: pages.lifetime });
  }
  if (terminationHookSeconds !== undefined && !isWithin(terminationHookSeconds, hookSeconds.least, hookSeconds.most)) {
    const expected = `an integer from ${hookSeconds.least} to ${hookSeconds.most}`;
    problems.push({ code: "hook-seconds", path: `${path}.terminationHookSeconds`, got: show(terminationHookSeconds), expected, see: pages.hook });
  }
  return problems;
}

/** AWS keeps a parameter of the newest Windows image only. */
function checkWindowsRelease(path: string, { image, releaseVersion }: SelfManagedGroupSettings): Problem[] {
  if (releaseVersion === undefined || typeof image !== "string" || imageFacts(image).os !== "windows") return [];
  const expected = "an image of your own, by its id: AWS publishes the id of the newest Windows image only";
  return [{ code: "release-version", path: `${path}.releaseVersion`, got: `${show(releaseVersion)} of Windows`, expected, see: pages.bootstrapWindows }];
}

/** The autoscaler reads labels from tags, whose keys AWS takes up to a length. Taints have short keys anyway. */
function checkAutoscalerTags(path: string, { autoscaler, labels }: SelfManagedGroupSettings): Problem[] {
  if (!autoscaler) return [];
  const tags = Object.keys(labels).map((key) => ({ key, tag: `${autoscalerTags.label}${key}` }));
  return tags.filter(({ tag }) => tag.length > autoscalerTags.longest).map(({ key, tag }) => ({
    code: "autoscaler-tag",
    path: `${path}.labels[${show(key)}]`,
    got: `a tag of ${tag.length} characters, ${show(tag)}`,
    expected: `a shorter key, for a tag of at most ${autoscalerTags.longest} characters, or autoscaler false`,
    see: pages.tags,
  }));
}

import { actionOf, byPriority, patternsOf, storageClassOf } from "./lifecycle-policy";
import type { LifecycleRule } from "./lifecycle-props";
import { matchesPattern } from "./tag-patterns";

/** An image as a lifecycle sees it. */
export interface SampleImage {
  /** Empty for an image without tags. */
  readonly tags: readonly string[];
  readonly pushedAt: Date;
  /**
   * Time of the last pull.
   *
   * @default - nobody ever pulled it
   */
  readonly pulledAt?: Date;
  /**
   * Since when it is archived.
   *
   * @default - it is not
   */
  readonly archivedAt?: Date;
  /**
   * When it came back from the archive the last time.
   *
   * @default - it was never archived
   */
  readonly restoredAt?: Date;
  /**
   * A name for `manifests` of other images.
   *
   * @default - none: no other image refers to it
   */
  readonly digest?: string;
  /**
   * For a list of several platforms: digests of its images. They cannot go before the list.
   *
   * @default - an image of one platform
   */
  readonly manifests?: readonly string[];
}

/** What becomes of an image. */
export interface ImageOutcome {
  readonly image: SampleImage;
  readonly outcome: "archive" | "expire" | "keep";
  /** Priority of the rule that the image belongs to: the one that acts, or that keeps all later ones from acting. */
  readonly rule: number | undefined;
  /** True if only a list of several platforms, which refers to it, keeps it. */
  readonly keptByList: boolean;
}

const day = 24 * 60 * 60 * 1000;

/**
 * What the rules of a lifecycle would do to these images at `now`, as ECR's own preview says it of the images that are
 * there. Pure: the same for the same input, whatever the time is.
 *
 * ECR holds every rule against every image at the same time. Then an image belongs to the first rule that matches its
 * tags, and no later rule may touch it; but a later rule that counts images counts it.
 *
 * @param now the time to think of
 * @returns one outcome for each image, in their order
 * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html#lp_evaluation_rules
 */
export function simulateLifecycle(rules: readonly LifecycleRule[], images: readonly SampleImage[], now: Date): ImageOutcome[] {
  const ordered = byPriority(rules);
  const identified = new Map(ordered.map((rule) => [rule, identify(rule, images, now)]));
  const held = new Set(images.flatMap(({ manifests = [] }) => manifests));
  return images.map((image) => {
    const rule = ordered.find((candidate) => matches(candidate, image));
    const isHit = rule !== undefined && identified.get(rule)?.has(image) === true;
    const keptByList = isHit && image.digest !== undefined && held.has(image.digest);
    return { image, outcome: isHit && !keptByList ? actionOf(rule) : "keep", rule: rule?.priority, keptByList };
  });
}

/** True if the rule is for images of this class with these tags. */
function matches(rule: LifecycleRule, { tags, archivedAt }: SampleImage): boolean {
  if (storageClassOf(rule) !== (archivedAt === undefined ? "standard" : "archive")) return false;
  switch (rule.images.tagStatus) {
    case "any":
      return true;
    case "untagged":
      return tags.length === 0;
    case "tagged":
      return patternsOf(rule).every((pattern) => tags.some((tag) => matchesPattern(pattern, tag)));
  }
}

/** The images that a rule would act on if it were alone. */
function identify(rule: LifecycleRule, images: readonly SampleImage[], now: Date): ReadonlySet<SampleImage> {
  const { when } = rule;
  const matching = images.filter((image) => matches(rule, image));
  switch (when.countType) {
    case "imageCountMoreThan":
      return new Set(matching.toSorted((one, other) => orderOf(other) - orderOf(one)).slice(when.count));
    case "sinceImagePushed":
      return older(matching, ({ pushedAt }) => pushedAt, when.days, now);
    case "sinceImagePulled":
      return older(matching, lastUse, when.days, now);
    case "sinceImageTransitioned":
      return older(matching, ({ archivedAt, pushedAt }) => archivedAt ?? pushedAt, when.days, now);
  }
}

function older(images: readonly SampleImage[], since: (image: SampleImage) => Date, days: number, now: Date): ReadonlySet<SampleImage> {
  return new Set(images.filter((image) => now.getTime() - since(image).getTime() > days * day));
}

/** Age for the count of images: a restored one is as young as its restoration. */
function orderOf({ pushedAt, restoredAt = pushedAt }: SampleImage): number {
  return restoredAt.getTime();
}

/** The last pull; before any, the restoration or the push. */
function lastUse({ pushedAt, pulledAt, restoredAt }: SampleImage): Date {
  const hasPullSince = pulledAt !== undefined && (restoredAt === undefined || pulledAt >= restoredAt);
  return hasPullSince ? pulledAt : (restoredAt ?? pushedAt);
}

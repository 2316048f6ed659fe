/** One rule of a repository's lifecycle: which images, from when on, and what becomes of them. */
export interface LifecycleRule {
  /**
   * The order of rules: an image belongs to the rule with the smallest number that matches its tags, and to no other,
   * even where that rule leaves it alone. An integer from 1, each once, with or without gaps.
   *
   * @throws InvalidPropsError [lifecycle-priority] [lifecycle-priority-duplicate]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html#lp_rule_priority
   */
  readonly priority: number;
  /**
   * What the rule is for, for the reader of the console.
   *
   * @default - none
   */
  readonly description?: string;
  /**
   * Images that the rule is for.
   *
   * @throws InvalidPropsError [lifecycle-any-once] [lifecycle-any-last] [lifecycle-untagged-once]
   */
  readonly images: AnyImages | TaggedImages | UntaggedImages;
  /** From when on it acts. */
  readonly when: CountMoreThan | SinceArchived | SincePulled | SincePushed;
  /**
   * `expire` deletes an image, `archive` moves it to the archive class, from which nobody can pull it before it is
   * restored.
   *
   * @default - archive for `sinceImagePulled`, which AWS never lets delete; expire otherwise
   * @throws InvalidPropsError [lifecycle-action]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html
   */
  readonly action?: "archive" | "expire";
}

/** Images with certain tags. Give patterns or prefixes, not both. */
export interface TaggedImages {
  readonly tagStatus: "tagged";
  /**
   * What the tags look like: `*` stands for any text, up to four times in each. An image needs a tag for **every**
   * pattern of the list; alternatives are rules of their own.
   *
   * @default - none: `tagPrefixes` say it
   * @throws InvalidPropsError [lifecycle-tags] [lifecycle-wildcards]
   */
  readonly tagPatterns?: readonly string[];
  /**
   * What the tags begin with. An image needs a tag for **every** prefix of the list.
   *
   * @default - none: `tagPatterns` say it
   * @throws InvalidPropsError [lifecycle-tags] [lifecycle-prefix-duplicate]
   */
  readonly tagPrefixes?: readonly string[];
}

/** Images without a tag, such as those whose tag moved on. */
export interface UntaggedImages {
  readonly tagStatus: "untagged";
}

/** Every image that no other rule matches. It comes last. */
export interface AnyImages {
  readonly tagStatus: "any";
}

/** All but the newest. */
export interface CountMoreThan {
  readonly countType: "imageCountMoreThan";
  /**
   * How many of the images that match are kept, by the time of their push: 1 or more.
   *
   * @throws InvalidPropsError [lifecycle-count]
   */
  readonly count: number;
}

/** Some days after the push. */
export interface SincePushed {
  readonly countType: "sinceImagePushed";
  /**
   * 1 or more.
   *
   * @throws InvalidPropsError [lifecycle-count]
   */
  readonly days: number;
}

/** Some days after the last pull, or after the push of an image that nobody ever pulled. It only archives. */
export interface SincePulled {
  readonly countType: "sinceImagePulled";
  /**
   * 1 or more.
   *
   * @throws InvalidPropsError [lifecycle-count]
   */
  readonly days: number;
}

/** Some days after an image was archived. It only expires. */
export interface SinceArchived {
  readonly countType: "sinceImageTransitioned";
  /**
   * 90 or more: AWS charges for 90 days of archive whatever happens.
   *
   * @throws InvalidPropsError [lifecycle-count]
   */
  readonly days: number;
}

import type { EcrRepositoryConfig } from "@cdktf/provider-aws/lib/ecr-repository";
import type { Tags } from "@terrace/core";
import type { LifecycleRule } from "./lifecycle-props";

/** What a repository is made from. */
export interface RepositoryProps {
  /**
   * Name of the repository, such as `prd-shop/web`: 2 to 256 lower-case letters and digits, with `.`, `_`, `-` and `/`
   * between them. A Helm chart's repository ends with the name of the chart.
   *
   * A change replaces the repository, which AWS refuses while there are images in it.
   *
   * @throws InvalidPropsError [repository-name]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
   */
  readonly name: string;

  /**
   * Whether a tag can be pushed again. With immutable tags, what runs under a tag today runs under it tomorrow.
   *
   * It changes in place; pushes of an existing tag fail from then on.
   *
   * @default "IMMUTABLE"
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html
   */
  readonly imageTagMutability?: TagMutability;

  /**
   * Tags for which the opposite of `imageTagMutability` holds, such as `latest` and `dev-*`: up to five, with `*` for
   * any text. AWS provider 6.8.0 or later.
   *
   * @default - none
   * @throws InvalidPropsError [exclusion-count] [exclusion-filter] [exclusion-duplicate] [needs-provider]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html
   */
  readonly mutabilityExclusions?: readonly string[];

  /**
   * How images are encrypted at rest: with keys of S3, once with a KMS key, or twice.
   *
   * A change replaces the repository, which AWS refuses while there are images in it.
   *
   * @default - "KMS" with `kmsKeyArn`, otherwise "AES256", free of charge
   * @throws InvalidPropsError [kms-key]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html
   */
  readonly encryption?: EncryptionType;

  /**
   * ARN of the key, in the repository's region. May be known only after apply. A change replaces the repository.
   *
   * @default - AWS's own key for ECR, where a KMS key is used
   * @throws InvalidPropsError [kms-key]
   */
  readonly kmsKeyArn?: string;

  /**
   * Scans each image for known vulnerabilities when it is pushed, free of charge. A registry with enhanced scanning, or
   * with filters of its own, decides over it.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-basic.html
   */
  readonly scanOnPush?: boolean;

  /**
   * Which images go, and when. ECR acts within 24 hours, and nothing brings an expired image back: hold the rules
   * against sample images with `simulateLifecycle` first.
   *
   * @default - none: every image is kept, and paid for
   * @throws InvalidPropsError [lifecycle-size]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html
   */
  readonly lifecycle?: readonly LifecycleRule[];

  /**
   * Who else may pull and push, beside what the own account's roles may by their policies: the repository's policy.
   *
   * @default - nobody
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
   */
  readonly access?: AccessProps;

  /**
   * Deletes the repository with all its images. Without, AWS refuses to delete one that is not empty.
   *
   * @default false
   */
  readonly forceDelete?: boolean;

  /**
   * Tags of the repository.
   *
   * @default - those of the provider
   * @throws InvalidPropsError [tag-key] [tag-value] [tag-count]
   */
  readonly tags?: Tags;

  /**
   * The escape hatch: arguments of the provider's resources, applied last.
   *
   * @default - nothing is overridden
   */
  readonly override?: RepositoryOverrides;
}

/** Whether a tag can be pushed again. */
export type TagMutability = "IMMUTABLE" | "MUTABLE";

/** Keys of S3, one layer with a KMS key, or two of them. */
export type EncryptionType = "AES256" | "KMS" | "KMS_DSSE";

/** Who may pull from a repository and push to it. */
export interface AccessProps {
  /**
   * Who may pull: 12-digit accounts, whose own policies then say which of their roles, or ARNs of roles and users. May be
   * known only after apply.
   *
   * @default - nobody beside the own account
   * @throws InvalidPropsError [access-principal] [access-duplicate]
   */
  readonly pull?: readonly string[];
  /**
   * Who may push: accounts, or ARNs of roles and users. Who pushes may not pull unless `pull` says so.
   *
   * @default - nobody beside the own account
   * @throws InvalidPropsError [access-principal] [access-duplicate]
   */
  readonly push?: readonly string[];
  /**
   * Ids of AWS organisations all of whose accounts may pull, such as `o-a1b2c3d4e5`.
   *
   * @default - none
   * @throws InvalidPropsError [organization-id]
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principalorgid
   */
  readonly organizationPull?: readonly string[];
  /**
   * Accounts whose Lambda functions may be made from the images; `self` for the own account. Lambda would add its own
   * statement to the policy otherwise, and Terraform take it away again.
   *
   * @default - none
   * @throws InvalidPropsError [lambda-account]
   * @see https://docs.aws.amazon.com/lambda/latest/dg/images-create.html#gettingstarted-images-permissions
   */
  readonly lambdaPull?: readonly string[];
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface RepositoryOverrides {
  /**
   * For the repository.
   *
   * @default - nothing is overridden
   */
  readonly repository?: Partial<EcrRepositoryConfig>;
}

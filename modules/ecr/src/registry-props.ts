import type { Tags } from "@terrace/core";
import type { LifecycleRule } from "./lifecycle-props";
import type { AccessProps, EncryptionType, TagMutability } from "./props";

/** What the settings of a registry are made from. */
export interface RegistryProps {
  /**
   * How images of all repositories are scanned.
   *
   * @default - basic, on push, in every repository, free of charge
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning.html
   */
  readonly scanning?: BasicScanning | EnhancedScanning;

  /**
   * Where pushed images are copied to: up to 10 rules. What was pushed before is not copied, and a copy is not copied on.
   *
   * @default - nowhere
   * @throws InvalidPropsError [replication-rules] [replication-destinations]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html
   */
  readonly replication?: readonly ReplicationRule[];

  /**
   * Registries whose images come through this one, by the prefix that their repositories get here: 2 to 30 characters,
   * or `ROOT` for no prefix.
   *
   * @default - none
   * @throws InvalidPropsError [cache-prefix] [cache-rules]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html
   */
  readonly pullThroughCache?: Readonly<Record<string, CustomUpstream | PublicUpstream | SecretUpstream>>;

  /**
   * What the repositories are like that ECR makes by itself, by prefix; `ROOT` is for all others. A change is for those
   * that are made later.
   *
   * @default - none: ECR makes repositories with mutable tags, without lifecycle and policy
   * @throws InvalidPropsError [template-prefix]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
   */
  readonly creationTemplates?: Readonly<Record<string, CreationTemplate>>;

  /**
   * Who else may use the registry: its policy.
   *
   * @default - nobody
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions.html
   */
  readonly access?: RegistryAccess;
}

/** Scans by ECR, of packages of the operating system. Filters are names of repositories, with `*` for any text. */
export interface BasicScanning {
  readonly type: "BASIC";
  /**
   * Repositories that are scanned on push; all others are scanned by hand.
   *
   * @default ["*"]
   * @throws InvalidPropsError [scan-filter] [scan-filter-count] [scan-nothing]
   */
  readonly scanOnPush?: readonly string[];
}

/** Scans by Amazon Inspector, of packages of languages too. Charged by the image. */
export interface EnhancedScanning {
  readonly type: "ENHANCED";
  /**
   * Repositories that are scanned again whenever a vulnerability becomes known.
   *
   * @default ["*"]
   * @throws InvalidPropsError [scan-filter] [scan-filter-count] [scan-nothing]
   */
  readonly continuous?: readonly string[];
  /**
   * Repositories that are scanned on push only.
   *
   * @default - none
   * @throws InvalidPropsError [scan-filter] [scan-filter-count]
   */
  readonly scanOnPush?: readonly string[];
}

/** Copies of images elsewhere. */
export interface ReplicationRule {
  /** One or more; up to 25 different ones in all rules. */
  readonly destinations: readonly ReplicationDestination[];
  /**
   * What the names of the repositories begin with: 2 to 256 characters each, up to 100.
   *
   * @default - every repository
   * @throws InvalidPropsError [replication-prefix]
   */
  readonly prefixes?: readonly string[];
}

/** Where copies of images go. */
export interface ReplicationDestination {
  /**
   * Another region, or the same one in another account.
   *
   * @throws InvalidPropsError [replication-region]
   */
  readonly region: string;
  /**
   * The account, which has to allow it: `access.replicationFrom` of its registry.
   *
   * @default - the own one
   * @throws InvalidPropsError [replication-account]
   */
  readonly accountId?: string;
}

/** A registry that everybody can read. */
export interface PublicUpstream extends UpstreamOptions {
  readonly upstream: "ecr-public" | "k8s" | "quay";
}

/** A registry that wants credentials. */
export interface SecretUpstream extends UpstreamOptions {
  readonly upstream: "chainguard" | "docker-hub" | "github-container-registry" | "gitlab-container-registry";
  /**
   * ARN of the secret with a user name and an access token, whose name begins with `ecr-pullthroughcache/`. May be known
   * only after apply.
   *
   * @throws InvalidPropsError [cache-credential]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html
   */
  readonly credentialArn: string;
}

/** A registry with a name of its own: ECR in another account or region, or Azure's. */
export interface CustomUpstream extends UpstreamOptions {
  readonly upstream: "azure-container-registry" | "ecr";
  /**
   * Its name, such as `shop.azurecr.io` or `222222222222.dkr.ecr.eu-west-1.amazonaws.com`.
   *
   * @throws InvalidPropsError [cache-url]
   */
  readonly url: string;
  /**
   * ARN of the secret with the credentials of an Azure registry.
   *
   * @default - none, as ECR takes none
   * @throws InvalidPropsError [cache-credential]
   */
  readonly credentialArn?: string;
  /**
   * ARN of the role that ECR reads another ECR with.
   *
   * @default - none: ECR's own role, within the account
   */
  readonly customRoleArn?: string;
}

/** What every upstream may say. */
export interface UpstreamOptions {
  /**
   * Only what begins so in the upstream comes through; `ROOT` for all.
   *
   * @default - all of it
   * @throws InvalidPropsError [cache-prefix]
   */
  readonly upstreamPrefix?: string;
}

/** What a repository that ECR makes by itself is like. */
export interface CreationTemplate {
  /**
   * When ECR makes one: at the first pull through the cache, or at the first copy.
   *
   * @default ["PULL_THROUGH_CACHE", "REPLICATION"]
   * @throws InvalidPropsError [template-applied-for]
   */
  readonly appliedFor?: readonly ("PULL_THROUGH_CACHE" | "REPLICATION")[];
  /**
   * Up to 256 characters.
   *
   * @default - none
   * @throws InvalidPropsError [template-description]
   */
  readonly description?: string;
  /**
   * Whether a tag can be pushed again. ECR cannot refresh a cached image under an immutable tag.
   *
   * @default - "MUTABLE" for the pull-through cache, "IMMUTABLE" for copies alone
   * @throws InvalidPropsError [template-immutable-cache]
   */
  readonly imageTagMutability?: TagMutability;
  /**
   * Tags for which the opposite holds. AWS provider 6.10.0 or later.
   *
   * @default - none
   * @throws InvalidPropsError [exclusion-count] [exclusion-filter] [exclusion-duplicate] [needs-provider]
   */
  readonly mutabilityExclusions?: readonly string[];
  /**
   * How images are encrypted.
   *
   * @default - "KMS" with `kmsKeyArn`, otherwise "AES256"
   * @throws InvalidPropsError [kms-key]
   */
  readonly encryption?: EncryptionType;
  /**
   * ARN of the key. It needs `customRoleArn`.
   *
   * @default - AWS's own key for ECR, where a KMS key is used
   * @throws InvalidPropsError [kms-key] [template-role]
   */
  readonly kmsKeyArn?: string;
  /**
   * Which images go, and when.
   *
   * @default - none: every image is kept
   */
  readonly lifecycle?: readonly LifecycleRule[];
  /**
   * Who else may pull and push.
   *
   * @default - nobody
   */
  readonly access?: AccessProps;
  /**
   * Tags of the repositories. They need `customRoleArn`.
   *
   * @default - none: the provider's do not reach what ECR makes
   * @throws InvalidPropsError [template-role]
   */
  readonly tags?: Tags;
  /**
   * ARN of the role that ECR makes repositories with.
   *
   * @default - ECR's own role, which can set neither keys nor tags
   * @throws InvalidPropsError [template-role]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create-iam.html
   */
  readonly customRoleArn?: string;
}

/** Who else may use a registry. */
export interface RegistryAccess {
  /**
   * Accounts that may copy their images to here, and make the repositories for it.
   *
   * @default - none
   * @throws InvalidPropsError [replication-account]
   */
  readonly replicationFrom?: readonly string[];
  /**
   * Accounts, or ARNs of roles and users, that may fetch images through the cache, and make the repositories for it.
   * Prefer `grantCachePull` for roles of the own account.
   *
   * @default - nobody
   * @throws InvalidPropsError [access-principal] [access-duplicate] [cache-missing]
   */
  readonly cachePull?: readonly string[];
}

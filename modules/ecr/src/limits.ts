/** What AWS says of repositories and registries, each with its page. Read November 2026. */
export const pages = {
  create: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html",
  mutability: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-tag-mutability.html",
  exclusion: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageTagMutabilityExclusionFilter.html",
  encryption: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_EncryptionConfiguration.html",
  lifecycle: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
  lifecycleProperties: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html",
  lifecycleExamples: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html",
  policy: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
  policyText: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html",
  inlinePolicy: "https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html",
  organization: "https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html",
  quotas: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html",
  tag: "https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests",
  push: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html",
  scanning: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ScanningRepositoryFilter.html",
  scanningFilters: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html",
  replication: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/replication.html",
  replicationFilter: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RepositoryFilter.html",
  cache: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreatePullThroughCacheRule.html",
  cacheSecret: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-secret.html",
  template: "https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html",
  templateRole: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates-create.html",
  pullThrough: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
  registry: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-settings.html",
  registryPolicy: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry-permissions-create.html",
} as const;

/** Names of repositories, and of what stands before the slash in them. */
export const names = {
  repository: /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*$/,
  prefix: /^([a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)*\/?|ROOT)$/,
  repositoryLength: { least: 2, most: 256 },
  cachePrefixLength: { least: 2, most: 30 },
} as const;

/** Tags that a mutability is not for: how many filters, and what stands in one. */
export const exclusion = { most: 5, pattern: /^[0-9a-zA-Z._*-]{1,128}$/ } as const;

/** A lifecycle policy: its text, its rules, and the patterns in them. */
export const lifecycle = { characters: 30720, rules: 50, wildcards: 4, archivedDays: 90 } as const;

/** What every tag looks like. */
export const tag = /^\w[\w.-]{0,127}$/;

/** Characters in the policy of a repository or a registry. */
export const policyCharacters = 10240;

/** The name of an inline policy of a role. */
export const inlinePolicyName = /^[\w+=,.@-]{1,128}$/;

/** Filters of a registry's scans. */
export const scanFilter = { most: 100, length: 255, pattern: /^[a-z0-9*](?:[._\-/a-z0-9*]?[a-z0-9*]+)*$/ } as const;

/** Replication: rules, destinations, and prefixes of names. */
export const replication = {
  rules: 10,
  destinations: 25,
  prefixes: 100,
  prefixLength: { least: 2, most: 256 },
  prefix: /^(?:[a-z0-9]+(?:[._-][a-z0-9]*)*\/)*[a-z0-9]*(?:[._-][a-z0-9]*)*$/,
} as const;

/** Pull-through cache rules of a registry. */
export const cacheRules = 50;

/** A secret that a pull-through cache may read. */
export const cacheSecret = /^arn:aws(-\w+)*:secretsmanager:[a-zA-Z0-9-:]+:secret:ecr-pullthroughcache\/[a-zA-Z0-9/_+=.@-]+$/;

import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { EcrPullThroughCacheRule } from "@cdktf/provider-aws/lib/ecr-pull-through-cache-rule";
import { EcrRegistryPolicy } from "@cdktf/provider-aws/lib/ecr-registry-policy";
import { EcrRegistryScanningConfiguration } from "@cdktf/provider-aws/lib/ecr-registry-scanning-configuration";
import { EcrReplicationConfiguration } from "@cdktf/provider-aws/lib/ecr-replication-configuration";
import { EcrRepositoryCreationTemplate } from "@cdktf/provider-aws/lib/ecr-repository-creation-template";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { needsProvider, throwIfAny, writeFeature, type Problem, type RoleRef } from "@terrace/core";
import { Fn, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { checkCacheThere, checkRegistry } from "./check-registry";
import { checkPolicyName } from "./check-use";
import { lifecyclePolicy } from "./lifecycle-policy";
import { pages } from "./limits";
import { repositoryPolicy } from "./policy";
import { cachePullPolicy, registryPolicy } from "./registry-policy";
import type { RegistryProps } from "./registry-props";
import { resolveRegistry, upstreamUrl, type RegistrySettings, type ScanningSettings, type TemplateSettings } from "./registry-settings";
import { exclusionFilters } from "./repository";
import { mutabilityOf } from "./settings";

const REGISTRY = "terrace:ecr-registry";

/**
 * The settings that all repositories of an account share in one region: scans, copies, caches of other registries, and
 * what repositories are like that ECR makes by itself.
 *
 * One for each account and region: each setting is there once, and a second one of these would overwrite the first. It
 * makes no repository.
 *
 * Copies and caches are charged by the gigabyte kept and sent, enhanced scans by the image.
 *
 * @example
 * new Registry(stack, "registry", { pullThroughCache: { "ecr-public": { upstream: "ecr-public" } } });
 */
export class Registry extends Construct {
  private readonly scanning: EcrRegistryScanningConfiguration;
  private readonly cachePrefixes: readonly string[];
  private asked: string | undefined;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: RegistryProps = {}) {
    super(scope, id);
    const settings = resolveRegistry(props);
    throwIfAny(this, "Registry", [...this.checkOnce(), ...checkRegistry(settings), ...this.checkProvider(settings)]);
    TerraformStack.of(this).node.addMetadata(REGISTRY, this.node.path);

    this.cachePrefixes = Object.keys(settings.pullThroughCache);
    this.scanning = this.createScanning(settings.scanning);
    this.createReplication(settings);
    this.createCaches(settings);
    this.createTemplates(settings);
    this.createPolicy(settings);
  }

  /** The account that the registry is in. */
  public get registryId(): string {
    return this.scanning.registryId;
  }

  /**
   * Lets a role of the own account pull images through every cache of the registry, and make their repositories at the
   * first pull. That first pull goes out to the internet from where the role's images are pulled.
   *
   * Makes an inline policy of the role, in this stack.
   *
   * @param id a stable name of the role, such as `web`
   * @throws InvalidPropsError [grant-id] [cache-missing]
   */
  public grantCachePull(id: string, { roleName }: RoleRef): void {
    const name = `ecr-cache-pull-${id}`;
    throwIfAny(this, "Registry", [...checkPolicyName(id, name), ...checkCacheThere("id", this.cachePrefixes)]);
    const policy = Fn.jsonencode(cachePullPolicy(this.cachePrefixes, this.arn()));
    new IamRolePolicy(this, `cache-pull-by-${id}`, { name, role: roleName, policy });
  }

  private checkOnce(): Problem[] {
    const first = TerraformStack.of(this).node.metadata.find(({ type }) => type === REGISTRY);
    if (first === undefined) return [];
    const expected = "one Registry for each account and region";
    return [{ code: "registry-once", path: "id", got: `the second in its stack, after ${first.data}`, expected, see: pages.registry }];
  }

  private checkProvider({ creationTemplates }: RegistrySettings): Problem[] {
    return Object.entries(creationTemplates).flatMap(([prefix, { mutabilityExclusions }]) => {
      const feature = mutabilityExclusions.length === 0 ? undefined : "ecr-template-tag-exclusions";
      return needsProvider(this, `creationTemplates.${prefix}.mutabilityExclusions`, feature);
    });
  }

  private createScanning({ type, scanOnPush, continuous }: ScanningSettings): EcrRegistryScanningConfiguration {
    const rule = [...scanRule("SCAN_ON_PUSH", scanOnPush), ...scanRule("CONTINUOUS_SCAN", continuous)];
    return new EcrRegistryScanningConfiguration(this, "scanning", { scanType: type, rule });
  }

  private createReplication({ replication }: RegistrySettings): void {
    if (replication.length === 0) return;
    const rule = replication.map(({ destinations, prefixes }) => ({
      destination: destinations.map(({ region, accountId }) => ({ region, registryId: accountId ?? this.registryId })),
      repositoryFilter: prefixes.map((filter) => ({ filter, filterType: "PREFIX_MATCH" })),
    }));
    new EcrReplicationConfiguration(this, "replication", { replicationConfiguration: { rule } });
  }

  private createCaches({ pullThroughCache }: RegistrySettings): void {
    for (const [prefix, cache] of Object.entries(pullThroughCache)) {
      new EcrPullThroughCacheRule(this, `cache-${keyOf(prefix)}`, {
        ecrRepositoryPrefix: prefix,
        upstreamRegistryUrl: upstreamUrl(cache),
        upstreamRepositoryPrefix: cache.upstreamPrefix,
        credentialArn: "credentialArn" in cache ? cache.credentialArn : undefined,
        customRoleArn: "customRoleArn" in cache ? cache.customRoleArn : undefined,
      });
    }
  }

  private createTemplates({ creationTemplates }: RegistrySettings): void {
    for (const [prefix, template] of Object.entries(creationTemplates)) this.createTemplate(prefix, template);
  }

  private createTemplate(prefix: string, settings: TemplateSettings): void {
    const { appliedFor, description, encryption, kmsKeyArn, lifecycle, access, mutabilityExclusions, tags, customRoleArn } = settings;
    const policy = repositoryPolicy(access, this.registryId);
    const template = new EcrRepositoryCreationTemplate(this, `template-${keyOf(prefix)}`, {
      prefix,
      appliedFor: [...appliedFor],
      description,
      imageTagMutability: mutabilityOf(settings),
      encryptionConfiguration: [{ encryptionType: encryption, kmsKey: kmsKeyArn }],
      lifecyclePolicy: lifecycle.length === 0 ? undefined : lifecyclePolicy(lifecycle),
      repositoryPolicy: policy === undefined ? undefined : Fn.jsonencode(policy),
      resourceTags: Object.keys(tags).length === 0 ? undefined : tags,
      customRoleArn,
    });
    if (mutabilityExclusions.length > 0) {
      writeFeature(template, "ecr-template-tag-exclusions", { image_tag_mutability_exclusion_filter: exclusionFilters(mutabilityExclusions) });
    }
  }

  private createPolicy({ access }: RegistrySettings): void {
    if (access.replicationFrom.length + access.cachePull.length === 0) return;
    new EcrRegistryPolicy(this, "policy", { policy: Fn.jsonencode(registryPolicy(access, this.cachePrefixes, this.arn())) });
  }

  /** What the ARNs of all repositories of the registry begin with. No resource says it, so AWS is asked where it is needed. */
  private arn(): string {
    this.asked ??= `arn:${new DataAwsPartition(this, "partition").partition}:ecr:${new DataAwsRegion(this, "region").id}:${this.registryId}`;
    return this.asked;
  }
}

function scanRule(scanFrequency: "CONTINUOUS_SCAN" | "SCAN_ON_PUSH", filters: readonly string[]) {
  if (filters.length === 0) return [];
  return [{ scanFrequency, repositoryFilter: filters.map((filter) => ({ filter, filterType: "WILDCARD" })) }];
}

/** A part of a construct id, which has no slash. */
function keyOf(prefix: string): string {
  return prefix.replace(/\/$/, "").replaceAll("/", "--");
}

import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { needsProvider, throwIfAny, writeFeature, type RepositoryRef, type RoleRef } from "@terrace/core";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { checkPolicyName, checkPushTag } from "./check-use";
import { pushChartCommands, pushImageCommands } from "./commands";
import { lifecyclePolicy } from "./lifecycle-policy";
import { repositoryPolicy, rolePolicy, type Right } from "./policy";
import type { RepositoryProps } from "./props";
import { mutabilityOf, resolve, type RepositorySettings } from "./settings";

/**
 * A private repository of container images, or of the versions of a Helm chart.
 *
 * Creates the repository, and on request its lifecycle and the policy that lets others in. It builds and pushes nothing,
 * and gives no role of the own account a right before `grantPull` and `grantPush`.
 *
 * Charged by the gigabyte kept, and by the gigabyte pulled out of the region.
 *
 * @example
 * const web = new Repository(stack, "web", { name: "dev-shop/web" });
 * web.grantPull("web", executionRole);
 */
export class Repository extends Construct {
  /** What services and tasks take their image from. */
  public readonly repository: RepositoryRef;

  private readonly resource: EcrRepository;
  private readonly settings: RepositorySettings;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    this.settings = resolve(props);
    throwIfAny(this, "Repository", [...check(this.settings), ...this.checkProvider(this.settings)]);

    this.resource = this.createRepository(this.settings);
    this.repository = { repositoryUrl: this.repositoryUrl, repositoryArn: this.repositoryArn };
    this.createLifecycle(this.settings);
    this.createPolicy(this.settings);
  }

  /** As given, and only known to Terraform once the repository is there. */
  public get repositoryName(): string {
    return this.resource.name;
  }

  public get repositoryArn(): string {
    return this.resource.arn;
  }

  /** What stands before the tag in the name of an image. */
  public get repositoryUrl(): string {
    return this.resource.repositoryUrl;
  }

  /** The account that the repository is in. */
  public get registryId(): string {
    return this.resource.registryId;
  }

  /**
   * Commands of a shell that build an image from the current folder and push it.
   *
   * @param tag one that each build has of its own; a command in `$( )` is left to the shell
   * @throws InvalidPropsError [push-tag]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html
   */
  public pushImageCommands(tag = "$(git rev-parse HEAD)"): string[] {
    throwIfAny(this, "Repository", checkPushTag("tag", tag, this.settings));
    return pushImageCommands({ name: this.settings.name, repositoryUrl: this.repositoryUrl }, tag);
  }

  /**
   * Commands of a shell that pack a Helm chart and push it. The chart is named like the last part of the repository's
   * name.
   *
   * @param folder of the chart
   * @param version of the chart, which becomes its tag
   * @throws InvalidPropsError [push-tag]
   * @see https://docs.aws.amazon.com/AmazonECR/latest/userguide/push-oci-artifact.html
   */
  public pushChartCommands(folder: string, version: string): string[] {
    throwIfAny(this, "Repository", checkPushTag("version", version, this.settings));
    return pushChartCommands({ name: this.settings.name, repositoryUrl: this.repositoryUrl }, folder, version);
  }

  /**
   * Lets a role of the own account pull images: a task's execution role, the role of nodes.
   *
   * Makes an inline policy of the role, in this stack.
   *
   * @param id a stable name of the role, such as `web`
   * @throws InvalidPropsError [grant-id]
   */
  public grantPull(id: string, role: RoleRef): void {
    this.grant("pull", id, role);
  }

  /**
   * Lets a role of the own account push images: that of a build. It may not pull.
   *
   * @param id a stable name of the role, such as `build`
   * @throws InvalidPropsError [grant-id]
   */
  public grantPush(id: string, role: RoleRef): void {
    this.grant("push", id, role);
  }

  private grant(right: Right, id: string, { roleName }: RoleRef): void {
    const name = `${this.settings.name.replaceAll("/", "-")}-${right}-${id}`;
    throwIfAny(this, "Repository", checkPolicyName(id, name));
    new IamRolePolicy(this, `${right}-by-${id}`, { name, role: roleName, policy: Fn.jsonencode(rolePolicy(right, this.repositoryArn)) });
  }

  private checkProvider({ mutabilityExclusions }: RepositorySettings) {
    return needsProvider(this, "mutabilityExclusions", mutabilityExclusions.length === 0 ? undefined : "ecr-tag-exclusions");
  }

  private createRepository(settings: RepositorySettings): EcrRepository {
    const { name, encryption, kmsKeyArn, scanOnPush, forceDelete, mutabilityExclusions, tags, override } = settings;
    const repository = new EcrRepository(this, "Resource", {
      name,
      imageTagMutability: mutabilityOf(settings),
      encryptionConfiguration: [{ encryptionType: encryption, kmsKey: kmsKeyArn }],
      imageScanningConfiguration: { scanOnPush },
      forceDelete,
      tags,
      ...override.repository,
    });
    if (mutabilityExclusions.length > 0) {
      writeFeature(repository, "ecr-tag-exclusions", { image_tag_mutability_exclusion_filter: exclusionFilters(mutabilityExclusions) });
    }
    return repository;
  }

  private createLifecycle({ lifecycle }: RepositorySettings): void {
    if (lifecycle.length === 0) return;
    new EcrLifecyclePolicy(this, "lifecycle", { repository: this.repositoryName, policy: lifecyclePolicy(lifecycle) });
  }

  private createPolicy({ access }: RepositorySettings): void {
    const policy = repositoryPolicy(access, this.registryId);
    if (policy === undefined) return;
    new EcrRepositoryPolicy(this, "policy", { repository: this.repositoryName, policy: Fn.jsonencode(policy) });
  }
}

/** Blocks of the provider, for tags that a mutability is not for. */
export function exclusionFilters(filters: readonly string[]) {
  return filters.map((filter) => ({ filter, filter_type: "WILDCARD" }));
}

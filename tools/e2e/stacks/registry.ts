import {
  DescribeRepositoriesCommand,
  GetLifecyclePolicyCommand,
  GetRegistryScanningConfigurationCommand,
  ListImagesCommand,
  ListTagsForResourceCommand,
  type Repository,
} from "@aws-sdk/client-ecr";
import type { LifecycleRule } from "@terrace/ecr";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import type { StackCase } from "./case";
import { defaultTagCheck } from "./tags";

/** The repositories of an environment's images. Nothing is pushed. */
export const registry: StackCase = {
  stack: "registry",
  changes: [
    {
      name: "one-more-image",
      environments: ["dev"],
      make: (environment) => ({ ...environment, registry: { ...environment.registry, images: [...environment.registry.images, "admin"] } }),
    },
  ],

  async expect({ ecr }, environment) {
    const { images } = environment.registry;
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
    const { scanningConfiguration } = await ecr.send(new GetRegistryScanningConfigurationCommand({}));
    const named = (image: string): Repository | undefined => repositories.find((one) => one.repositoryName === repositoryName(environment, image));
    const checks = images.map((image) => repositoryChecks(ecr, environment, image, named(image)));
    return [
      equal("names of the repositories", repositories.map((one) => one.repositoryName).sort(), images.map((image) => repositoryName(environment, image)).sort()),
      equal(
        "scans of the registry",
        [scanningConfiguration?.scanType, scanningConfiguration?.rules?.map(({ scanFrequency }) => scanFrequency)],
        [environment.registry.registry?.scanning?.type ?? "BASIC", ["SCAN_ON_PUSH"]],
      ),
      ...(await Promise.all(checks)).flat(),
    ];
  },

  async remains({ ecr }) {
    const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({}));
    return repositories.map((one) => `repository ${one.repositoryName}`);
  },
};

function repositoryName({ name, project }: Environment, image: string): string {
  return `${name}-${project}/${image}`;
}

async function repositoryChecks(ecr: Aws["ecr"], environment: Environment, image: string, there: Repository | undefined): Promise<Check[]> {
  const repository = { repositoryName: there?.repositoryName ?? "none" };
  const { lifecyclePolicyText = "{}" } = await ecr.send(new GetLifecyclePolicyCommand(repository));
  const { imageIds } = await ecr.send(new ListImagesCommand(repository));
  const { tags = [] } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: there?.repositoryArn }));
  return [
    equal(
      `tags, scans and encryption of ${image}`,
      [there?.imageTagMutability, there?.imageScanningConfiguration?.scanOnPush, there?.encryptionConfiguration?.encryptionType],
      ["IMMUTABLE", true, "AES256"],
    ),
    equal(`lifecycle of ${image}`, lifecycleOf(JSON.parse(lifecyclePolicyText)), wantedLifecycle(environment)),
    equal(`images of ${image}`, imageIds, []),
    defaultTagCheck(image, tags, environment),
  ];
}

interface LifecyclePolicy {
  readonly rules?: readonly {
    readonly rulePriority: number;
    readonly selection: { readonly tagStatus: string; readonly countType: string; readonly countNumber: number };
    readonly action: { readonly type: string };
  }[];
}

function lifecycleOf({ rules = [] }: LifecyclePolicy): unknown[] {
  return rules.map(({ rulePriority, selection: { tagStatus, countType, countNumber }, action }) => [rulePriority, tagStatus, countType, countNumber, action.type]);
}

function wantedLifecycle({ registry: { repositories } }: Environment): unknown[] {
  const countOf = ({ when }: LifecycleRule): number => ("count" in when ? when.count : when.days);
  return (repositories?.lifecycle ?? []).map((rule) => [rule.priority, rule.images.tagStatus, rule.when.countType, countOf(rule), rule.action ?? "expire"]);
}

import type { RepositoryRef } from "@terrace/core";
import { Registry, Repository, type RegistryProps, type RepositoryProps } from "@terrace/ecr";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import type { Construct } from "constructs";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";

/** Where the images of an environment lie, as its file says it. */
export interface ImagesProps {
  /** Images that the environment builds, such as `web`: each has a repository of its own, `<environment>-<project>/<image>`. */
  readonly images: readonly string[];
  /**
   * What all repositories are like: their lifecycle, their encryption, who else may pull.
   *
   * @default - immutable tags, scanned on push, nothing expires
   */
  readonly repositories?: Omit<RepositoryProps, "name">;
  /**
   * What the account's registry is like, in this region. One environment of an account says it.
   *
   * @default - basic scans on push
   */
  readonly registry?: RegistryProps;
}

/** What the registry stack promises. Keys of maps are the images. */
export const registryContract = defineContract("registry", {
  repository_urls: { type: "map(string)", description: "What stands before the tag, by image" },
  repository_arns: { type: "map(string)", description: "ARNs of the repositories, by image" },
  push_commands: { type: "map(string)", description: "Commands that build and push, tagged with the commit, by image" },
});

/** The image repositories of an environment, and the settings of its registry. */
export class RegistryStack extends EnvironmentStack {
  public constructor(scope: Construct, environment: Environment, options: StackOptions) {
    super(scope, "registry", environment, options);
    const { images, repositories = {}, registry } = environment.registry;
    new Registry(this, "registry", registry);
    const made = [...new Set(images)].map((image) => [image, this.createRepository(image, repositories)] as const);
    const byImage = (value: (repository: Repository) => string) =>
      Object.fromEntries(made.map(([image, repository]) => [image, value(repository)]));
    publishOutputs(this, registryContract, {
      repository_urls: byImage(({ repositoryUrl }) => repositoryUrl),
      repository_arns: byImage(({ repositoryArn }) => repositoryArn),
      push_commands: byImage((repository) => repository.pushImageCommands().join(" && ")),
    });
  }

  /**
   * A repository as another stack of the same app may use it.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   * @param image one of the environment's
   */
  public repositoryFor(reader: Construct, image: string): RepositoryRef {
    const outputs = new OutputReader(reader, registryContract, { location: this.location, stack: this });
    return {
      repositoryUrl: outputs.getMapValue("repository_urls", image),
      repositoryArn: outputs.getMapValue("repository_arns", image),
    };
  }

  private createRepository(image: string, props: Omit<RepositoryProps, "name">): Repository {
    const { name, project } = this.environment;
    return new Repository(this, image, { ...props, name: `${name}-${project}/${image}` });
  }
}

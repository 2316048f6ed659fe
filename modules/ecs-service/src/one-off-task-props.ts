import type { EcsClusterRef, NetworkRef, SecurityGroupRef, Tags } from "@terrace/core";
import type { PlatformVersion } from "./fargate-service-props";
import type { TaskProps } from "./task-props";

/** What a task that runs when somebody says so is made from. */
export interface OneOffTaskProps {
  /**
   * Name of the task definition's family, and the beginning of the name of everything here: up to 54 lower-case letters,
   * digits and hyphens.
   *
   * @throws InvalidPropsError [service-name] [name-taken]
   */
  readonly name: string;

  /** The cluster that it runs in. */
  readonly cluster: EcsClusterRef;

  /** The network that it runs in. */
  readonly network: NetworkRef;

  /**
   * The tier whose subnets it runs in: it must reach from there what it needs to start.
   *
   * @throws InvalidPropsError [service-tier] [subnet-count] [image-needs-internet]
   */
  readonly tier: string;

  /**
   * It gets a public address, without which an internet gateway leads nowhere.
   *
   * @default false
   */
  readonly publicIp?: boolean;

  /**
   * Version of Fargate. Linux has `1.4.0`, Windows `1.0.0`.
   *
   * @default - `LATEST`, as AWS takes it
   * @throws InvalidPropsError [platform-version]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
   */
  readonly platformVersion?: PlatformVersion;

  /** The task. */
  readonly task: TaskProps;

  /**
   * The container whose command is replaced, whose log is followed, and whose exit code counts.
   *
   * @default - the only essential one
   * @throws InvalidPropsError [run-container]
   */
  readonly container?: string;

  /**
   * More security groups, beside its own: up to 4.
   *
   * @default - none
   * @throws InvalidPropsError [security-group-count]
   */
  readonly securityGroups?: readonly SecurityGroupRef[];

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

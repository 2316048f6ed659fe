import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { RoleRef } from "@terrace/core";
import type { ContainerProps } from "./container-props";
import type { VolumeProps } from "./volume-props";

/** What tasks have in common, wherever they run. */
export interface TaskSharedProps {
  /**
   * Processor and operating system that the images are built for.
   *
   * @default - Linux on X86_64
   * @throws InvalidPropsError [windows-arm]
   */
  readonly platform?: PlatformProps;

  /**
   * The log group of the containers that log to CloudWatch.
   *
   * @default - 30 days, encrypted by AWS's own key
   */
  readonly logs?: LogGroupProps;

  /**
   * The role that the containers act as. What they may do is attached to it.
   *
   * @default - a role of its own, without rights but those that the module's features need
   * @throws InvalidPropsError [same-role]
   */
  readonly taskRole?: RoleRef;

  /**
   * The role that ECS acts as before containers start: it pulls images, reads secrets, writes logs.
   *
   * @default - a role of its own, with exactly the rights that the containers need
   * @throws InvalidPropsError [same-role]
   */
  readonly executionRole?: RoleRef;

  /**
   * Old revisions stay registered, so that a rollback finds them: ECS refuses a revision that is deregistered.
   *
   * @default true
   */
  readonly keepRevisions?: boolean;

  /**
   * Arguments of the provider's own resource, applied last.
   *
   * @default - nothing is overridden
   */
  readonly override?: Partial<EcsTaskDefinitionConfig>;
}

/** What one task on Fargate is made from: its containers, and what they share. */
export interface TaskProps extends TaskSharedProps {
  /**
   * CPU of the task: 256, 512, 1024, 2048, 4096, 8192 or 16384 units, of which 1024 are a vCPU. A change makes a new revision.
   *
   * @throws InvalidPropsError [fargate-cpu] [container-cpu-sum]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   */
  readonly cpu: number;

  /**
   * Memory of the task, in MiB. Fargate takes certain values for each CPU. A change makes a new revision.
   *
   * @throws InvalidPropsError [fargate-memory] [container-memory-sum] [container-memory-tight]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html
   */
  readonly memoryMiB: number;

  /**
   * The containers, by name: 1 to 10. Names are letters, digits, `_` and `-`. Or the JSON that ECS takes.
   *
   * @throws InvalidPropsError [container-count] [container-name] [no-essential-container] [depends-on-cycle] [json-key]
   */
  readonly containers: RawContainers | Readonly<Record<string, ContainerProps>>;

  /**
   * What containers can mount: volumes of `@terrace/efs`, one of EBS, and empty ones that live as long as the task.
   *
   * @default - none
   * @throws InvalidPropsError [volume-name] [volume-duplicate] [volume-key] [efs-encryption] [efs-root] [ebs-count]
   */
  readonly volumes?: readonly VolumeProps[];

  /**
   * Storage of each task that goes with it. Unit: GiB. Range: 21 to 200.
   *
   * @default - 20 GiB, the Fargate minimum, free of charge
   * @throws InvalidPropsError [ephemeral-storage]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html
   */
  readonly ephemeralStorageGiB?: number;

  /**
   * Containers see each other's processes.
   *
   * @default - each sees its own
   * @throws InvalidPropsError [windows-unsupported]
   */
  readonly pidMode?: "task";
}

/**
 * Container definitions as ECS takes them: a JSON text, or the list that it stands for. They are held against the same
 * rules as typed ones; a key that ECS does not know is an error. Values may be known only after apply, the text may not. A
 * text that is no JSON throws the parser's own error.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
 */
export type RawContainers = string | readonly object[];

/** Processor and operating system of a task. */
export interface PlatformProps {
  /**
   * ARM64 costs about a fifth less.
   *
   * @default "X86_64"
   */
  readonly architecture?: "ARM64" | "X86_64";
  /**
   * The operating system, in AWS's words.
   *
   * @default "LINUX"
   */
  readonly operatingSystem?:
    | "LINUX"
    | "WINDOWS_SERVER_2019_CORE"
    | "WINDOWS_SERVER_2019_FULL"
    | "WINDOWS_SERVER_2022_CORE"
    | "WINDOWS_SERVER_2022_FULL";
}

/** The log group that a task's containers write to. */
export interface LogGroupProps {
  /**
   * Days that lines are kept; 0 keeps them for ever.
   *
   * @default 30
   * @throws InvalidPropsError [log-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;
  /**
   * ARN of the key that encrypts them. Its policy must let CloudWatch Logs use it.
   *
   * @default - AWS's own key
   */
  readonly kmsKeyArn?: string;
}

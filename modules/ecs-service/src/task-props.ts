import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { RepositoryRef, RoleRef } from "@terrace/core";
import type { ContainerRuntimeProps } from "./container-runtime-props";
import type { LogProps } from "./log-props";
import type { EbsVolume } from "./volume-props";

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
   * @throws InvalidPropsError [fargate-memory] [container-memory-sum]
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
   * @throws InvalidPropsError [volume-name] [volume-duplicate] [efs-encryption] [efs-root] [ebs-count]
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

/** An image of a repository that is known by reference. */
export interface RepositoryImage {
  readonly repository: RepositoryRef;
  /** A tag, or a digest such as `sha256:…`. May be known only after apply. */
  readonly tag: string;
}

/** What containers have in common, wherever they run. */
export interface ContainerSharedProps extends ContainerRuntimeProps {
  /**
   * The image, with a tag or digest. A text must be known now; an image of another stack is `{ repository, tag }`.
   *
   * @throws InvalidPropsError [image-known] [image-syntax] [image-tag] [image-needs-internet]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html
   */
  readonly image: RepositoryImage | string;

  /**
   * The task stops when an essential container stops.
   *
   * @default true
   */
  readonly essential?: boolean;

  /**
   * Share of the task's CPU, in units of 1/1024 vCPU.
   *
   * @default - none of its own: what others leave
   * @throws InvalidPropsError [container-cpu] [container-cpu-sum]
   */
  readonly cpu?: number;

  /**
   * Memory above which the container is killed, in MiB: 6 or more.
   *
   * @default - the task's memory
   * @throws InvalidPropsError [container-memory] [container-memory-sum]
   */
  readonly memoryMiB?: number;

  /**
   * Memory that is kept for the container, in MiB: 6 or more, and less than `memoryMiB`.
   *
   * @default - none
   * @throws InvalidPropsError [container-memory] [memory-reservation] [container-memory-sum]
   */
  readonly memoryReservationMiB?: number;

  /**
   * Replaces the image's entry point.
   *
   * @default - the image's
   */
  readonly entryPoint?: readonly string[];

  /**
   * Replaces the image's command.
   *
   * @default - the image's
   */
  readonly command?: readonly string[];

  /**
   * An absolute path.
   *
   * @default - the image's
   * @throws InvalidPropsError [absolute-path]
   */
  readonly workingDirectory?: string;

  /**
   * A user, a uid, or either with a group: `uid:gid`.
   *
   * @default - the image's
   * @throws InvalidPropsError [windows-unsupported]
   */
  readonly user?: string;

  /**
   * Environment variables. Whoever may describe the task definition reads them: use `secrets` for what nobody should.
   *
   * @default - none
   * @throws InvalidPropsError [environment-name]
   */
  readonly environment?: Readonly<Record<string, string>>;

  /**
   * Environment variables whose values ECS reads before the container starts. The execution role gets the rights.
   *
   * @default - none
   * @throws InvalidPropsError [environment-name] [environment-and-secret] [secret-arn] [secret-kms-key]
   */
  readonly secrets?: Readonly<Record<string, SecretSource>>;

  /**
   * It routes what containers with the driver `awsfirelens` log: one container of a task at most.
   *
   * @default - it routes nothing
   * @throws InvalidPropsError [log-router] [firelens-windows]
   */
  readonly logRouter?: LogRouterProps | "fluentbit" | "fluentd";

  /**
   * How ECS tells whether it is healthy.
   *
   * @default - it is healthy as long as it runs
   */
  readonly healthCheck?: HealthCheckProps;

  /**
   * Containers that must have got so far before this one starts, by name.
   *
   * @default - none: all start together
   * @throws InvalidPropsError [depends-on-unknown] [depends-on-cycle] [depends-on-essential] [depends-on-health]
   */
  readonly dependsOn?: Readonly<Record<string, "COMPLETE" | "HEALTHY" | "START" | "SUCCESS">>;

  /**
   * Seconds until a container that others wait for is given up: 2 to 120 on Fargate.
   *
   * @default - 180
   * @throws InvalidPropsError [start-timeout]
   */
  readonly startTimeoutSeconds?: number;

  /**
   * Seconds between SIGTERM and SIGKILL: 2 to 120 on Fargate.
   *
   * @default - 30
   * @throws InvalidPropsError [stop-timeout]
   */
  readonly stopTimeoutSeconds?: number;

  /**
   * Volumes of the task, by the path that the container sees them at.
   *
   * @default - none
   * @throws InvalidPropsError [mount-volume] [absolute-path]
   */
  readonly mounts?: Readonly<Record<string, MountProps>>;

  /**
   * Nothing can be written but in mounts. ECS Exec needs a writable root.
   *
   * @default false
   * @throws InvalidPropsError [exec-read-only-root] [windows-unsupported]
   */
  readonly readOnlyRoot?: boolean;

  /**
   * Limits of the operating system, by name, such as `nofile`.
   *
   * @default - those of the platform
   * @throws InvalidPropsError [ulimit-name] [ulimit-range] [windows-unsupported]
   */
  readonly ulimits?: Readonly<Record<string, UlimitProps>>;

  /**
   * Kernel parameters of the container, by name, such as `net.core.somaxconn`.
   *
   * @default - none
   * @throws InvalidPropsError [system-control] [windows-unsupported]
   */
  readonly systemControls?: Readonly<Record<string, string>>;
}

/** One container of a task on Fargate. */
export interface ContainerProps extends ContainerSharedProps {
  /**
   * Ports that it listens on.
   *
   * @default - none
   * @throws InvalidPropsError [port-range] [port-duplicate] [port-name] [port-name-duplicate]
   */
  readonly ports?: readonly PortProps[];

  /**
   * Where its output goes.
   *
   * @default - to the log group of the task, by the driver `awslogs`, dropping lines rather than blocking
   * @throws InvalidPropsError [log-driver]
   */
  readonly log?: LogProps;

  /**
   * What Linux lets it do.
   *
   * @default - what Docker lets it do
   * @throws InvalidPropsError [linux-capability] [windows-unsupported]
   */
  readonly linux?: LinuxProps;
}

/** How a log router works. */
export interface LogRouterProps {
  readonly type: "fluentbit" | "fluentd";
  /**
   * Configuration beside what ECS writes for `awsfirelens`: a file of the image, or files of buckets, which the init
   * process of AWS's image for Fluent Bit reads (tags that begin with `init-`). The task role gets the rights.
   *
   * @default - none
   * @throws InvalidPropsError [log-router-config] [log-router-init]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef-customconfig.html
   */
  readonly config?: { readonly from: "file"; readonly path: string } | { readonly from: "s3"; readonly arns: readonly string[] };
  /**
   * What ECS knows of the container stands beside each line.
   *
   * @default true
   */
  readonly ecsMetadata?: boolean;
}

/** A port that a container listens on. */
export interface PortProps {
  /** 1 to 65535. */
  readonly port: number;
  /**
   * What Service Connect knows it by: lower-case letters, digits, `_` and `-`, up to 64.
   *
   * @default - none: Service Connect cannot offer it
   */
  readonly name?: string;
  /**
   * @default "tcp"
   */
  readonly protocol?: "tcp" | "udp";
  /**
   * What is spoken, for Service Connect's metrics and retries. It cannot change as long as Service Connect offers the port.
   *
   * @default - TCP
   * @throws InvalidPropsError [app-protocol]
   */
  readonly appProtocol?: "grpc" | "http" | "http2";
}

/** Where the value of a secret lies. */
export type SecretSource = ParameterSource | SecretsManagerSource;

/** A parameter of Parameter Store. */
export interface ParameterSource {
  readonly from: "parameter-store";
  /** ARN of the parameter. May be known only after apply. */
  readonly arn: string;
  /**
   * ARN of the customer's key that encrypts it.
   *
   * @default - AWS's own key, which needs no right
   */
  readonly kmsKeyArn?: string;
}

/** A secret of Secrets Manager. */
export interface SecretsManagerSource {
  readonly from: "secrets-manager";
  /** Full ARN of the secret, with the six characters that AWS adds. May be known only after apply. */
  readonly arn: string;
  /**
   * One key of a secret that is a JSON object.
   *
   * @default - the whole secret
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly jsonKey?: string;
  /**
   * The stage of the version, such as `AWSPREVIOUS`.
   *
   * @default - `AWSCURRENT`
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly versionStage?: string;
  /**
   * The id of the version.
   *
   * @default - that of the stage
   * @throws InvalidPropsError [secret-json-key]
   */
  readonly versionId?: string;
  /**
   * ARN of the customer's key that encrypts it.
   *
   * @default - AWS's own key, which needs no right
   */
  readonly kmsKeyArn?: string;
}

/** How ECS tells whether a container is healthy. */
export interface HealthCheckProps {
  /**
   * `["CMD", program, ...]`, or `["CMD-SHELL", line]`. It succeeds with exit code 0.
   *
   * @throws InvalidPropsError [health-command]
   */
  readonly command: readonly string[];
  /**
   * Seconds between two checks: 5 to 300.
   *
   * @default 30
   * @throws InvalidPropsError [health-interval]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds until a check has failed: 2 to 60.
   *
   * @default 5
   * @throws InvalidPropsError [health-timeout]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly timeoutSeconds?: number;
  /**
   * Failures in a row that make the container unhealthy: 1 to 10.
   *
   * @default 3
   * @throws InvalidPropsError [health-retries]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly retries?: number;
  /**
   * Seconds in which failures do not count, for slow starters: 0 to 300.
   *
   * @default 0
   * @throws InvalidPropsError [health-start-period]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly startPeriodSeconds?: number;
}

/** What a container sees at a path. */
export interface MountProps {
  /** Name of a volume of the task. */
  readonly volume: string;
  /**
   * @default false
   */
  readonly readOnly?: boolean;
}

/** Limits of the operating system: the soft one can be raised up to the hard one. */
export interface UlimitProps {
  readonly soft: number;
  readonly hard: number;
}

/** What Linux lets a container do. */
export interface LinuxProps {
  /**
   * An init process reaps what the container's own process leaves behind. ECS Exec switches it on.
   *
   * @default false
   */
  readonly init?: boolean;
  /**
   * File systems in memory, by the path that the container sees them at.
   *
   * @default - none
   * @throws InvalidPropsError [tmpfs]
   */
  readonly tmpfs?: Readonly<Record<string, TmpfsProps>>;
  /**
   * Capabilities that it gets beyond Docker's. Fargate takes `SYS_PTRACE` only.
   *
   * @default - none
   */
  readonly addCapabilities?: readonly string[];
  /**
   * Capabilities of Docker's that it loses; `ALL` takes every one.
   *
   * @default - none
   */
  readonly dropCapabilities?: readonly string[];
}

/** A file system in memory. */
export interface TmpfsProps {
  /** Most that it holds, in MiB: 1 or more, of the container's memory. */
  readonly sizeMiB: number;
  /**
   * Options of mount, such as `noexec`.
   *
   * @default - none
   */
  readonly options?: readonly string[];
}

/** What containers can mount. */
export type VolumeProps = EbsVolume | EfsVolume | EmptyVolume;

/** A volume that is empty at first, and goes with the task. */
export interface EmptyVolume {
  readonly name: string;
}

/** A volume on EFS, as `ecsVolume` of `@terrace/efs` gives it. Every other client must be allowed there as well. */
export interface EfsVolume {
  readonly name: string;
  readonly fileSystemId: string;
  /**
   * Needed with an access point and with IAM.
   *
   * @default "ENABLED"
   */
  readonly transitEncryption?: "DISABLED" | "ENABLED";
  /**
   * The access point that the task comes through.
   *
   * @default - none: it sees the whole file system
   */
  readonly accessPointId?: string;
  /**
   * The task role's credentials are used.
   *
   * @default "ENABLED"
   */
  readonly iam?: "DISABLED" | "ENABLED";
  /**
   * The directory that is mounted, without an access point.
   *
   * @default - the root
   */
  readonly rootDirectory?: string;
}

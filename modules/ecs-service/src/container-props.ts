import type { RepositoryRef } from "@terrace/core";
import type { ContainerRuntimeProps } from "./container-runtime-props";
import type { HealthCheckProps } from "./health-check-props";
import type { LinuxProps, UlimitProps } from "./linux-props";
import type { LogProps } from "./log-props";
import type { LogRouterProps } from "./log-router-props";
import type { PortProps } from "./port-props";
import type { SecretSource } from "./secret-props";
import type { MountProps } from "./volume-props";

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

/** An image of a repository that is known by reference. */
export interface RepositoryImage {
  readonly repository: RepositoryRef;
  /** A tag, or a digest such as `sha256:…`. May be known only after apply. */
  readonly tag: string;
}

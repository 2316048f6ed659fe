import { Token } from "cdktf";
import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { RoleRef } from "@terrace/core";
import { imageOf, type ImageSettings } from "./images";
import { logSecrets, outputOf } from "./log-outputs";
import type { LogProps } from "./log-props";
import type {
  ContainerProps,
  HealthCheckProps,
  LinuxProps,
  LogRouterProps,
  MountProps,
  PlatformProps,
  PortProps,
  SecretSource,
  TaskProps,
  UlimitProps,
  VolumeProps,
} from "./task-props";

/** TaskProps with every default filled in. */
export interface TaskSettings {
  readonly cpu: number;
  readonly memoryMiB: number;
  /** By name, in the order of the names: ECS keeps the order, and a plan would show another one. */
  readonly containers: readonly ContainerSettings[];
  readonly volumes: readonly VolumeSettings[];
  readonly platform: Required<PlatformProps>;
  readonly ephemeralStorageGiB: number | undefined;
  readonly logs: { readonly retentionDays: number; readonly kmsKeyArn: string | undefined };
  readonly taskRole: RoleRef | undefined;
  readonly executionRole: RoleRef | undefined;
  readonly pidMode: "task" | undefined;
  readonly keepRevisions: boolean;
  readonly override: Partial<EcsTaskDefinitionConfig>;
}

export interface ContainerSettings {
  readonly name: string;
  readonly image: ImageSettings;
  readonly essential: boolean;
  /** 0 where it has no share of its own, as ECS returns it. */
  readonly cpu: number;
  readonly memoryMiB: number | undefined;
  readonly memoryReservationMiB: number | undefined;
  readonly entryPoint: readonly string[] | undefined;
  readonly command: readonly string[] | undefined;
  readonly workingDirectory: string | undefined;
  readonly user: string | undefined;
  readonly ports: readonly PortSettings[];
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, SecretSource>>;
  readonly log: LogProps;
  readonly logRouter: LogRouterSettings | undefined;
  readonly healthCheck: Required<HealthCheckProps> | undefined;
  readonly dependsOn: Readonly<Record<string, "COMPLETE" | "HEALTHY" | "START" | "SUCCESS">>;
  readonly startTimeoutSeconds: number | undefined;
  readonly stopTimeoutSeconds: number | undefined;
  readonly mounts: Readonly<Record<string, MountProps>>;
  readonly readOnlyRoot: boolean;
  readonly ulimits: Readonly<Record<string, UlimitProps>>;
  readonly linux: Required<LinuxProps>;
  readonly systemControls: Readonly<Record<string, string>>;
}

export interface LogRouterSettings extends LogRouterProps {
  readonly ecsMetadata: boolean;
}

export interface PortSettings extends PortProps {
  readonly protocol: "tcp" | "udp";
}

export interface VolumeSettings {
  readonly name: string;
  /** Undefined for a volume that is empty at first. */
  readonly efs:
    | {
        readonly fileSystemId: string;
        readonly transitEncryption: "DISABLED" | "ENABLED";
        readonly accessPointId: string | undefined;
        readonly iam: "DISABLED" | "ENABLED";
        readonly rootDirectory: string | undefined;
      }
    | undefined;
}

/** Fills every default. Pure; checks nothing. */
export function resolveTask(props: TaskProps): TaskSettings {
  const { platform = {}, logs = {} } = props;
  return {
    cpu: props.cpu,
    memoryMiB: props.memoryMiB,
    containers: sortedEntries(props.containers).map(([name, container]) => resolveContainer(name, container)),
    volumes: (props.volumes ?? []).map(resolveVolume).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    platform: { architecture: platform.architecture ?? "X86_64", operatingSystem: platform.operatingSystem ?? "LINUX" },
    ephemeralStorageGiB: props.ephemeralStorageGiB,
    logs: { retentionDays: logs.retentionDays ?? 30, kmsKeyArn: logs.kmsKeyArn },
    taskRole: props.taskRole,
    executionRole: props.executionRole,
    pidMode: props.pidMode,
    keepRevisions: props.keepRevisions ?? true,
    override: props.override ?? {},
  };
}

function resolveContainer(name: string, props: ContainerProps): ContainerSettings {
  const { linux = {}, healthCheck } = props;
  return {
    name,
    image: imageOf(props.image),
    essential: props.essential ?? true,
    cpu: props.cpu ?? 0,
    memoryMiB: props.memoryMiB,
    memoryReservationMiB: props.memoryReservationMiB,
    entryPoint: props.entryPoint,
    command: props.command,
    workingDirectory: props.workingDirectory,
    user: props.user,
    ports: (props.ports ?? []).map((port) => ({ ...port, protocol: port.protocol ?? "tcp" })),
    environment: props.environment ?? {},
    secrets: props.secrets ?? {},
    log: props.log ?? { driver: "awslogs" },
    logRouter: props.logRouter && resolveRouter(props.logRouter),
    healthCheck: healthCheck && {
      command: healthCheck.command,
      intervalSeconds: healthCheck.intervalSeconds ?? 30,
      timeoutSeconds: healthCheck.timeoutSeconds ?? 5,
      retries: healthCheck.retries ?? 3,
      startPeriodSeconds: healthCheck.startPeriodSeconds ?? 0,
    },
    dependsOn: props.dependsOn ?? {},
    startTimeoutSeconds: props.startTimeoutSeconds,
    stopTimeoutSeconds: props.stopTimeoutSeconds,
    mounts: props.mounts ?? {},
    readOnlyRoot: props.readOnlyRoot ?? false,
    ulimits: props.ulimits ?? {},
    linux: {
      init: linux.init ?? false,
      addCapabilities: linux.addCapabilities ?? [],
      dropCapabilities: linux.dropCapabilities ?? [],
    },
    systemControls: props.systemControls ?? {},
  };
}

function resolveRouter(router: LogRouterProps | "fluentbit" | "fluentd"): LogRouterSettings {
  const props = typeof router === "string" ? { type: router } : router;
  return { ...props, ecsMetadata: props.ecsMetadata ?? true };
}

function resolveVolume(volume: VolumeProps): VolumeSettings {
  if (!("fileSystemId" in volume)) return { name: volume.name, efs: undefined };
  const { name, fileSystemId, transitEncryption = "ENABLED", accessPointId, iam = "ENABLED", rootDirectory } = volume;
  return { name, efs: { fileSystemId, transitEncryption, accessPointId, iam, rootDirectory } };
}

/** The entries of a record in the order of the keys, as ECS returns them. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** True for one of the Windows families. */
export function isWindows({ platform }: TaskSettings): boolean {
  return platform.operatingSystem !== "LINUX";
}

/** True if any container writes to the log group of the task. */
export function usesLogGroup({ containers }: TaskSettings): boolean {
  return containers.some(({ log }) => log.driver === "awslogs");
}

/** Services that the routers of a task send lines to, by the name of their output. */
export function outputsOf({ containers }: TaskSettings): readonly string[] {
  return containers.flatMap(({ log }) => outputOf(log)?.to ?? []);
}

/** Every secret of a task with the path that the caller typed, those of log drivers too. */
export function secretsOf({ containers }: TaskSettings): { readonly path: string; readonly source: SecretSource }[] {
  return containers.flatMap(({ name, secrets, log }) => [
    ...Object.entries(secrets).map(([key, source]) => ({ path: `task.containers.${name}.secrets.${key}`, source })),
    ...logSecrets(log).map(({ prop, source }) => ({ path: `task.containers.${name}.log.${prop}`, source })),
  ]);
}

/** The port of the only container port there is; undefined where there is none, or a choice. */
export function onlyPort({ containers }: TaskSettings): { readonly container: string; readonly port: number } | undefined {
  const [first, ...others] = containers.flatMap(({ name, ports }) => ports.map(({ port }) => ({ container: name, port })));
  return others.length === 0 ? first : undefined;
}

/** True for a value that rules cannot be held against yet. */
export function isLater(value: unknown): boolean {
  return Token.isUnresolved(value);
}

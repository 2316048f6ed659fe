import { Token } from "cdktf";
import type { EcsTaskDefinitionConfig } from "@cdktf/provider-aws/lib/ecs-task-definition";
import type { Problem, RoleRef } from "@terrace/core";
import type { RestartProps, VolumesFromProps } from "./container-runtime-props";
import type { Ec2ContainerProps, Ec2LinuxProps, Ec2LogProps, Ec2PortProps, Ec2TaskProps, NetworkMode } from "./ec2-task-props";
import { dynamicPorts } from "./limits";
import { imageOf, type ImageSettings } from "./images";
import { importContainers, isRaw } from "./json-containers";
import { logSecrets, outputOf } from "./log-outputs";
import type { HealthCheckProps } from "./health-check-props";
import type { LogRouterProps } from "./log-router-props";
import type { MountProps } from "./volume-props";
import type { PlatformProps } from "./task-props";
import type { PortProps } from "./port-props";
import type { SecretSource } from "./secret-props";
import type { UlimitProps } from "./linux-props";
import { resolveVolume, type VolumeSettings } from "./volume-settings";

/** Whose computers a task runs on. */
export type LaunchType = "EC2" | "FARGATE";

/** The props of a task with every default filled in, wherever it runs. */
export interface TaskSettings {
  readonly launchType: LaunchType;
  readonly networkMode: NetworkMode;
  /** Undefined where only containers have some of their own. */
  readonly cpu: number | undefined;
  readonly memoryMiB: number | undefined;
  /** By name, in the order of the names: ECS keeps the order, and a plan would show another one. */
  readonly containers: readonly ContainerSettings[];
  readonly volumes: readonly VolumeSettings[];
  readonly platform: Required<PlatformProps>;
  readonly ephemeralStorageGiB: number | undefined;
  readonly logs: { readonly retentionDays: number; readonly kmsKeyArn: string | undefined };
  readonly taskRole: RoleRef | undefined;
  readonly executionRole: RoleRef | undefined;
  readonly pidMode: "host" | "task" | undefined;
  readonly ipcMode: "host" | "none" | "task" | undefined;
  /** Expressions of the cluster query language. */
  readonly placementConstraints: readonly string[];
  /** Names in the order of the JSON, and what is wrong with it; undefined for typed containers. */
  readonly json: { readonly names: readonly string[]; readonly problems: readonly Problem[] } | undefined;
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
  readonly log: Ec2LogProps;
  readonly logRouter: LogRouterSettings | undefined;
  readonly healthCheck: Required<HealthCheckProps> | undefined;
  readonly dependsOn: Readonly<Record<string, "COMPLETE" | "HEALTHY" | "START" | "SUCCESS">>;
  readonly startTimeoutSeconds: number | undefined;
  readonly stopTimeoutSeconds: number | undefined;
  readonly mounts: Readonly<Record<string, MountProps>>;
  readonly readOnlyRoot: boolean;
  readonly ulimits: Readonly<Record<string, UlimitProps>>;
  readonly linux: LinuxSettings;
  readonly systemControls: Readonly<Record<string, string>>;
  readonly environmentFiles: readonly string[];
  readonly restart: Required<RestartProps> | undefined;
  readonly versionConsistency: "disabled" | "enabled" | undefined;
  readonly interactive: boolean;
  readonly pseudoTerminal: boolean;
  readonly dockerLabels: Readonly<Record<string, string>>;
  readonly registrySecretArn: string | undefined;
  readonly credentialSpec: string | undefined;
  readonly volumesFrom: Readonly<Record<string, VolumesFromProps>>;
  readonly gpus: number | undefined;
  readonly privileged: boolean;
  readonly hostname: string | undefined;
  readonly dnsServers: readonly string[];
  readonly dnsSearchDomains: readonly string[];
  readonly extraHosts: Readonly<Record<string, string>>;
  readonly links: readonly string[];
  readonly dockerSecurityOptions: readonly string[];
  readonly disableNetworking: boolean;
}

export interface LogRouterSettings extends LogRouterProps {
  readonly ecsMetadata: boolean;
}

type Filled = "addCapabilities" | "devices" | "dropCapabilities" | "init" | "tmpfs";

/** What Linux lets a container do, with every default filled in that ECS does not have one of its own for. */
export type LinuxSettings = Ec2LinuxProps & Required<Pick<Ec2LinuxProps, Filled>>;

export interface PortSettings extends PortProps {
  readonly protocol: "tcp" | "udp";
  /** 0 for a port of the instance's choosing. */
  readonly hostPort: number;
}

/**
 * Fills every default. Pure; checks nothing.
 *
 * @param props those of a task on Fargate are a part of those on instances
 */
export function resolveTask(props: Ec2TaskProps & { readonly ephemeralStorageGiB?: number }, launchType: LaunchType): TaskSettings {
  const { platform = {}, logs = {}, networkMode = "awsvpc" } = props;
  const json = isRaw(props.containers) ? importContainers(props.containers) : undefined;
  const containers = isRaw(props.containers) ? (json?.containers ?? {}) : props.containers;
  return {
    launchType,
    networkMode,
    cpu: props.cpu,
    memoryMiB: props.memoryMiB,
    containers: sortedEntries(containers).map(([name, container]) => resolveContainer(name, container, networkMode)),
    volumes: (props.volumes ?? []).map(resolveVolume).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    platform: { architecture: platform.architecture ?? "X86_64", operatingSystem: platform.operatingSystem ?? "LINUX" },
    ephemeralStorageGiB: props.ephemeralStorageGiB,
    logs: { retentionDays: logs.retentionDays ?? 30, kmsKeyArn: logs.kmsKeyArn },
    taskRole: props.taskRole,
    executionRole: props.executionRole,
    pidMode: props.pidMode,
    ipcMode: props.ipcMode,
    placementConstraints: props.placementConstraints ?? [],
    json: json && { names: json.names, problems: json.problems },
    keepRevisions: props.keepRevisions ?? true,
    override: props.override ?? {},
  };
}

function resolveContainer(name: string, props: Ec2ContainerProps, networkMode: NetworkMode): ContainerSettings {
  const { healthCheck, restart } = props;
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
    ports: (props.ports ?? []).map((port) => resolvePort(port, networkMode)),
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
    linux: resolveLinux(props.linux),
    systemControls: props.systemControls ?? {},
    environmentFiles: props.environmentFiles ?? [],
    restart: restart && { ignoredExitCodes: restart.ignoredExitCodes ?? [], attemptPeriodSeconds: restart.attemptPeriodSeconds ?? 300 },
    versionConsistency: props.versionConsistency,
    interactive: props.interactive ?? false,
    pseudoTerminal: props.pseudoTerminal ?? false,
    dockerLabels: props.dockerLabels ?? {},
    registrySecretArn: props.registrySecretArn,
    credentialSpec: props.credentialSpec,
    volumesFrom: props.volumesFrom ?? {},
    gpus: props.gpus,
    privileged: props.privileged ?? false,
    hostname: props.hostname,
    dnsServers: props.dnsServers ?? [],
    dnsSearchDomains: props.dnsSearchDomains ?? [],
    extraHosts: props.extraHosts ?? {},
    links: props.links ?? [],
    dockerSecurityOptions: props.dockerSecurityOptions ?? [],
    disableNetworking: props.disableNetworking ?? false,
  };
}

function resolveRouter(router: LogRouterProps | "fluentbit" | "fluentd"): LogRouterSettings {
  const props = typeof router === "string" ? { type: router } : router;
  return { ...props, ecsMetadata: props.ecsMetadata ?? true };
}

/** Without a port of the instance, Docker chooses one; a task with an address of its own, or the instance's, has its own. */
function resolvePort(port: Ec2PortProps, networkMode: NetworkMode): PortSettings {
  const mapped = networkMode === "bridge" || networkMode === "default";
  return { ...port, protocol: port.protocol ?? "tcp", hostPort: port.hostPort ?? (mapped ? 0 : port.port) };
}

function resolveLinux(linux: Ec2LinuxProps = {}): LinuxSettings {
  return {
    ...linux,
    init: linux.init ?? false,
    addCapabilities: linux.addCapabilities ?? [],
    dropCapabilities: linux.dropCapabilities ?? [],
    tmpfs: linux.tmpfs ?? {},
    devices: linux.devices ?? {},
  };
}

/** The entries of a record in the order of the keys, as ECS returns them. */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** True for one of the Windows families. */
export function isWindows({ platform }: TaskSettings): boolean {
  return platform.operatingSystem !== "LINUX";
}

/** True if any container writes to the log group of the task, which the module makes. */
export function usesLogGroup({ containers }: TaskSettings): boolean {
  return containers.some(({ log }) => log.driver === "awslogs" && log.group === undefined);
}

/** True if any container writes to CloudWatch Logs. */
export function usesCloudWatchLogs({ containers }: TaskSettings): boolean {
  return containers.some(({ log }) => log.driver === "awslogs");
}

/** Services that the routers of a task send lines to, by the name of their output. */
export function outputsOf({ containers }: TaskSettings): readonly string[] {
  return containers.flatMap(({ log }) => outputOf(log)?.to ?? []);
}

/** True where tasks have an address and security groups of their own. */
export function hasOwnAddress({ networkMode }: TaskSettings): boolean {
  return networkMode === "awsvpc";
}

/** What a port of a container is reached by: itself, a port of the instance, or any that Docker on the instance may choose. */
export function reachedPorts({ containers }: TaskSettings, port: number, container?: string): { readonly fromPort: number; readonly toPort: number } {
  const owners = containers.filter(({ name }) => container === undefined || name === container);
  const hostPort = owners.flatMap(({ ports }) => ports).find((one) => one.port === port)?.hostPort ?? port;
  return hostPort === 0 ? { fromPort: dynamicPorts.least, toPort: dynamicPorts.most } : { fromPort: hostPort, toPort: hostPort };
}

/** What a container speaks at one of its ports. */
export function protocolsOf({ containers }: TaskSettings, port: number, container?: string): ("tcp" | "udp")[] {
  const owners = containers.filter(({ name }) => container === undefined || name === container);
  return [...new Set(owners.flatMap(({ ports }) => ports.flatMap((one) => (one.port === port ? [one.protocol] : []))))];
}

/** Every secret of a task with the path that the caller typed, those of log drivers too. */
export function secretsOf({ containers }: TaskSettings): { readonly path: string; readonly source: SecretSource }[] {
  return containers.flatMap(({ name, secrets, log, registrySecretArn }) => [
    ...Object.entries(secrets).map(([key, source]) => ({ path: `task.containers.${name}.secrets.${key}`, source })),
    ...(registrySecretArn === undefined ? [] : [{ path: `task.containers.${name}.registrySecretArn`, source: registrySecret(registrySecretArn) }]),
    ...logSecrets(log).map(({ prop, source }) => ({ path: `task.containers.${name}.log.${prop}`, source })),
  ]);
}

function registrySecret(arn: string): SecretSource {
  return { from: "secrets-manager", arn };
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

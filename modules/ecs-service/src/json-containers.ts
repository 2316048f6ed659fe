import { mustBeKnown, type Problem } from "@terrace/core";
import type { Ec2ContainerProps, Ec2LinuxProps, Ec2PortProps } from "./ec2-task-props";
import { importLog, importRouter } from "./json-logs";
import { JsonReader } from "./json-reader";
import { importSecrets } from "./json-secrets";
import type { ContainerProps } from "./container-props";
import type { HealthCheckProps } from "./health-check-props";
import type { RawContainers } from "./task-props";

/** Containers that were JSON. */
export interface ImportedContainers {
  readonly containers: Readonly<Record<string, Ec2ContainerProps>>;
  /** In the order of the JSON. */
  readonly names: readonly string[];
  /** What is wrong with the JSON; the containers are worth nothing then. */
  readonly problems: readonly Problem[];
}

const root = "task.containers";

/** True for JSON instead of typed containers. */
export function isRaw(containers: RawContainers | Readonly<Record<string, Ec2ContainerProps>>): containers is RawContainers {
  return typeof containers === "string" || Array.isArray(containers);
}

/** Reads container definitions into typed containers, so that the same rules hold for both. Pure; a text that is no JSON throws. */
export function importContainers(raw: RawContainers): ImportedContainers {
  const unknown = typeof raw === "string" ? mustBeKnown({ [root]: raw }) : [];
  if (unknown.length > 0) return { containers: {}, names: [], problems: unknown };
  const reader = new JsonReader();
  const list: unknown = typeof raw === "string" ? JSON.parse(raw) : raw;
  const pairs = reader.list(list, root, (item, path) => importContainer(reader, item, path));
  return { containers: reader.record(pairs, root), names: pairs.map(([name]) => name), problems: reader.problems };
}

const containerKeys = [
  "command", "cpu", "credentialSpecs", "dependsOn", "disableNetworking", "dnsSearchDomains", "dnsServers", "dockerLabels",
  "dockerSecurityOptions", "entryPoint", "environment", "environmentFiles", "essential", "extraHosts", "firelensConfiguration",
  "healthCheck", "hostname", "image", "interactive", "links", "linuxParameters", "logConfiguration", "memory", "memoryReservation",
  "mountPoints", "name", "portMappings", "privileged", "pseudoTerminal", "readonlyRootFilesystem", "repositoryCredentials",
  "resourceRequirements", "restartPolicy", "secrets", "startTimeout", "stopTimeout", "systemControls", "ulimits", "user",
  "versionConsistency", "volumesFrom", "workingDirectory",
] as const;

function importContainer(reader: JsonReader, value: unknown, path: string): [string, Ec2ContainerProps] | undefined {
  const json = reader.object(value, path, containerKeys);
  if (json === undefined) return undefined;
  const name = reader.text(json.name, `${path}.name`) ?? reader.refuse({ code: "json-type", path: `${path}.name`, got: "missing", expected: "the container's name" });
  const image = reader.text(json.image, `${path}.image`) ?? reader.refuse({ code: "json-type", path: `${path}.image`, got: "missing", expected: "the container's image" });
  if (name === undefined || image === undefined) return undefined;
  const credentials = reader.object(json.repositoryCredentials ?? {}, `${path}.repositoryCredentials`, ["credentialsParameter"]);
  const container: Ec2ContainerProps = {
    image,
    essential: reader.boolean(json.essential, `${path}.essential`),
    cpu: reader.number(json.cpu, `${path}.cpu`),
    memoryMiB: reader.number(json.memory, `${path}.memory`),
    memoryReservationMiB: reader.number(json.memoryReservation, `${path}.memoryReservation`),
    entryPoint: reader.texts(json.entryPoint, `${path}.entryPoint`),
    command: reader.texts(json.command, `${path}.command`),
    workingDirectory: reader.text(json.workingDirectory, `${path}.workingDirectory`),
    user: reader.text(json.user, `${path}.user`),
    ports: reader.list(json.portMappings, `${path}.portMappings`, (item, at) => importPort(reader, item, at)),
    environment: pairsOf(reader, json.environment, `${path}.environment`, "name", "value"),
    environmentFiles: reader.list(json.environmentFiles, `${path}.environmentFiles`, (item, at) => importFile(reader, item, at)),
    secrets: importSecrets(reader, json.secrets, `${path}.secrets`),
    log: importLog(reader, json.logConfiguration, `${path}.logConfiguration`),
    logRouter: importRouter(reader, json.firelensConfiguration, `${path}.firelensConfiguration`),
    healthCheck: importHealth(reader, json.healthCheck, `${path}.healthCheck`),
    dependsOn: importDependencies(reader, json.dependsOn, `${path}.dependsOn`),
    startTimeoutSeconds: reader.number(json.startTimeout, `${path}.startTimeout`),
    stopTimeoutSeconds: reader.number(json.stopTimeout, `${path}.stopTimeout`),
    restart: importRestart(reader, json.restartPolicy, `${path}.restartPolicy`),
    mounts: importMounts(reader, json.mountPoints, `${path}.mountPoints`),
    volumesFrom: importVolumesFrom(reader, json.volumesFrom, `${path}.volumesFrom`),
    readOnlyRoot: reader.boolean(json.readonlyRootFilesystem, `${path}.readonlyRootFilesystem`),
    ulimits: importUlimits(reader, json.ulimits, `${path}.ulimits`),
    linux: importLinux(reader, json.linuxParameters, `${path}.linuxParameters`),
    systemControls: pairsOf(reader, json.systemControls, `${path}.systemControls`, "namespace", "value"),
    versionConsistency: reader.word(json.versionConsistency, `${path}.versionConsistency`, ["disabled", "enabled"]),
    interactive: reader.boolean(json.interactive, `${path}.interactive`),
    pseudoTerminal: reader.boolean(json.pseudoTerminal, `${path}.pseudoTerminal`),
    dockerLabels: reader.textsByKey(json.dockerLabels, `${path}.dockerLabels`),
    registrySecretArn: reader.text(credentials?.credentialsParameter, `${path}.repositoryCredentials.credentialsParameter`),
    credentialSpec: importOnly(reader, json.credentialSpecs, `${path}.credentialSpecs`),
    gpus: importGpus(reader, json.resourceRequirements, `${path}.resourceRequirements`),
    privileged: reader.boolean(json.privileged, `${path}.privileged`),
    hostname: reader.text(json.hostname, `${path}.hostname`),
    dnsServers: reader.texts(json.dnsServers, `${path}.dnsServers`),
    dnsSearchDomains: reader.texts(json.dnsSearchDomains, `${path}.dnsSearchDomains`),
    extraHosts: pairsOf(reader, json.extraHosts, `${path}.extraHosts`, "hostname", "ipAddress"),
    links: reader.texts(json.links, `${path}.links`),
    dockerSecurityOptions: reader.texts(json.dockerSecurityOptions, `${path}.dockerSecurityOptions`),
    disableNetworking: reader.boolean(json.disableNetworking, `${path}.disableNetworking`),
  };
  return [name, container];
}

/** Two texts of each item of a list, as a record. */
function pairsOf(reader: JsonReader, value: unknown, path: string, key: string, member: string): Record<string, string> {
  const pairs = reader.list(value, path, (item, at): [string, string] | undefined => {
    const json = reader.object(item, at, [key, member]);
    const [name, text] = [reader.text(json?.[key], `${at}.${key}`), reader.text(json?.[member], `${at}.${member}`)];
    return name === undefined || text === undefined ? reader.refuse({ code: "json-type", path: at, got: "without one of its two texts", expected: `${key} and ${member}` }) : [name, text];
  });
  return reader.record(pairs, path);
}

function importPort(reader: JsonReader, value: unknown, path: string): Ec2PortProps | undefined {
  const json = reader.object(value, path, ["appProtocol", "containerPort", "hostPort", "name", "protocol"]);
  const port = reader.number(json?.containerPort, `${path}.containerPort`);
  if (port === undefined) return reader.refuse({ code: "json-type", path: `${path}.containerPort`, got: "missing", expected: "a number" });
  return {
    port,
    hostPort: reader.number(json?.hostPort, `${path}.hostPort`),
    protocol: reader.word(json?.protocol, `${path}.protocol`, ["tcp", "udp"]),
    name: reader.text(json?.name, `${path}.name`),
    appProtocol: reader.word(json?.appProtocol, `${path}.appProtocol`, ["grpc", "http", "http2"]),
  };
}

function importFile(reader: JsonReader, value: unknown, path: string): string | undefined {
  const json = reader.object(value, path, ["type", "value"]);
  reader.word(json?.type, `${path}.type`, ["s3"]);
  return reader.text(json?.value, `${path}.value`);
}

function importHealth(reader: JsonReader, value: unknown, path: string): HealthCheckProps | undefined {
  if (value === undefined || value === null) return undefined;
  const json = reader.object(value, path, ["command", "interval", "retries", "startPeriod", "timeout"]);
  return {
    command: reader.texts(json?.command, `${path}.command`),
    intervalSeconds: reader.number(json?.interval, `${path}.interval`),
    timeoutSeconds: reader.number(json?.timeout, `${path}.timeout`),
    retries: reader.number(json?.retries, `${path}.retries`),
    startPeriodSeconds: reader.number(json?.startPeriod, `${path}.startPeriod`),
  };
}

function importDependencies(reader: JsonReader, value: unknown, path: string): ContainerProps["dependsOn"] {
  const pairs = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["condition", "containerName"]);
    const name = reader.text(json?.containerName, `${at}.containerName`);
    const condition = reader.word(json?.condition, `${at}.condition`, ["COMPLETE", "HEALTHY", "START", "SUCCESS"]);
    return name === undefined || condition === undefined ? undefined : ([name, condition] as const);
  });
  return reader.record(pairs, path);
}

function importRestart(reader: JsonReader, value: unknown, path: string): ContainerProps["restart"] {
  const json = reader.object(value ?? {}, path, ["enabled", "ignoredExitCodes", "restartAttemptPeriod"]);
  if (reader.boolean(json?.enabled, `${path}.enabled`) !== true) return undefined;
  return {
    ignoredExitCodes: reader.list(json?.ignoredExitCodes, `${path}.ignoredExitCodes`, (item, at) => reader.number(item, at)),
    attemptPeriodSeconds: reader.number(json?.restartAttemptPeriod, `${path}.restartAttemptPeriod`),
  };
}

function importMounts(reader: JsonReader, value: unknown, path: string): ContainerProps["mounts"] {
  const pairs = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["containerPath", "readOnly", "sourceVolume"]);
    const containerPath = reader.text(json?.containerPath, `${at}.containerPath`);
    const volume = reader.text(json?.sourceVolume, `${at}.sourceVolume`);
    const readOnly = reader.boolean(json?.readOnly, `${at}.readOnly`) ?? false;
    return containerPath === undefined || volume === undefined
      ? reader.refuse({ code: "json-type", path: at, got: "without its path or its volume", expected: "containerPath and sourceVolume" })
      : ([containerPath, { volume, readOnly }] as const);
  });
  return reader.record(pairs, path);
}

function importVolumesFrom(reader: JsonReader, value: unknown, path: string): ContainerProps["volumesFrom"] {
  const pairs = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["readOnly", "sourceContainer"]);
    const name = reader.text(json?.sourceContainer, `${at}.sourceContainer`);
    const readOnly = reader.boolean(json?.readOnly, `${at}.readOnly`) ?? false;
    return name === undefined ? reader.refuse({ code: "json-type", path: `${at}.sourceContainer`, got: "missing", expected: "a container's name" }) : ([name, { readOnly }] as const);
  });
  return reader.record(pairs, path);
}

function importUlimits(reader: JsonReader, value: unknown, path: string): ContainerProps["ulimits"] {
  const pairs = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["hardLimit", "name", "softLimit"]);
    const name = reader.text(json?.name, `${at}.name`);
    const [soft, hard] = [reader.number(json?.softLimit, `${at}.softLimit`), reader.number(json?.hardLimit, `${at}.hardLimit`)];
    return name === undefined || soft === undefined || hard === undefined
      ? reader.refuse({ code: "json-type", path: at, got: "incomplete", expected: "name, softLimit and hardLimit" })
      : ([name, { soft, hard }] as const);
  });
  return reader.record(pairs, path);
}

const devicePermissions = ["mknod", "read", "write"] as const;

function importLinux(reader: JsonReader, value: unknown, path: string): Ec2LinuxProps {
  const keys = ["capabilities", "devices", "initProcessEnabled", "maxSwap", "sharedMemorySize", "swappiness", "tmpfs"] as const;
  const json = reader.object(value ?? {}, path, keys);
  const capabilities = reader.object(json?.capabilities ?? {}, `${path}.capabilities`, ["add", "drop"]);
  const devices = reader.list(json?.devices, `${path}.devices`, (item, at) => {
    const device = reader.object(item, at, ["containerPath", "hostPath", "permissions"]);
    const hostPath = reader.text(device?.hostPath, `${at}.hostPath`) ?? "";
    const permissions = reader.list(device?.permissions, `${at}.permissions`, (one, place) => reader.word(one, place, devicePermissions));
    const containerPath = reader.text(device?.containerPath, `${at}.containerPath`) ?? hostPath;
    return [containerPath, { hostPath, ...(permissions.length > 0 ? { permissions } : {}) }] as const;
  });
  const tmpfs = reader.list(json?.tmpfs, `${path}.tmpfs`, (item, at) => {
    const one = reader.object(item, at, ["containerPath", "mountOptions", "size"]);
    const containerPath = reader.text(one?.containerPath, `${at}.containerPath`) ?? "";
    return [containerPath, { sizeMiB: reader.number(one?.size, `${at}.size`) ?? 0, options: reader.texts(one?.mountOptions, `${at}.mountOptions`) }] as const;
  });
  return {
    init: reader.boolean(json?.initProcessEnabled, `${path}.initProcessEnabled`),
    addCapabilities: reader.texts(capabilities?.add, `${path}.capabilities.add`),
    dropCapabilities: reader.texts(capabilities?.drop, `${path}.capabilities.drop`),
    devices: reader.record(devices, `${path}.devices`),
    tmpfs: reader.record(tmpfs, `${path}.tmpfs`),
    sharedMemoryMiB: reader.number(json?.sharedMemorySize, `${path}.sharedMemorySize`),
    maxSwapMiB: reader.number(json?.maxSwap, `${path}.maxSwap`),
    swappiness: reader.number(json?.swappiness, `${path}.swappiness`),
  };
}

/** ECS takes a list of which it reads one. */
function importOnly(reader: JsonReader, value: unknown, path: string): string | undefined {
  const [first, second] = reader.texts(value, path);
  return second === undefined ? first : reader.refuse({ code: "json-type", path, got: "with more than one", expected: "one" });
}

function importGpus(reader: JsonReader, value: unknown, path: string): number | undefined {
  const [first] = reader.list(value, path, (item, at) => {
    const json = reader.object(item, at, ["type", "value"]);
    reader.word(json?.type, `${at}.type`, ["GPU"]);
    return reader.text(json?.value, `${at}.value`);
  });
  return first === undefined ? undefined : Number(first);
}

import { Fn } from "cdktf";
import { sortedEntries, type ContainerSettings, type PortSettings, type TaskSettings } from "./task-settings";
import { initFiles, logSecrets, outputFacts } from "./log-outputs";
import type { SecretSource } from "./secret-props";

/** What container definitions take from the task's other resources. */
export interface ContainerContext {
  /** Name of the log group, region and prefix of the streams. */
  readonly logs: { readonly group: string; readonly region: string; readonly prefix: string };
  /** ECS Exec wants an init process. */
  readonly init: boolean;
}

/**
 * The containers as ECS returns them, so that a second plan has nothing to change: containers, variables and ports in
 * one order, and the defaults of ECS written out.
 *
 * Lists whose order means something, such as a command, stay as they are.
 */
export function containerDefinitions(task: TaskSettings, context: ContainerContext) {
  return task.containers.map((container) => ({
    name: container.name,
    image: container.image.reference,
    essential: container.essential,
    cpu: container.cpu,
    environment: sortedEntries({ ...routerEnvironment(container), ...container.environment }).map(([name, value]) => ({ name, value })),
    mountPoints: sortedEntries(container.mounts).map(([containerPath, { volume, readOnly }]) => ({
      containerPath,
      readOnly: readOnly ?? false,
      sourceVolume: volume,
    })),
    portMappings: [...container.ports].toSorted((a, b) => a.port - b.port || (a.protocol < b.protocol ? -1 : 1)).map(portMapping),
    systemControls: sortedEntries(container.systemControls).map(([namespace, value]) => ({ namespace, value })),
    volumesFrom: sortedEntries(container.volumesFrom).map(([sourceContainer, { readOnly }]) => ({ readOnly: readOnly ?? false, sourceContainer })),
    ...defined({
      ...runtime(container),
      ...onInstances(container),
      command: listUnlessEmpty(container.command ?? []),
      dependsOn: listUnlessEmpty(sortedEntries(container.dependsOn).map(([containerName, condition]) => ({ condition, containerName }))),
      entryPoint: listUnlessEmpty(container.entryPoint ?? []),
      firelensConfiguration: firelensConfiguration(container),
      healthCheck: container.healthCheck && {
        command: container.healthCheck.command,
        interval: container.healthCheck.intervalSeconds,
        retries: container.healthCheck.retries,
        timeout: container.healthCheck.timeoutSeconds,
        ...(container.healthCheck.startPeriodSeconds > 0 ? { startPeriod: container.healthCheck.startPeriodSeconds } : {}),
      },
      linuxParameters: linuxParameters(container, context),
      logConfiguration: logConfiguration(container, context),
      memory: container.memoryMiB,
      memoryReservation: container.memoryReservationMiB,
      readonlyRootFilesystem: container.readOnlyRoot ? true : undefined,
      secrets: listUnlessEmpty(sortedEntries(container.secrets).map(([name, source]) => ({ name, valueFrom: valueFrom(source) }))),
      startTimeout: container.startTimeoutSeconds,
      stopTimeout: container.stopTimeoutSeconds,
      ulimits: listUnlessEmpty(sortedEntries(container.ulimits).map(([name, { soft, hard }]) => ({ hardLimit: hard, name, softLimit: soft }))),
      user: container.user,
      workingDirectory: container.workingDirectory,
    }),
  }));
}

/** How a container is run, wherever that is. */
function runtime(container: ContainerSettings) {
  const { restart } = container;
  return {
    credentialSpecs: container.credentialSpec === undefined ? undefined : [container.credentialSpec],
    dockerLabels: recordUnlessEmpty(container.dockerLabels),
    environmentFiles: listUnlessEmpty(container.environmentFiles.map((value) => ({ type: "s3", value }))),
    interactive: container.interactive ? true : undefined,
    pseudoTerminal: container.pseudoTerminal ? true : undefined,
    repositoryCredentials: container.registrySecretArn && { credentialsParameter: container.registrySecretArn },
    restartPolicy: restart && {
      enabled: true,
      restartAttemptPeriod: restart.attemptPeriodSeconds,
      ...defined({ ignoredExitCodes: listUnlessEmpty(restart.ignoredExitCodes.toSorted((a, b) => a - b)) }),
    },
    versionConsistency: container.versionConsistency,
  };
}

/** What only instances have. */
function onInstances(container: ContainerSettings) {
  return {
    disableNetworking: container.disableNetworking ? true : undefined,
    dnsSearchDomains: listUnlessEmpty(container.dnsSearchDomains),
    dnsServers: listUnlessEmpty(container.dnsServers),
    dockerSecurityOptions: listUnlessEmpty(container.dockerSecurityOptions),
    extraHosts: listUnlessEmpty(sortedEntries(container.extraHosts).map(([hostname, ipAddress]) => ({ hostname, ipAddress }))),
    hostname: container.hostname,
    links: listUnlessEmpty(container.links),
    privileged: container.privileged ? true : undefined,
    resourceRequirements: container.gpus === undefined ? undefined : [{ type: "GPU", value: String(container.gpus) }],
  };
}

function portMapping({ port, hostPort, protocol, name, appProtocol }: PortSettings) {
  return { containerPort: port, hostPort, protocol, ...defined({ appProtocol, name }) };
}

function linuxParameters({ linux, logRouter }: ContainerSettings, { init }: ContainerContext) {
  const { addCapabilities, dropCapabilities } = linux;
  // The routers that AWS builds bring an init process of their own: a second one adds nothing.
  const initProcessEnabled = linux.init || (init && logRouter === undefined);
  const capabilities = defined({ add: listUnlessEmpty(addCapabilities.toSorted()), drop: listUnlessEmpty(dropCapabilities.toSorted()) });
  return recordUnlessEmpty(
    defined({
      capabilities: recordUnlessEmpty(capabilities),
      devices: listUnlessEmpty(
        sortedEntries(linux.devices).map(([containerPath, { hostPath, permissions = [] }]) => ({
          containerPath,
          hostPath,
          ...defined({ permissions: listUnlessEmpty(permissions.toSorted()) }),
        })),
      ),
      initProcessEnabled: initProcessEnabled ? true : undefined,
      maxSwap: linux.maxSwapMiB,
      sharedMemorySize: linux.sharedMemoryMiB,
      swappiness: linux.swappiness,
      tmpfs: listUnlessEmpty(
        sortedEntries(linux.tmpfs).map(([containerPath, { sizeMiB, options = [] }]) => ({
          containerPath,
          size: sizeMiB,
          ...defined({ mountOptions: listUnlessEmpty(options) }),
        })),
      ),
    }),
  );
}

/** Variables by which the init process of AWS's image for Fluent Bit finds its files. */
function routerEnvironment({ logRouter }: ContainerSettings): Record<string, string> {
  return Object.fromEntries(initFiles(logRouter).map((arn, index) => [`aws_fluent_bit_init_s3_${index + 1}`, arn]));
}

function firelensConfiguration({ logRouter }: ContainerSettings) {
  if (logRouter === undefined) return undefined;
  const { type, config, ecsMetadata } = logRouter;
  const options = {
    ...(config?.from === "file" ? { "config-file-type": "file", "config-file-value": config.path } : {}),
    ...(ecsMetadata ? {} : { "enable-ecs-log-metadata": "false" }),
  };
  return Object.keys(options).length > 0 ? { options, type } : { type };
}

function logConfiguration({ name, log }: ContainerSettings, { logs }: ContainerContext) {
  const secretOptions = listUnlessEmpty(logSecrets(log).map(({ option, source }) => ({ name: option, valueFrom: valueFrom(source) })));
  switch (log.driver) {
    case "awslogs":
      return {
        logDriver: log.driver,
        options: {
          "awslogs-group": log.group ?? logs.group,
          "awslogs-region": log.region ?? logs.region,
          "awslogs-stream-prefix": log.streamPrefix ?? logs.prefix,
          ...(log.mode === "blocking" ? { mode: "blocking" } : { "max-buffer-size": `${log.bufferMiB ?? 10}m`, mode: "non-blocking" }),
          ...defined({ "awslogs-datetime-format": log.datetimeFormat, "awslogs-multiline-pattern": log.multilinePattern }),
        },
      };
    case "splunk":
      return {
        logDriver: log.driver,
        options: {
          ...defined({ "splunk-format": log.format, "splunk-index": log.index, "splunk-sourcetype": log.sourceType }),
          "splunk-url": log.url,
        },
        secretOptions,
      };
    case "awsfirelens": {
      const output = log.output && outputFacts(log.output, { name: logs.prefix, container: name, region: logs.region });
      const buffer: Record<string, string> = log.bufferLines === undefined ? {} : { "log-driver-buffer-limit": String(log.bufferLines) };
      const options = Object.fromEntries(sortedEntries({ ...output?.options, ...buffer, ...log.options }));
      return { logDriver: log.driver, options, ...defined({ secretOptions }) };
    }
    case "fluentd":
    case "gelf":
    case "journald":
    case "json-file":
    case "syslog":
      return { logDriver: log.driver, options: Object.fromEntries(sortedEntries(log.options ?? {})) };
    case "none":
      return undefined;
  }
}

/** ECS reads one key of a JSON secret by three more parts: key, version's stage, version's id. */
export function valueFrom(source: SecretSource): string {
  if (source.from === "parameter-store") return source.arn;
  const { arn, jsonKey = "", versionStage = "", versionId = "" } = source;
  return `${jsonKey}${versionStage}${versionId}` === "" ? arn : [arn, jsonKey, versionStage, versionId].join(":");
}

function listUnlessEmpty<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > 0 ? list : undefined;
}

function recordUnlessEmpty<T extends object>(record: T): T | undefined {
  return Object.keys(record).length > 0 ? record : undefined;
}

/** ECS returns nothing for what is not set. */
function defined(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/**
 * JSON that Terraform makes, with its keys in order. CDKTF does not escape all that Terraform reads in quoted text: a
 * health check with quotes would not parse, and a percent sign before a brace would be a directive.
 */
export function jsonOf(value: unknown): string {
  return Fn.jsonencode(escaped(value));
}

function escaped(value: unknown): unknown {
  if (typeof value === "string") {
    return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("%{", "%%{").replaceAll("\r", "\\r").replaceAll("\t", "\\t");
  }
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, escaped(item)]));
  }
  return value;
}

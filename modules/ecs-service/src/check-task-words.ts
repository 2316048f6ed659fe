import { oneOf, type Problem } from "@terrace/core";
import type { Ec2LogProps } from "./ec2-task-props";
import { ebsSizes } from "./limits";
import { logSecrets } from "./log-outputs";
import type { SecretSource } from "./secret-props";
import type { ContainerSettings, TaskSettings } from "./task-settings";
import type { VolumeSettings } from "./volume-settings";

const windowsFamilies = ["2019", "2022"].flatMap((year) => ["CORE", "FULL"].map((kind) => `WINDOWS_SERVER_${year}_${kind}`));

/** Words that decide which rules and resources there are. Nothing else is looked at while one of them is not a word. */
export function checkTaskWords({ networkMode, platform, pidMode, ipcMode, containers, volumes }: TaskSettings): Problem[] {
  return [
    ...oneOf("task.networkMode", networkMode, ["awsvpc", "bridge", "default", "host", "none"]),
    ...oneOf("task.platform.architecture", platform.architecture, ["ARM64", "X86_64"]),
    ...oneOf("task.platform.operatingSystem", platform.operatingSystem, ["LINUX", ...windowsFamilies]),
    ...oneOfAny("task.pidMode", pidMode, ["host", "task"]),
    ...oneOfAny("task.ipcMode", ipcMode, ["host", "none", "task"]),
    ...containers.flatMap((container) => checkContainerWords(`task.containers.${container.name}`, container)),
    ...volumes.flatMap((volume) => checkVolumeWords(`task.volumes.${volume.name}`, volume)),
  ];
}

/** The same of a word that may be missing. */
export function oneOfAny(path: string, value: unknown, allowed: readonly string[]): Problem[] {
  return value === undefined ? [] : oneOf(path, value, allowed);
}

function checkContainerWords(path: string, { log, logRouter, ports, dependsOn, secrets, linux, versionConsistency }: ContainerSettings): Problem[] {
  const logs = checkLogWords(`${path}.log`, log);
  const logged = logs.length > 0 ? [] : logSecrets(log);
  return [
    ...logs,
    ...logged.flatMap(({ prop, source }) => checkSource(`${path}.log.${prop}`, source)),
    ...Object.entries(secrets).flatMap(([key, source]) => checkSource(`${path}.secrets.${key}`, source)),
    ...oneOfAny(`${path}.logRouter.type`, logRouter?.type, ["fluentbit", "fluentd"]),
    ...oneOfAny(`${path}.logRouter.config.from`, logRouter?.config?.from, ["file", "s3"]),
    ...ports.flatMap(({ protocol, appProtocol }, index) => [
      ...oneOf(`${path}.ports[${index}].protocol`, protocol, ["tcp", "udp"]),
      ...oneOfAny(`${path}.ports[${index}].appProtocol`, appProtocol, ["grpc", "http", "http2"]),
    ]),
    ...Object.entries(dependsOn).flatMap(([name, condition]) => oneOf(`${path}.dependsOn.${name}`, condition, ["COMPLETE", "HEALTHY", "START", "SUCCESS"])),
    ...Object.entries(linux.devices).flatMap(([at, { permissions = [] }]) =>
      permissions.flatMap((permission, index) => oneOf(`${path}.linux.devices["${at}"].permissions[${index}]`, permission, ["mknod", "read", "write"])),
    ),
    ...oneOfAny(`${path}.versionConsistency`, versionConsistency, ["disabled", "enabled"]),
  ];
}

function checkSource(path: string, { from }: SecretSource): Problem[] {
  return oneOf(`${path}.from`, from, ["parameter-store", "secrets-manager"]);
}

const drivers = ["awslogs", "awsfirelens", "splunk", "none", "fluentd", "gelf", "journald", "json-file", "syslog"] as const;
const outputs = ["cloudwatch-logs", "firehose", "kinesis", "s3", "opensearch", "datadog", "splunk", "newrelic", "http"] as const;

function checkLogWords(path: string, log: Ec2LogProps): Problem[] {
  switch (log.driver) {
    case "awslogs":
      return oneOfAny(`${path}.mode`, log.mode, ["blocking", "non-blocking"]);
    case "splunk":
      return oneOfAny(`${path}.format`, log.format, ["inline", "json", "raw"]);
    case "awsfirelens": {
      if (log.output === undefined) return [];
      const at = `${path}.output`;
      return [...oneOf(`${at}.to`, log.output.to, outputs), ...(log.output.to === "newrelic" ? oneOfAny(`${at}.dataCenter`, log.output.dataCenter, ["eu", "us"]) : [])];
    }
    default:
      return oneOf(`${path}.driver`, log.driver, drivers);
  }
}

function checkVolumeWords(path: string, { efs, ebs, docker }: VolumeSettings): Problem[] {
  return [
    ...oneOfAny(`${path}.transitEncryption`, efs?.transitEncryption, ["DISABLED", "ENABLED"]),
    ...oneOfAny(`${path}.iam`, efs?.iam, ["DISABLED", "ENABLED"]),
    ...oneOfAny(`${path}.ebs.type`, ebs?.type, Object.keys(ebsSizes)),
    ...oneOfAny(`${path}.ebs.fileSystem`, ebs?.fileSystem, ["ext3", "ext4", "ntfs", "xfs"]),
    ...oneOfAny(`${path}.docker.scope`, docker?.scope, ["shared", "task"]),
  ];
}

import { isKmsKeyArn, show, type Problem } from "@terrace/core";
import { checkRange, repeated } from "./check-range";
import { checkRuntime } from "./check-runtime";
import { leastContainerMemory, namePattern, pages, portNamePattern, ranges, systemControlPattern, ulimitNames, type Range } from "./limits";
import { isLater, type ContainerSettings, type TaskSettings } from "./task-settings";
import type { SecretSource } from "./secret-props";

/** Every problem of one container that concerns no other one. */
export function checkContainer(task: TaskSettings, container: ContainerSettings, exec: boolean): Problem[] {
  const path = `task.containers.${container.name}`;
  return [
    ...checkName(path, container),
    ...checkImage(path, container),
    ...checkResources(path, container),
    ...checkOwnPorts(path, container),
    ...checkEnvironment(path, container),
    ...Object.entries(container.secrets).flatMap(([key, source]) => checkSecret(`${path}.secrets.${key}`, source)),
    ...checkHealth(path, container),
    ...checkRange("stop-timeout", `${path}.stopTimeoutSeconds`, container.stopTimeoutSeconds, timeoutsOf(task), pages.container),
    ...checkRange("start-timeout", `${path}.startTimeoutSeconds`, container.startTimeoutSeconds, timeoutsOf(task), pages.container),
    ...checkMounts(path, container, task),
    ...checkOperatingSystem(path, container, task),
    ...checkRuntime(path, container, task),
    ...checkExec(path, container, exec),
  ];
}

/** Only Fargate has a longest time. */
function timeoutsOf({ launchType }: TaskSettings): Range {
  return launchType === "FARGATE" ? ranges.stopTimeout : { least: ranges.stopTimeout.least, most: 2147483647 };
}

function checkName(path: string, { name }: ContainerSettings): Problem[] {
  if (namePattern.test(name)) return [];
  return [{ code: "container-name", path, got: `named ${show(name)}`, expected: "up to 255 letters, digits, _ and -", see: pages.container }];
}

function checkImage(path: string, { image }: ContainerSettings): Problem[] {
  const at = `${path}.image`;
  const see = pages.container;
  if (image.isUnknown) {
    const expected = "{ repository, tag }, so that the rights to pull it and its way are known";
    return [{ code: "image-known", path: at, got: "known only after apply", expected, see }];
  }
  if (isLater(image.tag)) return [];
  const { reference, tag } = image;
  if (!isLater(reference) && !isImage(reference)) {
    const expected = "registry/name:tag, or registry/name@sha256:<64 hexadecimal digits>, the name in lower case";
    return [{ code: "image-syntax", path: at, got: show(reference), expected, see }];
  }
  if (tag !== undefined && tag !== "latest") return [];
  const got = tag === undefined ? `${show(reference)}, without a tag` : `${show(reference)}, whatever that is on the day`;
  const expected = "a tag that is never moved, such as the commit's, or a digest";
  return [{ code: "image-tag", path: at, got, expected, see }];
}

/**
 * Docker pulls no name with capitals; only the host before it may have some.
 *
 * @see https://github.com/distribution/reference/blob/main/reference.go
 */
function isImage(reference: string): boolean {
  const [, name = ""] = /^([^@]+?)(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/.exec(reference) ?? [];
  const parts = name.split("/");
  const [host = ""] = parts;
  const hasHost = parts.length > 1 && (/[.:]/.test(host) || host === "localhost");
  if (hasHost && !/^[\w.-]+(:\d+)?$/.test(host)) return false;
  return parts.slice(hasHost ? 1 : 0).every((part) => /^[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*$/.test(part));
}

function checkResources(path: string, { cpu, memoryMiB, memoryReservationMiB }: ContainerSettings): Problem[] {
  const see = pages.container;
  const problems: Problem[] = [];
  if (!Number.isInteger(cpu) || cpu < 0) {
    problems.push({ code: "container-cpu", path: `${path}.cpu`, got: show(cpu), expected: "a whole number of units, 0 or more", see });
  }
  for (const [prop, value] of Object.entries({ memoryMiB, memoryReservationMiB })) {
    if (value === undefined || (Number.isInteger(value) && value >= leastContainerMemory)) continue;
    problems.push({ code: "container-memory", path: `${path}.${prop}`, got: show(value), expected: `a whole number of MiB, ${leastContainerMemory} or more`, see });
  }
  if (memoryMiB !== undefined && memoryReservationMiB !== undefined && memoryReservationMiB >= memoryMiB) {
    const got = `${memoryReservationMiB}, not less than memoryMiB`;
    problems.push({ code: "memory-reservation", path: `${path}.memoryReservationMiB`, got, expected: `less than ${memoryMiB}`, see });
  }
  return problems;
}

function checkOwnPorts(path: string, { ports }: ContainerSettings): Problem[] {
  const see = pages.portMapping;
  return ports.flatMap(({ port, name, protocol, appProtocol }, index) => {
    const at = `${path}.ports[${index}]`;
    const problems = checkRange("port-range", `${at}.port`, port, ranges.port, see);
    if (name !== undefined && !portNamePattern.test(name)) {
      const expected = "up to 64 lower-case letters, digits, _ and -, not starting with -";
      problems.push({ code: "port-name", path: `${at}.name`, got: show(name), expected, see });
    }
    if (appProtocol !== undefined && protocol === "udp") {
      problems.push({ code: "app-protocol", path: `${at}.appProtocol`, got: `${show(appProtocol)} over udp`, expected: `protocol: "tcp"`, see });
    }
    if (appProtocol !== undefined && name === undefined) {
      const expected = "a name too: only Service Connect reads it, and it knows ports by name";
      problems.push({ code: "app-protocol", path: `${at}.appProtocol`, got: `${show(appProtocol)} without a name`, expected, see });
    }
    return problems;
  });
}

function checkEnvironment(path: string, { environment, secrets }: ContainerSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [group, names] of Object.entries({ environment: Object.keys(environment), secrets: Object.keys(secrets) })) {
    for (const name of names) {
      if (/^[A-Za-z_][\w.-]*$/.test(name)) continue;
      const expected = "letters, digits and _, not starting with a digit";
      problems.push({ code: "environment-name", path: `${path}.${group}`, got: `with ${show(name)}`, expected, see: pages.container });
    }
  }
  for (const name of Object.keys(secrets).filter((key) => key in environment)) {
    const expected = "in environment or in secrets";
    problems.push({ code: "environment-and-secret", path: `${path}.secrets.${name}`, got: "in environment too", expected, see: pages.secrets });
  }
  const [leaked] = Object.entries(environment).filter(([name, value]) => /password|secret|token|api_?key/i.test(name) && value.length > 0 && !isReference(value));
  if (leaked !== undefined) {
    const got = "readable by whoever may describe the task definition";
    const expected = "secrets, if nobody should read it";
    problems.push({ code: "environment-secret", path: `${path}.environment.${leaked[0]}`, got, expected, see: pages.secrets, severity: "warning" });
  }
  return problems;
}

/** Names and addresses of secrets are no secrets. */
function isReference(value: string): boolean {
  return /^(arn:|https?:|\/)/.test(value);
}

const secretArns = {
  "parameter-store": {
    pattern: /^arn:aws[a-z-]*:ssm:[a-z0-9-]+:\d{12}:parameter\/.+$/,
    expected: "arn:<partition>:ssm:<region>:<account>:parameter/<name>",
  },
  "secrets-manager": {
    pattern: /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[^:]+$/,
    expected: "arn:<partition>:secretsmanager:<region>:<account>:secret:<name>-<6 characters>",
  },
} as const;

/** Where a secret lies, and by which key. */
export function checkSecret(path: string, source: SecretSource): Problem[] {
  const see = pages.secrets;
  const { pattern, expected } = secretArns[source.from];
  const problems: Problem[] = [];
  if (!isLater(source.arn) && !pattern.test(source.arn)) {
    problems.push({ code: "secret-arn", path: `${path}.arn`, got: show(source.arn), expected, see });
  } else if (source.from === "secrets-manager" && !isLater(source.arn) && !/-[A-Za-z0-9]{6}$/.test(source.arn)) {
    const got = `${show(source.arn)}, without the six characters that AWS adds: rights for it match nothing`;
    problems.push({ code: "secret-arn-suffix", path: `${path}.arn`, got, expected: "the full ARN", see, severity: "warning" });
  }
  if (source.from === "secrets-manager") {
    for (const [prop, part] of Object.entries({ jsonKey: source.jsonKey, versionStage: source.versionStage, versionId: source.versionId })) {
      if (part === undefined || (part !== "" && !part.includes(":"))) continue;
      problems.push({ code: "secret-json-key", path: `${path}.${prop}`, got: show(part), expected: "a text without colons", see });
    }
  }
  const { kmsKeyArn } = source;
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    const wanted = "the ARN of a key: rights through an alias's ARN do not work";
    problems.push({ code: "secret-kms-key", path: `${path}.kmsKeyArn`, got: show(kmsKeyArn), expected: wanted, see });
  }
  return problems;
}

function checkHealth(path: string, { healthCheck }: ContainerSettings): Problem[] {
  if (healthCheck === undefined) return [];
  const see = pages.healthCheck;
  const at = `${path}.healthCheck`;
  const { command, intervalSeconds, timeoutSeconds, retries, startPeriodSeconds } = healthCheck;
  const [kind, ...rest] = command;
  const problems: Problem[] = [];
  if ((kind !== "CMD" && kind !== "CMD-SHELL") || rest.length === 0 || (kind === "CMD-SHELL" && rest.length > 1)) {
    const expected = `["CMD", program, ...] or ["CMD-SHELL", line]`;
    problems.push({ code: "health-command", path: `${at}.command`, got: show(command), expected, see });
  }
  return [
    ...problems,
    ...checkRange("health-interval", `${at}.intervalSeconds`, intervalSeconds, ranges.healthInterval, see),
    ...checkRange("health-timeout", `${at}.timeoutSeconds`, timeoutSeconds, ranges.healthTimeout, see),
    ...checkRange("health-retries", `${at}.retries`, retries, ranges.healthRetries, see),
    ...checkRange("health-start-period", `${at}.startPeriodSeconds`, startPeriodSeconds, ranges.healthStartPeriod, see),
  ];
}

function checkMounts(path: string, { mounts, workingDirectory }: ContainerSettings, { volumes }: TaskSettings): Problem[] {
  const known = volumes.map(({ name }) => name);
  const problems: Problem[] = [];
  for (const [at, { volume }] of Object.entries(mounts)) {
    if (!known.includes(volume)) {
      const expected = known.length === 0 ? "a volume in task.volumes, which is empty" : `one of ${known.join(", ")}`;
      problems.push({ code: "mount-volume", path: `${path}.mounts["${at}"].volume`, got: show(volume), expected, see: pages.container });
    }
  }
  const directories = { ...Object.fromEntries(Object.keys(mounts).map((at) => [`${path}.mounts["${at}"]`, at])), [`${path}.workingDirectory`]: workingDirectory };
  for (const [at, directory] of Object.entries(directories)) {
    // Windows knows drives: C:\data.
    if (directory === undefined || isLater(directory) || /^(\/|[A-Za-z]:\\)/.test(directory)) continue;
    problems.push({ code: "absolute-path", path: at, got: show(directory), expected: `an absolute path such as /${directory}`, see: pages.container });
  }
  return problems;
}

function checkOperatingSystem(path: string, { ulimits, systemControls, linux }: ContainerSettings, { launchType }: TaskSettings): Problem[] {
  const problems: Problem[] = [];
  for (const [name, { soft, hard }] of Object.entries(ulimits)) {
    const at = `${path}.ulimits.${name}`;
    if (!ulimitNames.some((known) => known === name)) {
      problems.push({ code: "ulimit-name", path: at, got: `named ${show(name)}`, expected: `one of ${ulimitNames.join(", ")}`, see: pages.ulimit });
    }
    if (![soft, hard].every(Number.isInteger) || soft > hard) {
      const got = `soft ${soft} and hard ${hard}`;
      problems.push({ code: "ulimit-range", path: at, got, expected: "whole numbers, soft not above hard", see: pages.ulimit });
    }
  }
  for (const name of Object.keys(systemControls).filter((key) => !systemControlPattern.test(key))) {
    const expected = "a parameter of net., fs.mqueue., kernel.msg, kernel.sem or kernel.shm";
    problems.push({ code: "system-control", path: `${path}.systemControls`, got: `with ${show(name)}`, expected, see: pages.systemControl });
  }
  const { addCapabilities, dropCapabilities } = linux;
  const refused = addCapabilities.find((capability) => capability !== "SYS_PTRACE");
  if (launchType === "FARGATE" && refused !== undefined) {
    const at = `${path}.linux.addCapabilities`;
    problems.push({ code: "linux-capability", path: at, got: `with ${show(refused)}`, expected: "SYS_PTRACE only, on Fargate", see: pages.kernel });
  }
  const [twice] = repeated([...addCapabilities, ...dropCapabilities]);
  if (twice !== undefined) {
    const got = "naming one capability twice";
    problems.push({ code: "linux-capability", path: `${path}.linux`, got, expected: "each once, added or dropped", see: pages.kernel });
  }
  return problems;
}

function checkExec(path: string, { readOnlyRoot }: ContainerSettings, exec: boolean): Problem[] {
  if (!exec || !readOnlyRoot) return [];
  const expected = "false, or no exec: its agent writes into the container's root";
  return [{ code: "exec-read-only-root", path: `${path}.readOnlyRoot`, got: "true with exec", expected, see: pages.exec }];
}

import { mustBeKnown, show, type Problem } from "@terrace/core";
import { checkContainer } from "./check-container";
import { checkDependsOn } from "./check-depends-on";
import { checkLogs } from "./check-logs";
import { checkRange, repeated } from "./check-range";
import { fargateSizes, leastContainerMemory, most, namePattern, pages, ranges } from "./limits";
import { isLater, isWindows, type TaskSettings, type VolumeSettings } from "./task-settings";

/** Every problem of a task that Fargate runs. Pure. */
export function checkTask(task: TaskSettings, exec: boolean): Problem[] {
  const unknown = checkKnown(task);
  if (unknown.length > 0) return unknown;
  return [
    ...checkSize(task),
    ...checkPlatform(task),
    ...checkSums(task),
    ...checkCount(task),
    ...task.containers.flatMap((container) => checkContainer(task, container, exec)),
    ...checkPorts(task),
    ...checkDependsOn(task.containers),
    ...checkVolumes(task),
    ...checkLogs(task),
    ...checkRoles(task),
    ...checkRange("ephemeral-storage", "task.ephemeralStorageGiB", task.ephemeralStorageGiB, ranges.ephemeralStorageGiB, pages.storage),
  ];
}

/** Sizes, names and ports decide what is made, and what rules are held against. */
function checkKnown({ cpu, memoryMiB, containers, volumes }: TaskSettings): Problem[] {
  const perContainer = containers.map(({ name, cpu: share, memoryMiB: hard, memoryReservationMiB, ports, mounts, dependsOn, environment, secrets }) => [
    `task.containers.${name}`,
    {
      name, cpu: share, memoryMiB: hard, memoryReservationMiB, ports, mounts, dependsOn,
      environment: Object.keys(environment),
      secrets: Object.keys(secrets),
    },
  ]);
  return mustBeKnown({
    "task.cpu": cpu,
    "task.memoryMiB": memoryMiB,
    "task.volumes": volumes.map(({ name }) => name),
    ...Object.fromEntries(perContainer),
  });
}

function checkSize(task: TaskSettings): Problem[] {
  const { cpu, memoryMiB } = task;
  const see = pages.fargate;
  const sizes = fargateSizes.filter(({ windows }) => windows || !isWindows(task));
  const size = sizes.find((one) => one.cpu === cpu);
  if (size === undefined) {
    const expected = `one of ${sizes.map((one) => one.cpu).join(", ")}${isWindows(task) ? " on Windows" : ""}`;
    return [{ code: "fargate-cpu", path: "task.cpu", got: show(cpu), expected, see }];
  }
  if (size.memory.includes(memoryMiB)) return [];
  const enough = size.memory.find((memory) => memory >= memoryMiB);
  const larger = sizes.find(({ memory }) => memory.includes(memoryMiB));
  const nearest = enough === undefined ? `at most ${size.memory.at(-1)}` : `such as ${enough}`;
  const expected = `${nearest} with cpu ${cpu}${larger === undefined ? "" : `, or cpu ${larger.cpu}`}`;
  return [{ code: "fargate-memory", path: "task.memoryMiB", got: `${show(memoryMiB)} with cpu ${cpu}`, expected, see }];
}

function checkPlatform(task: TaskSettings): Problem[] {
  if (!isWindows(task)) return [];
  const problems: Problem[] = [];
  const see = pages.windows;
  if (task.platform.architecture === "ARM64") {
    problems.push({ code: "windows-arm", path: "task.platform.architecture", got: `"ARM64" on Windows`, expected: `"X86_64"`, see });
  }
  const unsupported = {
    "task.pidMode": task.pidMode,
    "task.ephemeralStorageGiB": task.ephemeralStorageGiB,
    ...Object.fromEntries(task.volumes.filter(({ efs }) => efs !== undefined).map(({ name, efs }) => [`task.volumes.${name}`, efs])),
    ...Object.fromEntries(
      task.containers.flatMap(({ name, user, ulimits, readOnlyRoot, systemControls, linux }) => {
        const usesLinux = linux.init || linux.addCapabilities.length > 0 || linux.dropCapabilities.length > 0;
        const used = {
          user,
          ulimits: Object.keys(ulimits).length > 0 || undefined,
          readOnlyRoot: readOnlyRoot || undefined,
          systemControls: Object.keys(systemControls).length > 0 || undefined,
          linux: usesLinux || undefined,
        };
        return Object.entries(used).map(([prop, value]) => [`task.containers.${name}.${prop}`, value]);
      }),
    ),
  };
  for (const [path, value] of Object.entries(unsupported)) {
    if (value !== undefined) problems.push({ code: "windows-unsupported", path, got: "given on Windows", expected: "no such prop, or Linux", see });
  }
  return problems;
}

function checkSums({ cpu, memoryMiB, containers }: TaskSettings): Problem[] {
  const problems: Problem[] = [];
  const cpuSum = sum(containers.map((container) => container.cpu));
  if (cpuSum > cpu) {
    const got = `${cpu}, less than the ${cpuSum} of its containers`;
    problems.push({ code: "container-cpu-sum", path: "task.cpu", got, expected: `${cpuSum} or more, or smaller shares`, see: pages.container });
  }
  const memorySum = sum(containers.map(({ memoryMiB: hard = 0, memoryReservationMiB = hard }) => memoryReservationMiB));
  if (memorySum > memoryMiB) {
    const got = `${memoryMiB}, less than the ${memorySum} that its containers keep`;
    problems.push({ code: "container-memory-sum", path: "task.memoryMiB", got, expected: `${memorySum} or more, or less for containers`, see: pages.container });
  }
  const largest = containers.find(({ memoryMiB: hard = 0 }) => hard > memoryMiB);
  if (largest !== undefined && memorySum <= memoryMiB) {
    const path = `task.containers.${largest.name}.memoryMiB`;
    const got = `${show(largest.memoryMiB)}, more than the whole task has`;
    problems.push({ code: "container-memory", path, got, expected: `${leastContainerMemory} to ${memoryMiB}`, see: pages.container });
  }
  return problems;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function checkCount({ containers }: TaskSettings): Problem[] {
  const path = "task.containers";
  if (containers.length < 1 || containers.length > most.containers) {
    return [{ code: "container-count", path, got: `${containers.length} containers`, expected: `1 to ${most.containers}`, see: pages.quotas }];
  }
  if (containers.some(({ essential }) => essential)) return [];
  const expected = "one container with essential: true: the task lives as long as it";
  return [{ code: "no-essential-container", path, got: "without an essential container", expected, see: pages.container }];
}

/** The containers of a task share one address. */
function checkPorts({ containers }: TaskSettings): Problem[] {
  const ports = containers.flatMap(({ name, ports: own }) => own.map((port, index) => ({ ...port, path: `task.containers.${name}.ports[${index}]` })));
  const problems: Problem[] = [];
  for (const index of repeated(ports.map(({ port, protocol }) => `${port}/${protocol}`))) {
    const { path, port, protocol } = ports[index] ?? { path: "", port: 0, protocol: "tcp" };
    const expected = "another port: containers of a task share one address";
    problems.push({ code: "port-duplicate", path: `${path}.port`, got: `${port}/${protocol} again`, expected, see: pages.awsvpc });
  }
  const named = ports.filter(({ name }) => name !== undefined);
  for (const index of repeated(named.map(({ name }) => name))) {
    const { path, name } = named[index] ?? { path: "", name: "" };
    problems.push({ code: "port-name-duplicate", path: `${path}.name`, got: `${show(name)} again`, expected: "a name of its own", see: pages.portMapping });
  }
  return problems;
}

function checkVolumes(task: TaskSettings): Problem[] {
  const { volumes, containers } = task;
  const problems: Problem[] = [];
  for (const index of repeated(volumes.map(({ name }) => name))) {
    const { name } = volumes[index] ?? { name: "" };
    problems.push({ code: "volume-duplicate", path: "task.volumes", got: `${show(name)} twice`, expected: "a name of its own for each volume" });
  }
  problems.push(...volumes.flatMap(checkVolume));
  const mounted = containers.flatMap(({ mounts }) => Object.values(mounts).map(({ volume }) => volume));
  const idle = volumes.find(({ name }) => !mounted.includes(name));
  if (idle !== undefined) {
    const expected = "a container that mounts it, or no volume";
    problems.push({ code: "volume-unused", path: `task.volumes.${idle.name}`, got: "mounted by no container", expected, severity: "warning" });
  }
  return problems;
}

function checkVolume({ name, efs }: VolumeSettings): Problem[] {
  const path = `task.volumes.${name}`;
  const problems: Problem[] = [];
  if (!namePattern.test(name)) {
    problems.push({ code: "volume-name", path, got: `named ${show(name)}`, expected: "up to 255 letters, digits, _ and -", see: pages.taskDefinition });
  }
  if (efs === undefined) return problems;
  const see = pages.efs;
  if (!isLater(efs.fileSystemId) && !/^fs-[0-9a-f]{8,40}$/.test(efs.fileSystemId)) {
    const expected = "an id such as fs-0123456789abcdef0";
    problems.push({ code: "efs-id", path: `${path}.fileSystemId`, got: show(efs.fileSystemId), expected, see });
  }
  const encrypted = efs.accessPointId !== undefined ? "accessPointId" : efs.iam === "ENABLED" ? `iam "ENABLED"` : undefined;
  if (efs.transitEncryption === "DISABLED" && encrypted !== undefined) {
    const got = `"DISABLED" with ${encrypted}`;
    problems.push({ code: "efs-encryption", path: `${path}.transitEncryption`, got, expected: `"ENABLED"`, see });
  }
  if (efs.accessPointId !== undefined && efs.rootDirectory !== undefined && efs.rootDirectory !== "/") {
    const got = `${show(efs.rootDirectory)} with accessPointId`;
    problems.push({ code: "efs-root", path: `${path}.rootDirectory`, got, expected: "no such prop: the access point has its own", see });
  }
  return problems;
}

function checkRoles({ taskRole, executionRole }: TaskSettings): Problem[] {
  if (taskRole === undefined || taskRole.roleArn !== executionRole?.roleArn) return [];
  const expected = "another role: containers would have the rights to read every secret and to pull every image";
  return [{ code: "same-role", path: "task.executionRole", got: "the task role", expected, see: pages.taskDefinition }];
}

import { mustBeKnown, show, type Problem } from "@terrace/core";
import { checkContainer } from "./check-container";
import { checkDependsOn } from "./check-depends-on";
import { checkInstanceTask } from "./check-instance-task";
import { checkLaunch } from "./check-launch";
import { checkLogs } from "./check-logs";
import { checkPorts } from "./check-ports";
import { checkRange } from "./check-range";
import { checkVolumes } from "./check-volumes";
import { fargateSizes, leastContainerMemory, most, pages, ranges } from "./limits";
import { isWindows, type TaskSettings } from "./task-settings";

/** Every problem of a task, wherever it runs. Pure. */
export function checkTask(task: TaskSettings, exec: boolean): Problem[] {
  const unread = task.json?.problems ?? [];
  if (unread.length > 0) return [...unread];
  const unknown = checkKnown(task);
  if (unknown.length > 0) return unknown;
  return [
    ...(task.launchType === "FARGATE" ? checkSize(task) : checkInstanceTask(task)),
    ...checkLaunch(task),
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
      name, cpu: share, memoryMiB: hard, memoryReservationMiB, mounts, dependsOn,
      // A port of the instance that follows from the container's is told once.
      ports: ports.map(({ hostPort, ...port }) => (hostPort === port.port ? port : { ...port, hostPort })),
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
  if (memoryMiB !== undefined && size.memory.includes(memoryMiB)) return [];
  const wanted = memoryMiB ?? 0;
  const enough = size.memory.find((memory) => memory >= wanted);
  const larger = sizes.find(({ memory }) => memory.includes(wanted));
  const nearest = enough === undefined ? `at most ${size.memory.at(-1)}` : `such as ${enough}`;
  const expected = `${nearest} with cpu ${cpu}${larger === undefined ? "" : `, or cpu ${larger.cpu}`}`;
  return [{ code: "fargate-memory", path: "task.memoryMiB", got: `${show(memoryMiB)} with cpu ${cpu}`, expected, see }];
}

function checkSums({ cpu, memoryMiB, containers }: TaskSettings): Problem[] {
  const problems: Problem[] = [];
  const cpuSum = sum(containers.map((container) => container.cpu));
  if (cpu !== undefined && cpuSum > cpu) {
    const got = `${cpu}, less than the ${cpuSum} of its containers`;
    problems.push({ code: "container-cpu-sum", path: "task.cpu", got, expected: `${cpuSum} or more, or smaller shares`, see: pages.container });
  }
  if (memoryMiB === undefined) return problems;
  const memorySum = sum(containers.map(({ memoryMiB: hard = 0, memoryReservationMiB = hard }) => memoryReservationMiB));
  if (memorySum > memoryMiB) {
    const got = `${memoryMiB}, less than the ${memorySum} that its containers keep`;
    problems.push({ code: "container-memory-sum", path: "task.memoryMiB", got, expected: `${memorySum} or more, or less for containers`, see: pages.container });
  }
  if (memorySum === memoryMiB && containers.length > 1) {
    const got = `${memoryMiB}, all of which its containers keep`;
    problems.push({ code: "container-memory-tight", path: "task.memoryMiB", got, expected: "more than they keep, or less for containers", see: pages.container, severity: "warning" });
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

function checkRoles({ taskRole, executionRole }: TaskSettings): Problem[] {
  if (taskRole === undefined || taskRole.roleArn !== executionRole?.roleArn) return [];
  const expected = "another role: containers would have the rights to read every secret and to pull every image";
  return [{ code: "same-role", path: "task.executionRole", got: "the task role", expected, see: pages.taskDefinition }];
}

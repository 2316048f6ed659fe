import { show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { leastContainerMemory, most, pages, ranges } from "./limits";
import type { TaskSettings } from "./task-settings";

/** What only tasks on instances can get wrong: their size, the network of the instance, where they may be placed. */
export function checkInstanceTask(task: TaskSettings): Problem[] {
  return [...checkSize(task), ...checkHostNetwork(task), ...checkIpc(task), ...checkExpressions("task.placementConstraints", task.placementConstraints)];
}

function checkSize({ cpu, memoryMiB, containers }: TaskSettings): Problem[] {
  const see = pages.taskDefinition;
  const problems = checkRange("ec2-cpu", "task.cpu", cpu, ranges.ec2Cpu, see);
  if (memoryMiB !== undefined && !(Number.isInteger(memoryMiB) && memoryMiB >= leastContainerMemory)) {
    problems.push({ code: "ec2-memory", path: "task.memoryMiB", got: show(memoryMiB), expected: `a whole number of MiB, ${leastContainerMemory} or more`, see });
  }
  if (memoryMiB !== undefined) return problems;
  const without = containers.filter((container) => container.memoryMiB === undefined && container.memoryReservationMiB === undefined);
  return [
    ...problems,
    ...without.map(({ name }) => ({
      code: "memory-missing",
      path: `task.containers.${name}.memoryMiB`,
      got: "missing, and the task has none either",
      expected: "memoryMiB, memoryReservationMiB, or memoryMiB of the task",
      see: pages.container,
    })),
  ];
}

/** Root in the network of the instance reaches what only the instance should, such as its own services on 127.0.0.1. */
function checkHostNetwork({ networkMode, containers }: TaskSettings): Problem[] {
  if (networkMode !== "host") return [];
  const [root] = containers.filter(({ user }) => user === undefined || /^(root|0)(:|$)/.test(user));
  if (root === undefined) return [];
  const got = `${show(root.user ?? "the image's user")} in the network of the instance`;
  return [{ code: "host-network-root", path: `task.containers.${root.name}.user`, got, expected: "a user without rights", see: pages.networkMode, severity: "warning" }];
}

function checkIpc({ ipcMode, containers }: TaskSettings): Problem[] {
  if (ipcMode !== "host") return [];
  return containers.flatMap(({ name, systemControls }) => {
    const [control] = Object.keys(systemControls).filter((key) => /^(fs\.mqueue\.|kernel\.)/.test(key));
    if (control === undefined) return [];
    const got = `with ${show(control)}, and ipcMode "host"`;
    return [{ code: "ipc-system-control", path: `task.containers.${name}.systemControls`, got, expected: "parameters of net., or another ipcMode", see: pages.systemControl }];
  });
}

/** Expressions of the cluster query language, by length: ECS alone knows the attributes. */
export function checkExpressions(path: string, expressions: readonly string[]): Problem[] {
  return expressions.flatMap((expression, index) => {
    if (expression.length > 0 && expression.length <= most.placementExpression) return [];
    const got = expression === "" ? "empty" : `${expression.length} characters long`;
    return [{ code: "placement-constraint", path: `${path}[${index}]`, got, expected: `an expression of up to ${most.placementExpression} characters`, see: pages.attributes }];
  });
}

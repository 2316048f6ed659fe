import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";
import type { ContainerSettings } from "./task-settings";

/** The order in which containers start: it names containers of the task, it ends, and its conditions can come true. */
export function checkDependsOn(containers: readonly ContainerSettings[]): Problem[] {
  const byName = new Map(containers.map((container) => [container.name, container]));
  const problems = containers.flatMap(({ name, dependsOn }) =>
    Object.entries(dependsOn).flatMap(([on, condition]) => checkCondition(`task.containers.${name}.dependsOn.${on}`, byName.get(on), condition, byName)),
  );
  const cycle = findCycle(containers);
  if (cycle === undefined) return problems;
  const [first = ""] = cycle;
  const path = `task.containers.${first}.dependsOn`;
  return [...problems, { code: "depends-on-cycle", path, got: `a circle: ${cycle.join(" → ")}`, expected: "an order with a beginning", see: pages.dependency }];
}

function checkCondition(path: string, on: ContainerSettings | undefined, condition: string, byName: ReadonlyMap<string, ContainerSettings>): Problem[] {
  const see = pages.dependency;
  if (on === undefined) {
    return [{ code: "depends-on-unknown", path, got: "no container of the task", expected: `one of ${[...byName.keys()].join(", ")}`, see }];
  }
  if ((condition === "COMPLETE" || condition === "SUCCESS") && on.essential) {
    const expected = `essential: false for ${on.name}: when it ends, the task ends`;
    return [{ code: "depends-on-essential", path, got: `${show(condition)} of an essential container`, expected, see }];
  }
  if (condition === "HEALTHY" && on.healthCheck === undefined) {
    const got = `"HEALTHY" of a container without a health check`;
    return [{ code: "depends-on-health", path, got, expected: `healthCheck of ${on.name}, or "START"`, see }];
  }
  return [];
}

/** The names along a circle, the first one at its end again; undefined where there is none. */
function findCycle(containers: readonly ContainerSettings[]): string[] | undefined {
  const waits = new Map(containers.map(({ name, dependsOn }) => [name, Object.keys(dependsOn)]));
  const finished = new Set<string>();
  const search = (name: string, path: readonly string[]): string[] | undefined => {
    const start = path.indexOf(name);
    if (start >= 0) return [...path.slice(start), name];
    if (finished.has(name)) return undefined;
    for (const next of waits.get(name) ?? []) {
      const found = search(next, [...path, name]);
      if (found !== undefined) return found;
    }
    finished.add(name);
    return undefined;
  };
  for (const { name } of containers) {
    const found = search(name, []);
    if (found !== undefined) return found;
  }
  return undefined;
}

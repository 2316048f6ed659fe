import { nameOf } from "@terrace/core";
import type { RunProps, ServiceProps } from "../../../stacks/container-props";
import type { Environment } from "../../../stacks/environment";

/** What a service or a one-off task is, as the environment's file says it. */
export type Run = Partial<ServiceProps> & RunProps;

/** Every service and every one-off task of an environment, by role. */
export function runsOf({ containers: { services, tasks } }: Environment): [string, Run][] {
  return [...Object.entries(services), ...Object.entries(tasks)];
}

/** The name of what has a role. */
export function nameIn({ name, project }: Environment, role: string): string {
  return nameOf({ environment: name, project }, role);
}

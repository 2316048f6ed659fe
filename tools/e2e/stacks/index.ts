import type { Environment } from "../../../stacks/environment";
import type { Change, StackCase } from "./case";
import { network } from "./network";
import { state } from "./state";

export type { Change, StackCase } from "./case";

/** Every kind of stack, in the order of deployment. The first one makes the bucket for the states of all. */
export const bootstrap = state;
export const later: readonly StackCase[] = [network];

const changes: readonly Change[] = [bootstrap, ...later].flatMap((stackCase) => [
  ...stackCase.changes,
  ...(stackCase.beforeDestroy === undefined ? [] : [stackCase.beforeDestroy]),
]);

/** An environment's data after some changes. */
export function withChanges(environment: Environment, names: readonly string[]): Environment {
  return names.reduce((changed, name) => {
    const change = changes.find((one) => one.name === name);
    if (change === undefined) throw new Error(`unknown change "${name}"\n    expected: one of ${changes.map((one) => one.name).join(", ")}`);
    return change.make(changed);
  }, environment);
}

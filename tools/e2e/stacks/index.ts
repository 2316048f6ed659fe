import type { Environment } from "../../../stacks/environment";
import { cache } from "./cache";
import type { Change, StackCase } from "./case";
import { containers } from "./containers";
import { kubernetes } from "./kubernetes";
import { kubernetesPlatform } from "./kubernetes-platform";
import { network } from "./network";
import { registry } from "./registry";
import { state } from "./state";
import { storage } from "./storage";

export type { Change, StackCase } from "./case";

/** The stack that makes the bucket for the states of all. */
export const bootstrap = state;
/** Every other kind of stack, in the order of deployment. Those of one row need nothing of each other. */
export const rows: readonly (readonly StackCase[])[] = [
  [registry, network],
  [cache, storage, kubernetes],
  [containers, kubernetesPlatform],
];
export const later: readonly StackCase[] = rows.flat();

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

import { InvalidPropsError, type ProblemReport } from "@terrace/core";
import type { Construct } from "constructs";
import { checkEnvironments, nameable, type Environment } from "./environment";
import type { StackOptions } from "./environment-stack";
import { CacheStack } from "./cache";
import { ContainersStack } from "./containers";
import { KubernetesStack } from "./kubernetes";
import { KubernetesPlatformStack } from "./kubernetes-platform";
import { NetworkStack } from "./network";
import { RegistryStack } from "./registry";
import { StateStack } from "./state";
import { StorageStack } from "./storage";

/**
 * Builds every stack of the environments. This is the list of stacks, in the order of their deployment.
 *
 * A stack that cannot be built does not stop the others, so that one run reports the problems of all of them. Only an
 * environment whose name is bad or taken has no stacks, for CDKTF could not name them.
 *
 * @throws InvalidPropsError with the problems of all environments and all stacks
 */
export function buildStacks(app: Construct, environments: readonly Environment[], options: StackOptions = {}): void {
  const reports: ProblemReport[] = [];
  const attempt = <T>(build: () => T): T | undefined => {
    try {
      return build();
    } catch (error) {
      if (!InvalidPropsError.isInvalidPropsError(error)) throw error;
      reports.push(...error.reports);
      return undefined;
    }
  };

  attempt(() => checkEnvironments(environments));
  for (const environment of nameable(environments)) {
    const state = attempt(() => new StateStack(app, environment, options));
    const registry = attempt(() => new RegistryStack(app, environment, options));
    const network = attempt(() => new NetworkStack(app, environment, options));
    if (state !== undefined) for (const stack of [registry, network]) stack?.addDependency(state);
    if (network === undefined) continue;
    const kubernetes = attempt(() => new KubernetesStack(app, environment, options, network));
    if (kubernetes !== undefined) attempt(() => new KubernetesPlatformStack(app, environment, options, network, kubernetes));
    const cache = attempt(() => new CacheStack(app, environment, options, network));
    const storage = attempt(() => new StorageStack(app, environment, options, network));
    if (registry === undefined || cache === undefined || storage === undefined) continue;
    attempt(() => new ContainersStack(app, environment, options, { network, registry, cache, storage }));
  }

  if (reports.length > 0) throw new InvalidPropsError(reports);
}

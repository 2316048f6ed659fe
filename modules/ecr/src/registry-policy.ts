import { pullActions } from "./policy";
import type { RegistryAccessSettings } from "./registry-settings";

/** What fetching an image through the cache takes before it can be pulled. */
const cacheActions = ["ecr:BatchImportUpstreamImage", "ecr:CreateRepository"] as const;

/** ARNs of the repositories of these prefixes. */
export function repositoriesOf(prefixes: readonly string[], registryArn: string): string[] {
  const arns = prefixes.map((prefix) => `${registryArn}:repository/${prefix === "ROOT" ? "" : `${prefix.replace(/\/$/, "")}/`}*`);
  return [...new Set(arns)];
}

/** The policy of a registry. */
export function registryPolicy({ replicationFrom, cachePull }: RegistryAccessSettings, prefixes: readonly string[], registryArn: string) {
  const replicate = {
    Sid: "ReplicationFrom",
    Effect: "Allow",
    Principal: { AWS: replicationFrom },
    Action: ["ecr:CreateRepository", "ecr:ReplicateImage"],
    Resource: `${registryArn}:repository/*`,
  };
  const cache = { Sid: "CachePull", Effect: "Allow", Principal: { AWS: cachePull }, Action: cacheActions, Resource: repositoriesOf(prefixes, registryArn) };
  return { Version: "2012-10-17", Statement: [...(replicationFrom.length === 0 ? [] : [replicate]), ...(cachePull.length === 0 ? [] : [cache])] };
}

/** Policy of a role that pulls images through the cache. */
export function cachePullPolicy(prefixes: readonly string[], registryArn: string) {
  const pull = { Effect: "Allow", Action: [...pullActions, ...cacheActions], Resource: repositoriesOf(prefixes, registryArn) };
  return { Version: "2012-10-17", Statement: [pull, { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" }] };
}

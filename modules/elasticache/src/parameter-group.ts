import { ElasticacheParameterGroup, type ElasticacheParameterGroupConfig } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import type { Tags } from "@terrace/core";
import type { Construct } from "constructs";
import { familyInName, familyOf, type Engine } from "./engines";

/** What a parameter group is made from. */
export interface ParameterGroupConfig {
  readonly name: string;
  readonly engine: Engine | "memcached";
  readonly engineVersion: string;
  /** True for a group of nodes in a cluster: they need one of their own. */
  readonly isCluster: boolean;
  readonly parameters: Readonly<Record<string, string>>;
  readonly tags: Tags;
  readonly override: Partial<ElasticacheParameterGroupConfig>;
}

/**
 * The parameter group of a cache. Its name holds what cannot be changed in place, so that a new family makes a second
 * group: the cache moves over, and the first one is deleted last.
 */
export function createParameterGroup(scope: Construct, config: ParameterGroupConfig): ElasticacheParameterGroup {
  const family = familyOf(config.engine, config.engineVersion);
  const parameters = { ...(config.isCluster ? { "cluster-enabled": "yes" } : {}), ...config.parameters };
  const parameter = Object.entries(parameters)
    .map(([name, value]) => ({ name, value }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return new ElasticacheParameterGroup(scope, "parameter-group", {
    name: `${config.name}-${familyInName(family)}${config.isCluster ? "-cluster" : ""}`,
    family,
    description: `Parameters of the cache ${config.name}`,
    parameter: parameter.length > 0 ? parameter : undefined,
    tags: config.tags,
    lifecycle: { createBeforeDestroy: true },
    ...config.override,
  });
}

import { ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Shards and replicas that follow the load. Terraform sets their numbers once, and autoscaling owns them. */
export function cluster(stack: TerraformStack): ReplicationGroup {
  return new ReplicationGroup(stack, "queries", {
    name: "prd-shop-queries",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: {
      clusterMode: "enabled",
      shards: { initial: 2, owner: "autoscaling" },
      replicasPerShard: { initial: 1, owner: "autoscaling" },
    },
    autoscaling: {
      shards: { min: 2, max: 6, metric: "memory", targetPercent: 65 },
      replicas: { min: 1, max: 3 },
    },
  });
}

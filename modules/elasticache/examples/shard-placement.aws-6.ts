import { ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Each shard in zones of its own, with its own part of the keys, filled from files in S3. AWS provider 6.20.0 or later. */
export function shardPlacement(stack: TerraformStack): ReplicationGroup {
  return new ReplicationGroup(stack, "queries", {
    name: "prd-shop-queries",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: {
      clusterMode: "enabled",
      shards: 2,
      replicasPerShard: 1,
      placement: {
        "0001": { primaryZone: "ap-northeast-1a", replicaZones: ["ap-northeast-1c"], slots: "0-8191" },
        "0002": { primaryZone: "ap-northeast-1c", replicaZones: ["ap-northeast-1d"], slots: "8192-16383" },
      },
    },
    snapshots: {
      restoreFrom: {
        objectArns: ["arn:aws:s3:::shop-dumps/queries-0001.rdb", "arn:aws:s3:::shop-dumps/queries-0002.rdb"],
      },
    },
  });
}

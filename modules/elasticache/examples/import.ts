import { ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** A cache that begins with an RDB file in S3, of a cache that ran somewhere else. */
export function imported(stack: TerraformStack): ReplicationGroup {
  return new ReplicationGroup(stack, "carts", {
    name: "prd-shop-carts",
    network,
    tier: "isolated",
    engine: "redis",
    engineVersion: "7.1",
    nodeType: "cache.m7g.large",
    topology: { clusterMode: "disabled", replicas: 1 },
    snapshots: { restoreFrom: { objectArns: ["arn:aws:s3:::shop-dumps/carts.rdb"] } },
  });
}

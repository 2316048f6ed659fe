import { CacheRecord, ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/**
 * An upgrade that can be taken back: the new cache begins with the old one's snapshot and stands beside it; applications
 * move when the record's `cache` is changed from `blue` to `green`, and `blue` is removed when nobody needs it.
 */
export function blueGreen(stack: TerraformStack): CacheRecord {
  const common = { network, tier: "isolated", nodeType: "cache.r7g.large", topology: { clusterMode: "disabled", replicas: 1 } } as const;
  const blue = new ReplicationGroup(stack, "blue", {
    ...common,
    name: "prd-shop-sessions-blue",
    engine: "redis",
    engineVersion: "7.1",
  });
  const green = new ReplicationGroup(stack, "green", {
    ...common,
    name: "prd-shop-sessions-green",
    engine: "valkey",
    engineVersion: "9.0",
    snapshots: { restoreFrom: { snapshotName: "prd-shop-sessions-before-9-0" } },
  });
  const api = { securityGroupId: "sg-0123456789abcdef0" };
  blue.allowFrom("api", api);
  green.allowFrom("api", api);
  return new CacheRecord(stack, "name", { zoneId: "Z0123456789ABCDEFGHIJ", name: "sessions.shop.internal", cache: blue.cache });
}

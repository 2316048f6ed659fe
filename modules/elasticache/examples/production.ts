import { CacheRecord, ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Three zones, alarms, logs, snapshots at night, and a name that outlives the cache. */
export function production(stack: TerraformStack): ReplicationGroup {
  const sessions = new ReplicationGroup(stack, "sessions", {
    name: "prd-shop-sessions",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: { clusterMode: "disabled", replicas: 2 },
    parameters: { "maxmemory-policy": "volatile-ttl", timeout: 300 },
    maintenance: {
      window: "sun:18:00-sun:19:00",
      notificationTopicArn: "arn:aws:sns:ap-northeast-1:333333333333:cache",
    },
    snapshots: { retentionDays: 7, window: "16:00-17:00" },
    logs: { "slow-log": { to: "cloudwatch" }, "engine-log": { to: "cloudwatch", retentionDays: 30 } },
    alarms: { actionArns: ["arn:aws:sns:ap-northeast-1:333333333333:alarms"], connections: "off" },
  });
  sessions.allowFrom("api", { securityGroupId: "sg-0123456789abcdef0" });
  new CacheRecord(stack, "sessions-name", {
    zoneId: "Z0123456789ABCDEFGHIJ",
    name: "sessions.shop.internal",
    readerName: "sessions-ro.shop.internal",
    cache: sessions.cache,
  });
  return sessions;
}

import { ReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** One small node without a replica, for development: when the node goes, so does what it holds. */
export function minimal(stack: TerraformStack): ReplicationGroup {
  const sessions = new ReplicationGroup(stack, "sessions", {
    name: "dev-shop-sessions",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.t4g.micro",
    topology: { clusterMode: "disabled", replicas: 0 },
    snapshots: { retentionDays: 0, final: "none" },
  });
  sessions.allowFromCidrs("vpc", network.cidrBlocks);
  return sessions;
}

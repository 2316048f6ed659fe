import { ServerlessCache } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** A cache without nodes, that may not grow beyond what somebody pays for. */
export function serverless(stack: TerraformStack): ServerlessCache {
  const queries = new ServerlessCache(stack, "queries", {
    name: "dev-shop-queries",
    network,
    tier: "isolated",
    engine: "valkey",
    majorEngineVersion: "8",
    usageLimits: { dataStorageGB: { max: 5 }, ecpuPerSecond: { max: 5000 } },
    snapshots: { retentionDays: 0 },
  });
  queries.allowFrom("api", { securityGroupId: "sg-0123456789abcdef0" });
  return queries;
}

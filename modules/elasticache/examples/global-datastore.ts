import { GlobalDatastore, ReplicationGroup } from "@terrace/elasticache";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { network } from "./given/network";

/** The region that takes the writes of a cache which other regions read. */
export function globalDatastore(stack: TerraformStack): GlobalDatastore {
  const sessions = new ReplicationGroup(stack, "sessions", {
    name: "prd-shop-sessions",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: { clusterMode: "disabled", replicas: 1 },
  });
  const datastore = new GlobalDatastore(stack, "global", { suffix: "prd-shop-sessions", primary: sessions.globalPrimary });
  new TerraformOutput(stack, "global_replication_group_id", { value: datastore.globalReplicationGroupId });
  return datastore;
}

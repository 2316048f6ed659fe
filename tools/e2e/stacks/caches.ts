import { MemcachedCluster, ReplicationGroup, ServerlessCache, User, UserGroup } from "@terrace/elasticache";
import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** The kinds of cache that no environment has: shards with users, Memcached, and one without nodes. */
export function caches(stack: TerraformStack): void {
  const { network } = new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    tiers: { isolated: { type: "isolated" } },
    nat: { mode: "none" },
  });
  const place = { network, tier: "isolated" } as const;

  const userOf = (name: string, accessString: string): User =>
    new User(stack, name, { userId: `prd-shop-${name}`, engine: "valkey", accessString, authentication: { type: "iam" } });
  const users = {
    api: userOf("api", "on ~session:* +@read +@write -@dangerous").user,
    report: userOf("report", "on ~session:* +@read").user,
  };
  const { authentication } = new UserGroup(stack, "users", { userGroupId: "prd-shop", engine: "valkey", users });
  const queries = new ReplicationGroup(stack, "queries", {
    ...place,
    name: "prd-shop-queries",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: { clusterMode: "enabled", shards: 2, replicasPerShard: 1 },
    authentication,
    snapshots: { final: "none" },
  });
  queries.allowFromCidrs("vpc", network.cidrBlocks);

  const pages = new MemcachedCluster(stack, "pages", {
    ...place,
    name: "prd-shop-pages",
    engineVersion: "1.6.22",
    nodeType: "cache.t4g.medium",
    nodes: 3,
    parameters: { max_item_size: 4194304 },
    maintenance: { window: "sun:18:00-sun:19:00" },
  });
  pages.allowFromCidrs("vpc", network.cidrBlocks);

  const searches = new ServerlessCache(stack, "searches", {
    ...place,
    name: "prd-shop-searches",
    engine: "valkey",
    majorEngineVersion: "8",
    usageLimits: { dataStorageGB: { max: 5 }, ecpuPerSecond: { max: 5000 } },
    snapshots: { retentionDays: 0 },
  });
  searches.allowFromCidrs("vpc", network.cidrBlocks);
}

import { MemcachedCluster } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Rendered pages over three nodes in three zones. A newer version empties all of them. */
export function memcached(stack: TerraformStack): MemcachedCluster {
  const pages = new MemcachedCluster(stack, "pages", {
    name: "prd-shop-pages",
    network,
    tier: "isolated",
    engineVersion: "1.6.22",
    nodeType: "cache.t4g.medium",
    nodes: 3,
    parameters: { max_item_size: 4194304 },
    maintenance: { window: "sun:18:00-sun:19:00" },
  });
  pages.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  return pages;
}

import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Graviton instances, half of them from Spot, that ECS scales, drains and protects; a load balancer reaches their containers. */
export function instances(stack: TerraformStack): Cluster {
  const cluster = new Cluster(stack, "cluster", {
    name: "prd-shop",
    network,
    fargate: [],
    instances: {
      general: {
        tier: "private",
        instanceTypes: ["m7g.large", "m6g.large"],
        minSize: 2,
        maxSize: 20,
        purchase: { onDemandBase: 2, onDemandPercent: 50 },
        scaling: { targetPercent: 90 },
        volume: { sizeGiB: 50 },
        refresh: { minHealthyPercent: 90 },
        maxLifetimeDays: 14,
        attributes: { purpose: "general" },
      },
    },
    instanceRole: { sessionManager: true },
    namespace: { type: "http", name: "shop" },
  });
  cluster.allowFrom("load-balancer", { securityGroupId: "sg-0123456789abcdef0" });
  return cluster;
}

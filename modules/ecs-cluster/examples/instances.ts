import type { NetworkRef } from "@terrace/core";
import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.16.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.20.0/22",
      egress: "nat",
    },
  ],
  endpoints: [],
};

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

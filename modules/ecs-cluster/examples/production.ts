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

/** Two tasks of each service on Fargate, three quarters of the others on Spot, recorded and encrypted Exec sessions, Service Connect. */
export function production(stack: TerraformStack): Cluster {
  const kmsKeyArn = "arn:aws:kms:ap-northeast-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef";
  const cluster = new Cluster(stack, "cluster", {
    name: "prd-shop",
    network,
    defaultStrategy: [
      { provider: "FARGATE", base: 2, weight: 1 },
      { provider: "FARGATE_SPOT", weight: 3 },
    ],
    exec: { kmsKeyArn, logs: { to: "cloudwatch", retentionDays: 365, kmsKeyArn } },
    namespace: { type: "private-dns", name: "shop.internal" },
    managedStorage: { fargateKmsKeyArn: kmsKeyArn },
    tags: { CostCentre: "shop" },
  });
  cluster.grantExecLogs("web", { roleName: "prd-shop-web-task", roleArn: "arn:aws:iam::333333333333:role/prd-shop-web-task" });
  return cluster;
}

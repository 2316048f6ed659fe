import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

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

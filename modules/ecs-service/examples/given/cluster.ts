import type { EcsClusterRef } from "@terrace/core";

/** A cluster that somebody else made. `cluster.cluster` of `@terrace/ecs-cluster` is one too. */
export const cluster: EcsClusterRef = {
  clusterName: "dev-shop",
  clusterArn: "arn:aws:ecs:ap-northeast-1:111111111111:cluster/dev-shop",
  capacityProviders: ["FARGATE", "FARGATE_SPOT"],
};

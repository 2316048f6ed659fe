import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";

/** Fargate and Fargate Spot: what most clusters need, free of charge until a task runs. */
export function minimal(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", { name: "dev-shop" });
}

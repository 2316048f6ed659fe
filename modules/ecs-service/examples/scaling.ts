import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

const region = "ap-northeast-1:333333333333";

/** A worker: so many tasks as jobs wait, as orders ask for, and two more at once when CPU runs hot; none at weekends. */
export function scaling(stack: TerraformStack): FargateService {
  return new FargateService(stack, "worker", {
    name: "prd-shop-worker",
    cluster: { clusterName: "prd-shop", clusterArn: `arn:aws:ecs:${region}:cluster/prd-shop`, capacityProviders: ["FARGATE"] },
    network,
    tier: "private",
    task: {
      cpu: 512,
      memoryMiB: 1024,
      containers: { worker: { image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/worker:3f2a9c1" } },
    },
    scaling: {
      min: 1,
      max: 20,
      queue: { queueName: "prd-shop-jobs", messagesPerTask: 10 },
      metrics: {
        orders: {
          target: 50,
          metrics: {
            orders: { namespace: "Shop", name: "Orders", statistic: "Sum" },
            workers: { namespace: "ECS/ContainerInsights", name: "RunningTaskCount", dimensions: { ClusterName: "prd-shop", ServiceName: "prd-shop-worker" } },
          },
          expression: "orders / workers",
        },
      },
      steps: {
        hot: { changes: [{ from: 0, to: 10, change: 1 }, { from: 10, change: 2 }], alarm: { metric: "cpu", threshold: 80, periods: 2 } },
      },
      schedules: {
        saturday: { schedule: "cron(0 0 ? * SAT *)", timezone: "Asia/Tokyo", min: 0, max: 0 },
        monday: { schedule: "cron(0 6 ? * MON *)", timezone: "Asia/Tokyo", min: 1, max: 20 },
      },
    },
  });
}

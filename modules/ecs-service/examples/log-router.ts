import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

const region = "ap-northeast-1:333333333333";

/** Lines go to Firehose for search and to a bucket to keep, by a router beside the application, with exactly these rights. */
export function logRouter(stack: TerraformStack): FargateService {
  return new FargateService(stack, "web", {
    name: "prd-shop-web",
    cluster: { clusterName: "prd-shop", clusterArn: `arn:aws:ecs:${region}:cluster/prd-shop`, capacityProviders: ["FARGATE"] },
    network,
    tier: "private",
    desiredCount: 2,
    task: {
      cpu: 512,
      memoryMiB: 1024,
      containers: {
        router: {
          image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/ecr-public/aws-observability/aws-for-fluent-bit:init-2.32.0",
          logRouter: { type: "fluentbit", config: { from: "s3", arns: ["arn:aws:s3:::prd-shop-config/parsers.conf"] } },
        },
        web: {
          image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1",
          ports: [{ port: 8080 }],
          log: { driver: "awsfirelens", output: { to: "firehose", deliveryStreamArn: `arn:aws:firehose:${region}:deliverystream/prd-shop` } },
        },
        audit: {
          image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/audit:3f2a9c1",
          log: { driver: "awsfirelens", output: { to: "s3", bucketArn: "arn:aws:s3:::prd-shop-audit" } },
        },
      },
    },
  });
}

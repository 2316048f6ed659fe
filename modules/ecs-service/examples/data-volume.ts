import type { RepositoryRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

const repository: RepositoryRef = {
  repositoryUrl: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/index",
  repositoryArn: "arn:aws:ecr:ap-northeast-1:333333333333:repository/shop/index",
};

/** A fast disk for each task, settings from a file in a bucket, and restarts that leave the task as it is. */
export function dataVolume(stack: TerraformStack): FargateService {
  return new FargateService(stack, "index", {
    name: "prd-shop-index",
    cluster: { clusterName: "prd-shop", clusterArn: "arn:aws:ecs:ap-northeast-1:333333333333:cluster/prd-shop", capacityProviders: ["FARGATE"] },
    network,
    tier: "private",
    task: {
      cpu: 1024,
      memoryMiB: 4096,
      volumes: [{ name: "data", ebs: { sizeGiB: 100, iops: 6000, throughputMiBps: 500, fileSystem: "ext4" } }],
      containers: {
        index: {
          image: { repository, tag: "3f2a9c1" },
          mounts: { "/data": { volume: "data" } },
          environmentFiles: ["arn:aws:s3:::prd-shop-settings/index.env"],
          restart: { ignoredExitCodes: [0] },
        },
      },
    },
  });
}

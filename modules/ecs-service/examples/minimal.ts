import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { cluster } from "./given/cluster";
import { network } from "./given/network";
import { targetGroup } from "./given/target-group";

/** One container behind a load balancer. */
export function minimal(stack: TerraformStack): FargateService {
  return new FargateService(stack, "web", {
    name: "dev-shop-web",
    cluster,
    network,
    tier: "private",
    task: {
      cpu: 256,
      memoryMiB: 512,
      containers: {
        web: { image: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1", ports: [{ port: 8080 }] },
      },
    },
    targets: { web: { targetGroup } },
  });
}

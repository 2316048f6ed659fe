import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** What another tool wrote; it may as well be the text of a file. */
const containers = JSON.stringify([
  {
    name: "web",
    image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1",
    essential: true,
    portMappings: [{ containerPort: 8080, protocol: "tcp" }],
    environment: [{ name: "NODE_ENV", value: "production" }],
    secrets: [{ name: "API_KEY", valueFrom: "arn:aws:ssm:ap-northeast-1:333333333333:parameter/prd/shop/api-key" }],
    logConfiguration: { logDriver: "awslogs", options: { "awslogs-stream-prefix": "web" } },
  },
]);

/** Container definitions that are JSON, a volume of EBS for each task, and a name in DNS. */
export function containerDefinitions(stack: TerraformStack): FargateService {
  return new FargateService(stack, "web", {
    name: "prd-shop-web",
    cluster: { clusterName: "prd-shop", clusterArn: "arn:aws:ecs:ap-northeast-1:333333333333:cluster/prd-shop", capacityProviders: ["FARGATE"] },
    network,
    tier: "private",
    task: { cpu: 512, memoryMiB: 1024, containers },
    discovery: { namespaceId: "ns-0123456789abcdef", name: "web" },
  });
}

import type { NetworkRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";

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

const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: ["apne1-az1", "apne1-az4"].map((availabilityZone, index) => ({
    tier: "private",
    availabilityZone,
    subnetId: `subnet-0123456789abcdef${index}`,
    routeTableId: `rtb-0123456789abcdef${index}`,
    cidrBlock: `10.2.${index * 4}.0/22`,
    egress: "nat",
  })),
  endpoints: [],
};

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

import type { NetworkRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.0.16.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.0.28.0/22",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** One container behind a load balancer. */
export function minimal(stack: TerraformStack): FargateService {
  return new FargateService(stack, "web", {
    name: "dev-shop-web",
    cluster: {
      clusterName: "dev-shop",
      clusterArn: "arn:aws:ecs:ap-northeast-1:111111111111:cluster/dev-shop",
      capacityProviders: ["FARGATE", "FARGATE_SPOT"],
    },
    network,
    tier: "private",
    task: {
      cpu: 256,
      memoryMiB: 512,
      containers: {
        web: { image: "111111111111.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1", ports: [{ port: 8080 }] },
      },
    },
    targets: {
      web: {
        targetGroup: {
          targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/dev-shop-web/0123456789abcdef",
          port: 8080,
          targetType: "ip",
          loadBalancer: "application",
          securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
        },
      },
    },
  });
}

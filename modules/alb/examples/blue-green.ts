import { ApplicationLoadBalancer } from "@terrace/alb";
import type { NetworkRef } from "@terrace/core";
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
      cidrBlock: "10.0.0.0/24",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.0.1.0/24",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** Two target groups of one service, whose weights a deployment shifts: Terraform leaves them alone from then on. */
export function blueGreen(stack: TerraformStack): ApplicationLoadBalancer {
  const alb = new ApplicationLoadBalancer(stack, "alb", {
    name: "stg-shop-internal",
    network,
    tier: "private",
    targetGroups: { blue: { port: 8080 }, green: { port: 8080 } },
    listeners: {
      https: {
        protocol: "HTTPS",
        certificateArn: "arn:aws:acm:ap-northeast-1:222222222222:certificate/01234567-89ab-cdef-0123-456789abcdef",
        rules: {
          api: {
            priority: 100,
            conditions: { paths: ["/api/*"] },
            action: { initial: { type: "weighted", weights: { blue: 100, green: 0 } }, owner: "ecs-deployment" },
          },
        },
      },
    },
  });
  alb.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  alb.allowTo("api", { securityGroupId: "sg-0123456789abcdef1" }, "blue", "green");
  return alb;
}

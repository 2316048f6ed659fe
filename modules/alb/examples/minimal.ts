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
      tier: "public",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.0.0.0/24",
      egress: "internet-gateway",
    },
    {
      tier: "public",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.0.1.0/24",
      egress: "internet-gateway",
    },
  ],
  endpoints: [],
};

/** HTTP leads to HTTPS, and every request goes to one service. */
export function minimal(stack: TerraformStack): ApplicationLoadBalancer {
  return new ApplicationLoadBalancer(stack, "alb", {
    name: "dev-shop",
    network,
    tier: "public",
    scheme: "internet-facing",
    allowFromCidrs: ["0.0.0.0/0"],
    targetGroups: { web: { port: 8080 } },
    listeners: {
      http: { protocol: "HTTP" },
      https: {
        protocol: "HTTPS",
        certificateArn: "arn:aws:acm:ap-northeast-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef",
        action: { type: "forward", targetGroup: "web" },
      },
    },
    deletionProtection: false,
  });
}

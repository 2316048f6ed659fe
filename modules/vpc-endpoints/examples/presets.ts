import type { NetworkRef } from "@terrace/core";
import { VpcEndpoints, endpointsOf } from "@terrace/vpc-endpoints";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "isolated",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.32.0/22",
      egress: "none",
    },
    {
      tier: "isolated",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.36.0/22",
      egress: "none",
    },
  ],
  endpoints: [],
};

/** The nodes of a private cluster that people open with Session Manager, without naming any workload. */
export function presets(stack: TerraformStack): VpcEndpoints {
  const endpoints = new VpcEndpoints(stack, "endpoints", {
    name: "prd-shop-vpc",
    network,
    region: "ap-northeast-1",
    tier: "isolated",
    allowFrom: ["10.2.32.0/22", "10.2.36.0/22"],
    ...endpointsOf("eks", "load-balancer-controller", "session-manager"),
  });
  endpoints.allowFrom("bastion", { securityGroupId: "sg-0123456789abcdef0" });
  return endpoints;
}

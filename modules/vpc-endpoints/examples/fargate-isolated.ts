import { checkReachability, deriveEndpoints, ecsTaskNeeds, throwIfAny, type NetworkRef, type Workload } from "@terrace/core";
import { VpcEndpoints, endpointsFor } from "@terrace/vpc-endpoints";
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
    {
      tier: "isolated",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.2.44.0/22",
      egress: "none",
    },
  ],
  endpoints: [],
};

/** What will run there. */
const api: Workload = {
  name: "api",
  tier: "isolated",
  needs: ecsTaskNeeds({ launchType: "fargate", secrets: ["secrets-manager"], exec: true }),
};

/** Containers without any way to the internet: the endpoints are worked out from what runs there. */
export function fargateIsolated(stack: TerraformStack): VpcEndpoints {
  const endpoints = new VpcEndpoints(stack, "endpoints", {
    name: "prd-shop-vpc",
    network,
    region: "ap-northeast-1",
    tier: "isolated",
    ...endpointsFor(deriveEndpoints([api], network)),
  });
  throwIfAny(stack, "network", checkReachability(api, endpoints.network));
  return endpoints;
}

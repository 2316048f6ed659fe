import type { NetworkRef } from "@terrace/core";
import { VpcEndpoints } from "@terrace/vpc-endpoints";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.16.0/20",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.64.0/20",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** S3 and DynamoDB without the NAT gateway, and free of charge: what every network should have. */
export function gateways(stack: TerraformStack): VpcEndpoints {
  return new VpcEndpoints(stack, "endpoints", {
    name: "dev-shop-vpc",
    network,
    region: "ap-northeast-1",
    gateways: { s3: {}, dynamodb: {} },
  });
}

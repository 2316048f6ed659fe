import type { NetworkRef } from "@terrace/core";
import { FileSystem } from "@terrace/efs";
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
      cidrBlock: "10.2.16.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.20.0/22",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.2.28.0/22",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** A speed that is always there, and alarms before it is used up; partners reach it from their own network. */
export function provisioned(stack: TerraformStack): FileSystem {
  return new FileSystem(stack, "files", {
    name: "prd-shop-media",
    network,
    tier: "private",
    throughput: { mode: "provisioned", mibps: 128 },
    allowFromCidrs: ["10.9.0.0/16"],
    alarms: {
      topicArn: "arn:aws:sns:ap-northeast-1:333333333333:operations",
      burstCreditsBelowGiB: 512,
      throughputAbovePercent: 80,
    },
  });
}

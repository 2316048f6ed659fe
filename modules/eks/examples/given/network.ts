import type { NetworkRef } from "@terrace/core";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
export const network: NetworkRef = {
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
  ],
  endpoints: [],
};

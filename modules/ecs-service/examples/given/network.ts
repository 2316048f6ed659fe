import type { NetworkRef } from "@terrace/core";

/** A network that somebody else made: private subnets with NAT in two zones. `vpc.network` of `@terrace/vpc` is one too. */
export const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: ["apne1-az1", "apne1-az4"].map((availabilityZone, index) => ({
    tier: "private",
    availabilityZone,
    subnetId: `subnet-0123456789abcdef${index}`,
    routeTableId: `rtb-0123456789abcdef${index}`,
    cidrBlock: `10.0.${16 + index * 4}.0/22`,
    egress: "nat",
  })),
  endpoints: [],
};

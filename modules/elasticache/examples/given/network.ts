import type { NetworkRef } from "@terrace/core";

/** A network that somebody else made. `vpc.network` of `@terrace/vpc` is one too. */
export const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: ["a", "c", "d"].map((letter, index) => ({
    subnetId: `subnet-0123456789abcdef${index}`,
    tier: "isolated",
    availabilityZone: `ap-northeast-1${letter}`,
    routeTableId: `rtb-0123456789abcdef${index}`,
    cidrBlock: `10.2.${32 + 4 * index}.0/22`,
    egress: "none",
  })),
  endpoints: [],
};

import type { NetworkRef } from "@terrace/core";
import { FileSystem } from "@terrace/efs";
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

/** One zone and bursting throughput: what a development environment needs, at the lowest price. */
export function minimal(stack: TerraformStack): FileSystem {
  const files = new FileSystem(stack, "files", {
    name: "dev-shop-files",
    network,
    tier: "private",
    availabilityZone: "apne1-az1",
    throughput: { mode: "bursting" },
    protect: false,
  });
  files.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  return files;
}

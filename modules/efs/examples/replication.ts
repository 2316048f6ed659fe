import type { NetworkRef } from "@terrace/core";
import { FileSystem } from "@terrace/efs";
import { TerraformOutput, type TerraformStack } from "cdktf";

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

/** A copy in another region that follows minutes behind; its id is published for the day that it is needed. */
export function replication(stack: TerraformStack): FileSystem {
  const files = new FileSystem(stack, "files", {
    name: "prd-shop-files",
    network,
    tier: "private",
    replication: { to: "region", region: "ap-northeast-3" },
  });
  new TerraformOutput(stack, "replica_id", { value: files.replicaId });
  return files;
}

import { subnetsOf, type NetworkRef } from "@terrace/core";
import { TerraformOutput, type TerraformStack } from "cdktf";

/** A VPC that somebody else made: plain data of the type that every module takes. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.9.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.9.0.0/20",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** Uses its private subnets. */
export function existingVpc(stack: TerraformStack): NetworkRef {
  const ids = subnetsOf(network, "private").map(({ subnetId }) => subnetId);
  new TerraformOutput(stack, "private_subnet_ids", { value: ids });
  return network;
}

import { Vpc } from "@terrace/vpc";
import { TerraformOutput, type TerraformStack } from "cdktf";

/** NAT behind Elastic IPs that exist already and stay when the VPC goes: partners keep their allow-lists. */
export function fixedAddresses(stack: TerraformStack): Vpc {
  const vpc = new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
    },
    nat: {
      mode: "zones",
      availabilityZones: ["apne1-az1", "apne1-az2"],
      allocationIds: {
        "apne1-az1": "eipalloc-0123456789abcdef0",
        "apne1-az2": "eipalloc-0123456789abcdef1",
      },
    },
  });
  new TerraformOutput(stack, "nat_public_ips", { value: vpc.natPublicIps });
  return vpc;
}

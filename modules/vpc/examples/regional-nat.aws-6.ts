import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** One NAT gateway that AWS spreads over the zones in use; no public tier is needed. AWS provider 6.24.0 or later. */
export function regionalNat(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    tiers: { private: { type: "private" } },
    nat: {
      mode: "regional",
      allocationIds: { "apne1-az1": ["eipalloc-0123456789abcdef0"], "apne1-az2": ["eipalloc-0123456789abcdef1"] },
    },
  });
}

import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** Two zones, and one NAT gateway for both: what a development environment needs. */
export function minimal(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "dev-shop-vpc",
    cidr: "10.0.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az4"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
    },
    nat: { mode: "single", availabilityZone: "apne1-az1" },
  });
}

import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** IPv4 and IPv6: private tiers reach the IPv6 internet through an egress-only gateway, without NAT. */
export function dualStack(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "dev-shop-vpc",
    cidr: "10.0.0.0/16",
    dualStack: true,
    availabilityZones: ["apne1-az1", "apne1-az4"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
    },
    nat: { mode: "single", availabilityZone: "apne1-az1" },
  });
}

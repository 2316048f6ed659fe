import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** The range comes from an IPAM pool at apply; the subnets are cut from whatever it gives. */
export function ipam(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "stg-shop-vpc",
    cidr: { ipamPoolId: "ipam-pool-0123456789abcdef0", netmaskLength: 20 },
    availabilityZones: ["apne1-az1", "apne1-az2"],
    tiers: { isolated: { type: "isolated" } },
    flowLogs: {},
  });
}

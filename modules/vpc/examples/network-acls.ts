import { BlockPublicAccess, Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** Databases that only the VPC can talk to, in a region that the internet cannot come into. */
export function networkAcls(stack: TerraformStack): Vpc {
  new BlockPublicAccess(stack, "block-public-access", { mode: "block-ingress" });
  return new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["ap-northeast-1a", "ap-northeast-1c"],
    tiers: {
      isolated: {
        type: "isolated",
        networkAcl: {
          ingress: {
            100: { action: "allow", cidr: "10.2.0.0/16", protocol: "tcp", ports: 5432 },
            110: { action: "allow", cidr: "10.2.0.0/16", protocol: "icmp" },
          },
          egress: {
            100: { action: "allow", cidr: "10.2.0.0/16", protocol: "tcp", ports: [1024, 65535] },
          },
        },
      },
    },
  });
}

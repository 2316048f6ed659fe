import type { NetworkRef } from "@terrace/core";
import { FileSystem } from "@terrace/efs";
import type { TerraformStack } from "cdktf";

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

/** Several zones, elastic throughput, two applications with a directory each, and files that get cheaper as they age. */
export function production(stack: TerraformStack): FileSystem {
  const files = new FileSystem(stack, "files", {
    name: "prd-shop-files",
    network,
    tier: "private",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef",
    lifecycle: { iaAfterDays: 30, archiveAfterDays: 90, backOnFirstAccess: true },
    accessPoints: {
      uploads: { path: "/uploads", user: { uid: 1000, gid: 1000 } },
      reports: { path: "/reports", user: { uid: 1001, gid: 1001, secondaryGids: [1000] }, directory: { uid: 1001, gid: 1000, permissions: "0750" } },
    },
    access: {
      allow: { Audit: { principals: ["arn:aws:iam::444444444444:role/audit"], write: false, accessPoint: "reports" } },
    },
    tags: { DataClass: "personal" },
  });
  files.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  files.allowFrom("batch", { securityGroupId: "sg-0123456789abcdef1" });
  return files;
}

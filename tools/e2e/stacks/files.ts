import { FileSystem } from "@terrace/efs";
import { Vpc } from "@terrace/vpc";
import { TerraformOutput, type TerraformStack } from "cdktf";

/** What no environment has of file systems: throughput that is paid for, and a replica in another region. */
export function files(stack: TerraformStack): void {
  const { network } = new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az4"],
    tiers: { isolated: { type: "isolated" } },
    nat: { mode: "none" },
  });
  const reports = new FileSystem(stack, "reports", {
    name: "prd-shop-reports",
    network,
    tier: "isolated",
    throughput: { mode: "provisioned", mibps: 64 },
    lifecycle: { iaAfterDays: 30 },
    replication: { to: "region", region: "ap-northeast-3" },
    allowFromCidrs: network.cidrBlocks,
    protect: false,
  });
  new TerraformOutput(stack, "replica_id", { value: reports.replicaId });
}

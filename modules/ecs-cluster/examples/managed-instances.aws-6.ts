import type { NetworkRef } from "@terrace/core";
import { Cluster } from "@terrace/ecs-cluster";
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
  ],
  endpoints: [],
};

/** Instances that ECS chooses, patches and takes away by itself. AWS provider 6.23.0 or later. */
export function managedInstances(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "prd-shop",
    network,
    defaultStrategy: [{ provider: "managed" }],
    managedInstances: {
      managed: {
        tier: "private",
        vcpus: { min: 2, max: 8 },
        memoryMiB: { min: 4096, max: 32768 },
        cpuManufacturers: ["amazon-web-services"],
        instanceTypes: ["m7g.*", "c7g.*"],
        storageGiB: 80,
        scaleInAfterSeconds: 600,
      },
    },
  });
}

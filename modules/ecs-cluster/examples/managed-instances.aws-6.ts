import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

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

import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Four kinds of instance in one cluster: Bottlerocket kept at a version, GPUs, Trainium, and an image of your own. */
export function images(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "stg-models",
    network,
    defaultStrategy: [{ provider: "general" }],
    instances: {
      general: { tier: "private", instanceTypes: ["m7i.large"], image: "bottlerocket", imageVersion: "1.40.0", maxSize: 4 },
      inference: { tier: "private", instanceTypes: ["g6.xlarge"], image: "al2023-gpu", maxSize: 2, volume: { sizeGiB: 200 } },
      training: { tier: "private", instanceTypes: ["trn1.2xlarge"], image: "al2023-neuron", maxSize: 1, purchase: "spot", volume: { sizeGiB: 200 } },
      hardened: {
        tier: "private",
        instanceTypes: ["c7g.large"],
        image: { id: "ami-0123456789abcdef0", os: "al2023", architecture: "arm64" },
        agent: { ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: "1h" },
        maxSize: 2,
        desiredSize: { initial: 1, owner: "operations" },
        scaling: "off",
      },
    },
  });
}

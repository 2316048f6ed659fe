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

import type { NetworkRef } from "@terrace/core";
import { Cluster } from "@terrace/eks";
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

/**
 * Graviton for most pods, in a group for each zone so that pods find room beside their volumes; Spot for what may be
 * interrupted; GPUs for those pods only that tolerate them.
 */
export function nodeGroups(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "prd-shop",
    kubernetesVersion: "1.35",
    network,
    tier: "private",
    accessEntries: { platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" } },
    addons: {
      "vpc-cni": { version: "v1.20.4-eksbuild.1" },
      "kube-proxy": { version: "v1.35.0-eksbuild.2" },
      coredns: { version: "v1.13.1-eksbuild.1" },
    },
    nodeGroups: {
      general: {
        instanceTypes: ["m7g.xlarge"],
        perZone: true,
        minSize: 1,
        maxSize: 10,
        volume: { sizeGiB: 60 },
        update: { maxUnavailablePercent: 33 },
      },
      spot: {
        image: "BOTTLEROCKET_x86_64",
        instanceTypes: ["m7i.xlarge", "m7a.xlarge", "m6i.xlarge", "m6a.xlarge"],
        capacity: "spot",
        minSize: 0,
        maxSize: 20,
        labels: { "example.com/interruptible": "true" },
        taints: [{ key: "example.com/interruptible", value: "true", effect: "NO_SCHEDULE" }],
      },
      gpu: {
        instanceTypes: ["g6.2xlarge"],
        zones: ["apne1-az1"],
        minSize: 0,
        maxSize: 4,
        taints: [{ key: "nvidia.com/gpu", effect: "NO_SCHEDULE" }],
      },
    },
    nodeRole: { sessionManager: true },
  });
}

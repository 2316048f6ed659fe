import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

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

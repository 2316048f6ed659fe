import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/**
 * What Karpenter needs of AWS. Its controller runs on a small group that it does not make itself; `karpenter` of the
 * cluster says what its chart and its node classes are given. `@terrace/vpc` tags subnets by itself: no `tagTiers` then.
 */
export function karpenter(stack: TerraformStack): Cluster {
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
      "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" },
    },
    nodeGroups: {
      system: {
        instanceTypes: ["m7g.large"],
        minSize: 2,
        maxSize: 3,
        taints: [{ key: "CriticalAddonsOnly", value: "true", effect: "NO_SCHEDULE" }],
      },
    },
    karpenter: { tagTiers: ["private"] },
  });
}

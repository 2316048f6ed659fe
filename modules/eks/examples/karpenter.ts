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

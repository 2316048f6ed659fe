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

/** No node to look after: CoreDNS and the shop's pods run on Fargate. */
export function fargateOnly(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "dev-shop",
    kubernetesVersion: "1.35",
    network,
    tier: "private",
    endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] },
    accessEntries: { platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" } },
    secretsKey: "aws-owned",
    fargateProfiles: {
      system: { selectors: [{ namespace: "kube-system", labels: { "k8s-app": "kube-dns" } }] },
      shop: { selectors: [{ namespace: "shop" }] },
    },
    addons: { coredns: { version: "v1.13.1-eksbuild.1" } },
  });
}

import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

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

import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** EKS makes nodes, load balancers and volumes itself; people log in by a provider of the company's too. */
export function autoMode(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "stg-shop",
    kubernetesVersion: "1.35",
    network,
    tier: "private",
    accessEntries: { platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" } },
    autoMode: { nodePools: ["general-purpose", "system"] },
    identityProvider: {
      name: "company",
      issuerUrl: "https://login.example.com",
      clientId: "kubernetes",
      groupsClaim: "groups",
      groupsPrefix: "company:",
    },
  });
}

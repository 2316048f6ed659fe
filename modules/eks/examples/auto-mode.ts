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

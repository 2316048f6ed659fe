import type { ClusterRef } from "@terrace/core";

/** A cluster without nodes, as its own stack publishes it, or as somebody else's is written down. */
export const fargateCluster: ClusterRef = {
  clusterName: "dev-shop",
  clusterArn: "arn:aws:eks:ap-northeast-1:111111111111:cluster/dev-shop",
  kubernetesVersion: "1.34",
  region: "ap-northeast-1",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-1.eks.amazonaws.com",
  certificateAuthorityData: "LS0tLS1CRUdJTg==",
  endpointAccess: "public-and-private",
  oidc: {
    providerArn: "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    issuer: "oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  },
  securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
  autoMode: false,
  addons: ["coredns", "kube-proxy", "vpc-cni"],
  nodes: [],
  fargateProfiles: [
    {
      name: "system",
      tier: "private",
      selectors: [{ namespace: "kube-system" }],
      podExecutionRole: { roleName: "dev-shop-fargate", roleArn: "arn:aws:iam::111111111111:role/dev-shop-fargate" },
    },
    {
      name: "shop",
      tier: "private",
      selectors: [{ namespace: "shop" }, { namespace: "shop-*" }],
      podExecutionRole: { roleName: "dev-shop-fargate", roleArn: "arn:aws:iam::111111111111:role/dev-shop-fargate" },
    },
  ],
};

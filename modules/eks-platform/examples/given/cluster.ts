import type { ClusterRef, NetworkRef } from "@terrace/core";

/** A cluster with nodes, as its own stack publishes it, or as somebody else's is written down. */
export const cluster: ClusterRef = {
  clusterName: "prd-shop",
  clusterArn: "arn:aws:eks:ap-northeast-1:333333333333:cluster/prd-shop",
  kubernetesVersion: "1.34",
  region: "ap-northeast-1",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-1.eks.amazonaws.com",
  certificateAuthorityData: "Y2VydGlmaWNhdGU=",
  endpointAccess: "private",
  oidc: {
    providerArn: "arn:aws:iam::333333333333:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    issuer: "oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  },
  securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
  autoMode: false,
  addons: ["coredns", "eks-pod-identity-agent", "kube-proxy", "vpc-cni"],
  nodes: [{ name: "default", os: "linux", architecture: "arm64", tier: "private" }],
  fargateProfiles: [],
};

/** Its network. */
export const network: NetworkRef = {
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
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.20.0/22",
      egress: "nat",
    },
  ],
  endpoints: [],
};

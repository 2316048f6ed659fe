import type { ClusterRef } from "@terrace/core";
import { configureClusterProviders, WorkloadIdentity } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";

/** The cluster, as the stack that makes it publishes it, or as somebody else's is written down. */
const cluster: ClusterRef = {
  clusterName: "dev-shop",
  clusterArn: "arn:aws:eks:ap-northeast-1:111111111111:cluster/dev-shop",
  kubernetesVersion: "1.34",
  region: "ap-northeast-1",
  endpoint: "https://0123456789ABCDEF0123456789ABCDEF.gr7.ap-northeast-1.eks.amazonaws.com",
  certificateAuthorityData: "Y2VydGlmaWNhdGU=",
  endpointAccess: "public-and-private",
  oidc: {
    providerArn: "arn:aws:iam::111111111111:oidc-provider/oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
    issuer: "oidc.eks.ap-northeast-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
  },
  securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
  autoMode: false,
  addons: ["coredns", "kube-proxy", "vpc-cni"],
  nodes: [{ name: "default", os: "linux", architecture: "arm64", tier: "private" }],
  fargateProfiles: [],
};

/** Pods of one service account may send to one queue. */
export function minimal(stack: TerraformStack): WorkloadIdentity {
  configureClusterProviders(stack, cluster);
  return new WorkloadIdentity(stack, "orders", {
    name: "dev-shop-orders",
    cluster,
    namespace: "shop",
    serviceAccount: "orders",
    method: "irsa",
    policies: {
      queue: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:ap-northeast-1:111111111111:orders" }],
    },
    createServiceAccount: true,
  });
}

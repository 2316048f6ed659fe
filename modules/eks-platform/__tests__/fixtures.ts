import type { ClusterRef, EndpointRef, FargateProfileRef, NetworkRef, NodesRef, SubnetRef } from "@terrace/core";
import { testStack } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { configureClusterProviders } from "../src";

export function subnet(tier: string, egress: SubnetRef["egress"], availabilityZone = "apne1-az1"): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${tier}-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress };
}

export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("private", "nat"), subnet("private", "nat", "apne1-az2"), subnet("isolated", "none"), subnet("public", "internet-gateway")],
  endpoints: [],
};

function endpoint(service: string, kind: EndpointRef["kind"]): EndpointRef {
  const tiers = kind === "gateway" ? ["isolated"] : [];
  return { service, kind, tiers, availabilityZones: ["apne1-az1"], privateDns: true, openTo: "unknown", allowedActions: "everything", ipAddressType: "ipv4" };
}

export function nodes(tier = "private", os: NodesRef["os"] = "linux"): NodesRef {
  return { name: `${tier}-${os}`, os, architecture: "arm64", tier };
}

export function profile(name: string, namespace: string, labels?: Readonly<Record<string, string>>, tier = "private"): FargateProfileRef {
  const podExecutionRole = { roleName: "pods", roleArn: "arn:aws:iam::111111111111:role/pods" };
  return { name, tier, selectors: [{ namespace, labels }], podExecutionRole };
}

/** A cluster with Linux nodes and the agent of Pod Identity. */
export const cluster: ClusterRef = {
  clusterName: "dev-shop",
  clusterArn: "arn:aws:eks:ap-northeast-1:111111111111:cluster/dev-shop",
  kubernetesVersion: "1.34",
  region: "ap-northeast-1",
  endpoint: "https://cluster.example",
  certificateAuthorityData: "Y2VydGlmaWNhdGU=",
  endpointAccess: "private",
  oidc: { providerArn: "arn:aws:iam::111111111111:oidc-provider/oidc.example/id/1", issuer: "oidc.example/id/1" },
  securityGroup: { securityGroupId: "sg-1" },
  autoMode: false,
  addons: ["coredns", "eks-pod-identity-agent"],
  nodes: [nodes()],
  fargateProfiles: [],
};

/** A cluster whose pods all run on Fargate, in these namespaces. */
export function onFargate(...namespaces: string[]): ClusterRef {
  return { ...cluster, addons: ["coredns"], nodes: [], fargateProfiles: namespaces.map((namespace) => profile(namespace, namespace)) };
}

/** A cluster whose nodes have no way to the internet. */
export const isolatedCluster: ClusterRef = { ...cluster, nodes: [nodes("isolated")] };

/** A network with endpoints for its isolated tier. */
export function withEndpoints(...services: string[]): NetworkRef {
  return { ...network, endpoints: services.map((service) => endpoint(service, service === "s3" ? "gateway" : "interface")) };
}

/** A stack with the providers of the cluster. */
export function platformStack(): TerraformStack {
  const stack = testStack();
  configureClusterProviders(stack, cluster);
  return stack;
}

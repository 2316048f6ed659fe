import type { NetworkRef, SubnetRef } from "@terrace/core";
import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";

/** A private subnet of a zone. */
function subnet(number: number, availabilityZone: string): SubnetRef {
  return {
    tier: "private",
    availabilityZone,
    subnetId: `subnet-0123456789abcdef${number}`,
    routeTableId: `rtb-0123456789abcdef${number}`,
    cidrBlock: `10.2.${16 + 4 * number}.0/22`,
    egress: "nat",
  };
}

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet(0, "apne1-az1"), subnet(1, "apne1-az2"), subnet(2, "apne1-az4")],
  endpoints: [],
};

/** A group of nodes in each of three zones, add-ons with roles of their own, and three kinds of people. */
export function production(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "prd-shop",
    kubernetesVersion: "1.35",
    upgradeFrom: "1.34",
    network,
    tier: "private",
    endpoint: { clients: { vpn: { cidr: "10.100.0.0/16" }, bastion: { securityGroupId: "sg-0123456789abcdef0" } } },
    kubernetesNetwork: { serviceCidr: "172.20.0.0/16" },
    accessEntries: {
      platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" },
      operations: { principalArn: "arn:aws:iam::111111111111:role/operations", access: "admin-view" },
      "shop-team": {
        principalArn: "arn:aws:iam::111111111111:role/shop",
        access: [{ policy: "edit", namespaces: ["shop", "shop-*"] }, { policy: "view" }],
      },
    },
    logs: { types: ["api", "audit", "authenticator", "controllerManager", "scheduler"], retentionDays: 365 },
    controlPlane: { zonalShift: true },
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 1, maxSize: 6, perZone: true } },
    nodeTraffic: { podPorts: [80] },
    addons: {
      "vpc-cni": { version: "v1.20.4-eksbuild.1", prefixDelegation: true, networkPolicy: true },
      "kube-proxy": { version: "v1.35.0-eksbuild.2" },
      "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" },
      coredns: { version: "v1.13.1-eksbuild.1", replicas: { min: 3, max: 10 } },
      "aws-ebs-csi-driver": { version: "v1.52.1-eksbuild.1", identity: "pod-identity", defaultStorageClass: true },
      "metrics-server": { version: "v0.8.0-eksbuild.5" },
    },
  });
}

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

/** Machines on premises join a control plane in the cloud, through a VPN that leads to the VPC. */
export function hybrid(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "stg-factory",
    kubernetesVersion: "1.35",
    network,
    tier: "private",
    kubernetesNetwork: { serviceCidr: "172.20.0.0/16" },
    accessEntries: {
      platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" },
      machines: { principalArn: "arn:aws:iam::111111111111:role/factory-machines", type: "HYBRID_LINUX" },
    },
    hybridNodes: { nodeCidrs: ["192.168.0.0/18"], podCidrs: ["192.168.64.0/18"] },
  });
}

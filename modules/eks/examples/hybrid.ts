import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

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

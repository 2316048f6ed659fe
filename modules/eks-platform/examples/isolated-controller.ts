import type { ClusterRef, EndpointRef, NetworkRef } from "@terrace/core";
import { configureClusterProviders, LoadBalancerController } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { cluster, network } from "./given/cluster";

/** An interface endpoint in both zones. */
function endpoint(service: string): EndpointRef {
  return {
    service,
    kind: "interface",
    tiers: [],
    availabilityZones: ["apne1-az1", "apne1-az4"],
    privateDns: true,
    openTo: ["10.2.0.0/16"],
    allowedActions: "everything",
    ipAddressType: "ipv4",
  };
}

const subnets = network.subnets.map((subnet) => ({ ...subnet, egress: "none" as const }));
const isolated: NetworkRef = { ...network, subnets, endpoints: ["ec2", "elasticloadbalancing", "sts", "ecr.api", "ecr.dkr"].map(endpoint) };
const withRoom: ClusterRef = { ...cluster, addons: ["coredns", "kube-proxy", "vpc-cni"] };

/** No way to the internet: the image is AWS's own of the region, and what has no endpoint is off. */
export function isolatedController(stack: TerraformStack): LoadBalancerController {
  configureClusterProviders(stack, withRoom);
  return new LoadBalancerController(stack, "controller", {
    cluster: withRoom,
    network: isolated,
    chartVersion: "1.17.1",
    serviceWebhook: "ignore",
    identity: { method: "irsa", name: "prd-shop-load-balancer-controller" },
  });
}

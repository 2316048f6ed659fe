import { configureClusterProviders, LoadBalancerController } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { cluster, network } from "./given/cluster";

/** The controller on nodes, by Pod Identity, for internal load balancers in a group that Terraform owns. */
export function loadBalancerController(stack: TerraformStack): LoadBalancerController {
  configureClusterProviders(stack, cluster);
  return new LoadBalancerController(stack, "controller", {
    cluster,
    network,
    chartVersion: "3.5.0",
    serviceWebhook: "off",
    identity: { method: "pod-identity", name: "prd-shop-load-balancer-controller" },
    ingressClass: { params: { scheme: "internal" } },
    backendSecurityGroup: { securityGroupId: "sg-0123456789abcdef1" },
    defaultTags: { Cluster: "prd-shop" },
    crds: "applied-before",
  });
}

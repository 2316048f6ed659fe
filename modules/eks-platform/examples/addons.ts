import {
  certManager,
  configureClusterProviders,
  externalDns,
  HelmAddon,
  karpenter,
  karpenterCrds,
  LoadBalancerController,
  metricsServer,
} from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { cluster, network } from "./given/cluster";

/** The controller first, whose webhook sees every Service; then what stands on it. */
export function addons(stack: TerraformStack): void {
  configureClusterProviders(stack, cluster);
  const controller = new LoadBalancerController(stack, "controller", {
    cluster,
    network,
    chartVersion: "3.5.0",
    serviceWebhook: "fail",
    identity: { method: "irsa", name: "prd-shop-load-balancer-controller" },
  });
  const after = [controller];
  new HelmAddon(stack, "metrics-server", { cluster, network, after, chart: metricsServer(cluster, { version: "3.13.1" }) });
  new HelmAddon(stack, "cert-manager", { cluster, network, after, chart: certManager(cluster, { version: "v1.21.1" }) });
  new HelmAddon(stack, "external-dns", {
    cluster,
    network,
    after,
    identity: { method: "pod-identity", name: "prd-shop-external-dns" },
    chart: externalDns(cluster, {
      version: "1.21.1",
      zoneArns: ["arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"],
      domainFilters: ["shop.example.com"],
      txtOwnerId: "prd-shop",
    }),
  });
  const crds = new HelmAddon(stack, "karpenter-crd", { cluster, network, after, chart: karpenterCrds({ version: "1.14.1" }) });
  new HelmAddon(stack, "karpenter", {
    cluster,
    network,
    after: [controller, crds],
    // The rights, the association and the queue are those that `karpenter` of the cluster has made.
    chart: karpenter(cluster, { version: "1.14.1", controller: { by: "pod-identity" }, interruptionQueue: "prd-shop" }),
    values: { replicas: 2 },
  });
}

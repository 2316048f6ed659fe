import { configureClusterProviders, HelmAddon } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { cluster, network } from "./given/cluster";

/** A chart of one's own, in one's own registry, whose pods read one bucket. */
export function ownChart(stack: TerraformStack): HelmAddon {
  configureClusterProviders(stack, cluster);
  return new HelmAddon(stack, "reports", {
    cluster,
    network,
    identity: { method: "irsa", name: "prd-shop-reports" },
    chart: {
      chart: "reports",
      repository: "oci://333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/charts",
      version: "2.4.0",
      namespace: "reports",
      values: { replicaCount: 2 },
      identity: {
        serviceAccount: "reports",
        accountPath: ["serviceAccount"],
        policies: { bucket: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::prd-shop-reports/*" }] },
      },
    },
  });
}

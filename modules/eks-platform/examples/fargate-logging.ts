import { configureClusterProviders, FargateLogging } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { fargateCluster } from "./given/fargate-cluster";

/** Records of containers as fields, with the names of their pods; those of the system are kept for a year too. */
export function fargateLogging(stack: TerraformStack): FargateLogging {
  configureClusterProviders(stack, fargateCluster);
  return new FargateLogging(stack, "logging", {
    cluster: fargateCluster,
    parsers: {
      "cri-log": { format: "regex", regex: "^(?<time>[^ ]+) (?<stream>stdout|stderr) (?<logtag>[FP]) (?<log>.*)$", options: { Time_Key: "time", Time_Format: "%Y-%m-%dT%H:%M:%S.%L%z" } },
    },
    filters: [
      { name: "parser", options: { Key_Name: "log", Parser: "cri-log" } },
      { name: "kubernetes", options: { Merge_Log: true, Keep_Log: false, Buffer_Size: 0, Kube_Meta_Cache_TTL: "300s" } },
    ],
    outputs: {
      all: { to: "cloudwatch", logGroup: { name: "/aws/eks/dev-shop/pods", retentionDays: 30 } },
      system: { to: "cloudwatch", match: "kube.*_kube-system_*", logGroup: { name: "/aws/eks/dev-shop/system", retentionDays: 365 } },
    },
    routerLogs: true,
  });
}

import { Cluster } from "@terrace/eks";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** A group of your own beside a managed one: part on demand, part from Spot, replaced every week with the newest image. */
export function selfManaged(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "stg-shop",
    kubernetesVersion: "1.35",
    network,
    tier: "private",
    accessEntries: { platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" } },
    addons: {
      "vpc-cni": { version: "v1.20.4-eksbuild.1" },
      "kube-proxy": { version: "v1.35.0-eksbuild.2" },
      coredns: { version: "v1.13.1-eksbuild.1" },
    },
    nodeGroups: { system: { instanceTypes: ["m7i.large"], minSize: 2, maxSize: 4 } },
    selfManagedGroups: {
      batch: {
        instanceTypes: ["c7i.2xlarge", "c7a.2xlarge", "c6i.2xlarge"],
        purchase: { onDemandBase: 1, onDemandPercent: 20 },
        maxSize: 30,
        labels: { "example.com/workload": "batch" },
        taints: [{ key: "example.com/workload", value: "batch", effect: "NO_SCHEDULE" }],
        kubeletConfig: { cpuManagerPolicy: "static", kubeReserved: { cpu: "200m", memory: "500Mi" } },
        maxLifetimeDays: 7,
        terminationHookSeconds: 600,
      },
    },
  });
}

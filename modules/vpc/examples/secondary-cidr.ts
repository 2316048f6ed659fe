import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** Pods in a block of their own, so that a small routable range is enough for everything else. */
export function secondaryCidr(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/20",
    secondaryCidrs: { pods: "100.64.0.0/16" },
    availabilityZones: ["apne1-az1", "apne1-az2"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
      pods: { type: "private", within: "pods", slot: 0, subnetPrefix: 18 },
    },
    nat: { mode: "per-az" },
    flowLogs: {
      stream: {
        to: "firehose",
        deliveryStreamArn: "arn:aws:firehose:ap-northeast-1:111111111111:deliverystream/flow",
        format: "${version} ${srcaddr} ${dstaddr} ${pkt-srcaddr} ${action}",
      },
    },
  });
}

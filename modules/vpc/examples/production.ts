import { Vpc } from "@terrace/vpc";
import type { TerraformStack } from "cdktf";

/** Three zones with a NAT gateway each, a tier for databases, a cluster's tags, and traffic records in a bucket. */
export function production(stack: TerraformStack): Vpc {
  return new Vpc(stack, "vpc", {
    name: "prd-shop-vpc",
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    tiers: {
      public: { type: "public", subnetPrefix: 24 },
      private: { type: "private", subnetPrefix: 20 },
      isolated: { type: "isolated" },
      data: { type: "isolated", slot: 3, subnetGroups: ["rds", "elasticache"], tags: { DataClass: "personal" } },
    },
    nat: { mode: "per-az" },
    clusters: { "prd-shop": { karpenterTiers: ["private"] } },
    dhcpOptions: { domainName: "shop.example.com", domainNameServers: ["AmazonProvidedDNS"] },
    flowLogs: {
      all: {
        to: "s3",
        bucketArn: "arn:aws:s3:::shop-flow-logs",
        fileFormat: "parquet",
        perHourPartition: true,
        aggregationSeconds: 60,
      },
    },
    blockPublicAccessExclusion: "allow-bidirectional",
  });
}

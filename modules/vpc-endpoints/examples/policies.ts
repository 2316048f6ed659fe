import type { NetworkRef } from "@terrace/core";
import { VpcEndpoints } from "@terrace/vpc-endpoints";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "isolated",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.32.0/22",
      egress: "none",
    },
    {
      tier: "isolated",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.36.0/22",
      egress: "none",
    },
  ],
  endpoints: [],
};

/**
 * Nothing can be carried out to a stranger: S3 takes and gives the account's own buckets only, and still ECR's image
 * layers; logs and secrets stay in the organisation; one role alone sends to one queue.
 */
export function policies(stack: TerraformStack): VpcEndpoints {
  return new VpcEndpoints(stack, "endpoints", {
    name: "prd-shop-vpc",
    network,
    region: "ap-northeast-1",
    tier: "isolated",
    gateways: {
      s3: { policy: { account: "333333333333" } },
      dynamodb: {
        policy: {
          account: "333333333333",
          statements: [{ actions: ["dynamodb:*Item", "dynamodb:Query"], resources: ["*"] }],
        },
      },
    },
    interfaces: {
      logs: { policy: { organization: "o-a1b2c3d4e5" } },
      secretsmanager: { policy: { organization: "o-a1b2c3d4e5" } },
      sqs: {
        policy: {
          statements: [
            {
              actions: ["sqs:SendMessage"],
              resources: ["arn:aws:sqs:ap-northeast-1:333333333333:orders"],
              principals: ["arn:aws:iam::333333333333:role/prd-shop-api"],
            },
            {
              effect: "Deny",
              actions: ["sqs:*"],
              resources: ["*"],
              conditions: { Bool: { "aws:SecureTransport": ["false"] } },
            },
          ],
        },
      },
    },
  });
}

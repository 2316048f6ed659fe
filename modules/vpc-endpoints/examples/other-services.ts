import type { NetworkRef } from "@terrace/core";
import { VpcEndpoints } from "@terrace/vpc-endpoints";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: true,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.2.16.0/20",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az2",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.32.0/20",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.2.64.0/20",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** A partner's service in two of three zones, images of another region, buckets for those on premises, IPv6 answers. */
export function otherServices(stack: TerraformStack): VpcEndpoints {
  return new VpcEndpoints(stack, "endpoints", {
    name: "prd-shop-vpc",
    network,
    region: "ap-northeast-1",
    tier: "private",
    allowFrom: ["10.2.0.0/16", "10.100.0.0/16"],
    allowFromIpv6: ["2406:da14:7a0:9100::/56"],
    gateways: { s3: {} },
    interfaces: {
      s3: {},
      "ecr.api": { serviceRegion: "us-west-2" },
      "ecr.dkr": { serviceRegion: "us-west-2" },
      sqs: { ipAddressType: "dualstack", dnsRecordIpType: "dualstack" },
      monitoring: { privateDns: false },
    },
    others: {
      payments: {
        serviceName: "com.amazonaws.vpce.ap-northeast-1.vpce-svc-0123456789abcdef0",
        privateDns: false,
        exceptZones: ["apne1-az2"],
      },
    },
  });
}

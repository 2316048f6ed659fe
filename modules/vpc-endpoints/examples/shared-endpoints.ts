import { checkReachability, ecsTaskNeeds, throwIfAny, type EndpointRef, type NetworkRef } from "@terrace/core";
import { VpcEndpoints } from "@terrace/vpc-endpoints";
import type { TerraformStack } from "cdktf";

const zones = ["apne1-az1", "apne1-az4"];

/** An endpoint that a central VPC shares with this one, by a private hosted zone and a transit gateway. */
function shared(service: string): EndpointRef {
  return {
    service,
    kind: "interface",
    tiers: [],
    availabilityZones: zones,
    privateDns: true,
    openTo: ["10.0.0.0/8"],
    allowedActions: "everything",
    ipAddressType: "ipv4",
  };
}

/** A spoke of the central VPC. */
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
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef1",
      routeTableId: "rtb-0123456789abcdef1",
      cidrBlock: "10.2.44.0/22",
      egress: "none",
    },
  ],
  endpoints: ["ecr.api", "ecr.dkr", "logs", "ssm"].map(shared),
};

/** What a central VPC shares is plain data, without a resource. Only the free gateway is this network's own. */
export function sharedEndpoints(stack: TerraformStack): VpcEndpoints {
  const endpoints = new VpcEndpoints(stack, "endpoints", {
    name: "dev-shop-vpc",
    network,
    region: "ap-northeast-1",
    gateways: { s3: {} },
  });
  const needs = ecsTaskNeeds({ launchType: "fargate", secrets: ["parameter-store"] });
  throwIfAny(stack, "network", checkReachability({ name: "api", tier: "isolated", needs }, endpoints.network));
  return endpoints;
}

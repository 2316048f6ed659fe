import type { NetworkRef, SubnetRef } from "@terrace/core";

/** A subnet of a tier; the tier `public` has an internet gateway. */
export function subnet(tier: string, availabilityZone: string, change: Partial<SubnetRef> = {}): SubnetRef {
  const egress = tier === "public" ? "internet-gateway" : "nat";
  const subnetId = `subnet-${tier}-${availabilityZone}`;
  return { tier, availabilityZone, subnetId, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress, ...change };
}

/** A network with a public tier and a private one, in two zones. */
export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    subnet("public", "apne1-az1"),
    subnet("public", "apne1-az4"),
    subnet("private", "apne1-az1"),
    subnet("private", "apne1-az4"),
  ],
  endpoints: [],
};

export const certificateArn = "arn:aws:acm:ap-northeast-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef";
export const topicArn = "arn:aws:sns:ap-northeast-1:111111111111:alarms";

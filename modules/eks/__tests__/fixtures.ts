import type { NetworkRef, SubnetRef } from "@terrace/core";
import { problemsOf, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import { Cluster } from "../src/cluster";
import type { ClusterProps } from "../src/props";

/** A subnet of a /16, its zone and egress being what rules look at. */
export function subnet(tier: string, availabilityZone: string, egress: SubnetRef["egress"] = "nat", cidrBlock = "10.2.16.0/22"): SubnetRef {
  return { tier, availabilityZone, subnetId: `subnet-${tier}-${availabilityZone}`, routeTableId: "rtb-1", cidrBlock, egress };
}

export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [subnet("private", "apne1-az1"), subnet("private", "apne1-az2"), subnet("isolated", "apne1-az1", "none"), subnet("public", "apne1-az1", "internet-gateway")],
  endpoints: [],
};

export const adminArn = "arn:aws:iam::111111111111:role/platform";
export const keyArn = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

export const valid: ClusterProps = {
  name: "dev-shop",
  kubernetesVersion: "1.35",
  network,
  tier: "private",
  accessEntries: { platform: { principalArn: adminArn, access: "cluster-admin" } },
};

export function make(change: Partial<ClusterProps> = {}, stack: TerraformStack = testStack()) {
  return { stack, cluster: new Cluster(stack, "cluster", { ...valid, ...change }) };
}

export function problemsWith(change: Partial<ClusterProps>, stack?: TerraformStack): string[] {
  return problemsOf(() => make(change, stack));
}

/** Warnings as `code path`, but for the one that the installed provider decides. */
export function warningsWith(change: Partial<ClusterProps>): string[] {
  const warnings = warningsOf(make(change).stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
  return warnings.filter((warning) => !warning.startsWith("deletion-unprotected "));
}

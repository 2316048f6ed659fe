import { throwIfAny, type NetworkRef, type SubnetRef } from "@terrace/core";
import { synth, testStack, warningsOf, type Template } from "@terrace/testkit";
import { Construct } from "constructs";
import { checkCompute, createCompute, resolveCompute, type ComputeFacts, type ComputeProps, type MadeCluster, type MadeCompute } from "../src/compute";
import type { FargateProfileProps } from "../src/fargate-profile-props";
import type { NodeGroupProps } from "../src/node-group-props";
import type { SelfManagedGroupProps } from "../src/self-managed-props";

function subnet(tier: string, availabilityZone: string, egress: SubnetRef["egress"]): SubnetRef {
  const subnetId = `subnet-${tier}-${availabilityZone}`;
  return { tier, availabilityZone, subnetId, routeTableId: "rtb-1", cidrBlock: "10.0.0.0/24", egress };
}

export const network: NetworkRef = {
  vpcId: "vpc-1",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    subnet("private", "apne1-az1", "nat"),
    subnet("private", "apne1-az2", "nat"),
    subnet("public", "apne1-az1", "internet-gateway"),
  ],
  endpoints: [],
};

export const facts: ComputeFacts = {
  name: "dev-shop",
  kubernetesVersion: "1.34",
  region: "ap-northeast-1",
  network,
  tier: "private",
  ipFamily: "ipv4",
  autoMode: false,
  accessMode: "API",
  tags: {},
};

export const cluster: MadeCluster = {
  partition: "aws",
  account: () => "111111111111",
  clusterName: "dev-shop",
  endpoint: "https://eks.example",
  certificateAuthorityData: "Y2VydA==",
  serviceCidr: "172.20.0.0/16",
  clusterSecurityGroupId: "sg-cluster",
  nodeSecurityGroup: { securityGroupId: "sg-nodes" },
  oidc: { providerArn: "arn:aws:iam::111111111111:oidc-provider/oidc.example/id/A", issuer: "oidc.example/id/A" },
  dependsOn: [],
};

export const group: NodeGroupProps = { instanceTypes: ["m7i.large"], maxSize: 4 };
export const own: SelfManagedGroupProps = { instanceTypes: ["m7i.large"], maxSize: 4 };
export const profile: FargateProfileProps = { selectors: [{ namespace: "apps" }] };

/** Compute below a construct, checked as a cluster checks it. */
class Compute extends Construct {
  public readonly made: MadeCompute;

  public constructor(scope: Construct, props: ComputeProps, change: Partial<ComputeFacts>, cluster_: Partial<MadeCluster>) {
    super(scope, "eks");
    const all = { ...facts, ...change };
    const settings = resolveCompute(props, all);
    throwIfAny(this, "Cluster", checkCompute(settings, all));
    this.made = createCompute(this, settings, all, { ...cluster, ...cluster_ });
  }
}

/** What the compute of a cluster becomes. Ids have no hash, so that addresses read. */
export function make(props: ComputeProps, change: Partial<ComputeFacts> = {}, cluster_: Partial<MadeCluster> = {}): { template: Template; made: MadeCompute; warnings: string[] } {
  const stack = testStack();
  const { made } = new Compute(stack, props, change, cluster_);
  const warnings = warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (.+?) is .*$/s, "$1 $2"));
  return { template: synth(stack), made, warnings };
}

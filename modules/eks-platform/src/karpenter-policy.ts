import type { ClusterRef } from "@terrace/core";
import { allow, type Statement } from "./iam";
import type { ClusterPartition } from "./partition";

/** What Karpenter's rights are about. */
export interface KarpenterFacts {
  readonly cluster: ClusterRef;
  readonly partition: ClusterPartition;
  readonly nodeRoleArn: string;
  /** Undefined without an interruption queue. */
  readonly queueArn: string | undefined;
}

const launch = ["ec2:RunInstances", "ec2:CreateFleet"] as const;

/**
 * What Karpenter may do, in the policies that its own guide has: it makes and changes only what carries the cluster's tag.
 *
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */
export function karpenterStatements(facts: KarpenterFacts): Record<string, readonly Statement[]> {
  const { cluster, queueArn } = facts;
  return {
    "node-lifecycle": nodeLifecycle(facts),
    "iam-integration": iamIntegration(facts),
    "eks-integration": [allow("eks:DescribeCluster", cluster.clusterArn)],
    ...(queueArn === undefined ? {} : { interruption: [allow(["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"], queueArn)] }),
    "zonal-shift": [
      allow("arc-zonal-shift:GetManagedResource", "*", { StringEquals: { "arc-zonal-shift:ResourceIdentifier": cluster.clusterArn } }),
    ],
    "resource-discovery": resourceDiscovery(facts),
  };
}

function nodeLifecycle({ cluster, partition }: KarpenterFacts): Statement[] {
  const { clusterName, region } = cluster;
  const ec2 = (...kinds: readonly string[]) => kinds.map((kind) => `arn:${partition}:ec2:${region}:*:${kind}/*`);
  const shared = ["image", "snapshot"].map((kind) => `arn:${partition}:ec2:${region}::${kind}/*`);
  const made = ec2("fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request");
  const owned = { [`aws:ResourceTag/kubernetes.io/cluster/${clusterName}`]: "owned" };
  const asked = { [`aws:RequestTag/kubernetes.io/cluster/${clusterName}`]: "owned", "aws:RequestTag/eks:eks-cluster-name": clusterName };
  const ownedByPool = { StringEquals: owned, StringLike: { "aws:ResourceTag/karpenter.sh/nodepool": "*" } };
  const pool = { "aws:RequestTag/karpenter.sh/nodepool": "*" };
  return [
    allow(launch, [...shared, ...ec2("security-group", "subnet", "capacity-reservation", "placement-group")]),
    allow(launch, ec2("launch-template"), ownedByPool),
    allow([...launch, "ec2:CreateLaunchTemplate"], made, { StringEquals: asked, StringLike: pool }),
    allow("ec2:CreateTags", made, {
      StringEquals: { ...asked, "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"] },
      StringLike: pool,
    }),
    allow("ec2:CreateTags", ec2("instance"), {
      ...ownedByPool,
      StringEqualsIfExists: { "aws:RequestTag/eks:eks-cluster-name": clusterName },
      "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
    }),
    allow(["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"], ec2("instance", "launch-template"), ownedByPool),
  ];
}

function iamIntegration({ cluster, partition, nodeRoleArn }: KarpenterFacts): Statement[] {
  const { clusterName, region } = cluster;
  const profiles = `arn:${partition}:iam::*:instance-profile/*`;
  const tagged = (kind: "RequestTag" | "ResourceTag") => ({
    [`aws:${kind}/kubernetes.io/cluster/${clusterName}`]: "owned",
    [`aws:${kind}/topology.kubernetes.io/region`]: region,
  });
  const asked = { ...tagged("RequestTag"), "aws:RequestTag/eks:eks-cluster-name": clusterName };
  const nodeClass = (kind: "RequestTag" | "ResourceTag") => ({ [`aws:${kind}/karpenter.k8s.aws/ec2nodeclass`]: "*" });
  return [
    allow("iam:PassRole", nodeRoleArn, { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } }),
    allow("iam:CreateInstanceProfile", profiles, { StringEquals: asked, StringLike: nodeClass("RequestTag") }),
    allow("iam:TagInstanceProfile", profiles, {
      StringEquals: { ...tagged("ResourceTag"), ...asked },
      StringLike: { ...nodeClass("ResourceTag"), ...nodeClass("RequestTag") },
    }),
    allow(["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"], profiles, {
      StringEquals: tagged("ResourceTag"),
      StringLike: nodeClass("ResourceTag"),
    }),
  ];
}

function resourceDiscovery({ cluster, partition }: KarpenterFacts): Statement[] {
  const { region } = cluster;
  const kinds = [
    "CapacityReservations",
    "Images",
    "Instances",
    "InstanceStatus",
    "InstanceTypeOfferings",
    "InstanceTypes",
    "LaunchTemplates",
    "PlacementGroups",
    "SecurityGroups",
    "SpotPriceHistory",
    "Subnets",
  ];
  return [
    allow(kinds.map((kind) => `ec2:Describe${kind}`), "*", { StringEquals: { "aws:RequestedRegion": region } }),
    allow("ssm:GetParameter", `arn:${partition}:ssm:${region}::parameter/aws/service/*`),
    allow(["pricing:GetProducts", "iam:ListInstanceProfiles"], "*"),
    allow("iam:GetInstanceProfile", `arn:${partition}:iam::*:instance-profile/*`),
  ];
}

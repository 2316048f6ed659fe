/**
 * Rights of Karpenter's controller: those of its own template, by purpose, each narrowed to what it made for this cluster.
 *
 * Read of Karpenter 1.14.1, November 2026: it splits them since one policy would be longer than IAM takes.
 *
 * @see https://karpenter.sh/docs/reference/cloudformation/
 */

/** What the statements are narrowed to. */
export interface KarpenterScope {
  /** Known at synth: it stands in the keys of conditions. */
  readonly clusterName: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  readonly nodeRoleArn: string;
  readonly queueArn: string;
  /** Whether Karpenter makes instance profiles by itself. */
  readonly makesProfiles: boolean;
}

interface Statement {
  readonly Sid: string;
  readonly Effect: "Allow";
  readonly Action: readonly string[];
  readonly Resource: readonly string[] | string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** The policies by the last part of their names. Each is far from IAM's 6144 characters. */
export function karpenterPolicies(scope: KarpenterScope) {
  const policies: Record<string, Statement[]> = {
    lifecycle: nodeLifecycle(scope),
    identity: nodeIdentity(scope),
    discovery: [...discovery(scope), ...interruption(scope)],
  };
  return Object.entries(policies).map(([part, statements]) => ({ part, statements }));
}

function ec2({ partition, region }: KarpenterScope, account: string, ...kinds: string[]): string[] {
  return kinds.map((kind) => `arn:${partition}:ec2:${region}:${account}:${kind}/*`);
}

const nodepool = "karpenter.sh/nodepool";
const nodeclass = "karpenter.k8s.aws/ec2nodeclass";
const region = "topology.kubernetes.io/region";

/** The mark of what belongs to a cluster, of a request or of a resource. */
function owned(of: "RequestTag" | "ResourceTag", { clusterName }: KarpenterScope): Record<string, string> {
  return { [`aws:${of}/kubernetes.io/cluster/${clusterName}`]: "owned" };
}

function named({ clusterName }: KarpenterScope): Record<string, string> {
  return { "aws:RequestTag/eks:eks-cluster-name": clusterName };
}

/** Instances are started, marked and ended, and the launch templates for them. */
function nodeLifecycle(scope: KarpenterScope): Statement[] {
  const made = ec2(scope, "*", "fleet", "instance", "volume", "network-interface", "launch-template", "spot-instances-request");
  const ofPool = { "aws:ResourceTag/karpenter.sh/nodepool": "*" };
  return [
    {
      Sid: "StartFromWhatIsThere",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: [
        ...ec2(scope, "", "image", "snapshot"),
        ...ec2(scope, "*", "security-group", "subnet", "capacity-reservation", "placement-group"),
      ],
    },
    {
      Sid: "StartFromOwnTemplates",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet"],
      Resource: ec2(scope, "*", "launch-template"),
      Condition: { StringEquals: owned("ResourceTag", scope), StringLike: ofPool },
    },
    {
      Sid: "StartWithMarks",
      Effect: "Allow",
      Action: ["ec2:RunInstances", "ec2:CreateFleet", "ec2:CreateLaunchTemplate"],
      Resource: made,
      Condition: { StringEquals: { ...owned("RequestTag", scope), ...named(scope) }, StringLike: { [`aws:RequestTag/${nodepool}`]: "*" } },
    },
    {
      Sid: "MarkAtCreation",
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: made,
      Condition: {
        StringEquals: {
          ...owned("RequestTag", scope),
          ...named(scope),
          "ec2:CreateAction": ["RunInstances", "CreateFleet", "CreateLaunchTemplate"],
        },
        StringLike: { [`aws:RequestTag/${nodepool}`]: "*" },
      },
    },
    {
      Sid: "MarkOwnInstances",
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: ec2(scope, "*", "instance"),
      Condition: {
        "StringEquals": owned("ResourceTag", scope),
        "StringLike": ofPool,
        "StringEqualsIfExists": named(scope),
        "ForAllValues:StringEquals": { "aws:TagKeys": ["eks:eks-cluster-name", "karpenter.sh/nodeclaim", "Name"] },
      },
    },
    {
      Sid: "EndOwnInstances",
      Effect: "Allow",
      Action: ["ec2:TerminateInstances", "ec2:DeleteLaunchTemplate"],
      Resource: ec2(scope, "*", "instance", "launch-template"),
      Condition: { StringEquals: owned("ResourceTag", scope), StringLike: ofPool },
    },
  ];
}

/** The nodes' role is given to instances, by profiles that Karpenter makes unless somebody else did. */
function nodeIdentity(scope: KarpenterScope): Statement[] {
  const { partition, account, nodeRoleArn, makesProfiles } = scope;
  const profiles = `arn:${partition}:iam::${account}:instance-profile/*`;
  const inRegion = (of: "RequestTag" | "ResourceTag") => ({ ...owned(of, scope), [`aws:${of}/${region}`]: scope.region });
  const read: Statement = { Sid: "ReadProfiles", Effect: "Allow", Action: ["iam:GetInstanceProfile"], Resource: profiles };
  const pass: Statement = {
    Sid: "PassNodeRole",
    Effect: "Allow",
    Action: ["iam:PassRole"],
    Resource: nodeRoleArn,
    Condition: { StringEquals: { "iam:PassedToService": ["ec2.amazonaws.com", "ec2.amazonaws.com.cn"] } },
  };
  if (!makesProfiles) return [pass, read];
  return [
    pass,
    read,
    { Sid: "ListProfiles", Effect: "Allow", Action: ["iam:ListInstanceProfiles"], Resource: "*" },
    {
      Sid: "MakeProfiles",
      Effect: "Allow",
      Action: ["iam:CreateInstanceProfile"],
      Resource: profiles,
      Condition: {
        StringEquals: { ...inRegion("RequestTag"), ...named(scope) },
        StringLike: { [`aws:RequestTag/${nodeclass}`]: "*" },
      },
    },
    {
      Sid: "MarkProfiles",
      Effect: "Allow",
      Action: ["iam:TagInstanceProfile"],
      Resource: profiles,
      Condition: {
        StringEquals: { ...inRegion("ResourceTag"), ...inRegion("RequestTag"), ...named(scope) },
        StringLike: { [`aws:ResourceTag/${nodeclass}`]: "*", [`aws:RequestTag/${nodeclass}`]: "*" },
      },
    },
    {
      Sid: "ChangeOwnProfiles",
      Effect: "Allow",
      Action: ["iam:AddRoleToInstanceProfile", "iam:RemoveRoleFromInstanceProfile", "iam:DeleteInstanceProfile"],
      Resource: profiles,
      Condition: { StringEquals: inRegion("ResourceTag"), StringLike: { [`aws:ResourceTag/${nodeclass}`]: "*" } },
    },
  ];
}

/** What there is to start from, and what it costs. */
function discovery(scope: KarpenterScope): Statement[] {
  const { partition, account, clusterName } = scope;
  const describe = [
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
    {
      Sid: "Look",
      Effect: "Allow",
      Action: describe.map((what) => `ec2:Describe${what}`),
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestedRegion": scope.region } },
    },
    { Sid: "FindImages", Effect: "Allow", Action: ["ssm:GetParameter"], Resource: `arn:${partition}:ssm:${scope.region}::parameter/aws/service/*` },
    { Sid: "FindPrices", Effect: "Allow", Action: ["pricing:GetProducts"], Resource: "*" },
    {
      Sid: "FindCluster",
      Effect: "Allow",
      Action: ["eks:DescribeCluster"],
      Resource: `arn:${partition}:eks:${scope.region}:${account}:cluster/${clusterName}`,
    },
    // It has no narrower resource that Karpenter could name.
    { Sid: "FindZonalShifts", Effect: "Allow", Action: ["arc-zonal-shift:GetManagedResource"], Resource: "*" },
  ];
}

function interruption({ queueArn }: KarpenterScope): Statement[] {
  const Action = ["sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"];
  return [{ Sid: "HearOfInterruptions", Effect: "Allow", Action, Resource: queueArn }];
}

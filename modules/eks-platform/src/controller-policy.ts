import { allow, type Condition, type Statement } from "./iam";
import { isIsoPartition, type ClusterPartition } from "./partition";
import { isAtLeast } from "./versions";

/** An action, and where it belongs: controllers before a version do not call it, and some partitions do not have it. */
interface SinceAction {
  readonly action: string;
  /** First controller that calls it; by partition where its policy came later. */
  readonly since: string;
  readonly sinceInChina?: string;
  /** True where the isolated partitions lack it. */
  readonly notIsolated?: boolean;
}

/** A group of actions for one purpose. */
interface Purpose {
  /** What the controller does with them. */
  readonly purpose: string;
  readonly service: string;
  readonly actions: readonly (string | SinceAction)[];
  /** Kinds of resource, as ARNs without their first two parts; any where none is named. */
  readonly resources?: readonly string[];
  readonly condition?: Condition;
}

const clusterTag = "elbv2.k8s.aws/cluster";
/** What is asked for carries the cluster's tag: the controller makes only what it can find again. */
const requestTagged = { [`aws:RequestTag/${clusterTag}`]: "false" } as const;
/** What is changed carries the cluster's tag: the controller touches only what it made. */
const resourceTagged = { [`aws:ResourceTag/${clusterTag}`]: "false" } as const;
/** Tags of what it made may change, but not the cluster's own. */
const keepsClusterTag = { [`aws:RequestTag/${clusterTag}`]: "true", ...resourceTagged } as const;

const balancers = ["targetgroup/*/*", "loadbalancer/net/*/*", "loadbalancer/app/*/*"] as const;
const listeners = ["listener/net/*/*/*", "listener/app/*/*/*", "listener-rule/net/*/*/*", "listener-rule/app/*/*/*"] as const;

function since(version: string, action: string, where: Omit<SinceAction, "action" | "since"> = {}): SinceAction {
  return { action, since: version, ...where };
}

/** Everything that the controller does with AWS. Read November 2026 from its release pages. */
const purposes: readonly Purpose[] = [
  {
    purpose: "make the role that Elastic Load Balancing itself acts as, once for an account",
    service: "iam",
    actions: ["CreateServiceLinkedRole"],
    condition: { StringEquals: { "iam:AWSServiceName": "elasticloadbalancing.amazonaws.com" } },
  },
  {
    purpose: "find the subnets, addresses and security groups that load balancers and targets are in",
    service: "ec2",
    actions: [
      "DescribeAccountAttributes",
      "DescribeAddresses",
      "DescribeAvailabilityZones",
      "DescribeInternetGateways",
      "DescribeVpcs",
      "DescribeVpcPeeringConnections",
      "DescribeSubnets",
      "DescribeSecurityGroups",
      "DescribeInstances",
      "DescribeNetworkInterfaces",
      "DescribeTags",
      "GetCoipPoolUsage",
      "DescribeCoipPools",
      since("2.10.0", "GetSecurityGroupsForVpc"),
      since("2.12.0", "DescribeIpamPools"),
      since("2.13.0", "DescribeRouteTables"),
    ],
  },
  {
    purpose: "compare what there is with what the cluster wants",
    service: "elasticloadbalancing",
    actions: [
      "DescribeLoadBalancers",
      "DescribeLoadBalancerAttributes",
      "DescribeListeners",
      "DescribeListenerCertificates",
      "DescribeSSLPolicies",
      "DescribeRules",
      "DescribeTargetGroups",
      "DescribeTargetGroupAttributes",
      "DescribeTargetHealth",
      "DescribeTags",
      since("2.7.0", "DescribeTrustStores", { sinceInChina: "2.8.0", notIsolated: true }),
      since("2.9.0", "DescribeListenerAttributes", { notIsolated: true }),
      since("2.11.0", "DescribeCapacityReservation", { notIsolated: true }),
    ],
  },
  { purpose: "sign users in with Cognito", service: "cognito-idp", actions: ["DescribeUserPoolClient"] },
  { purpose: "find certificates by host name", service: "acm", actions: ["ListCertificates", "DescribeCertificate"] },
  { purpose: "find certificates that IAM keeps", service: "iam", actions: ["ListServerCertificates", "GetServerCertificate"] },
  {
    purpose: "take web ACLs of WAF classic away",
    service: "waf-regional",
    actions: ["GetWebACL", "GetWebACLForResource", "AssociateWebACL", "DisassociateWebACL"],
  },
  {
    purpose: "put web ACLs on load balancers",
    service: "wafv2",
    actions: ["GetWebACL", "GetWebACLForResource", "AssociateWebACL", "DisassociateWebACL"],
  },
  {
    purpose: "put Shield Advanced on load balancers",
    service: "shield",
    actions: ["GetSubscriptionState", "DescribeProtection", "CreateProtection", "DeleteProtection"],
  },
  {
    purpose: "open groups of nodes and pods to load balancers, and make groups",
    service: "ec2",
    actions: ["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress", "CreateSecurityGroup"],
  },
  {
    purpose: "tag a group while it is made",
    service: "ec2",
    actions: ["CreateTags"],
    resources: ["security-group/*"],
    condition: { StringEquals: { "ec2:CreateAction": "CreateSecurityGroup" }, Null: requestTagged },
  },
  {
    purpose: "change the tags of a group that it made",
    service: "ec2",
    actions: ["CreateTags", "DeleteTags"],
    resources: ["security-group/*"],
    condition: { Null: keepsClusterTag },
  },
  {
    purpose: "change and delete a group that it made",
    service: "ec2",
    actions: ["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress", "DeleteSecurityGroup"],
    condition: { Null: resourceTagged },
  },
  {
    purpose: "make load balancers and target groups",
    service: "elasticloadbalancing",
    actions: ["CreateLoadBalancer", "CreateTargetGroup"],
    condition: { Null: requestTagged },
  },
  {
    purpose: "make and change listeners and rules, which carried no tags once",
    service: "elasticloadbalancing",
    actions: [
      "CreateListener",
      "DeleteListener",
      "CreateRule",
      "DeleteRule",
      "SetWebAcl",
      "ModifyListener",
      "AddListenerCertificates",
      "RemoveListenerCertificates",
      "ModifyRule",
      since("2.12.0", "SetRulePriorities"),
    ],
  },
  {
    purpose: "change the tags of load balancers and target groups that it made",
    service: "elasticloadbalancing",
    actions: ["AddTags", "RemoveTags"],
    resources: balancers,
    condition: { Null: keepsClusterTag },
  },
  {
    purpose: "change the tags of listeners and rules",
    service: "elasticloadbalancing",
    actions: ["AddTags", "RemoveTags"],
    resources: listeners,
  },
  {
    purpose: "tag load balancers and target groups while they are made",
    service: "elasticloadbalancing",
    actions: ["AddTags"],
    resources: balancers,
    condition: {
      StringEquals: { "elasticloadbalancing:CreateAction": ["CreateTargetGroup", "CreateLoadBalancer"] },
      Null: requestTagged,
    },
  },
  {
    purpose: "change and delete load balancers and target groups that it made",
    service: "elasticloadbalancing",
    actions: [
      "ModifyLoadBalancerAttributes",
      "SetIpAddressType",
      "SetSecurityGroups",
      "SetSubnets",
      "DeleteLoadBalancer",
      "ModifyTargetGroup",
      "ModifyTargetGroupAttributes",
      "DeleteTargetGroup",
      since("2.9.0", "ModifyListenerAttributes", { notIsolated: true }),
      since("2.11.0", "ModifyCapacityReservation", { notIsolated: true }),
      since("2.12.0", "ModifyIpPools"),
    ],
    condition: { Null: resourceTagged },
  },
  {
    purpose: "put pods and nodes behind target groups",
    service: "elasticloadbalancing",
    actions: ["RegisterTargets", "DeregisterTargets"],
    resources: ["targetgroup/*/*"],
  },
];

/**
 * The policy that a controller's release publishes for a partition, action by action. Actions of one purpose stand in one
 * statement, so the statements are not those of the file, and what they allow is.
 *
 * @param appVersion such as `2.13.4`
 * @see https://github.com/kubernetes-sigs/aws-load-balancer-controller/tree/main/docs/install
 */
export function controllerStatements(appVersion: string, partition: ClusterPartition): Statement[] {
  return purposes.map(({ service, actions, resources, condition }) => {
    const names = actions.flatMap((action) => (belongs(action, appVersion, partition) ? [`${service}:${nameOfAction(action)}`] : []));
    return allow(names, resources?.map((kind) => `arn:${partition}:${service}:*:*:${kind}`) ?? "*", condition);
  });
}

function nameOfAction(action: string | SinceAction): string {
  return typeof action === "string" ? action : action.action;
}

function belongs(action: string | SinceAction, appVersion: string, partition: ClusterPartition): boolean {
  if (typeof action === "string") return true;
  if (action.notIsolated === true && isIsoPartition(partition)) return false;
  const first = partition === "aws-cn" ? (action.sinceInChina ?? action.since) : action.since;
  return isAtLeast(appVersion, first);
}

/** What the controller does with AWS, one line for each purpose, for whoever reviews its policy. */
export function controllerPurposes(): readonly string[] {
  return purposes.map(({ purpose }) => purpose);
}

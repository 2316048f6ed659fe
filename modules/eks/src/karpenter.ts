import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import { Ec2Tag } from "@cdktf/provider-aws/lib/ec2-tag";
import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy";
import { subnetsOf, type RoleRef } from "@terrace/core";
import type { Construct } from "constructs";
import { canonicalJson } from "./canonical-json";
import type { ComputeContext } from "./compute-context";
import { karpenterNames } from "./compute-names";
import type { KarpenterSettings } from "./compute-settings";
import { karpenterPolicies } from "./karpenter-policy";
import { createNodeRole } from "./node-role";
import { createRole, irsaTrust, policyText, trustOf, type MadeRole } from "./roles";
import { admitNodes, createProfile } from "./self-managed";

/** What Karpenter's chart and its node classes are given. */
export interface KarpenterRef {
  /** Role of the controller: for the service account's annotation with IRSA. */
  readonly controllerRole: RoleRef;
  /** Role of the nodes: `spec.role` of an EC2NodeClass. */
  readonly nodeRole: RoleRef;
  /**
   * `spec.instanceProfile` of an EC2NodeClass.
   *
   * @default - none: Karpenter makes profiles by itself
   */
  readonly instanceProfileName?: string;
  /** `settings.interruptionQueue` of the chart. */
  readonly queueName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly identity: "irsa" | "pod-identity";
  /** Tag of the subnets and the group that node classes select, with the value `true`. */
  readonly discoveryTag: string;
}

/** What tells of an instance that goes away, by the last part of the rule's name. */
export const interruptions = {
  "health": { source: "aws.health", detailType: "AWS Health Event" },
  "spot": { source: "aws.ec2", detailType: "EC2 Spot Instance Interruption Warning" },
  "rebalance": { source: "aws.ec2", detailType: "EC2 Instance Rebalance Recommendation" },
  "state": { source: "aws.ec2", detailType: "EC2 Instance State-change Notification" },
  "reservation": { source: "aws.ec2", detailType: "EC2 Capacity Reservation Instance Interruption Warning" },
} as const;

/** The tag that Karpenter's selectors look for, of one cluster: a network may hold several. */
export function discoveryTag(clusterName: string): string {
  return `karpenter.sh/discovery/${clusterName}`;
}

/** Roles, queue, rules and tags. */
export function createKarpenter(scope: Construct, settings: KarpenterSettings, context: ComputeContext): KarpenterRef {
  const { facts } = context;
  const names = karpenterNames(facts.name);
  const nodes = createNodeRole(scope, "karpenter-node-role", names.nodes, settings.nodeRole, context);
  admitNodes(scope, "karpenter-access", nodes, "EC2_LINUX", context);
  const profile = settings.instanceProfile === "module" ? createProfile(scope, "karpenter-profile", nodes, context) : undefined;
  const queue = createQueue(scope, context);
  const controller = createController(scope, settings, context, { nodes, queueArn: queue.arn });
  createTags(scope, settings, context);
  return {
    controllerRole: controller.ref,
    nodeRole: nodes.ref,
    ...(profile === undefined ? {} : { instanceProfileName: profile.name }),
    queueName: queue.name,
    namespace: settings.namespace,
    serviceAccount: settings.serviceAccount,
    identity: settings.identity,
    discoveryTag: discoveryTag(facts.name),
  };
}

/** A queue that only EventBridge writes to, and rules that do so. Messages older than five minutes help nobody. */
function createQueue(scope: Construct, { facts, partition }: ComputeContext): SqsQueue {
  const names = karpenterNames(facts.name);
  const { tags } = facts;
  const queue = new SqsQueue(scope, "karpenter-queue", { name: names.queue, messageRetentionSeconds: 300, sqsManagedSseEnabled: true, tags });
  const rules = Object.entries(interruptions).map(([event, { source, detailType }]) => {
    const rule = new CloudwatchEventRule(scope, `karpenter-rule-${event}`, {
      name: names.rule(event),
      description: `${detailType}, for Karpenter of ${facts.name}`,
      eventPattern: canonicalJson({ "source": [source], "detail-type": [detailType] }),
      tags,
    });
    new CloudwatchEventTarget(scope, `karpenter-target-${event}`, { rule: rule.name, targetId: "karpenter", arn: queue.arn });
    return rule;
  });
  new SqsQueuePolicy(scope, "karpenter-queue-policy", {
    queueUrl: queue.url,
    policy: policyText(
      [
        {
          Sid: "OwnRules",
          Effect: "Allow",
          Principal: { Service: "events.amazonaws.com" },
          Action: "sqs:SendMessage",
          Resource: queue.arn,
          Condition: { ArnEquals: { "aws:SourceArn": rules.map(({ arn }) => arn) } },
        },
        {
          Sid: "OnlyTls",
          Effect: "Deny",
          Principal: "*",
          Action: "sqs:*",
          Resource: queue.arn,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
      partition,
    ),
  });
  return queue;
}

interface ControllerOptions {
  readonly nodes: MadeRole;
  readonly queueArn: string;
}

function createController(scope: Construct, settings: KarpenterSettings, context: ComputeContext, { nodes, queueArn }: ControllerOptions): MadeRole {
  const { facts, partition } = context;
  const account = context.account();
  const names = karpenterNames(facts.name);
  const policies = karpenterPolicies({
    clusterName: facts.name,
    region: facts.region,
    partition,
    account,
    nodeRoleArn: nodes.ref.roleArn,
    queueArn,
    makesProfiles: settings.instanceProfile === "karpenter",
  }).map(({ part, statements }) => {
    const policy = new IamPolicy(scope, `karpenter-policy-${part}`, { name: names.policy(part), policy: policyText(statements, partition), tags: facts.tags });
    return [part, policy.arn] as const;
  });
  const controller = createRole(scope, "karpenter-controller-role", {
    name: names.controller,
    description: `Karpenter of the EKS cluster ${facts.name}`,
    trust: controllerTrust(settings, context),
    policyArns: Object.fromEntries(policies),
    tags: facts.tags,
  });
  if (settings.identity === "pod-identity") {
    new EksPodIdentityAssociation(scope, "karpenter-association", {
      clusterName: context.clusterName,
      namespace: settings.namespace,
      serviceAccount: settings.serviceAccount,
      roleArn: controller.ref.roleArn,
      tags: facts.tags,
      // A pod that starts between the association and the policies would run without rights.
      dependsOn: controller.dependables,
    });
  }
  return controller;
}

/**
 * Exactly one service account of exactly this cluster. Pod Identity says in tags of the session who asks.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
function controllerTrust({ identity, namespace, serviceAccount }: KarpenterSettings, { oidc, facts, partition, account }: ComputeContext) {
  if (identity === "irsa") return irsaTrust(oidc, namespace, [serviceAccount]);
  return {
    ...trustOf("pods.eks.amazonaws.com", "sts:TagSession"),
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-arn": `arn:${partition}:eks:${facts.region}:${account()}:cluster/${facts.name}`,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  };
}

/**
 * EKS made its group, and somebody else a network: a tag alone can be added to both. A group of the nodes' own carries
 * the tag from the start, as Terraform would take away what it was not told of.
 */
function createTags(scope: Construct, { tagTiers }: KarpenterSettings, { facts, clusterSecurityGroupId, nodeSecurityGroup }: ComputeContext): void {
  const tag = { key: discoveryTag(facts.name), value: "true" };
  if (nodeSecurityGroup === undefined) new Ec2Tag(scope, "karpenter-tag-security-group", { resourceId: clusterSecurityGroupId, ...tag });
  for (const tier of tagTiers) {
    const subnets = subnetsOf(facts.network, tier);
    subnets.forEach(({ subnetId, availabilityZone }, index) => {
      // A tier may have two subnets in one zone.
      const nth = subnets.slice(0, index).filter((other) => other.availabilityZone === availabilityZone).length;
      const id = `karpenter-tag-${tier}-${availabilityZone}${nth === 0 ? "" : `-${nth + 1}`}`;
      new Ec2Tag(scope, id, { resourceId: subnetId, ...tag });
    });
  }
}

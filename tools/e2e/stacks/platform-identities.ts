import { createHash } from "node:crypto";
import { DescribePodIdentityAssociationCommand, ListPodIdentityAssociationsCommand } from "@aws-sdk/client-eks";
import { GetPolicyCommand, GetPolicyVersionCommand, ListRolesCommand } from "@aws-sdk/client-iam";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";
import { clusterIn } from "./kubernetes-cluster";
import { tokenTrust } from "./kubernetes-roles";
import { rightsOf, statementsOf } from "./role-rights";

/** Rights of the pods of one service account. */
interface Identity {
  readonly role: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** By the name of the policy. */
  readonly policies: Readonly<Record<string, unknown>>;
}

/** A role for each service account that calls AWS: taken by its pods alone, with its own policies alone. */
export async function identityChecks(aws: Aws, environment: Environment): Promise<Check[]> {
  const identities = identitiesOf(environment);
  const { Roles = [] } = await aws.iam.send(new ListRolesCommand({}));
  const there = Roles.flatMap(({ RoleName = "", Description }) => (Description?.startsWith("Pods of ") === true ? [RoleName] : []));
  const checks = identities.map((identity) => roleChecks(aws, environment, identity));
  return [
    equal("roles of pods", there.toSorted(), identities.map(({ role }) => nameIn(environment, role)).toSorted()),
    ...(await Promise.all(checks)).flat(),
    await associationCheck(aws, environment, identities),
  ];
}

function identitiesOf(environment: Environment): Identity[] {
  const { charts: { clusterAutoscaler, externalDns } = {}, identities = {} } = environment.platform;
  return [
    { role: "load-balancer-controller", namespace: "kube-system", serviceAccount: "aws-load-balancer-controller", policies: { controller: publishedController } },
    ...(clusterAutoscaler === undefined ? [] : [autoscaler(nameIn(environment, "apps"))]),
    ...(externalDns === undefined ? [] : [dns(externalDns.zoneArns)]),
    ...Object.entries(identities).map(([account, { namespace, policies = {} }]) => ({ role: account, namespace, serviceAccount: account, policies })),
  ];
}

/**
 * The controller's policy is the published one: the number of its actions, and the SHA-256 of them, sorted and joined by line
 * feeds.
 *
 * Computed from docs/install/iam_policy.json of github.com/kubernetes-sigs/aws-load-balancer-controller, 2.13.0 to 3.5.0.
 */
const publishedController = [80, "0546317d09c0214dfee43a2a19fcad57626e086340bcdc2db754b5e7af666b67"] as const;

/** https://github.com/kubernetes/autoscaler/blob/master/cluster-autoscaler/cloudprovider/aws/README.md */
function autoscaler(clusterName: string): Identity {
  const reads = [
    ...["AutoScalingGroups", "AutoScalingInstances", "LaunchConfigurations", "ScalingActivities", "Tags"].map((what) => `autoscaling:Describe${what}`),
    ...["ec2:DescribeImages", "ec2:DescribeInstanceTypes", "ec2:DescribeLaunchTemplateVersions", "ec2:GetInstanceTypesFromInstanceRequirements"],
    "eks:DescribeNodegroup",
  ];
  const owned = { StringEquals: { [`aws:ResourceTag/k8s.io/cluster-autoscaler/${clusterName}`]: "owned" } };
  const writes = ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"];
  const policy = [
    { Effect: "Allow", Action: reads, Resource: "*" },
    { Effect: "Allow", Action: writes, Resource: "*", Condition: owned },
  ];
  return { role: "cluster-autoscaler", namespace: "kube-system", serviceAccount: "cluster-autoscaler", policies: { autoscaler: policy } };
}

/** https://kubernetes-sigs.github.io/external-dns/latest/docs/tutorials/aws/ */
function dns(zoneArns: readonly string[]): Identity {
  const actions = ["route53:ChangeResourceRecordSets", "route53:ListResourceRecordSets", "route53:ListTagsForResources"];
  const policy = [
    { Effect: "Allow", Action: actions, Resource: zoneArns },
    { Effect: "Allow", Action: "route53:ListHostedZones", Resource: "*" },
  ];
  return { role: "external-dns", namespace: "external-dns", serviceAccount: "external-dns", policies: { zones: policy } };
}

async function roleChecks(aws: Aws, environment: Environment, identity: Identity): Promise<Check[]> {
  const { role, policies } = identity;
  const name = nameIn(environment, role);
  const { trust, attached, own } = await rightsOf(aws, name);
  const arns = Object.keys(policies).map((policy) => `arn:aws:iam::${environment.account}:policy/${name}-${policy}`);
  const documents = await Promise.all(attached.map((arn) => documentOf(aws, arn)));
  return [
    equal(`who takes ${name}`, trust, await wantedTrust(aws, environment, identity)),
    equal(`policies of ${name}`, [attached, own], [arns.toSorted(), {}]),
    equal(`rights of ${name}`, policies.controller === publishedController ? documents.map(summary) : documents, Object.values(policies)),
  ];
}

async function documentOf({ iam }: Aws, PolicyArn: string): Promise<unknown> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }));
  return statementsOf(PolicyVersion?.Document);
}

function summary(statements: unknown): unknown {
  const all: readonly { readonly Action: string | readonly string[] }[] = Array.isArray(statements) ? statements : [];
  const actions = [...new Set(all.flatMap(({ Action }) => Action))].toSorted();
  return [actions.length, createHash("sha256").update(actions.join("\n")).digest("hex")];
}

async function wantedTrust(aws: Aws, environment: Environment, { namespace, serviceAccount }: Identity): Promise<unknown> {
  if (environment.platform.identity === "irsa") return tokenTrust(aws, environment, namespace, serviceAccount);
  const { arn } = await clusterIn(aws, environment);
  const tags = { "eks-cluster-arn": arn, "kubernetes-namespace": namespace, "kubernetes-service-account": serviceAccount };
  return [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: { StringEquals: Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])) },
    },
  ];
}

/** With IRSA there are none. */
async function associationCheck({ eks }: Aws, environment: Environment, identities: readonly Identity[]): Promise<Check> {
  const clusterName = nameIn(environment, "apps");
  const { associations = [] } = await eks.send(new ListPodIdentityAssociationsCommand({ clusterName }));
  const found = await Promise.all(associations.map(({ associationId }) => eks.send(new DescribePodIdentityAssociationCommand({ clusterName, associationId }))));
  const wanted = environment.platform.identity === "irsa" ? [] : identities;
  return equal(
    "service accounts with a role by Pod Identity",
    found.map(({ association }) => [association?.namespace, association?.serviceAccount, association?.roleArn]).toSorted(),
    wanted.map(({ namespace, serviceAccount, role }) => [namespace, serviceAccount, `arn:aws:iam::${environment.account}:role/${nameIn(environment, role)}`]).toSorted(),
  );
}

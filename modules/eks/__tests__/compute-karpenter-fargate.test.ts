import { addresses, inventory, only, render, resourcesOf, testStack, type Template } from "@terrace/testkit";
import type { ComputeProps } from "../src/compute";
import type { FargateProfileProps } from "../src/fargate-profile-props";
import { karpenterPolicies, type KarpenterScope } from "../src/karpenter-policy";
import type { KarpenterProps } from "../src/karpenter-props";
import { policyText } from "../src/roles";
import { statements } from "./cluster-template";
import { group, make, profile } from "./compute-fixture";

/** Ids of the resources of one type, without the hash of their path. */
function idsOf(template: Template, type: string): string[] {
  return Object.keys(resourcesOf(template, type)).map((id) => id.replace(/^eks_|_[0-9A-F]{8}$/g, ""));
}

/** The only resource whose id begins so. */
function found(template: Template, type: string, id: string) {
  const match = Object.entries(resourcesOf(template, type)).find(([key]) => key.startsWith(`eks_${id}_`));
  if (match === undefined) throw new Error(`no ${type} ${id} among ${addresses(template).join(", ")}`);
  return match[1];
}

describe("Karpenter", () => {
  function karpenter(change: KarpenterProps = {}, cluster = {}) {
    return make({ nodeGroups: { system: group }, karpenter: change }, {}, cluster);
  }

  test("two roles, policies, a queue, its rules, and an entry for nodes", () => {
    const alone = make({ nodeGroups: { system: group } }).template;
    const counts = inventory(karpenter().template);
    const added = Object.entries(counts).map(([type, count]) => [type, count - (inventory(alone)[type] ?? 0)]).filter(([, count]) => count !== 0);
    expect(Object.fromEntries(added)).toEqual({
      aws_cloudwatch_event_rule: 5,
      aws_cloudwatch_event_target: 5,
      aws_eks_access_entry: 1,
      aws_eks_pod_identity_association: 1,
      aws_iam_policy: 3,
      aws_iam_role: 2,
      aws_iam_role_policy_attachment: 5,
      aws_sqs_queue: 1,
      aws_sqs_queue_policy: 1,
    });
  });

  test("what the chart and node classes are given", () => {
    const { made } = karpenter({ instanceProfile: "module" });
    const stack = testStack();
    expect(render(stack, made.karpenter)).toMatchObject({
      namespace: "kube-system",
      serviceAccount: "karpenter",
      identity: "pod-identity",
      discoveryTag: "karpenter.sh/discovery/dev-shop",
      queueName: expect.stringContaining("aws_sqs_queue"),
      instanceProfileName: expect.stringContaining("aws_iam_instance_profile"),
      nodeRole: { roleName: expect.stringContaining("karpenter-node-role") },
      controllerRole: { roleName: expect.stringContaining("karpenter-controller-role") },
    });
    expect(karpenter().made.karpenter).not.toHaveProperty("instanceProfileName");
  });

  test("all of it is called by the cluster, and leads to one another", () => {
    const { template } = karpenter({ instanceProfile: "module" });
    const queue = expect.stringMatching(/^\$\{aws_sqs_queue\.eks_karpenter-queue_\w+\.(arn|url)\}$/);
    expect(found(template, "aws_cloudwatch_event_rule", "karpenter-rule-spot")).toMatchObject({
      name: "dev-shop-karpenter-spot",
      description: "EC2 Spot Instance Interruption Warning, for Karpenter of dev-shop",
      event_pattern: expect.stringContaining('"source":["aws.ec2"]'),
    });
    expect(found(template, "aws_cloudwatch_event_target", "karpenter-target-spot")).toMatchObject({ rule: expect.stringContaining("karpenter-rule-spot"), target_id: "karpenter", arn: queue });
    expect(only(template, "aws_sqs_queue_policy")).toMatchObject({ queue_url: queue });
    expect(found(template, "aws_iam_policy", "karpenter-policy-lifecycle")).toMatchObject({ name: "dev-shop-karpenter-lifecycle" });
    expect(found(template, "aws_iam_policy", "karpenter-policy-identity")["policy"]).toMatch(/"iam:PassRole"\],"Condition":\S+,"Resource":"\$\{aws_iam_role\.eks_karpenter-node-role_\w+\.arn\}"/);
    expect(found(template, "aws_iam_policy", "karpenter-policy-discovery")["policy"]).toMatch(/"sqs:ReceiveMessage"\],"Effect":"Allow","Resource":"\$\{aws_sqs_queue\.eks_karpenter-queue_\w+\.arn\}"/);
    expect(found(template, "aws_iam_role", "karpenter-controller-role")).toMatchObject({ name: "dev-shop-karpenter", description: "Karpenter of the EKS cluster dev-shop" });
    expect(found(template, "aws_iam_role", "karpenter-node-role")).toMatchObject({ name: "dev-shop-karpenter-nodes" });
    expect(only(template, "aws_eks_access_entry")).toMatchObject({ type: "EC2_LINUX", principal_arn: expect.stringContaining("karpenter-node-role") });
    expect(only(template, "aws_eks_pod_identity_association")).toMatchObject({ cluster_name: "dev-shop", role_arn: expect.stringContaining("karpenter-controller-role") });
  });

  test("Pod Identity: one service account of this cluster", () => {
    const { template } = karpenter();
    expect(statements(found(template, "aws_iam_role", "karpenter-controller-role")["assume_role_policy"])).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:ap-northeast-1:111111111111:cluster/dev-shop",
            "aws:RequestTag/kubernetes-namespace": "kube-system",
            "aws:RequestTag/kubernetes-service-account": "karpenter",
          },
        },
      },
    ]);
    expect(only(template, "aws_eks_pod_identity_association")).toMatchObject({ namespace: "kube-system", service_account: "karpenter", depends_on: expect.arrayContaining([expect.any(String)]) });
  });

  test("IRSA: one service account of this issuer, and no association", () => {
    const { template } = karpenter({ identity: "irsa", namespace: "karpenter", serviceAccount: "controller" });
    expect(statements(found(template, "aws_iam_role", "karpenter-controller-role")["assume_role_policy"])).toEqual([
      {
        Effect: "Allow",
        Principal: { Federated: "arn:aws:iam::111111111111:oidc-provider/oidc.example/id/A" },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: { StringEquals: { "oidc.example/id/A:aud": "sts.amazonaws.com", "oidc.example/id/A:sub": "system:serviceaccount:karpenter:controller" } },
      },
    ]);
    expect(resourcesOf(template, "aws_eks_pod_identity_association")).toEqual({});
  });

  test("only the rules write to the queue, and only by TLS anybody does anything", () => {
    const { template } = karpenter();
    expect(only(template, "aws_sqs_queue")).toMatchObject({ name: "dev-shop-karpenter", message_retention_seconds: 300, sqs_managed_sse_enabled: true });
    const ofRule = expect.stringMatching(/^\$\{aws_cloudwatch_event_rule\.\S+\.arn\}$/);
    const queue = expect.stringMatching(/^\$\{aws_sqs_queue\.\S+\.arn\}$/);
    expect(statements(only(template, "aws_sqs_queue_policy")["policy"])).toEqual([
      {
        Sid: "OwnRules",
        Effect: "Allow",
        Principal: { Service: "events.amazonaws.com" },
        Action: "sqs:SendMessage",
        Resource: queue,
        Condition: { ArnEquals: { "aws:SourceArn": [ofRule, ofRule, ofRule, ofRule, ofRule] } },
      },
      { Sid: "OnlyTls", Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue, Condition: { Bool: { "aws:SecureTransport": "false" } } },
    ]);
  });

  test("the rules hear of every way in which an instance goes", () => {
    const patterns = Object.values(resourcesOf(karpenter().template, "aws_cloudwatch_event_rule")).map(({ event_pattern: pattern }) => JSON.parse(String(pattern))["detail-type"][0]);
    expect(patterns).toEqual([
      "AWS Health Event",
      "EC2 Spot Instance Interruption Warning",
      "EC2 Instance Rebalance Recommendation",
      "EC2 Instance State-change Notification",
      "EC2 Capacity Reservation Instance Interruption Warning",
    ]);
  });

  test("subnets of somebody else's network, and the group that EKS made, are tagged", () => {
    const tag = { key: "karpenter.sh/discovery/dev-shop", value: "true" };
    const { template } = karpenter({ tagTiers: ["private"] }, { nodeSecurityGroup: undefined });
    expect(idsOf(template, "aws_ec2_tag")).toEqual(["karpenter-tag-security-group", "karpenter-tag-private-apne1-az1", "karpenter-tag-private-apne1-az2"]);
    expect(Object.values(resourcesOf(template, "aws_ec2_tag"))).toEqual([
      expect.objectContaining({ resource_id: "sg-cluster", ...tag }),
      expect.objectContaining({ resource_id: "subnet-private-apne1-az1", ...tag }),
      expect.objectContaining({ resource_id: "subnet-private-apne1-az2", ...tag }),
    ]);
    expect(resourcesOf(karpenter().template, "aws_ec2_tag")).toEqual({});
  });

  test("its nodes have the rights of the groups' nodes, or their own", () => {
    const ssm = /^session-manager-of-karpenter-node-role/;
    const props: ComputeProps = { nodeGroups: { system: group }, nodeRole: { sessionManager: true } };
    expect(idsOf(make({ ...props, karpenter: {} }).template, "aws_iam_role_policy_attachment")).toContainEqual(expect.stringMatching(ssm));
    expect(idsOf(make({ ...props, karpenter: { nodeRole: {} } }).template, "aws_iam_role_policy_attachment")).not.toContainEqual(expect.stringMatching(ssm));
  });
});

describe("the rights of Karpenter's controller", () => {
  const scope: KarpenterScope = {
    clusterName: "c".repeat(41),
    partition: "aws-us-gov",
    region: "us-gov-west-1",
    account: "111111111111",
    nodeRoleArn: "arn:aws-us-gov:iam::111111111111:role/nodes",
    queueArn: "arn:aws-us-gov:sqs:us-gov-west-1:111111111111:queue",
    makesProfiles: true,
  };

  function actions(change: Partial<KarpenterScope> = {}): string[] {
    const statements = karpenterPolicies({ ...scope, ...change }).flatMap((policy) => policy.statements);
    return [...new Set(statements.flatMap(({ Action }) => Action))].toSorted();
  }

  test("are those of Karpenter 1.14.1, action by action", () => {
    expect(actions()).toEqual([
      "arc-zonal-shift:GetManagedResource",
      "ec2:CreateFleet",
      "ec2:CreateLaunchTemplate",
      "ec2:CreateTags",
      "ec2:DeleteLaunchTemplate",
      "ec2:DescribeCapacityReservations",
      "ec2:DescribeImages",
      "ec2:DescribeInstanceStatus",
      "ec2:DescribeInstanceTypeOfferings",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeInstances",
      "ec2:DescribeLaunchTemplates",
      "ec2:DescribePlacementGroups",
      "ec2:DescribeSecurityGroups",
      "ec2:DescribeSpotPriceHistory",
      "ec2:DescribeSubnets",
      "ec2:RunInstances",
      "ec2:TerminateInstances",
      "eks:DescribeCluster",
      "iam:AddRoleToInstanceProfile",
      "iam:CreateInstanceProfile",
      "iam:DeleteInstanceProfile",
      "iam:GetInstanceProfile",
      "iam:ListInstanceProfiles",
      "iam:PassRole",
      "iam:RemoveRoleFromInstanceProfile",
      "iam:TagInstanceProfile",
      "pricing:GetProducts",
      "sqs:DeleteMessage",
      "sqs:GetQueueUrl",
      "sqs:ReceiveMessage",
      "ssm:GetParameter",
    ]);
  });

  test("make no instance profile where the module makes it", () => {
    expect(actions({ makesProfiles: false }).filter((action) => action.startsWith("iam:"))).toEqual(["iam:GetInstanceProfile", "iam:PassRole"]);
  });

  test("fit into IAM's 6144 characters with the longest name that the rules take", () => {
    for (const { part, statements } of karpenterPolicies(scope)) expect([part, policyText(statements, scope.partition).length < 6144]).toEqual([part, true]);
  });

  test("change nothing but what carries the mark of the cluster", () => {
    const [lifecycle, identity] = karpenterPolicies(scope).map(({ statements }) => statements);
    const mark = `kubernetes.io/cluster/${scope.clusterName}`;
    const free = [...(lifecycle ?? []), ...(identity ?? [])].filter(({ Condition }) => !JSON.stringify(Condition ?? {}).includes(mark)).map(({ Sid }) => Sid);
    expect(free).toEqual(["StartFromWhatIsThere", "PassNodeRole", "ReadProfiles", "ListProfiles"]);
  });

  test("name the partition of the region", () => {
    const text = JSON.stringify(karpenterPolicies(scope));
    expect(text).not.toContain("arn:aws:");
    expect(text).toContain("arn:aws-us-gov:ec2:us-gov-west-1:*:fleet/*");
  });
});

describe("Fargate profiles", () => {
  function withProfile(change: Partial<FargateProfileProps>): ComputeProps {
    return { fargateProfiles: { apps: { ...profile, ...change } } };
  }

  test("one is a profile and a role that pulls images and writes logs", () => {
    const { template, made } = make(withProfile({}));
    expect(inventory(template)).toEqual({ aws_eks_fargate_profile: 1, aws_iam_role: 1, aws_iam_role_policy: 1, aws_iam_role_policy_attachment: 1 });
    expect(only(template, "aws_eks_fargate_profile")).toMatchObject({
      cluster_name: "dev-shop",
      fargate_profile_name: "apps",
      subnet_ids: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"],
      selector: [{ namespace: "apps" }],
    });
    expect(only(template, "aws_iam_role")).toMatchObject({ name: "dev-shop-fargate", description: "Fargate pods of the EKS cluster dev-shop" });
    expect(only(template, "aws_iam_role_policy")).toMatchObject({ name: "logs", role: expect.stringContaining("pod-execution-role") });
    expect(only(template, "aws_iam_role_policy_attachment")["policy_arn"]).toMatch(/:iam::aws:policy\/AmazonEKSFargatePodExecutionRolePolicy$/);
    expect(made.fargateProfiles).toMatchObject([{ name: "apps", tier: "private", selectors: [{ namespace: "apps" }] }]);
    expect(made.roles).toHaveLength(1);
  });

  test("only profiles of this cluster take the role", () => {
    expect(statements(only(make(withProfile({})).template, "aws_iam_role")["assume_role_policy"])).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "eks-fargate-pods.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:eks:ap-northeast-1:111111111111:fargateprofile/dev-shop/*" } },
      },
    ]);
  });

  test("the rights of the log router, action by action", () => {
    expect(statements(only(make(withProfile({})).template, "aws_iam_role_policy")["policy"])).toEqual([
      {
        Effect: "Allow",
        Action: ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents", "logs:PutRetentionPolicy"],
        Resource: "*",
      },
    ]);
    expect(resourcesOf(make({ ...withProfile({}), podExecutionRole: { logs: false } }).template, "aws_iam_role_policy")).toEqual({});
  });

  test("each waits for the one before it by name, whatever the order of the keys", () => {
    const { template } = make({ fargateProfiles: { c: profile, a: profile, b: profile } });
    const waits = idsOf(template, "aws_eks_fargate_profile").map((id) => {
      const after = found(template, "aws_eks_fargate_profile", id)["depends_on"];
      return [id, JSON.stringify(after).match(/aws_eks_fargate_profile\.eks_(fargate-\w)_/)?.[1]];
    });
    expect(Object.fromEntries(waits)).toEqual({ "fargate-a": undefined, "fargate-b": "fargate-a", "fargate-c": "fargate-b" });
  });

  test("profiles share a role, or have one of their own, or one that is there", () => {
    const there = { roleName: "pods", roleArn: "arn:aws:iam::111111111111:role/pods" };
    const { template, made } = make({
      fargateProfiles: { a: profile, b: profile, own: { ...profile, podExecutionRole: { logs: false, policyArns: { firehose: "arn:aws:iam::111111111111:policy/firehose" } } }, there: { ...profile, podExecutionRole: there } },
    });
    expect(Object.values(resourcesOf(template, "aws_iam_role")).map(({ name }) => name)).toEqual(["dev-shop-fargate", "dev-shop-fargate-own"]);
    expect(found(template, "aws_eks_fargate_profile", "fargate-there")).toMatchObject({ pod_execution_role_arn: there.roleArn });
    expect(idsOf(template, "aws_iam_role_policy_attachment")).toContain("policy-firehose-of-pod-execution-role-own");
    expect(made.roles).toHaveLength(2);
  });

  test("labels, a tier, and an override", () => {
    const change = { selectors: [{ namespace: "apps", labels: { team: "a" } }], override: { tags: { Team: "a" } } };
    expect(only(make(withProfile(change)).template, "aws_eks_fargate_profile")).toMatchObject({ selector: [{ namespace: "apps", labels: { team: "a" } }], tags: { Team: "a" } });
  });
});

import { requireAwsProvider, type ClusterRef } from "@terrace/core";
import { addresses, invalidProps, only, problemsOf, render, resourcesOf, synth, warningsOf } from "@terrace/testkit";
import { Lazy, Token, type TerraformStack } from "cdktf";
import { WorkloadIdentity, type Statement, type WorkloadIdentityProps } from "../src";
import { cluster, isolatedCluster, nodes, onFargate, platformStack, profile, withEndpoints } from "./fixtures";

const send: Statement = { Effect: "Allow", Action: "sqs:SendMessage", Resource: "*" };
const valid: WorkloadIdentityProps = { name: "dev-shop-orders", cluster, namespace: "shop", serviceAccount: "orders", method: "irsa" };
const targetRoleArn = "arn:aws:iam::222222222222:role/orders";
const someToken = Lazy.stringValue({ produce: () => "later" });

function make(change: Partial<WorkloadIdentityProps> = {}, stack: TerraformStack = platformStack()) {
  return { stack, identity: new WorkloadIdentity(stack, "orders", { ...valid, ...change }) };
}

function template(change: Partial<WorkloadIdentityProps> = {}, stack: TerraformStack = platformStack()) {
  return synth(make(change, stack).stack);
}

function trust(change: Partial<WorkloadIdentityProps> = {}): unknown {
  return JSON.parse(String(only(template(change), "aws_iam_role").assume_role_policy));
}

function warningsWith(change: Partial<WorkloadIdentityProps>): string[] {
  const { stack } = make(change);
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function withCluster(change: Partial<ClusterRef>): Partial<WorkloadIdentityProps> {
  return { cluster: { ...cluster, ...change } };
}

function aws6(): TerraformStack {
  const stack = platformStack();
  requireAwsProvider(stack, "6.2.0");
  return stack;
}

describe("by IRSA", () => {
  test("one service account is trusted, for AWS alone", () => {
    expect(trust()).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: cluster.oidc.providerArn },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: { StringEquals: { "oidc.example/id/1:aud": "sts.amazonaws.com", "oidc.example/id/1:sub": "system:serviceaccount:shop:orders" } },
        },
      ],
    });
  });

  test("an issuer that Terraform knows later stands in the keys as a reference", () => {
    const issuer = Token.asString("${data.terraform_remote_state.cluster.outputs.issuer}");
    const policy = String(only(template(withCluster({ oidc: { ...cluster.oidc, issuer } })), "aws_iam_role").assume_role_policy);
    expect(policy).toContain('"${data.terraform_remote_state.cluster.outputs.issuer}:aud":"sts.amazonaws.com"');
  });

  test("service accounts that share the role stand in one condition", () => {
    expect(trust({ alsoFor: [{ namespace: "shop", serviceAccount: "web" }] })).toMatchObject({
      Statement: [{ Condition: { StringEquals: { "oidc.example/id/1:sub": ["system:serviceaccount:shop:orders", "system:serviceaccount:shop:web"] } } }],
    });
  });

  test("charts are given the annotation, and no association is made", () => {
    const { stack, identity } = make();
    expect(render(stack, identity.annotations)).toEqual({ "eks.amazonaws.com/role-arn": expect.stringMatching(/^\$\{aws_iam_role\.orders\w*\.arn\}$/) });
    expect(identity.serviceAccount).toEqual({ namespace: "shop", serviceAccount: "orders" });
    expect(addresses(synth(stack))).toEqual([expect.stringMatching(/^aws_iam_role\./)]);
  });
});

describe("by Pod Identity", () => {
  test("EKS is trusted, for the pods of one service account in one cluster", () => {
    expect(trust({ method: "pod-identity" })).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "pods.eks.amazonaws.com" },
          Action: ["sts:AssumeRole", "sts:TagSession"],
          Condition: {
            StringEquals: {
              "aws:RequestTag/eks-cluster-arn": cluster.clusterArn,
              "aws:RequestTag/kubernetes-namespace": "shop",
              "aws:RequestTag/kubernetes-service-account": "orders",
            },
          },
        },
      ],
    });
  });

  test("each service account has an association, and no annotation", () => {
    const { stack, identity } = make({ method: "pod-identity", alsoFor: [{ namespace: "shop", serviceAccount: "web" }], tags: { Team: "shop" } });
    expect(identity.annotations).toEqual({});
    const associations = Object.values(resourcesOf(synth(stack), "aws_eks_pod_identity_association"));
    expect(associations).toMatchObject([
      { cluster_name: "dev-shop", namespace: "shop", service_account: "orders", role_arn: expect.stringContaining("aws_iam_role."), tags: { Team: "shop" } },
      { service_account: "web" },
    ]);
    expect(associations[0]).not.toHaveProperty("target_role_arn");
    expect(associations[0]).not.toHaveProperty("disable_session_tags");
  });

  test("a target role's trust asks for the external id that EKS gives", () => {
    const { stack, identity } = make({ method: "pod-identity", targetRoleArn, alsoFor: [{ namespace: "shop", serviceAccount: "jobs" }] }, aws6());
    expect(render(stack, identity.externalIds)).toEqual([
      expect.stringMatching(/^\$\{aws_eks_pod_identity_association\.orders_association-\S+\.external_id\}$/),
      expect.stringMatching(/^\$\{aws_eks_pod_identity_association\.orders_association-shop-jobs_\w+\.external_id\}$/),
    ]);
    expect(make({ method: "pod-identity" }).identity.externalIds).toEqual([]);
    expect(make({ targetRoleArn }).identity.externalIds).toEqual([]);
  });

  test("a target role is taken by EKS, and the role may take it", () => {
    const made = template({ method: "pod-identity", targetRoleArn }, aws6());
    expect(only(made, "aws_eks_pod_identity_association")).toMatchObject({ target_role_arn: targetRoleArn });
    expect(JSON.parse(String(only(made, "aws_iam_policy").policy)).Statement).toEqual([
      { Effect: "Allow", Action: ["sts:AssumeRole", "sts:TagSession"], Resource: targetRoleArn },
    ]);
  });

  test("without session tags the role is trusted for every pod of an association", () => {
    const made = template({ method: "pod-identity", sessionTags: false }, aws6());
    expect(only(made, "aws_eks_pod_identity_association")).toMatchObject({ disable_session_tags: true });
    expect(JSON.parse(String(only(made, "aws_iam_role").assume_role_policy)).Statement[0]).not.toHaveProperty("Condition");
  });

  test("Auto Mode brings the agent with it", () => {
    expect(warningsWith({ method: "pod-identity", ...withCluster({ autoMode: true, addons: [], nodes: [] }) })).toEqual([]);
  });
});

describe("the role", () => {
  test("has a name, what it is for, a boundary and tags", () => {
    const boundary = "arn:aws:iam::111111111111:policy/boundary";
    expect(only(template({ permissionsBoundaryArn: boundary, tags: { Team: "shop" } }), "aws_iam_role")).toMatchObject({
      name: "dev-shop-orders",
      description: "Pods of shop/orders in dev-shop",
      permissions_boundary: boundary,
      tags: { Name: "dev-shop-orders", Team: "shop" },
    });
  });

  test("has a policy for each name, and those that exist", () => {
    const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    const made = template({ policies: { queue: [send] }, policyArns: [readOnly, someToken], tags: { Team: "shop" } });
    expect(only(made, "aws_iam_policy")).toMatchObject({
      name: "dev-shop-orders-queue",
      policy: JSON.stringify({ Version: "2012-10-17", Statement: [send] }),
      tags: { Team: "shop" },
    });
    const attachments = resourcesOf(made, "aws_iam_role_policy_attachment");
    expect(Object.keys(attachments).map((id) => id.replace(/_[0-9A-F]{8}$/, ""))).toEqual([
      "orders_attachment-queue",
      "orders_attached-ReadOnlyAccess",
      "orders_attached-policy-1",
    ]);
    expect(Object.values(attachments).map(({ policy_arn }) => policy_arn)).toEqual([expect.stringContaining("aws_iam_policy."), readOnly, "later"]);
  });

  test("may take a role of another account, which the application does with IRSA", () => {
    const made = template({ targetRoleArn });
    expect(JSON.parse(String(only(made, "aws_iam_policy").policy)).Statement).toEqual([{ Effect: "Allow", Action: ["sts:AssumeRole"], Resource: targetRoleArn }]);
  });

  test("is overridden last", () => {
    const override = { role: { path: "/pods/" }, association: { serviceAccount: "other" }, serviceAccount: { automountServiceAccountToken: false } };
    const made = template({ method: "pod-identity", createServiceAccount: true, override });
    expect(only(made, "aws_iam_role")).toMatchObject({ path: "/pods/" });
    expect(only(made, "aws_eks_pod_identity_association")).toMatchObject({ service_account: "other" });
    expect(only(made, "kubernetes_service_account_v1")).toMatchObject({ automount_service_account_token: false });
  });

  test("is waited for with everything that credentials need", () => {
    const { identity } = make({ method: "pod-identity", policies: { queue: [send] }, createServiceAccount: true });
    expect(identity.ready).toHaveLength(4);
  });
});

test("a service account is made on request, and says the role", () => {
  expect(only(template({ createServiceAccount: true }), "kubernetes_service_account_v1")).toMatchObject({
    metadata: {
      name: "orders",
      namespace: "shop",
      annotations: { "eks.amazonaws.com/role-arn": expect.stringContaining("aws_iam_role.") },
      labels: { "app.kubernetes.io/managed-by": "terraform" },
    },
  });
});

describe("bad input", () => {
  const many = Array.from({ length: 30 }, (_, index) => ({ namespace: "a-namespace-of-some-length", serviceAccount: `a-service-account-of-some-length-${index}` }));
  const long: Statement = { ...send, Resource: Array.from({ length: 100 }, (_, index) => `arn:aws:sqs:ap-northeast-1:111111111111:a-queue-with-a-name-${index}`) };

  test.each<[string, Partial<WorkloadIdentityProps>, string[]]>([
    ["a name known only after apply", { name: someToken }, ["not-known-at-synth name"]],
    ["a namespace known only after apply", { namespace: someToken }, ["not-known-at-synth namespace"]],
    ["a service account known only after apply", { alsoFor: [{ namespace: "shop", serviceAccount: someToken }] }, ["not-known-at-synth alsoFor[0].serviceAccount"]],
    ["a list of policies known only after apply", { policyArns: Token.asList("${local.arns}") }, ["not-known-at-synth policyArns"]],
    ["a cluster's name known only after apply", withCluster({ clusterName: someToken }), ["not-known-at-synth cluster.clusterName"]],
    ["a name that IAM refuses", { name: "dev shop" }, ["name-characters name"]],
    ["a name that is too long", { name: "x".repeat(65) }, ["name-length name"]],
    ["a namespace as a pattern", { namespace: "shop-*" }, ["kubernetes-name namespace"]],
    ["a namespace that is too long", { namespace: "n".repeat(64) }, ["kubernetes-name namespace"]],
    ["any service account", { serviceAccount: "*" }, ["kubernetes-name serviceAccount"]],
    ["a service account with a capital", { alsoFor: [{ namespace: "shop", serviceAccount: "Web" }] }, ["kubernetes-name alsoFor[0].serviceAccount"]],
    ["the same service account twice", { alsoFor: [{ namespace: "shop", serviceAccount: "orders" }] }, ["service-account-twice alsoFor[0]"]],
    ["a namespace that no profile runs", { cluster: onFargate("web") }, ["namespace-without-profile namespace"]],
    ["a cluster that runs nothing", withCluster({ nodes: [] }), ["compute-missing cluster"]],
    ["a cluster with Windows nodes only", withCluster({ nodes: [nodes("private", "windows")] }), ["compute-os cluster.nodes"]],
    ["Pod Identity on Fargate", { method: "pod-identity", ...withCluster({ fargateProfiles: [profile("all", "sh?p")] }) }, ["pod-identity-on-fargate method"]],
    ["Pod Identity on Fargate, for another", { method: "pod-identity", alsoFor: [{ namespace: "web", serviceAccount: "a" }], ...withCluster({ fargateProfiles: [profile("web", "w*")] }) }, ["pod-identity-on-fargate alsoFor[0].namespace"]],
    ["Pod Identity on Windows", { method: "pod-identity", ...withCluster({ nodes: [nodes("private", "windows")], fargateProfiles: [profile("web", "web")] }) }, ["namespace-without-profile namespace", "pod-identity-windows method"]],
    ["Pod Identity without its agent", { method: "pod-identity", ...withCluster({ addons: ["coredns"] }) }, ["pod-identity-agent method"]],
    ["session tags of IRSA", { sessionTags: false }, ["session-tags sessionTags"]],
    ["session tags that the provider cannot switch off", { method: "pod-identity", sessionTags: false }, ["needs-provider sessionTags"]],
    ["a target role that the provider lacks", { method: "pod-identity", targetRoleArn }, ["needs-provider targetRoleArn"]],
    ["a target role by its name", { targetRoleArn: "orders" }, ["target-role-arn targetRoleArn"]],
    ["a policy without statements", { policies: { queue: [] } }, ["policy-empty policies.queue"]],
    ["a policy's name with a slash", { policies: { "my/queue": [send] } }, ["policy-name policies.my/queue"]],
    ["a policy that is too large", { policies: { queue: [long] } }, ["policy-size policies.queue"]],
    ["an action without a service", { policies: { queue: [{ ...send, Action: ["SendMessage"] }] } }, ["policy-action policies.queue[0].Action"]],
    ["eleven policies", { policyArns: Array.from({ length: 11 }, (_, index) => `arn:aws:iam::aws:policy/P${index}`) }, ["policy-count policies"]],
    ["a trust policy that is too large", { alsoFor: many }, ["trust-policy-size alsoFor"]],
    ["no way to sts", { network: withEndpoints(), cluster: isolatedCluster }, ["endpoint-missing workloads.dev-shop-orders"]],
    ["no way to eks-auth", { method: "pod-identity", network: withEndpoints("sts"), cluster: isolatedCluster }, ["endpoint-missing workloads.dev-shop-orders"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });

  test("another method, from a program without types", () => {
    const method: { method: "irsa" } = JSON.parse('{"method":"kiam"}');
    expect(problemsOf(() => make(method))).toEqual(["not-one-of method"]);
  });

  test("the whole text of an error", () => {
    expect(invalidProps(() => make({ method: "pod-identity", cluster: onFargate("shop") })).message).toBe(
      [
        'invalid WorkloadIdentity at "test/orders"',
        '  - [pod-identity-on-fargate] method is pod-identity for the namespace "shop", which the Fargate profile shop runs',
        "      expected: irsa: Fargate has no Pod Identity",
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
        "  - [pod-identity-agent] method is pod-identity in a cluster without the add-on eks-pod-identity-agent",
        "      expected: the add-on eks-pod-identity-agent, Auto Mode, or irsa",
        "      see: https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html",
      ].join("\n"),
    );
  });
});

describe("what works and is likely to be regretted", () => {
  test("pods with labels on Fargate, by Pod Identity", () => {
    const labelled = withCluster({ fargateProfiles: [profile("batch", "shop", { tier: "batch" })] });
    expect(warningsWith({ method: "pod-identity", ...labelled })).toEqual(["pod-identity-on-fargate method"]);
  });

  test("every action of a service", () => {
    expect(warningsWith({ policies: { queue: [{ ...send, Action: "sqs:*" }] } })).toEqual(["policy-wide policies.queue[0].Action"]);
    expect(warningsWith({ policies: { queue: [{ ...send, Action: "sqs:*", Effect: "Deny" }] } })).toEqual([]);
  });

  test("a role without session tags", () => {
    const stack = aws6();
    make({ method: "pod-identity", sessionTags: false }, stack);
    expect(warningsOf(stack)).toEqual([expect.stringMatching(/^\[session-tags\] sessionTags is false/)]);
  });
});

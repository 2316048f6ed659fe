import { DataAwsEksCluster } from "@cdktf/provider-aws/lib/data-aws-eks-cluster";
import { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import type { ClusterRef } from "@terrace/core";
import { problemsOf, synth, testApp, testStack } from "@terrace/testkit";
import { DataTerraformRemoteStateS3, Fn, TerraformLocal, type TerraformStack } from "cdktf";
import { configureClusterProviders, WorkloadIdentity } from "../src";
import { cluster } from "./fixtures";

function eks(stack: TerraformStack): EksCluster {
  return new EksCluster(stack, "cluster", { name: "dev-shop", roleArn: "arn:aws:iam::111111111111:role/c", vpcConfig: { subnetIds: ["subnet-1"] } });
}

function withEndpoint(endpoint: string): ClusterRef {
  return { ...cluster, endpoint };
}

test("both providers ask the AWS CLI for a token of the cluster", () => {
  const stack = testStack();
  configureClusterProviders(stack, cluster);
  const { provider } = synth(stack);
  const exec = {
    api_version: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", "dev-shop", "--region", "ap-northeast-1"],
  };
  const connection = { host: "https://cluster.example", cluster_ca_certificate: '${base64decode("Y2VydGlmaWNhdGU=")}' };
  expect(provider?.helm).toEqual([{ kubernetes: { ...connection, exec } }]);
  expect(provider?.kubernetes).toEqual([{ ...connection, exec: [exec] }]);
});

test("a role signs in where one is named", () => {
  const stack = testStack();
  configureClusterProviders(stack, cluster, { roleArn: "arn:aws:iam::111111111111:role/deploy" });
  expect(JSON.stringify(synth(stack).provider)).toContain('"--role-arn","arn:aws:iam::111111111111:role/deploy"');
});

test("a cluster's name is known at synth", () => {
  const stack = testStack();
  const { name } = eks(stack);
  expect(problemsOf(() => configureClusterProviders(stack, { ...cluster, clusterName: name }))).toEqual(["not-known-at-synth cluster.clusterName"]);
});

describe("what a provider may not be fed with", () => {
  test.each<[string, (stack: TerraformStack) => string]>([
    ["a resource of the same stack", (stack) => eks(stack).endpoint],
    ["what a function makes of it", (stack) => Fn.lower(eks(stack).endpoint)],
    ["a local that is taken from it", (stack) => new TerraformLocal(stack, "endpoint", eks(stack).endpoint).asString],
    ["data that is read of it", (stack) => new DataAwsEksCluster(stack, "read", { name: eks(stack).name }).endpoint],
  ])("%s", (_why, endpointOf) => {
    const stack = testStack();
    const endpoint = endpointOf(stack);
    expect(problemsOf(() => configureClusterProviders(stack, withEndpoint(endpoint)))).toEqual(["provider-from-own-stack cluster.endpoint"]);
  });

  test("the certificate of a resource of the same stack", () => {
    const stack = testStack();
    const certificateAuthorityData = eks(stack).certificateAuthority.get(0).data;
    expect(problemsOf(() => configureClusterProviders(stack, { ...cluster, certificateAuthorityData }))).toEqual([
      "provider-from-own-stack cluster.certificateAuthorityData",
    ]);
  });

  test("constructs that use the provider say so too", () => {
    const stack = testStack();
    const fed = withEndpoint(eks(stack).endpoint);
    const identity = { name: "a", cluster: fed, namespace: "a", serviceAccount: "a", method: "irsa", createServiceAccount: true } as const;
    expect(problemsOf(() => new WorkloadIdentity(stack, "a", identity))).toEqual(["provider-from-own-stack cluster.endpoint"]);
  });
});

describe("what a provider may be fed with", () => {
  test("the state of another stack", () => {
    const stack = testStack();
    eks(stack);
    const state = new DataTerraformRemoteStateS3(stack, "cluster-state", { bucket: "b", key: "k", region: "ap-northeast-1" });
    configureClusterProviders(stack, withEndpoint(state.getString("endpoint")));
    expect(JSON.stringify(synth(stack).provider?.helm)).toContain("data.terraform_remote_state.");
  });

  test("data of a cluster that somebody else made", () => {
    const stack = testStack();
    configureClusterProviders(stack, withEndpoint(new DataAwsEksCluster(stack, "read", { name: "dev-shop" }).endpoint));
    expect(JSON.stringify(synth(stack).provider?.helm)).toContain("data.aws_eks_cluster.read.endpoint");
  });

  test("a cluster of another stack of the same app", () => {
    const app = testApp();
    const stack = testStack(app, "platform");
    expect(() => configureClusterProviders(stack, withEndpoint(eks(testStack(app, "cluster")).endpoint))).not.toThrow();
  });
});

import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { mustBeKnown, throwIfAny, type ClusterRef } from "@terrace/core";
import { Fn, type TerraformStack } from "cdktf";
import { checkClusterSource } from "./cluster-source";

/** What Terraform signs in to a cluster as. */
export interface ClusterProviderOptions {
  /**
   * ARN of the role that has an access entry in the cluster.
   *
   * @default - the identity that runs Terraform
   */
  readonly roleArn?: string;
}

/** The providers of what is inside a cluster. */
export interface ClusterProviders {
  readonly helm: HelmProvider;
  readonly kubernetes: KubernetesProvider;
}

/**
 * Makes the helm and kubernetes providers of a stack for one cluster. They ask the AWS CLI for a token whenever they need
 * one, so no token lies in a state or runs out during a long apply.
 *
 * The machine that runs Terraform needs the AWS CLI, and a way to the API server: {@link ClusterRef} says from where it is
 * reached. The cluster is another stack's, so that the providers are never configured from what this stack makes.
 *
 * @throws InvalidPropsError [provider-from-own-stack] [not-known-at-synth]
 */
export function configureClusterProviders(stack: TerraformStack, cluster: ClusterRef, options: ClusterProviderOptions = {}): ClusterProviders {
  const { clusterName, region, endpoint, certificateAuthorityData } = cluster;
  throwIfAny(stack, "ClusterProviders", [
    ...mustBeKnown({ "cluster.clusterName": clusterName, "cluster.region": region }),
    ...checkClusterSource(stack, "cluster", cluster),
  ]);
  const role = options.roleArn === undefined ? [] : ["--role-arn", options.roleArn];
  const exec = {
    apiVersion: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: ["eks", "get-token", "--cluster-name", clusterName, "--region", region, ...role],
  };
  const connection = { host: endpoint, clusterCaCertificate: Fn.base64decode(certificateAuthorityData) };
  return {
    helm: new HelmProvider(stack, "helm", { kubernetes: { ...connection, exec } }),
    kubernetes: new KubernetesProvider(stack, "kubernetes", { ...connection, exec: [exec] }),
  };
}

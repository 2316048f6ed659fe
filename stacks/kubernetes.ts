import { nameOf, throwIfAny, type ClusterRef, type FargateProfileRef, type RoleRef } from "@terrace/core";
import { Cluster, type ClusterProps } from "@terrace/eks";
import { defineContract, OutputReader, publishOutputs } from "@terrace/remote-state";
import type { Construct } from "constructs";
import { checkAccess } from "./check-kubernetes";
import type { Environment } from "./environment";
import { EnvironmentStack, type StackOptions } from "./environment-stack";
import { knownOr } from "./known-or";
import type { NetworkStack } from "./network";

/** The cluster of an environment, as its file says it. */
export type KubernetesProps = Omit<ClusterProps, "name" | "network" | "region">;

/** What the kubernetes stack promises. Keys of maps are the names of Fargate profiles. */
export const kubernetesContract = defineContract("kubernetes", {
  cluster_arn: { type: "string", description: "ARN of the cluster" },
  cluster_endpoint: { type: "string", description: "URL of the API server" },
  certificate_authority_data: { type: "string", description: "Certificate of the API server's authority, in base64" },
  oidc_provider_arn: { type: "string", description: "ARN of the OIDC provider, for workload identity" },
  oidc_issuer: { type: "string", description: "Issuer of the cluster's tokens, without https://" },
  cluster_security_group_id: { type: "string", description: "Group that EKS made for the control plane, Fargate pods and Auto Mode's nodes" },
  node_security_group_id: { type: "string", description: "Group of the nodes, empty where there are none" },
  pod_execution_role_names: { type: "map(string)", description: "Roles that Fargate pulls images and writes logs with" },
  pod_execution_role_arns: { type: "map(string)", description: "ARNs of those roles" },
  kubeconfig_command: { type: "string", description: "Command that writes the cluster into a kubeconfig" },
  port_forward_command: { type: "string", description: "Command that leads localhost:8443 to the API server, by the instance $INSTANCE_ID" },
});

/** The cluster of an environment. What lives inside it is a stack of its own, which takes {@link clusterFor}. */
export class KubernetesStack extends EnvironmentStack {
  private readonly cluster: ClusterRef;

  public constructor(scope: Construct, environment: Environment, options: StackOptions, networkStack: NetworkStack) {
    super(scope, "kubernetes", environment, options);
    throwIfAny(this, "kubernetes", checkAccess(environment));
    const made = new Cluster(this, "cluster", {
      ...environment.kubernetes,
      name: nameOf(this.names, "apps"),
      network: networkStack.networkFor(this),
      region: environment.region,
    });
    this.cluster = made.cluster;
    const { clusterArn, endpoint, certificateAuthorityData, oidc, securityGroup, fargateProfiles } = made.cluster;
    publishOutputs(this, kubernetesContract, {
      cluster_arn: clusterArn,
      cluster_endpoint: endpoint,
      certificate_authority_data: certificateAuthorityData,
      oidc_provider_arn: oidc.providerArn,
      oidc_issuer: oidc.issuer,
      cluster_security_group_id: securityGroup.securityGroupId,
      node_security_group_id: made.nodeSecurityGroup?.securityGroupId ?? "",
      pod_execution_role_names: byProfile(fargateProfiles, ({ roleName }) => roleName),
      pod_execution_role_arns: byProfile(fargateProfiles, ({ roleArn }) => roleArn),
      kubeconfig_command: made.kubeconfigCommand,
      // Which instance is at hand is known to whoever runs the command: their shell fills it in.
      port_forward_command: made.portForwardCommand("$INSTANCE_ID"),
    });
  }

  /**
   * The cluster as another stack of the same app may use it: what AWS makes from this stack's state, the rest as it is known.
   *
   * @param reader a construct of the other stack, which is then deployed after this one
   */
  public clusterFor(reader: Construct): ClusterRef {
    const outputs = new OutputReader(reader, kubernetesContract, { location: this.location, stack: this });
    const { nodeSecurityGroup, ...known } = this.cluster;
    return {
      ...known,
      clusterArn: outputs.getString("cluster_arn"),
      endpoint: outputs.getString("cluster_endpoint"),
      certificateAuthorityData: outputs.getString("certificate_authority_data"),
      oidc: { providerArn: outputs.getString("oidc_provider_arn"), issuer: outputs.getString("oidc_issuer") },
      securityGroup: { securityGroupId: outputs.getString("cluster_security_group_id") },
      ...(nodeSecurityGroup === undefined ? {} : { nodeSecurityGroup: { securityGroupId: outputs.getString("node_security_group_id") } }),
      fargateProfiles: this.readFargateProfiles(outputs),
    };
  }

  /** Profiles that share a role share what is read of it, so that a reader sees that it is one. */
  private readFargateProfiles(outputs: OutputReader<typeof kubernetesContract.outputs>): FargateProfileRef[] {
    const read = new Map<string, RoleRef>();
    return this.cluster.fargateProfiles.map((profile) => {
      const { roleName } = profile.podExecutionRole;
      const podExecutionRole = read.get(roleName) ?? {
        roleName: knownOr(roleName, () => outputs.getMapValue("pod_execution_role_names", profile.name)),
        roleArn: outputs.getMapValue("pod_execution_role_arns", profile.name),
      };
      read.set(roleName, podExecutionRole);
      return { ...profile, podExecutionRole };
    });
  }
}

function byProfile(profiles: readonly FargateProfileRef[], value: (role: FargateProfileRef["podExecutionRole"]) => string): Record<string, string> {
  return Object.fromEntries(profiles.map(({ name, podExecutionRole }) => [name, value(podExecutionRole)]));
}

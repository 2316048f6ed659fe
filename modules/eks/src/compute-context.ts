import type { OidcRef, SecurityGroupRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { ComputeFacts } from "./compute-settings";

/** The cluster that compute joins, as Terraform knows it. */
export interface MadeCluster {
  /** Partition of ARNs, a token. */
  readonly partition: string;
  /** Id of the account, a token, asked for where it is needed. */
  readonly account: () => string;
  /** The cluster's name as Terraform knows it, so that the cluster outlives its nodes. */
  readonly clusterName: string;
  readonly endpoint: string;
  /** Base64, as EKS gives it. */
  readonly certificateAuthorityData: string;
  /** Block that addresses of services come from. */
  readonly serviceCidr: string;
  /** The group that EKS made for the control plane and the nodes. */
  readonly clusterSecurityGroupId: string;
  /**
   * The group of nodes, which carries the tags of the cluster and of Karpenter's discovery.
   *
   * @default - nodes have the group that EKS made
   */
  readonly nodeSecurityGroup?: SecurityGroupRef;
  /** For Karpenter's controller with IRSA. */
  readonly oidc: OidcRef;
  /** What must be there before the first node, and stay until the last is gone: the CNI, rules, rights. */
  readonly dependsOn: ITerraformDependable[];
}

/** Where compute is made. */
export interface ComputeContext extends MadeCluster {
  readonly facts: ComputeFacts;
}

import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamPolicy } from "@cdktf/provider-aws/lib/iam-policy";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicyAttachment } from "@cdktf/provider-aws/lib/iam-role-policy-attachment";
import { ServiceAccountV1 } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import { needsProvider, throwIfAny, writeFeature, type Problem, type RoleRef } from "@terrace/core";
import { Token, type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { checkClusterSource } from "./cluster-source";
import { checkWorkloadIdentity } from "./check-workload-identity";
import { policyOf, policyText, type Statement } from "./iam";
import { trustPolicy } from "./trust";
import type { ServiceAccountName, WorkloadIdentityProps } from "./workload-identity-props";
import { resolve, type WorkloadIdentitySettings } from "./workload-identity-settings";

/**
 * An IAM role for pods, by IRSA or by Pod Identity: the same props for both, and only the named service accounts get it.
 *
 * Creates the role with an exact trust policy, one policy for each of `policies`, their attachments, the associations of
 * Pod Identity, and service accounts on request. It does not make the cluster, its OIDC provider, the agent's add-on or
 * namespaces. Free of charge.
 *
 * @example
 * const orders = new WorkloadIdentity(stack, "orders", {
 *   name: "dev-shop-orders", cluster, namespace: "shop", serviceAccount: "orders", method: "irsa",
 *   policies: { queue: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: queueArn }] },
 * });
 */
export class WorkloadIdentity extends Construct {
  /** The role, for policies of yours. */
  public readonly role: RoleRef;
  /** What the chart writes on its service account: the role for IRSA, nothing for Pod Identity. */
  public readonly annotations: Readonly<Record<string, string>>;
  /** What the role may do, by the name of the policy, for review. */
  public readonly policies: Readonly<Record<string, readonly Statement[]>>;
  /** Name of the service account, and its namespace. */
  public readonly serviceAccount: ServiceAccountName;
  /**
   * What must be there before the first pod starts: credentials are put into pods when they are made, never later. A release
   * whose pods use the role depends on these.
   */
  public readonly ready: readonly ITerraformDependable[];
  /**
   * External ids that EKS gives when it takes the role of `targetRoleArn`, one for each service account: the trust policy of
   * that role asks for them (`sts:ExternalId`), so that no other cluster's association is let in. Empty without.
   */
  public readonly externalIds: readonly string[];

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: WorkloadIdentityProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "WorkloadIdentity", [...checkWorkloadIdentity(settings), ...this.checkStack(settings)]);

    const role = this.createRole(settings);
    this.role = { roleName: role.name, roleArn: role.arn };
    this.annotations = settings.method === "irsa" ? { "eks.amazonaws.com/role-arn": role.arn } : {};
    this.policies = settings.policies;
    [this.serviceAccount] = settings.serviceAccounts;
    const attachments = this.createPolicies(settings);
    const associations = this.createAssociations(settings);
    const accounts = this.createServiceAccounts(settings);
    this.externalIds = settings.targetRoleArn === undefined ? [] : associations.map((association) => association.getStringAttribute("external_id"));
    this.ready = [role, ...attachments, ...associations, ...accounts];
  }

  private checkStack({ cluster, method, targetRoleArn, sessionTags, createServiceAccount }: WorkloadIdentitySettings): Problem[] {
    const isPodIdentity = method === "pod-identity";
    return [
      ...(createServiceAccount ? checkClusterSource(this, "cluster", cluster) : []),
      ...needsProvider(this, "targetRoleArn", isPodIdentity && targetRoleArn !== undefined ? "pod-identity-target-role" : undefined),
      ...needsProvider(this, "sessionTags", isPodIdentity && !sessionTags ? "pod-identity-session-tags" : undefined),
    ];
  }

  private createRole(settings: WorkloadIdentitySettings): IamRole {
    const { name, cluster, permissionsBoundaryArn, tags, override, serviceAccounts } = settings;
    const [{ namespace, serviceAccount }] = serviceAccounts;
    return new IamRole(this, "Resource", {
      name,
      description: `Pods of ${namespace}/${serviceAccount} in ${cluster.clusterName}`,
      assumeRolePolicy: policyText(trustPolicy(settings)),
      permissionsBoundary: permissionsBoundaryArn,
      tags: { ...tags, Name: name },
      ...override.role,
    });
  }

  private createPolicies({ name, policies, policyArns, tags }: WorkloadIdentitySettings): IamRolePolicyAttachment[] {
    const { roleName: role } = this.role;
    const own = Object.entries(policies).map(([key, statements]) => {
      const policy = new IamPolicy(this, `policy-${key}`, { name: `${name}-${key}`, policy: policyText(policyOf(statements)), tags });
      return new IamRolePolicyAttachment(this, `attachment-${key}`, { role, policyArn: policy.arn });
    });
    const others = policyArns.map((policyArn, index) => {
      return new IamRolePolicyAttachment(this, `attached-${policyKey(policyArn, index)}`, { role, policyArn });
    });
    return [...own, ...others];
  }

  private createAssociations(settings: WorkloadIdentitySettings): EksPodIdentityAssociation[] {
    const { method, cluster, serviceAccounts, targetRoleArn, sessionTags, tags, override } = settings;
    if (method !== "pod-identity") return [];
    return serviceAccounts.map(({ namespace, serviceAccount }) => {
      const association = new EksPodIdentityAssociation(this, `association-${namespace}-${serviceAccount}`, {
        clusterName: cluster.clusterName,
        namespace,
        serviceAccount,
        roleArn: this.role.roleArn,
        tags,
        ...override.association,
      });
      if (targetRoleArn !== undefined) writeFeature(association, "pod-identity-target-role", { target_role_arn: targetRoleArn });
      if (!sessionTags) writeFeature(association, "pod-identity-session-tags", { disable_session_tags: true });
      return association;
    });
  }

  private createServiceAccounts({ createServiceAccount, serviceAccounts, override }: WorkloadIdentitySettings): ServiceAccountV1[] {
    if (!createServiceAccount) return [];
    return serviceAccounts.map(({ namespace, serviceAccount }) => {
      return new ServiceAccountV1(this, `service-account-${namespace}-${serviceAccount}`, {
        metadata: { name: serviceAccount, namespace, annotations: { ...this.annotations }, labels: { "app.kubernetes.io/managed-by": "terraform" } },
        ...override.serviceAccount,
      });
    });
  }
}

/** A part of a construct id: the policy's own name, or its place in the list where only Terraform will know it. */
function policyKey(policyArn: string, index: number): string {
  return Token.isUnresolved(policyArn) ? `policy-${index}` : (policyArn.split("/").at(-1) ?? policyArn);
}

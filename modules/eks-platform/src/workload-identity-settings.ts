import type { ClusterRef, NetworkRef, Tags } from "@terrace/core";
import type { Statement } from "./iam";
import type { IdentityMethod, ServiceAccountName, WorkloadIdentityOverrides, WorkloadIdentityProps } from "./workload-identity-props";

/** WorkloadIdentityProps with every default filled in. */
export interface WorkloadIdentitySettings {
  readonly name: string;
  readonly cluster: ClusterRef;
  readonly network: NetworkRef | undefined;
  readonly method: IdentityMethod;
  /** The service account of the props, then those that share its role. */
  readonly serviceAccounts: readonly [ServiceAccountName, ...ServiceAccountName[]];
  /** Those that the caller gave, and what a target role takes. */
  readonly policies: Readonly<Record<string, readonly Statement[]>>;
  readonly policyArns: readonly string[];
  readonly createServiceAccount: boolean;
  readonly targetRoleArn: string | undefined;
  readonly sessionTags: boolean;
  readonly permissionsBoundaryArn: string | undefined;
  readonly tags: Tags;
  readonly override: Required<WorkloadIdentityOverrides>;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: WorkloadIdentityProps): WorkloadIdentitySettings {
  const { name, cluster, network, namespace, serviceAccount, method, targetRoleArn, permissionsBoundaryArn, override = {} } = props;
  return {
    name,
    cluster,
    network,
    method,
    serviceAccounts: [{ namespace, serviceAccount }, ...(props.alsoFor ?? [])],
    policies: { ...(props.policies ?? {}), ...(targetRoleArn === undefined ? {} : { target: [assume(method, targetRoleArn)] }) },
    policyArns: props.policyArns ?? [],
    createServiceAccount: props.createServiceAccount ?? false,
    targetRoleArn,
    sessionTags: props.sessionTags ?? true,
    permissionsBoundaryArn,
    tags: props.tags ?? {},
    override: {
      role: override.role ?? {},
      association: override.association ?? {},
      serviceAccount: override.serviceAccount ?? {},
    },
  };
}

/** Pod Identity tags the session of the target role too. */
function assume(method: IdentityMethod, targetRoleArn: string): Statement {
  const actions = method === "pod-identity" ? ["sts:AssumeRole", "sts:TagSession"] : ["sts:AssumeRole"];
  return { Effect: "Allow", Action: actions, Resource: targetRoleArn };
}

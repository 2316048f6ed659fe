import type { ClusterRef } from "@terrace/core";
import type { Condition } from "./iam";
import type { IdentityMethod, ServiceAccountName } from "./workload-identity-props";

/** The trust policy of a role. */
export interface TrustPolicy {
  readonly Version: "2012-10-17";
  readonly Statement: readonly TrustStatement[];
}

/** Who may take a role, and when. */
export interface TrustStatement {
  readonly Effect: "Allow";
  readonly Principal: { readonly Federated: string } | { readonly Service: string };
  readonly Action: string | readonly string[];
  /**
   * When it applies.
   *
   * @default - always
   */
  readonly Condition?: Condition;
}

/** Whom a role trusts. */
export interface TrustFacts {
  readonly cluster: ClusterRef;
  readonly method: IdentityMethod;
  readonly serviceAccounts: readonly ServiceAccountName[];
  readonly sessionTags: boolean;
}

/**
 * The trust policy of a role for service accounts, each by its exact name.
 *
 * IRSA: `sub` and `aud` of the token are both held, because a token for another audience is not meant for AWS.
 * Pod Identity: the tags that EKS puts on the session say the cluster, the namespace and the service account.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-role.html
 */
export function trustPolicy({ cluster, method, serviceAccounts, sessionTags }: TrustFacts): TrustPolicy {
  const statement = method === "irsa" ? irsaTrust(cluster, serviceAccounts) : podIdentityTrust(cluster, serviceAccounts, sessionTags);
  return { Version: "2012-10-17", Statement: [statement] };
}

function irsaTrust({ oidc }: ClusterRef, serviceAccounts: readonly ServiceAccountName[]): TrustStatement {
  const subjects = serviceAccounts.map(({ namespace, serviceAccount }) => `system:serviceaccount:${namespace}:${serviceAccount}`);
  return {
    Effect: "Allow",
    Principal: { Federated: oidc.providerArn },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: { [`${oidc.issuer}:aud`]: "sts.amazonaws.com", [`${oidc.issuer}:sub`]: oneOrAll(subjects) } },
  };
}

function podIdentityTrust({ clusterArn }: ClusterRef, serviceAccounts: readonly ServiceAccountName[], sessionTags: boolean): TrustStatement {
  const tags = {
    "aws:RequestTag/eks-cluster-arn": clusterArn,
    "aws:RequestTag/kubernetes-namespace": oneOrAll(serviceAccounts.map(({ namespace }) => namespace)),
    "aws:RequestTag/kubernetes-service-account": oneOrAll(serviceAccounts.map(({ serviceAccount }) => serviceAccount)),
  };
  return {
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    ...(sessionTags ? { Condition: { StringEquals: tags } } : {}),
  };
}

function oneOrAll(values: readonly string[]): string | readonly string[] {
  const unique = [...new Set(values)];
  const [first = ""] = unique;
  return unique.length === 1 ? first : unique;
}

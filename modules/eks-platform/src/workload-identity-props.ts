import type { EksPodIdentityAssociationConfig } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { IamRoleConfig } from "@cdktf/provider-aws/lib/iam-role";
import type { ServiceAccountV1Config } from "@cdktf/provider-kubernetes/lib/service-account-v1";
import type { ClusterRef, NetworkRef, Tags } from "@terrace/core";
import type { Statement } from "./iam";

/** How pods get the credentials of a role. */
export type IdentityMethod =
  /** The cluster's OIDC provider: works wherever pods run, Fargate too. */
  | "irsa"
  /** EKS Pod Identity: no OIDC provider in the trust policy. Linux nodes only, and the agent runs on them. */
  | "pod-identity";

/** A service account that pods run as. */
export interface ServiceAccountName {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly serviceAccount: string;
}

/** What a WorkloadIdentity is made from. */
export interface WorkloadIdentityProps {
  /**
   * Name of the role, and the first part of its policies' names. A change replaces them, and pods are refused until they
   * are started again.
   *
   * @throws InvalidPropsError [name-length] [name-characters]
   */
  readonly name: string;

  /** The cluster that the pods run in. It is another stack's. */
  readonly cluster: ClusterRef;

  /**
   * The network of the cluster: the pods' way to `sts` or `eks-auth` is held against it.
   *
   * @default - the way to AWS is not looked at
   */
  readonly network?: NetworkRef;

  /**
   * Namespace of the service account. Known at synth. A pattern is refused: it would trust service accounts that somebody
   * else makes.
   *
   * @throws InvalidPropsError [kubernetes-name] [namespace-without-profile]
   */
  readonly namespace: string;

  /**
   * The service account that pods run as. Known at synth.
   *
   * @throws InvalidPropsError [kubernetes-name]
   */
  readonly serviceAccount: string;

  /**
   * How pods get their credentials.
   *
   * @throws InvalidPropsError [not-one-of] [pod-identity-on-fargate] [pod-identity-windows] [pod-identity-agent]
   */
  readonly method: IdentityMethod;

  /**
   * What the pods may do: statements by the name of the policy that they make. Each policy has up to 6,144 characters.
   *
   * @default - nothing
   * @throws InvalidPropsError [policy-size] [policy-count] [policy-empty] [policy-action]
   */
  readonly policies?: Readonly<Record<string, readonly Statement[]>>;

  /**
   * ARNs of policies that exist, AWS's own or yours.
   *
   * @default - none
   * @throws InvalidPropsError [policy-count]
   */
  readonly policyArns?: readonly string[];

  /**
   * Service accounts that share the role. With IRSA all stand in the trust policy, which has up to 2,048 characters; with
   * Pod Identity each has an association of its own.
   *
   * @default - none: a role for each service account says who did what
   * @throws InvalidPropsError [trust-policy-size] [service-account-twice]
   */
  readonly alsoFor?: readonly ServiceAccountName[];

  /**
   * True to make the service accounts, annotated for IRSA. Charts make their own: give them {@link WorkloadIdentity.annotations}.
   *
   * @default false
   */
  readonly createServiceAccount?: boolean;

  /**
   * ARN of a role, in another account as a rule, that the pods act as. Pod Identity does that by itself, and its trust must
   * name the association's external id; with IRSA the role may only be assumed, and the application does it.
   *
   * @default - the role made here
   * @throws InvalidPropsError [target-role-arn] [needs-provider]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-assign-target-role.html
   */
  readonly targetRoleArn?: string;

  /**
   * False where Pod Identity must not tag the session with cluster, namespace and service account: sessions get smaller, and
   * the role's trust can no longer be held to them.
   *
   * @default true
   * @throws InvalidPropsError [session-tags] [needs-provider]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-abac.html
   */
  readonly sessionTags?: boolean;

  /**
   * ARN of a policy that nothing of the role goes beyond.
   *
   * @default - none
   */
  readonly permissionsBoundaryArn?: string;

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: WorkloadIdentityOverrides;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface WorkloadIdentityOverrides {
  /**
   * For the role.
   *
   * @default - nothing is overridden
   */
  readonly role?: Partial<IamRoleConfig>;
  /**
   * For each Pod Identity association.
   *
   * @default - nothing is overridden
   */
  readonly association?: Partial<EksPodIdentityAssociationConfig>;
  /**
   * For each service account.
   *
   * @default - nothing is overridden
   */
  readonly serviceAccount?: Partial<ServiceAccountV1Config>;
}

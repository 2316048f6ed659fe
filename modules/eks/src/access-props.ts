/** How people and programs are known to a cluster. */
export interface AuthenticationProps {
  /**
   * Where EKS looks for who somebody is: access entries (`API`), the ConfigMap `aws-auth`, or both. It changes in place
   * and in one direction only: from `CONFIG_MAP` to `API_AND_CONFIG_MAP`, and from there to `API`.
   *
   * @default "API"
   * @throws InvalidPropsError [not-one-of] [nobody-can-enter]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
   */
  readonly mode?: "API" | "API_AND_CONFIG_MAP" | "CONFIG_MAP";

  /**
   * The mode that the cluster has now, while it is being changed: a way back, and a skip, are refused then.
   *
   * @default - not compared with anything
   * @throws InvalidPropsError [authentication-transition] [not-one-of]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
   */
  readonly formerMode?: "API" | "API_AND_CONFIG_MAP" | "CONFIG_MAP";

  /**
   * Whether whoever makes the cluster becomes its administrator, by an entry that no one sees in the code. A change
   * replaces the cluster.
   *
   * @default false
   * @throws InvalidPropsError [nobody-can-enter]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessConfigRequest.html
   */
  readonly creatorAdmin?: boolean;
}

/**
 * What somebody may do in the cluster:
 *
 * - `cluster-admin`: everything
 * - `admin`: everything within namespaces, but quotas and the namespaces themselves
 * - `edit`: change workloads and read their secrets
 * - `view`: look at most things, but not at secrets
 * - `admin-view`: look at everything, secrets too
 */
export type AccessPreset = "admin" | "admin-view" | "cluster-admin" | "edit" | "view";

/** Rights of one principal, for the whole cluster or for some namespaces. */
export interface AccessGrant {
  /**
   * A preset, or the name of another policy of EKS's own, such as `AmazonEKSSecretReaderPolicy`.
   *
   * @throws InvalidPropsError [access-policy]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/access-policy-permissions.html
   */
  readonly policy: AccessPreset | `Amazon${string}`;

  /**
   * Namespaces that it is given for; `*` at the end stands for any characters.
   *
   * @default - the whole cluster
   * @throws InvalidPropsError [access-namespace] [access-namespaces-empty] [access-cluster-admin-scope]
   */
  readonly namespaces?: readonly string[];
}

/** A principal that may enter the cluster. */
export interface AccessEntryProps {
  /**
   * ARN of a role or a user. Of the permission set of IAM Identity Center too: with its path, which the entry keeps.
   *
   * @throws InvalidPropsError [access-principal] [access-principal-duplicate] [access-principal-type]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
   */
  readonly principalArn: string;

  /**
   * What it may do: a preset for the whole cluster, or grants one by one.
   *
   * @default - nothing but what Kubernetes binds to `groups`
   * @throws InvalidPropsError [access-empty] [access-type-grants] [access-policy-duplicate]
   */
  readonly access?: AccessPreset | readonly AccessGrant[];

  /**
   * Groups of Kubernetes' own RBAC that it belongs to.
   *
   * @default - none
   * @throws InvalidPropsError [access-group] [access-type-grants]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/create-k8s-group-access-entry.html
   */
  readonly groups?: readonly string[];

  /**
   * Name in Kubernetes' logs and bindings.
   *
   * @default - made by EKS from the ARN, and for a role from the session
   * @throws InvalidPropsError [access-username] [access-type-grants]
   * @see https://docs.aws.amazon.com/eks/latest/userguide/set-custom-username.html
   */
  readonly username?: string;

  /**
   * What the principal is. All but `STANDARD` are roles of nodes that somebody else makes, in the cluster's account; for
   * managed node groups and Fargate profiles EKS makes the entry itself.
   *
   * @default "STANDARD"
   * @throws InvalidPropsError [not-one-of] [access-type-grants] [access-principal-type]
   * @see https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateAccessEntry.html
   */
  readonly type?: AccessEntryType;
}

/** What the principal of an access entry is. */
export type AccessEntryType =
  | "EC2"
  | "EC2_LINUX"
  | "EC2_WINDOWS"
  | "FARGATE_LINUX"
  | "HYBRID_LINUX"
  | "STANDARD";

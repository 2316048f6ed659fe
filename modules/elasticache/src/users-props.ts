import type { Tags } from "@terrace/core";

/** What a user is made from. */
export interface UserProps {
  /**
   * Id of the user: 1 to 40 lower-case letters, digits and hyphens. `default` is ElastiCache's own. A change replaces it.
   *
   * @throws InvalidPropsError [user-id] [user-id-reserved]
   */
  readonly userId: string;
  /**
   * The name that clients say. A change replaces the user. A user with IAM has its id for a name.
   *
   * @default - the user's id
   */
  readonly userName?: string;
  /** Users of `redis` may be in groups of both engines. */
  readonly engine: "redis" | "valkey";
  /**
   * What the user may do, in ElastiCache's part of the ACL language, such as `on ~app:* +@read`. A change is in place,
   * and takes a while to reach all nodes.
   *
   * @throws InvalidPropsError [access-string]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
   */
  readonly accessString: string;
  /** How the user shows who it is. */
  readonly authentication: UserAuthenticationProps;
  /**
   * Tags of the user, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

/** How a user shows who it is. */
export type UserAuthenticationProps = IamAuthentication | PasswordAuthentication | NoPasswordRequired;

/**
 * A short-lived token that is signed with the client's IAM identity: no secret is kept anywhere. Redis OSS 7.0 or Valkey.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html
 */
export interface IamAuthentication {
  readonly type: "iam";
}

/** A password, or two while one follows the other. They stand readable in Terraform's state. */
export interface PasswordAuthentication {
  readonly type: "password";
  /** One or two, known only to Terraform, such as attributes of secrets' versions; literals are refused. */
  readonly passwords: readonly string[];
}

/** Nothing at all: for a `default` user of Redis OSS that is off. */
export interface NoPasswordRequired {
  readonly type: "no-password-required";
}

/** A user that a group may hold. */
export interface UserRef {
  readonly userId: string;
  readonly userName: string;
  readonly engine: "redis" | "valkey";
  readonly authenticationType: UserAuthenticationProps["type"];
}

/** What a user group is made from. */
export interface UserGroupProps {
  /** Id of the group: 1 to 40 lower-case letters, digits and hyphens. A change replaces it. */
  readonly userGroupId: string;
  /** A group of `redis` needs a user named `default`; caches of Redis OSS take no other groups. */
  readonly engine: "redis" | "valkey";
  /** Users by any stable key, with different names, up to 100. */
  readonly users: Readonly<Record<string, UserRef>>;
  /**
   * Tags of the group, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;
}

import { ElasticacheUser } from "@cdktf/provider-aws/lib/elasticache-user";
import { ElasticacheUserGroup } from "@cdktf/provider-aws/lib/elasticache-user-group";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { throwIfAny, type RoleRef } from "@terrace/core";
import { Fn } from "cdktf";
import { Construct } from "constructs";
import { checkUser, checkUserGroup } from "./check-users";
import type { UserGroupAuthentication } from "./props";
import type { UserGroupProps, UserProps, UserRef } from "./users-props";

/**
 * Somebody who may talk to caches, with rights of its own.
 *
 * Creates the user. It does not create secrets; `UserGroup` lets it into a cache. Free of charge.
 *
 * @example
 * new User(stack, "api", {
 *   userId: "prd-shop-api",
 *   engine: "valkey",
 *   accessString: "on ~session:* +@read +@write",
 *   authentication: { type: "iam" },
 * });
 */
export class User extends Construct {
  /** The user as groups take it. */
  public readonly user: UserRef;

  private readonly resource: ElasticacheUser;
  private readonly id: string;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: UserProps) {
    super(scope, id);
    throwIfAny(this, "User", checkUser(props));

    const { userId, userName = userId, engine, authentication } = props;
    this.id = userId;
    this.resource = this.createUser(props, userName);
    this.user = { userId: this.resource.userId, userName, engine, authenticationType: authentication.type };
  }

  /** Id of the user. */
  public get userId(): string {
    return this.resource.userId;
  }

  /** ARN of the user. */
  public get userArn(): string {
    return this.resource.arn;
  }

  /**
   * Lets a role connect to a cache as this user, with IAM.
   *
   * @param id a stable name of the role, such as `api-task`
   * @param cacheArn ARN of a replication group or a serverless cache
   */
  public grantConnect(id: string, role: RoleRef, cacheArn: string): void {
    new IamRolePolicy(this, `connect-${id}`, {
      name: `${this.id}-${id}`,
      role: role.roleName,
      policy: Fn.jsonencode({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "elasticache:Connect", Resource: [cacheArn, this.userArn] }],
      }),
    });
  }

  private createUser({ userId, engine, accessString, authentication, tags }: UserProps, userName: string): ElasticacheUser {
    return new ElasticacheUser(this, "Resource", {
      userId,
      userName,
      engine,
      accessString,
      authenticationMode: {
        type: authentication.type,
        passwords: authentication.type === "password" ? [...authentication.passwords] : undefined,
      },
      tags,
    });
  }
}

/**
 * The users of a cache. A cache has one group, and a group may serve several caches.
 *
 * Creates the group. Free of charge.
 *
 * @example
 * new UserGroup(stack, "users", { userGroupId: "prd-shop", engine: "valkey", users: { api: api.user } });
 */
export class UserGroup extends Construct {
  /** What a replication group takes as its `authentication`. */
  public readonly authentication: UserGroupAuthentication;

  private readonly resource: ElasticacheUserGroup;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: UserGroupProps) {
    super(scope, id);
    throwIfAny(this, "UserGroup", checkUserGroup(props));

    this.resource = this.createGroup(props);
    this.authentication = { by: "user-group", userGroupId: this.resource.userGroupId, engine: props.engine };
  }

  /** Id of the group. */
  public get userGroupId(): string {
    return this.resource.userGroupId;
  }

  private createGroup({ userGroupId, engine, users, tags }: UserGroupProps): ElasticacheUserGroup {
    const userIds = Object.values(users).map(({ userId }) => userId);
    return new ElasticacheUserGroup(this, "Resource", { userGroupId, engine, userIds, tags });
  }
}

import { accept } from "@terrace/core";
import { only, problemsOf, render, synth, testStack, warningsOf } from "@terrace/testkit";
import { Lazy, Token } from "cdktf";
import { User, UserGroup } from "../src/users";
import type { UserGroupProps, UserProps, UserRef } from "../src/users-props";

const user: UserProps = { userId: "api", engine: "valkey", accessString: "on ~* +@read", authentication: { type: "iam" } };
const ref: UserRef = { userId: "api", userName: "api", engine: "valkey", authenticationType: "iam" };
const group: UserGroupProps = { userGroupId: "shop", engine: "valkey", users: { api: ref } };
const secret = Lazy.stringValue({ produce: () => "later" });

function warningsWith(change: Partial<UserProps>): string[] {
  const stack = testStack();
  new User(stack, "user", { ...user, ...change });
  return warningsOf(stack).map((warning) => /\[(.*?)\] \S+/.exec(warning)?.[0] ?? warning);
}

describe("a user", () => {
  const made = (change: Partial<UserProps>) => {
    const stack = testStack();
    new User(stack, "user", { ...user, ...change });
    return only(synth(stack), "aws_elasticache_user");
  };

  test("with IAM has its id for a name, and no password", () => {
    expect(made({ tags: { Team: "web" } })).toMatchObject({
      user_id: "api",
      user_name: "api",
      engine: "valkey",
      access_string: "on ~* +@read",
      authentication_mode: { type: "iam" },
      tags: { Team: "web" },
    });
    expect(made({}).authentication_mode).toEqual({ type: "iam" });
  });

  test("with passwords may have another name", () => {
    expect(made({ userName: "worker", authentication: { type: "password", passwords: [secret, secret] } })).toMatchObject({
      user_name: "worker",
      authentication_mode: { type: "password", passwords: ["later", "later"] },
    });
  });

  test("is offered to groups", () => {
    const stack = testStack();
    const { user: offered, userId, userArn } = new User(stack, "user", { ...user, userName: "api" });
    expect(offered).toMatchObject({ userName: "api", engine: "valkey", authenticationType: "iam" });
    expect(render(stack, offered.userId)).toMatch(/\.user_id\}$/);
    expect(render(stack, userId)).toMatch(/\.user_id\}$/);
    expect(render(stack, userArn)).toMatch(/\.arn\}$/);
  });

  test("lets a role connect to one cache", () => {
    const stack = testStack();
    new User(stack, "user", user).grantConnect("task", { roleName: "task", roleArn: "arn" }, "cache-arn");
    const policy = only(synth(stack), "aws_iam_role_policy");
    expect(policy).toMatchObject({ name: "api-task", role: "task" });
    expect(policy.policy).toMatch(/Version\W+2012-10-17/);
    expect(policy.policy).toMatch(/elasticache:Connect/);
    expect(policy.policy).toMatch(/"cache-arn", aws_elasticache_user\.\w+\.arn/);
  });

  test.each<[string, Partial<UserProps>, string[]]>([
    ["an id in capitals", { userId: "API" }, ["user-id userId"]],
    ["an id of 41 characters", { userId: "a".repeat(41) }, ["user-id userId"]],
    ["an id that comes later", { userId: secret }, ["not-known-at-synth userId", "not-known-at-synth userName"]],
    ["ElastiCache's own user", { userId: "default" }, ["user-id-reserved userId"]],
    ["another name with IAM", { userName: "default" }, ["iam-user-name userName"]],
    ["a password among the rights", { accessString: "on >secret ~* +@all" }, ["access-string accessString"]],
    ["a hash among the rights", { accessString: "on #abc ~* +@all" }, ["access-string accessString"]],
    ["nopass", { accessString: "on nopass ~* +@all" }, ["access-string accessString"]],
    ["reset", { accessString: "reset on ~*" }, ["access-string accessString"]],
    ["no password", { authentication: { type: "password", passwords: [] } }, ["password-count authentication.passwords"]],
    ["three passwords", { authentication: { type: "password", passwords: [secret, secret, secret] } }, ["password-count authentication.passwords"]],
    ["a list that comes later", { authentication: { type: "password", passwords: Token.asList("${local.list}") } }, ["password-count authentication.passwords"]],
    ["a password in the code", { authentication: { type: "password", passwords: [secret, "correct-horse-battery"] } }, ["secret-literal authentication.passwords[1]"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s is refused", (_why, change, expected) => {
    expect(problemsOf(() => new User(testStack(), "user", { ...user, ...change }))).toEqual(expected);
  });

  test("a password in the code says where it should be", () => {
    const build = () => new User(testStack(), "user", { ...user, authentication: { type: "password", passwords: ["correct-horse-battery"] } });
    expect(build).toThrow(/a literal, which would stand in the repository.*\n.*a value that only Terraform knows/);
    expect(build).not.toThrow(/correct-horse/);
  });

  test("no password is repeated in an error", () => {
    const stack = testStack();
    expect(() => new User(stack, "user", { ...user, accessString: "on >hunter2 ~*" })).toThrow(/accessString is with ">\.\.\."/);
    expect(() => new User(stack, "user2", { ...user, accessString: "on >hunter2 ~*" })).not.toThrow(/hunter2/);
  });

  test.each<[string, Partial<UserProps>, string[]]>([
    ["rights that come later", { accessString: secret }, []],
    ["rights without on or off", { accessString: "~* +@read" }, ["[access-string-state] accessString"]],
    ["a password in the state", { authentication: { type: "password", passwords: [secret] } }, ["[password-in-state] authentication.passwords"]],
    ["a user without password that is on", { authentication: { type: "no-password-required" } }, ["[user-without-password] authentication.type"]],
    ["a user without password that is off", { accessString: "off ~* +@all", authentication: { type: "no-password-required" } }, []],
  ])("%s: warnings", (_why, change, expected) => {
    expect(warningsWith(change)).toEqual(expected);
  });
});

describe("a user group", () => {
  test("holds its users, and says how a cache takes it", () => {
    const stack = testStack();
    const { authentication, userGroupId } = new UserGroup(stack, "users", { ...group, tags: { Team: "web" } });
    expect(only(synth(stack), "aws_elasticache_user_group")).toMatchObject({ user_group_id: "shop", engine: "valkey", user_ids: ["api"], tags: { Team: "web" } });
    expect(authentication).toMatchObject({ by: "user-group", engine: "valkey" });
    expect(render(stack, userGroupId)).toMatch(/\.user_group_id\}$/);
  });

  const redisUser: UserRef = { ...ref, engine: "redis", userName: "default", userId: "shop-default" };

  test("of Redis OSS has a user named default, by another id", () => {
    expect(() => new UserGroup(testStack(), "users", { ...group, engine: "redis", users: { off: redisUser } })).not.toThrow();
  });

  test.each<[string, Partial<UserGroupProps>, string[]]>([
    ["an id with a dot", { userGroupId: "prd.shop" }, ["user-group-id userGroupId"]],
    ["a name that comes later", { users: { api: { ...ref, userName: secret } } }, ["not-known-at-synth users.api"]],
    ["Redis OSS without default", { engine: "redis", users: { api: { ...ref, engine: "redis" } } }, ["default-user-missing users"]],
    ["two users of one name", { users: { api: ref, twin: { ...ref, userId: "twin" } } }, ["user-name-duplicate users.twin"]],
    ["Valkey with a user without password", { users: { api: { ...ref, engine: "redis", authenticationType: "no-password-required" } } }, ["user-no-password users.api"]],
    ["a tag of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
  ])("%s is refused", (_why, change, expected) => {
    expect(problemsOf(() => new UserGroup(testStack(), "users", { ...group, ...change }))).toEqual(expected);
  });

  test("a user of Valkey in a group of Redis OSS is a warning", () => {
    const stack = testStack();
    new UserGroup(stack, "users", { ...group, engine: "redis", users: { off: redisUser, api: ref } });
    expect(warningsOf(stack)).toEqual([expect.stringContaining("[user-engine] users.api")]);
  });

  test("more users than the quota can be accepted", () => {
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, n) => [`u${n}`, { ...ref, userId: `u${n}`, userName: `u${n}` }]));
    const build = (stack = testStack()) => new UserGroup(stack, "users", { ...group, users: many });
    expect(problemsOf(build)).toEqual(["user-count users"]);
    const stack = testStack();
    accept(stack, "user-count", "raised");
    build(stack);
    expect(warningsOf(stack)).toHaveLength(1);
  });
});

import { checkTags, mustBeKnown, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { engines } from "./check-words";
import { pages, usersPerGroup } from "./limits";
import type { UserGroupProps, UserProps } from "./users-props";

/** Every problem of a user. Pure. */
export function checkUser({ userId, userName = userId, engine, accessString, authentication, tags = {} }: UserProps): Problem[] {
  const unknown = [
    ...mustBeKnown({ userId, userName }),
    ...oneOf("engine", engine, engines),
    ...oneOf("authentication.type", authentication.type, ["iam", "password", "no-password-required"]),
  ];
  if (unknown.length > 0) return unknown;
  const problems = checkId("userId", userId, "user-id");
  if (userId === "default") {
    const expected = `another id, with userName: "default"`;
    problems.push({ code: "user-id-reserved", path: "userId", got: `"default", ElastiCache's own user`, expected, see: pages.rbac });
  }
  if (authentication.type === "iam" && userName !== userId) {
    const expected = `${show(userId)}, the user's id`;
    problems.push({ code: "iam-user-name", path: "userName", got: `${show(userName)} with IAM`, expected, see: pages.iam });
  }
  return [...problems, ...checkAccessString(accessString, authentication.type), ...checkPasswords(authentication), ...checkTags("tags", tags)];
}

function checkId(path: string, id: string, code: "user-group-id" | "user-id"): Problem[] {
  if (/^[a-z][a-z0-9-]{0,39}$/.test(id)) return [];
  return [{ code, path, got: show(id), expected: "1 to 40 lower-case letters, digits and hyphens, starting with a letter", see: pages.rbac }];
}

function checkAccessString(accessString: string, type: UserProps["authentication"]["type"]): Problem[] {
  if (Token.isUnresolved(accessString)) return [];
  const path = "accessString";
  const words = accessString.split(/\s+/);
  const forbidden = words.filter((word) => /^([<>#!]|reset$|resetpass$|nopass$)/.test(word));
  if (forbidden.length > 0) {
    const expected = "no passwords and no reset: authentication says how the user shows who it is";
    return [{ code: "access-string", path, got: `with ${forbidden.map((word) => show(word.replace(/^([<>#!]).*/, "$1..."))).join(", ")}`, expected, see: pages.rbac }];
  }
  if (!words.includes("on") && !words.includes("off")) {
    const expected = "on or off among its words: without, the user is off";
    return [{ code: "access-string-state", path, got: show(accessString), expected, see: pages.rbac, severity: "warning" }];
  }
  if (type !== "no-password-required" || !words.includes("on")) return [];
  const expected = `authentication by IAM, or "off" in the access string`;
  return [{ code: "user-without-password", path: "authentication.type", got: "a user that is on, and open to everybody", expected, see: pages.rbac, severity: "warning" }];
}

function checkPasswords(authentication: UserProps["authentication"]): Problem[] {
  if (authentication.type !== "password") return [];
  const { passwords } = authentication;
  const path = "authentication.passwords";
  const see = pages.rbac;
  if (Token.isUnresolved(passwords) || passwords.length < 1 || passwords.length > 2) {
    const got = Token.isUnresolved(passwords) ? "a list that is known only after apply" : `${passwords.length} passwords`;
    return [{ code: "password-count", path, got, expected: "one password, or two", see }];
  }
  const literals = passwords.flatMap((password, index) => (Token.isUnresolved(password) ? [] : [index]));
  if (literals.length === 0) {
    const expected = "authentication by IAM, which has no secret";
    return [{ code: "password-in-state", path, got: "readable in Terraform's state", expected, see: pages.iam, severity: "warning" }];
  }
  return literals.map((index) => ({
    code: "secret-literal",
    path: `${path}[${index}]`,
    got: "a literal, which would stand in the repository and in cdk.tf.json",
    expected: "a value that only Terraform knows, such as an attribute of a secret's version",
    see,
  }));
}

/** Every problem of a user group. Pure. */
export function checkUserGroup({ userGroupId, engine, users, tags = {} }: UserGroupProps): Problem[] {
  const names = Object.fromEntries(Object.entries(users).map(([key, { userName }]) => [key, userName]));
  const unknown = [...mustBeKnown({ userGroupId, users: names }), ...oneOf("engine", engine, engines)];
  if (unknown.length > 0) return unknown;
  const problems = checkId("userGroupId", userGroupId, "user-group-id");
  const see = pages.rbac;
  if (engine === "redis" && !Object.values(names).includes("default")) {
    const expected = `a user with userName: "default", which may be off`;
    problems.push({ code: "default-user-missing", path: "users", got: "without a user named default", expected, see });
  }
  const count = Object.keys(users).length;
  if (count > usersPerGroup) {
    problems.push({ code: "user-count", path: "users", got: `${count} users`, expected: `at most ${usersPerGroup}`, see: pages.quotas, severity: "dated" });
  }
  for (const [key, user] of Object.entries(users)) {
    const path = `users.${key}`;
    const [first] = Object.keys(names).filter((other) => names[other] === user.userName);
    if (first !== key) {
      problems.push({ code: "user-name-duplicate", path, got: `named ${show(user.userName)}, as ${first} is`, expected: "a name of its own", see });
    }
    if (engine === "valkey" && user.authenticationType === "no-password-required") {
      problems.push({ code: "user-no-password", path, got: "a user without a password in a group of valkey", expected: "a password, or IAM", see });
    }
    if (engine === "redis" && user.engine === "valkey") {
      problems.push({ code: "user-engine", path, got: "a user of valkey in a group of redis", expected: "a user of redis", see, severity: "warning" });
    }
  }
  return [...problems, ...checkTags("tags", tags)];
}

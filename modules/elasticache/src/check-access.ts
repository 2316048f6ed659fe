import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { hasFeatureOf } from "./engines";
import { pages } from "./limits";
import type { ReplicationGroupSettings } from "./settings";

/** Encryption: what the engine's version can, and keys that are used. */
export function checkEncryption({ encryption, engine, engineVersion }: ReplicationGroupSettings): Problem[] {
  const { inTransit, atRest, kmsKeyArn } = encryption;
  const problems: Problem[] = [];
  if (inTransit === "preferred" && !hasFeatureOf(engine, engineVersion, "7.0")) {
    const got = `"preferred" with ${engine} ${engineVersion}`;
    const expected = `"required" or "off", or redis 7.0 or later`;
    problems.push({ code: "tls-preferred", path: "encryption.inTransit", got, expected, see: pages.tls });
  }
  if (kmsKeyArn !== undefined && !atRest) {
    const expected = "encryption.atRest: true, or no key";
    problems.push({ code: "kms-key-unused", path: "encryption.kmsKeyArn", got: "set without encryption at rest", expected, see: pages.atRest });
  }
  return [...problems, ...(kmsKeyArn === undefined ? [] : checkArn("encryption.kmsKeyArn", kmsKeyArn, "kms", pages.atRest))];
}

/** An ARN of one service, where it is known. */
export function checkArn(path: string, arn: string, service: string, see: string): Problem[] {
  if (Token.isUnresolved(arn) || new RegExp(`^arn:aws[a-z-]*:${service}:`).test(arn)) return [];
  return [{ code: "cache-arn", path, got: show(arn), expected: `an ARN of ${service}`, see }];
}

/** Who may talk to it: TLS, versions, and secrets that nobody wrote down. */
export function checkAuthentication({ authentication, encryption, engine, engineVersion }: ReplicationGroupSettings): Problem[] {
  if (authentication.by === "nothing") return [];
  const problems: Problem[] = [];
  const isUsers = authentication.by === "user-group";
  if (encryption.inTransit === "off") {
    const got = `${show(authentication.by)} without TLS`;
    const expected = `encryption.inTransit: "required"`;
    problems.push({ code: "authentication-needs-tls", path: "authentication.by", got, expected, see: isUsers ? pages.rbac : pages.auth });
  }
  if (isUsers && !hasFeatureOf(engine, engineVersion, "6.0")) {
    const got = `"user-group" with ${engine} ${engineVersion}`;
    problems.push({ code: "users-version", path: "authentication.by", got, expected: "redis 6.0 or later, or valkey", see: pages.rbac });
  }
  if (isUsers && engine === "redis" && authentication.engine === "valkey") {
    const got = "a user group of valkey for a cache of redis";
    problems.push({ code: "users-engine", path: "authentication.engine", got, expected: "a user group of redis", see: pages.rbac });
  }
  return isUsers ? problems : [...problems, ...checkToken(authentication.token)];
}

function checkToken(token: string): Problem[] {
  const path = "authentication.token";
  if (!Token.isUnresolved(token)) {
    const expected = "a value that only Terraform knows, such as an attribute of a secret's version";
    return [{ code: "secret-literal", path, got: "a literal, which would stand in the repository and in cdk.tf.json", expected, see: pages.auth }];
  }
  const got = "readable in Terraform's state";
  const expected = "a user group with IAM, which has no secret";
  return [{ code: "token-in-state", path, got, expected, see: pages.iam, severity: "warning" }];
}

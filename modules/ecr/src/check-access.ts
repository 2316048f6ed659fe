import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { pages, policyCharacters } from "./limits";
import { repositoryPolicy } from "./policy";
import type { AccessSettings } from "./settings";

/** Who else gets in. */
export function checkAccess(path: string, access: AccessSettings): Problem[] {
  const { pull, push, organizationPull, lambdaPull } = access;
  return [
    ...checkPrincipals(`${path}.pull`, pull),
    ...checkPrincipals(`${path}.push`, push),
    ...checkOrganizations(`${path}.organizationPull`, organizationPull),
    ...checkLambda(`${path}.lambdaPull`, lambdaPull),
    ...checkPolicySize(path, access),
  ];
}

/** Accounts and ARNs of roles and users, each once. */
export function checkPrincipals(path: string, principals: readonly string[]): Problem[] {
  return principals.flatMap((principal, index): Problem[] => {
    const at = `${path}[${index}]`;
    const see = pages.policy;
    if (principals.indexOf(principal) < index) {
      return [{ code: "access-duplicate", path: at, got: `${show(principal)}, as before`, expected: "each principal once", see }];
    }
    if (Token.isUnresolved(principal) || /^(\d{12}|arn:aws[a-z-]*:(iam|sts)::\d{12}:.+)$/.test(principal)) return [];
    const expected = principal === "*" ? "accounts, or organizationPull: everybody is no principal here" : "a 12-digit account, or the ARN of a role or user";
    return [{ code: "access-principal", path: at, got: show(principal), expected, see }];
  });
}

function checkOrganizations(path: string, organizations: readonly string[]): Problem[] {
  return organizations.flatMap((id, index) => {
    if (Token.isUnresolved(id) || /^o-[a-z0-9]{10,32}$/.test(id)) return [];
    return [{ code: "organization-id", path: `${path}[${index}]`, got: show(id), expected: "an id such as o-a1b2c3d4e5", see: pages.organization }];
  });
}

function checkLambda(path: string, accounts: readonly string[]): Problem[] {
  return accounts.flatMap((account, index) => {
    const isFirst = accounts.indexOf(account) === index;
    if (isFirst && (Token.isUnresolved(account) || account === "self" || /^\d{12}$/.test(account))) return [];
    const got = isFirst ? show(account) : `${show(account)}, as before`;
    return [{ code: "lambda-account", path: `${path}[${index}]`, got, expected: `a 12-digit account or "self", each once`, see: pages.policy }];
  });
}

function checkPolicySize(path: string, access: AccessSettings): Problem[] {
  const account = "0".repeat(12);
  const length = JSON.stringify(repositoryPolicy(access, account) ?? {}).length;
  if (length <= policyCharacters) return [];
  const expected = `at most ${policyCharacters}: name accounts or an organisation in place of roles`;
  return [{ code: "policy-size", path, got: `a policy of ${length} characters`, expected, see: pages.policyText }];
}

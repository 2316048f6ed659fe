import { GetRoleCommand, GetRolePolicyCommand, ListAttachedRolePoliciesCommand, ListRolePoliciesCommand } from "@aws-sdk/client-iam";
import type { Aws } from "../src/aws";

/** Who may take a role, and what it may do. */
export interface RoleRights {
  /** Statements of the trust policy. */
  readonly trust: unknown;
  /** ARNs of the policies that are attached, sorted. */
  readonly attached: readonly string[];
  /** Statements of the policies that are its own, by their name. */
  readonly own: Readonly<Record<string, unknown>>;
}

/** A role as IAM has it. @throws where there is none */
export async function rightsOf({ iam }: Aws, RoleName: string): Promise<RoleRights> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const { PolicyNames = [] } = await iam.send(new ListRolePoliciesCommand({ RoleName }));
  const own = PolicyNames.map(async (PolicyName) => {
    const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName, PolicyName }));
    return [PolicyName, statementsOf(PolicyDocument)] as const;
  });
  return {
    trust: statementsOf(Role?.AssumeRolePolicyDocument),
    attached: AttachedPolicies.map(({ PolicyArn }) => PolicyArn ?? "").toSorted(),
    own: Object.fromEntries(await Promise.all(own)),
  };
}

/** The statements of a policy as IAM answers with it: encoded for an address. */
export function statementsOf(document: string | undefined): unknown {
  return JSON.parse(decodeURIComponent(document ?? "%7B%7D")).Statement;
}

import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { Construct } from "constructs";
import { arnPart } from "./arn-parts";
import { jsonOf } from "./container-definitions";
import type { PlacementSettings } from "./service-settings";
import { policyOf, type Statement } from "./statements";

/** A role that a service of AWS takes, with its rights. */
export interface ServiceRole {
  readonly role: IamRole;
  /** What takes the role before its rights are there fails. */
  readonly policy: IamRolePolicy;
}

/** What a role of a service of AWS is made from. */
export interface ServiceRoleOptions {
  /** Who takes it, such as `ecs.amazonaws.com`. */
  readonly principal: string;
  readonly description: string;
  readonly statements: readonly Statement[];
}

/** What a role is named and tagged by. */
type Owner = Pick<PlacementSettings, "cluster" | "name" | "tags">;

/**
 * A role that a service of AWS takes, for this account's resources only.
 *
 * @param key the end of its name, and the beginning of the ids: up to 10 characters, because names of tasks have 54
 */
export function createServiceRole(scope: Construct, key: string, owner: Owner, { principal, description, statements }: ServiceRoleOptions): ServiceRole {
  const role = createRole(scope, key, owner, principal, description);
  const policy = new IamRolePolicy(scope, `${key}-policy`, { name: `${owner.name}-${key}`, role: role.name, policy: jsonOf(policyOf(statements)) });
  return { role, policy };
}

/** The role alone, whose rights somebody else adds. */
export function createRole(scope: Construct, key: string, { name, cluster, tags }: Owner, principal: string, description: string): IamRole {
  return new IamRole(scope, `${key}-role`, {
    name: `${name}-${key}`,
    description,
    assumeRolePolicy: jsonOf({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: principal },
          Action: "sts:AssumeRole",
          // Nobody else's may be talked into taking it.
          Condition: { StringEquals: { "aws:SourceAccount": arnPart(cluster.clusterArn, 4) } },
        },
      ],
    }),
    tags: { ...tags, Name: `${name}-${key}` },
  });
}

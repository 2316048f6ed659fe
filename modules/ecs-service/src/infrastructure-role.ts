import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { jsonOf } from "./container-definitions";
import { policyOf, type Statement } from "./statements";
import type { PlacementSettings } from "./service-settings";

/** What ECS itself acts as when it makes or changes things for tasks. */
export interface InfrastructureRole {
  readonly roleArn: string;
  /** What uses the role before its rights are there fails. */
  readonly policy: IamRolePolicy;
}

/**
 * A role that ECS takes for this account only, with these rights.
 *
 * @param kind what it is for, in a word: of its name and of its construct ids
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/infrastructure_IAM_role.html
 */
export function createInfrastructureRole(
  scope: Construct,
  kind: string,
  description: string,
  { name, cluster, tags }: Pick<PlacementSettings, "cluster" | "name" | "tags">,
  statements: readonly Statement[],
): InfrastructureRole {
  const role = new IamRole(scope, `${kind}-role`, {
    name: `${name}-${kind}`,
    description,
    assumeRolePolicy: jsonOf({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Service: "ecs.amazonaws.com" },
          Action: "sts:AssumeRole",
          Condition: { StringEquals: { "aws:SourceAccount": Fn.element(Fn.split(":", cluster.clusterArn), 4) } },
        },
      ],
    }),
    tags: { ...tags, Name: `${name}-${kind}` },
  });
  const policy = new IamRolePolicy(scope, `${kind}-policy`, { name: `${name}-${kind}`, role: role.name, policy: jsonOf(policyOf(statements)) });
  return { roleArn: role.arn, policy };
}

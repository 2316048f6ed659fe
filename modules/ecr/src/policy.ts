import type { AccessSettings } from "./settings";

/** What pulling an image takes. */
export const pullActions = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;

/** What pushing an image takes: layers that are there already are not sent again. */
const pushActions = [
  "ecr:BatchCheckLayerAvailability",
  "ecr:BatchGetImage",
  "ecr:CompleteLayerUpload",
  "ecr:InitiateLayerUpload",
  "ecr:PutImage",
  "ecr:UploadLayerPart",
] as const;

/** What Lambda takes to make a function from an image. */
const lambdaActions = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"] as const;

/** What a role may do with a repository. */
export type Right = "pull" | "push";

/**
 * The policy of a repository, or undefined where nobody else gets in.
 *
 * @param account id of the own account
 */
export function repositoryPolicy({ pull, push, organizationPull, lambdaPull }: AccessSettings, account: string) {
  const otherAccounts = lambdaPull.filter((id) => id !== "self");
  const functions = lambdaPull.map((id) => `arn:*:lambda:*:${id === "self" ? account : id}:function:*`);
  const organization = { Principal: { AWS: "*" }, Condition: { StringEquals: { "aws:PrincipalOrgID": organizationPull } } };
  const lambda = { Principal: { Service: "lambda.amazonaws.com" }, Condition: { StringLike: { "aws:SourceArn": functions } } };
  const statements = [
    ...when(pull, { Sid: "Pull", Effect: "Allow", Principal: { AWS: pull }, Action: pullActions }),
    ...when(push, { Sid: "Push", Effect: "Allow", Principal: { AWS: push }, Action: pushActions }),
    ...when(organizationPull, { Sid: "OrganizationPull", Effect: "Allow", ...organization, Action: pullActions }),
    // Lambda in another account reads as itself, and as who makes the function.
    ...when(otherAccounts, { Sid: "LambdaAccountsPull", Effect: "Allow", Principal: { AWS: otherAccounts }, Action: lambdaActions }),
    ...when(lambdaPull, { Sid: "LambdaPull", Effect: "Allow", ...lambda, Action: lambdaActions }),
  ];
  return statements.length === 0 ? undefined : { Version: "2012-10-17", Statement: statements };
}

/** Policy of a role that may use a repository of its own account. */
export function rolePolicy(right: Right, repositoryArn: string) {
  const token = { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" };
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: right === "pull" ? pullActions : pushActions, Resource: repositoryArn }, token] };
}

function when<Statement>(principals: readonly string[], statement: Statement): Statement[] {
  return principals.length === 0 ? [] : [statement];
}

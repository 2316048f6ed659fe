import { regionFacts } from "@terrace/core";
import type { EndpointPolicyProps, EndpointStatement } from "./props";

/** A statement as IAM reads it. */
interface IamStatement {
  readonly Effect: string;
  readonly Principal: string | { readonly AWS: readonly string[] };
  readonly Action: readonly string[];
  readonly Resource: readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

/** The policy document of an endpoint. */
export function policyDocument(policy: EndpointPolicyProps, service: string, region: string) {
  const own: readonly EndpointStatement[] = policy.statements ?? [{ actions: ["*"], resources: ["*"] }];
  const statements = own.map((statement) => iamStatement(statement, policy));
  return {
    Version: "2012-10-17",
    Statement: keepsEcrLayers(policy, service) ? [...statements, ecrLayers(region)] : statements,
  };
}

/** What a policy allows, in the words of needs. */
export function allowedActions(policy: EndpointPolicyProps | undefined, service: string): readonly string[] | "everything" {
  if (policy === undefined) return "everything";
  return keepsEcrLayers(policy, service) ? ["own", "ecr-layers"] : ["own"];
}

function keepsEcrLayers({ ecrLayers: keeps = true }: EndpointPolicyProps, service: string): boolean {
  return service === "s3" && keeps;
}

function iamStatement(statement: EndpointStatement, { account, organization }: EndpointPolicyProps): IamStatement {
  const { effect = "Allow", actions, resources, principals, conditions = {} } = statement;
  const caller = { ...of("aws:PrincipalAccount", account), ...of("aws:PrincipalOrgID", organization) };
  // Calls without a resource carry neither key, and would be refused by a plain StringEquals.
  const called = { ...of("aws:ResourceAccount", account), ...of("aws:ResourceOrgID", organization) };
  const isBounded = effect === "Allow" && Object.keys(caller).length > 0;
  const condition = {
    ...conditions,
    ...(isBounded ? { StringEquals: { ...conditions.StringEquals, ...caller } } : {}),
    ...(isBounded ? { StringEqualsIfExists: { ...conditions.StringEqualsIfExists, ...called } } : {}),
  };
  return {
    Effect: effect,
    Principal: principals === undefined ? "*" : { AWS: principals },
    Action: actions,
    Resource: resources,
    ...(Object.keys(condition).length > 0 ? { Condition: condition } : {}),
  };
}

function of(key: string, value: string | undefined): Record<string, readonly string[]> {
  return value === undefined ? {} : { [key]: [value] };
}

/** ECR hands out signed links into a bucket of AWS's own, which belongs to nobody's account or organisation. */
function ecrLayers(region: string): IamStatement {
  const partition = regionFacts(region)?.partition ?? "aws";
  return {
    Effect: "Allow",
    Principal: "*",
    Action: ["s3:GetObject"],
    Resource: [["arn", partition, "s3", "", "", `prod-${region}-starport-layer-bucket/*`].join(":")],
  };
}

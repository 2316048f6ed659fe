import { regionFacts, type EndpointRef } from "@terrace/core";
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

/** What a policy allows, in the words of needs, as far as it can be read. */
export function policyFacts(policy: EndpointPolicyProps | undefined, service: string, region: string): PolicyFacts {
  if (policy === undefined) return { allowedActions: "everything", unreadStatements: false };
  const { statements } = policy;
  const keepsLayers = keepsEcrLayers(policy, service) && !isDenied(statements, "s3:GetObject", layerObjects(region));
  const layers = keepsLayers ? ["ecr-layers"] : [];
  if (statements === undefined) return { allowedActions: ["own", ...layers], unreadStatements: false };
  const own = isDenied(statements, "*", "*") ? [] : ["own"];
  return { allowedActions: [...own, ...layers], unreadStatements: own.length > 0 };
}

/** The part of an endpoint's facts that its policy decides. */
type PolicyFacts = Required<Pick<EndpointRef, "allowedActions" | "unreadStatements">>;

/** True if a statement refuses this action on these objects to everybody, whatever else is allowed. */
function isDenied(statements: readonly EndpointStatement[] | undefined, action: string, resource: string): boolean {
  return (statements ?? []).some(
    ({ effect, actions, resources, principals, conditions }) =>
      effect === "Deny" &&
      principals === undefined &&
      conditions === undefined &&
      actions.some((pattern) => covers(pattern, action)) &&
      resources.some((pattern) => covers(pattern, resource)),
  );
}

/** True if everything that `text` stands for is matched by IAM's pattern. */
function covers(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`, "i").test(text);
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
  return { Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: [layerObjects(region)] };
}

function layerObjects(region: string): string {
  const partition = regionFacts(region)?.partition ?? "aws";
  return ["arn", partition, "s3", "", "", `prod-${region}-starport-layer-bucket/*`].join(":");
}

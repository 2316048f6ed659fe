import { addressOf, elementsOf, objectAt, type Element, type JsonObject } from "./stack-json";

/**
 * What lets the AWS provider plan without an account. It goes into the generated root only, never into a stack.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/v5.100.0/website/docs/index.html.markdown#argument-reference
 */
const offlineSettings: JsonObject = {
  access_key: "offline",
  secret_key: "offline",
  skip_credentials_validation: true,
  skip_requesting_account_id: true,
  skip_metadata_api_check: "true",
  skip_region_validation: true,
  max_retries: 1,
};

/**
 * The block for an offline plan: where the stack is and which tags it sets, and nothing that names credentials, an
 * endpoint or an account. The block that the stack really has was validated before.
 */
export function offlineProvider(block: JsonObject): JsonObject {
  const kept = ["alias", "region", "default_tags", "ignore_tags"].filter((key) => block[key] !== undefined);
  return { ...Object.fromEntries(kept.map((key) => [key, block[key]])), ...offlineSettings };
}

/**
 * A second fence: no AWS variable of the caller reaches terraform, and whatever were called after all would be called on
 * a loopback port where nobody listens.
 */
export function offlineEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = Object.keys(env).filter((name) => name.startsWith("AWS_"));
  return {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_MAX_ATTEMPTS: "1",
  };
}

/** Data sources of the AWS provider that compute their value from the configuration, and call nothing. */
const answeredOffline = new Set([
  "aws_arn",
  "aws_billing_service_account",
  "aws_cloudtrail_service_account",
  "aws_default_tags",
  "aws_elastic_beanstalk_hosted_zone",
  "aws_elb_hosted_zone_id",
  "aws_elb_service_account",
  "aws_iam_policy_document",
  "aws_lb_hosted_zone_id",
  "aws_partition",
  "aws_redshift_service_account",
  "aws_region",
  "aws_service",
  "aws_service_principal",
]);

/** The resource that every deferred data source waits for. Terraform has its type built in. */
export const deferralName = "terrace-offline-plan";

/** A stack whose data sources ask AWS only at apply, and which these are. */
export interface Deferred {
  readonly json: JsonObject;
  readonly deferred: readonly string[];
}

/**
 * Makes data sources that would call AWS wait for a resource that no plan finishes, so that their values are unknown in
 * the plan, as they are when they depend on something that is yet to be created.
 */
export function deferDataSources(json: JsonObject): Deferred {
  const calling = elementsOf(json).filter(callsAws);
  if (calling.length === 0) return { json, deferred: [] };
  const data: Record<string, JsonObject> = {};
  for (const { kind, type, name, body } of elementsOf(json)) {
    if (kind !== "data") continue;
    const waits = { ...body, depends_on: [...[body.depends_on ?? []].flat(), `terraform_data.${deferralName}`] };
    data[type] = { ...data[type], [name]: callsAws({ kind, type, name, body }) ? waits : body };
  }
  const resource = {
    ...objectAt(json, "resource"),
    terraform_data: { ...objectAt(objectAt(json, "resource"), "terraform_data"), [deferralName]: {} },
  };
  return { json: { ...json, data, resource }, deferred: calling.map(addressOf) };
}

function callsAws({ kind, type }: Element): boolean {
  return kind === "data" && type.startsWith("aws_") && !answeredOffline.has(type);
}

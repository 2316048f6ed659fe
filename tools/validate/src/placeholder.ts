import { createHash } from "node:crypto";
import { isObject, objectAt, type Json, type JsonObject } from "./stack-json";

/** The type of a resource's or data source's attribute in Terraform's notation, such as `["list", "string"]`, where it is known. */
export type TypeOf = (kind: "resource" | "data", type: string, attribute: string) => Json | undefined;

interface Reference {
  readonly kind: "resource" | "data";
  readonly type: string;
  readonly name: string;
  readonly attribute: string;
  /** What follows the attribute: an index, a deeper attribute. */
  readonly rest: string;
}

const referencePattern = /^(data\.)?([a-z][a-z0-9]*_\w+)\.([\w-]+)\.(\w+)(.*)$/;

/**
 * A value of the same shape as an output's expression, for a stack that was never applied.
 *
 * What the stack itself says is kept: literals, and attributes that a resource sets. An attribute that only AWS knows
 * gets a value that looks like AWS's, distinct for each resource, so that lists of them can be keys.
 */
export function placeholderOf(expression: Json, output: string, stack: JsonObject, typeOf: TypeOf): Json {
  if (Array.isArray(expression))
    return expression.map((element: Json) => placeholderOf(element, output, stack, typeOf));
  if (isObject(expression)) {
    return Object.fromEntries(
      Object.entries(expression).map(([key, value]) => [key, placeholderOf(value ?? null, key, stack, typeOf)])
    );
  }
  if (typeof expression !== "string" || !expression.includes("${")) return expression;
  const whole = /^\$\{([^{}]*)\}$/.exec(expression)?.[1];
  if (whole !== undefined) return ofExpression(whole, output, stack, typeOf);
  return expression.replaceAll(/\$\{([^{}]*)\}/g, (_, inner: string) => {
    const value = ofExpression(inner, output, stack, typeOf);
    return typeof value === "object" ? text("", output, inner) : String(value);
  });
}

function ofExpression(expression: string, output: string, stack: JsonObject, typeOf: TypeOf): Json {
  const [, data, type, name, attribute, rest] = referencePattern.exec(expression.trim()) ?? [];
  if (type === undefined || name === undefined || attribute === undefined) return text("", output, expression);
  const reference: Reference = { kind: data ? "data" : "resource", type, name, attribute, rest: rest ?? "" };
  return ofReference(reference, output, stack, typeOf);
}

function ofReference(
  { kind, type, name, attribute, rest }: Reference,
  output: string,
  stack: JsonObject,
  typeOf: TypeOf
): Json {
  const identity = `${kind}.${type}.${name}`;
  if (rest !== "")
    return text(type, rest.match(/\w+/g)?.findLast((word) => !/^\d+$/.test(word)) ?? attribute, identity);
  const configured = objectAt(objectAt(objectAt(stack, kind), type), name)[attribute];
  if (configured !== undefined) return placeholderOf(configured, output, stack, typeOf);
  return ofType(typeOf(kind, type, attribute) ?? "string", type, attribute, identity);
}

function ofType(of: Json, type: string, attribute: string, identity: string): Json {
  if (Array.isArray(of)) {
    const [kind, inner] = of;
    if (kind === "list" || kind === "set") return [ofType(inner, type, attribute, identity)];
    if (kind === "map") return {};
    if (kind === "object" && isObject(inner)) {
      return Object.fromEntries(
        Object.entries(inner).map(([key, value]) => [key, ofType(value ?? "string", type, key, identity)])
      );
    }
  }
  if (of === "number") return 1;
  if (of === "bool") return false;
  return text(type, attribute, identity);
}

/** How AWS begins the ids of what other stacks refer to. */
const idPrefixes: Readonly<Record<string, string>> = {
  aws_customer_gateway: "cgw",
  aws_ec2_transit_gateway: "tgw",
  aws_efs_access_point: "fsap",
  aws_efs_file_system: "fs",
  aws_egress_only_internet_gateway: "eigw",
  aws_eip: "eipalloc",
  aws_flow_log: "fl",
  aws_instance: "i",
  aws_internet_gateway: "igw",
  aws_launch_template: "lt",
  aws_nat_gateway: "nat",
  aws_network_acl: "acl",
  aws_default_network_acl: "acl",
  aws_route_table: "rtb",
  aws_default_route_table: "rtb",
  aws_security_group: "sg",
  aws_default_security_group: "sg",
  aws_subnet: "subnet",
  aws_vpc: "vpc",
  aws_vpc_dhcp_options: "dopt",
  aws_vpc_endpoint: "vpce",
  aws_vpc_peering_connection: "pcx",
};

/** Addresses and blocks are those that RFC 5737 and RFC 3849 keep for documentation. */
function text(type: string, attribute: string, identity: string): string {
  const digest = createHash("sha256").update(identity).digest("hex");
  const number = 1 + (parseInt(digest.slice(0, 4), 16) % 254);
  const service = type.split("_")[1] ?? "ec2";
  if (/(^|_)arn$/.test(attribute)) {
    return service === "iam"
      ? `arn:aws:iam::123456789012:${type.replace("aws_iam_", "")}/placeholder-${number}`
      : `arn:aws:${service}:ap-northeast-1:123456789012:${type.replace("aws_", "").replaceAll("_", "-")}/${digest.slice(
          0,
          17
        )}`;
  }
  const prefix = idPrefixes[type];
  if (attribute === "id" && prefix !== undefined) return `${prefix}-${digest.slice(0, 17)}`;
  if (/account_id$|^owner_id$/.test(attribute)) return "123456789012";
  if (/ipv6.*cidr/.test(attribute)) return `2001:db8:0:${number.toString(16)}00::/56`;
  if (/cidr/.test(attribute)) return `198.51.100.0/24`;
  if (/(^|_)ips?$|ip_address/.test(attribute)) return `203.0.113.${number}`;
  if (/url$|^issuer$/.test(attribute)) return `https://placeholder-${number}.example.com`;
  if (/dns_name$|domain_name$|endpoint$|hostname$/.test(attribute)) return `placeholder-${number}.example.com`;
  // The certificate of a cluster's authority, which providers decode.
  if (type === "aws_eks_cluster" && attribute === "data") return Buffer.from(`placeholder-${number}`).toString("base64");
  return `placeholder-${digest.slice(0, 8)}`;
}

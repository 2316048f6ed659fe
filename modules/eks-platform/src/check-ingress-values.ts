import { checkCidr, isIpv6Block, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { ingressPages, type IngressRange } from "./ingress-limits";

/** A problem for a number outside a range, or one that is no integer; none where nothing is said. */
export function checkRange(code: string, path: string, value: number | undefined, { least, most }: IngressRange, see: string): Problem[] {
  if (value === undefined || (Number.isInteger(value) && value >= least && value <= most)) return [];
  return [{ code, path, got: show(value), expected: `an integer from ${least} to ${most}`, see }];
}

/** True for an ARN of any partition whose rest is as described, and for one that is known only after apply. */
export function isArn(text: string, rest: RegExp): boolean {
  const [, afterPartition = ""] = /^arn:aws[a-z-]*:(.+)$/.exec(text) ?? [];
  return Token.isUnresolved(text) || rest.test(afterPartition);
}

/** The region in an ARN; undefined for one that is known only after apply, and for services without regions. */
export function regionIn(arn: string): string | undefined {
  if (Token.isUnresolved(arn)) return undefined;
  const region = arn.split(":")[3] ?? "";
  return region === "" ? undefined : region;
}

/** A problem for an ARN of another region than the cluster's. */
export function checkRegion(code: string, path: string, arn: string, region: string, see: string): Problem[] {
  const found = regionIn(arn);
  if (found === undefined || found === region) return [];
  return [{ code, path, got: `${show(arn)}, of ${found}`, expected: `one of ${region}, where the cluster and its load balancers are`, see }];
}

/** A problem for a text that is neither an id nor a value of the tag `Name`, and for one that is there twice. */
export function checkIds(code: string, path: string, values: readonly string[] | undefined, expected: string, see: string): Problem[] {
  if (values === undefined) return [];
  return values.flatMap((value, index): Problem[] => {
    if (Token.isUnresolved(value)) return [];
    if (value === "" || value.includes(",") || value.trim() !== value) return [{ code, path: `${path}[${index}]`, got: show(value), expected, see }];
    return values.indexOf(value) === index ? [] : [{ code, path: `${path}[${index}]`, got: `${show(value)}, which is there already`, expected: "each once", see }];
  });
}

/** A problem for a block of addresses that is none. */
export function checkBlock(code: string, path: string, block: string): Problem[] {
  const see = ingressPages.annotations;
  if (Token.isUnresolved(block)) return [];
  if (!block.includes(":")) return checkCidr(path, block, { shortest: 0, longest: 32, see });
  return isIpv6Block(block) ? [] : [{ code, path, got: show(block), expected: "a block such as 10.0.0.0/16 or 2001:db8::/32", see }];
}

/** A problem for a key that would not come back from `key=value` pairs. */
export function checkMap(path: string, values: Readonly<Record<string, string>> | undefined): Problem[] {
  return Object.keys(values ?? {}).flatMap((key): Problem[] => {
    if (key !== "" && !/[=,]/.test(key)) return [];
    const expected = "a key without equals signs and commas: the controller reads key=value pairs with commas between them";
    return [{ code: "annotation-map", path: `${path}[${show(key)}]`, got: `a key ${show(key)}`, expected, see: ingressPages.annotations }];
  });
}

/** A problem for a host that Kubernetes takes for none. */
export function checkHost(path: string, host: string): Problem[] {
  const label = "[a-z0-9]([a-z0-9-]*[a-z0-9])?";
  if (host.length <= 253 && new RegExp(`^(\\*\\.)?${label}(\\.${label})*$`).test(host)) return [];
  const expected = "a name such as www.example.com or *.example.com, without a port";
  return [{ code: "ingress-host", path, got: show(host), expected, see: ingressPages.ingress }];
}

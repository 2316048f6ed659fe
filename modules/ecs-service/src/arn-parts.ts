import { Fn, Token } from "cdktf";

/** The part of an ARN at an index, from 0 for `arn`: read now where the ARN is known, else by Terraform. */
export function arnPart(arn: string, index: number): string {
  return piece(arn, ":", index);
}

/** What stands behind the first slash of an ARN, such as a stream's name. */
export function arnName(arn: string): string {
  return piece(arn, "/", 1);
}

/** The ARN of the bucket that an object lies in. */
export function bucketArnOf(objectArn: string): string {
  return piece(objectArn, "/", 0);
}

/** The ARN of what lies in a cluster, such as `service/<cluster>/<rest>`. */
export function inCluster(clusterArn: string, kind: string, rest: string): string {
  return `${replaceIn(clusterArn, ":cluster/", `:${kind}/`)}/${rest}`;
}

/** An ARN with one part of it replaced. */
export function replaceIn(arn: string, from: string, to: string): string {
  return Token.isUnresolved(arn) ? Fn.replace(arn, from, to) : arn.replace(from, to);
}

function piece(text: string, separator: string, index: number): string {
  return Token.isUnresolved(text) ? Fn.element(Fn.split(separator, text), index) : (text.split(separator)[index] ?? "");
}

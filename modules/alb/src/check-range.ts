import { show, type Problem } from "@terrace/core";
import { Token } from "cdktf";

/** A problem for a number outside a range, or one that is no integer. */
export function checkRange(
  code: string,
  path: string,
  value: number,
  range: { readonly least: number; readonly most: number; readonly see: string },
): Problem[] {
  const { least, most, see } = range;
  if (Number.isInteger(value) && value >= least && value <= most) return [];
  return [{ code, path, got: show(value), expected: `an integer from ${least} to ${most}`, see }];
}

/** A problem for a key that would make no construct id and no part of a name. */
export function checkKey(path: string, key: string): Problem[] {
  if (/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(key)) return [];
  const expected = "lower-case letters, digits and single hyphens, starting with a letter";
  return [{ code: "key-name", path, got: `named ${show(key)}`, expected }];
}

/** A problem for the ARN of something else than a topic that CloudWatch can tell of alarms. */
export function checkTopic(path: string, arn: string): Problem[] {
  if (Token.isUnresolved(arn) || isArn(arn, /^sns:[a-z0-9-]+:\d{12}:[\w-]+$/)) return [];
  return [{ code: "alarm-topic", path, got: show(arn), expected: "the ARN of an SNS topic, not of a FIFO one" }];
}

/** True for an ARN of any partition whose rest is as described. */
export function isArn(text: string, rest: RegExp): boolean {
  const [, afterPartition = ""] = /^arn:aws[a-z-]*:(.+)$/.exec(text) ?? [];
  return rest.test(afterPartition);
}

/** A problem for a key that is there already. */
export function checkFree(path: string, key: string, known: Readonly<Record<string, unknown>>): Problem[] {
  if (known[key] === undefined) return [];
  return [{ code: "key-taken", path, got: `added, and ${show(key)} is there already`, expected: "another key" }];
}

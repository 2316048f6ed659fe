/** One condition of a statement: operator, key, and the value or values that it is held against. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

/** One statement of an IAM policy. */
export interface Statement {
  /**
   * What the statement is for, in letters and digits.
   *
   * @default - a statement without a name
   */
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  /**
   * When it applies.
   *
   * @default - always
   */
  readonly Condition?: Condition;
}

/** An IAM policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** A statement that allows actions. */
export function allow(action: Statement["Action"], resource: Statement["Resource"], condition?: Condition): Statement {
  return { Effect: "Allow", Action: action, Resource: resource, ...(condition === undefined ? {} : { Condition: condition }) };
}

/** A document of statements. */
export function policyOf(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/**
 * The text of a policy. What is known only after apply stands in it as a reference, also in the keys of conditions, which
 * Terraform's `jsonencode` could not take from here.
 */
export function policyText(document: object): string {
  return JSON.stringify(document);
}

/** A token stands for as many characters as a long ARN has. */
const tokenLength = 120;

/** Characters of a policy as IAM counts them: without whitespace. Tokens count as {@link tokenLength} each. */
export function policyLength(document: object): number {
  return policyText(document).replace(/\$\{TfToken\[[^\]]*\]\}/g, "x".repeat(tokenLength)).replace(/\s/g, "").length;
}

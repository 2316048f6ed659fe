/** One statement of an IAM policy. */
export interface Statement {
  readonly Effect: "Allow";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** An IAM policy. */
export interface PolicyDocument {
  readonly Version: "2012-10-17";
  readonly Statement: readonly Statement[];
}

/** One statement that allows something. */
export function allow(action: Statement["Action"], resource: Statement["Resource"], condition?: Statement["Condition"]): Statement {
  return { Effect: "Allow", Action: action, Resource: resource, ...(condition === undefined ? {} : { Condition: condition }) };
}

/** A document of statements. */
export function policyOf(statements: readonly Statement[]): PolicyDocument {
  return { Version: "2012-10-17", Statement: statements };
}

/** Statements without those that say the same again. */
export function distinct(statements: readonly Statement[]): Statement[] {
  return [...new Map(statements.map((statement) => [JSON.stringify(statement), statement])).values()];
}

/** Values that are there, each once. */
export function unique(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

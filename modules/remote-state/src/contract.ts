import { InvalidPropsError, show, throwIfAny, type Problem } from "@terrace/core";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { Construct } from "constructs";

/** What an output holds, in Terraform's words. */
export type OutputType = "bool" | "list(string)" | "map(string)" | "number" | "string";

/** One output of a contract. */
export interface OutputSpec {
  readonly type: OutputType;
  /** For the reader of the plan and of the docs. */
  readonly description: string;
  /**
   * Hides the value in plans. Readers must hide it too.
   *
   * @default false
   */
  readonly sensitive?: boolean;
}

/** The outputs that a kind of stack promises, by stable name. */
export interface OutputContract<T extends Readonly<Record<string, OutputSpec>>> {
  /** The kind of stack, such as `network`. */
  readonly name: string;
  readonly outputs: T;
}

/** What the stack that publishes a contract has to give. */
export type PublishedValues<T extends Readonly<Record<string, OutputSpec>>> = {
  readonly [Name in keyof T]: WrittenValue<T[Name]["type"]>;
};

interface WrittenValues {
  bool: boolean;
  "list(string)": readonly string[];
  "map(string)": Readonly<Record<string, string>>;
  number: number;
  string: string;
}
type WrittenValue<Type extends OutputType> = WrittenValues[Type];

/** Names of the outputs that hold one type. */
export type OutputNames<T extends Readonly<Record<string, OutputSpec>>, Type extends OutputType> = {
  [Name in keyof T & string]: T[Name]["type"] extends Type ? Name : never;
}[keyof T & string];

const PUBLISHED = "terrace:published-contract";

/**
 * Declares the outputs of a kind of stack once, for the stack that publishes them and for those that read them.
 *
 * Names are snake case and stay for ever: a renamed output breaks every reader that was applied with the old name.
 *
 * @throws InvalidPropsError [output-name]
 */
export function defineContract<const T extends Readonly<Record<string, OutputSpec>>>(
  name: string,
  outputs: T,
): OutputContract<T> {
  const problems: Problem[] = Object.keys(outputs)
    .filter((output) => !/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/.test(output))
    .map((output) => ({ code: "output-name", path: output, got: show(output), expected: "a snake case name" }));
  if (problems.length > 0) throw new InvalidPropsError([{ what: "output contract", at: name, problems }]);
  return { name, outputs };
}

/**
 * Publishes a contract as the outputs of a stack, under exactly its names. A stack may publish several contracts.
 *
 * @throws InvalidPropsError [output-missing] [output-unknown] when the values are not those of the contract, and
 * [output-clash] when another contract of the stack has an output of the same name
 */
export function publishOutputs<T extends Readonly<Record<string, OutputSpec>>>(
  stack: TerraformStack,
  contract: OutputContract<T>,
  values: PublishedValues<T>,
): void {
  const given: Readonly<Record<string, unknown>> = values;
  const promised = Object.keys(contract.outputs);
  const scope = stack.node.tryFindChild("outputs") ?? new Construct(stack, "outputs");
  throwIfAny(stack, `${contract.name} outputs`, [
    ...promised
      .filter((name) => given[name] === undefined)
      .map((path) => ({ code: "output-missing", path, got: "missing", expected: `a value: ${contract.name} promises it` })),
    ...Object.keys(given)
      .filter((name) => !promised.includes(name))
      .map((path) => unknownOutput(path, contract.name, promised)),
    ...promised
      .filter((name) => scope.node.tryFindChild(name) !== undefined)
      .map((path) => ({ code: "output-clash", path, got: `published already by ${stack.node.id}`, expected: "a name of its own" })),
  ]);
  for (const [name, { description, sensitive }] of Object.entries(contract.outputs)) {
    new TerraformOutput(scope, name, { value: given[name], description, sensitive, staticId: true });
  }
  stack.node.addMetadata(PUBLISHED, contract.name);
}

/** The problem of a name that a contract does not have. */
export function unknownOutput(path: string, contract: string, promised: readonly string[]): Problem {
  return {
    code: "output-unknown",
    path,
    got: `not in the contract ${contract}`,
    expected: `one of ${promised.join(", ")}`,
  };
}

/** Names of the contracts that a stack of this app has published. */
export function publishedContracts(stack: TerraformStack): string[] {
  return stack.node.metadata.filter((entry) => entry.type === PUBLISHED).map((entry) => String(entry.data));
}

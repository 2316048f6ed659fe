import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { InvalidPropsError } from "@terrace/core";
import { App, DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import { invokeAspects } from "cdktf/lib/synthesize/synthesizer";
import { mkdirSync } from "node:fs";
import path from "node:path";

/** One resource, as it stands in the JSON. */
export type Block = Readonly<Record<string, unknown>>;

/** Terraform JSON of one stack. */
export interface Template {
  readonly terraform: Readonly<Record<string, Block>>;
  readonly provider?: Readonly<Record<string, readonly Block[]>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly output?: Readonly<Record<string, Block>>;
}

/** One folder for all apps: CDKTF makes it, and nothing is written there. */
const outdir = path.resolve("node_modules/.cache/terrace/testkit");
mkdirSync(outdir, { recursive: true });

/** An app that writes nothing: CDKTF only wants a folder. */
export function testApp(): App {
  return new App({ outdir });
}

/** A stack with an AWS provider, such as a module's user has. */
export function testStack(app: App = testApp(), id = "test"): TerraformStack {
  const stack = new TerraformStack(app, id);
  new AwsProvider(stack, "aws", { region: "ap-northeast-1" });
  return stack;
}

/**
 * Terraform JSON of a stack, made the way that an app makes it: every stack of the app prepared, aspects invoked,
 * validations run. `Testing.synth` does none of the three.
 */
export function synth(stack: TerraformStack): Template {
  const stacks = stack.node.root.node.findAll().filter(TerraformStack.isStack);
  stacks.forEach((one) => one.prepareStack());
  invokeAspects(stack);
  stack.runAllValidations();
  return JSON.parse(JSON.stringify(stack.toTerraform()));
}

/** What a value with tokens will read in the JSON of a stack. */
export function render(stack: TerraformStack, value: unknown): unknown {
  const resolver = new DefaultTokenResolver(new StringConcat());
  return Tokenization.resolve(value, { scope: stack, resolver, preparing: false });
}

/** The resources of one type by address id; empty when there is none. */
export function resourcesOf(template: Template, type: string): Readonly<Record<string, Block>> {
  return template.resource?.[type] ?? {};
}

/** The only resource of a type. Fails the test when there is none, or more than one. */
export function only(template: Template, type: string): Block {
  const found = Object.values(resourcesOf(template, type));
  const [first] = found;
  if (first === undefined || found.length > 1) throw new Error(`${found.length} resources of ${type}, not one`);
  return first;
}

/** Every resource's address, sorted. */
export function addresses(template: Template): string[] {
  return Object.entries(template.resource ?? {})
    .flatMap(([type, resources]) => Object.keys(resources).map((id) => `${type}.${id}`))
    .toSorted();
}

/** How many resources of each type there are. */
export function inventory(template: Template): Record<string, number> {
  return Object.fromEntries(
    Object.entries(template.resource ?? {}).map(([type, resources]) => [type, Object.keys(resources).length]),
  );
}

/** What `build` throws as problems, each as `code path`. Fails the test when it throws nothing. */
export function problemsOf(build: () => unknown): string[] {
  return invalidProps(build).reports.flatMap(({ problems }) => problems.map(({ code, path: at }) => `${code} ${at}`));
}

/** The error that `build` throws. Fails the test when it throws nothing, or something else. */
export function invalidProps(build: () => unknown): InvalidPropsError {
  try {
    build();
  } catch (error) {
    if (InvalidPropsError.isInvalidPropsError(error)) return error;
    throw error;
  }
  throw new Error("no problem was found");
}

/** The warnings that a construct tree carries. */
export function warningsOf(stack: TerraformStack): string[] {
  return stack.node
    .findAll()
    .flatMap((construct) => construct.node.metadata)
    .filter((entry) => entry.type === "@cdktf/warn")
    .map((entry) => String(entry.data));
}

/** What the local AWS server cannot hold, and is therefore ignored in the test's own copy of a stack. */
export interface LeftOut {
  /** Kind of the stack, such as `network`, or name of the example. */
  readonly stack: string;
  readonly resourceType: string;
  readonly attributes: readonly string[];
  readonly reason: string;
}

/** All of it, in one place. What can be made right belongs into tools/local-aws/extensions instead. */
export const leftOut: readonly LeftOut[] = [];

/** The part of a synthesized stack that is read here. */
export interface StackJson {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, ResourceJson>>>>;
}

interface ResourceJson {
  readonly [attribute: string]: unknown;
  readonly lifecycle?: { readonly ignore_changes?: readonly string[] | "all" };
}

/** A generated stack as it is applied: untouched where nothing of it is left out. */
export function withLeftOut(stack: string, text: string): string {
  const entries = leftOut.filter((entry) => stack === entry.stack || stack.endsWith(`-${entry.stack}`));
  return entries.length === 0 ? text : JSON.stringify(ignoreLeftOut(JSON.parse(text), entries), null, 2);
}

/** The stack with `ignore_changes` for what is left out, beside those that it has. */
export function ignoreLeftOut<T extends StackJson>(stack: T, entries: readonly LeftOut[]): T {
  const resource = Object.entries(stack.resource ?? {}).map(([type, resources]) => {
    const attributes = entries.filter(({ resourceType }) => resourceType === type).flatMap((entry) => entry.attributes);
    return [type, attributes.length === 0 ? resources : mapValues(resources, (one) => ignoring(one, attributes))];
  });
  return { ...stack, resource: Object.fromEntries(resource) };
}

function ignoring(resource: ResourceJson, attributes: readonly string[]): ResourceJson {
  const ignored = resource.lifecycle?.ignore_changes ?? [];
  if (ignored === "all") return resource;
  return { ...resource, lifecycle: { ...resource.lifecycle, ignore_changes: [...new Set([...ignored, ...attributes])] } };
}

function mapValues<T>(values: Readonly<Record<string, T>>, change: (value: T) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, change(value)]));
}

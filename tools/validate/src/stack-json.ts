/** A value of a JSON document. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of a JSON document. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Something that is checked: a stack of the app, or one example of a module in a stack of its own. */
export interface Subject {
  readonly kind: "stack" | "example";
  /** As a report calls it: the stack's name, or `module/case`. */
  readonly name: string;
  readonly json: JsonObject;
}

/** One resource or data source of a stack. */
export interface Element {
  readonly kind: "resource" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: JsonObject;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object under a key, or an empty one. */
export function objectAt(object: JsonObject, key: string): JsonObject {
  const value = object[key];
  return isObject(value) ? value : {};
}

/** The text at the end of a path of keys, if there is text. */
export function textAt(object: JsonObject, ...keys: readonly string[]): string | undefined {
  const last = keys.at(-1);
  if (last === undefined) return undefined;
  const value = keys.slice(0, -1).reduce(objectAt, object)[last];
  return typeof value === "string" ? value : undefined;
}

/** Objects under a key where Terraform takes one or a list of them, as for provider blocks. */
export function objectsAt(object: JsonObject, key: string): readonly JsonObject[] {
  return [object[key]].flat().filter(isObject);
}

/** The entries of an object that hold objects themselves. */
export function objectEntries(object: JsonObject): [string, JsonObject][] {
  return Object.entries(object).flatMap(([key, value]): [string, JsonObject][] =>
    isObject(value) ? [[key, value]] : []
  );
}

/** Every resource and data source of a stack, in the order of the document. */
export function elementsOf(stack: JsonObject): Element[] {
  return (["resource", "data"] as const).flatMap((kind) =>
    objectEntries(objectAt(stack, kind)).flatMap(([type, byName]) =>
      objectEntries(byName).map(([name, body]) => ({ kind, type, name, body }))
    )
  );
}

/** The address of an element inside its stack. */
export function addressOf({ kind, type, name }: Pick<Element, "kind" | "type" | "name">): string {
  return kind === "data" ? `data.${type}.${name}` : `${type}.${name}`;
}

/** The name of a subject's child module: a stack's own name, or an example's with what an address may not hold replaced. */
export function moduleNameOf({ kind, name }: Pick<Subject, "kind" | "name">): string {
  const plain = name.replace(/[^\w-]/g, "-");
  return kind === "example" ? `example-${plain}` : /^[a-z_]/i.test(plain) ? plain : `stack-${plain}`;
}

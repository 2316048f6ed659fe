import type { Json } from "./stack-json";

/** A document with one property a line, and what each line holds. */
export interface PrintedJson {
  readonly text: string;
  /** By line, counted from 0: the keys that lead to what the line begins. */
  readonly pathOfLine: readonly (readonly string[])[];
}

/**
 * Prints a document so that a line says which element it belongs to. Terraform names a line in each diagnostic, and
 * prints it.
 */
export function printJson(value: Json): PrintedJson {
  const lines: string[] = [];
  const pathOfLine: (readonly string[])[] = [];
  const add = (indent: number, text: string, path: readonly string[]): void => {
    lines.push("  ".repeat(indent) + text);
    pathOfLine.push(path);
  };
  const print = (current: Json, indent: number, before: string, after: string, path: readonly string[]): void => {
    const entries = entriesOf(current);
    if (entries.length === 0) {
      add(indent, `${before}${JSON.stringify(current)}${after}`, path);
      return;
    }
    const [open, close] = Array.isArray(current) ? ["[", "]"] : ["{", "}"];
    add(indent, `${before}${open}`, path);
    entries.forEach(([key, child], index) => {
      const label = Array.isArray(current) ? "" : `${JSON.stringify(key)}: `;
      print(child, indent + 1, label, index === entries.length - 1 ? "" : ",", [...path, key]);
    });
    add(indent, `${close}${after}`, path);
  };
  print(value, 0, "", "", []);
  return { text: `${lines.join("\n")}\n`, pathOfLine };
}

function entriesOf(value: Json): [string, Json][] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, child]): [string, Json][] => (child === undefined ? [] : [[key, child]]));
}

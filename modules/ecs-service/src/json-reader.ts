import { show, type Problem } from "@terrace/core";
import { pages } from "./limits";

/** Reads values whose types nobody knows before, and keeps what is wrong with them, each with its path. */
export class JsonReader {
  public readonly problems: Problem[] = [];

  public refuse(problem: Problem): undefined {
    this.problems.push({ see: pages.container, ...problem });
    return undefined;
  }

  public text(value: unknown, path: string): string | undefined {
    return typeof value === "string" ? value : this.mistyped(value, path, "a text");
  }

  public number(value: unknown, path: string): number | undefined {
    return typeof value === "number" ? value : this.mistyped(value, path, "a number");
  }

  public boolean(value: unknown, path: string): boolean | undefined {
    return typeof value === "boolean" ? value : this.mistyped(value, path, "true or false");
  }

  public word<T extends string>(value: unknown, path: string, allowed: readonly T[]): T | undefined {
    if (value === null || value === undefined) return undefined;
    return allowed.find((one) => one === value) ?? this.refuse({ code: "json-type", path, got: show(value), expected: `one of ${allowed.join(", ")}` });
  }

  /** The items of a list, read one by one; those that are wrong are left out. */
  public list<T>(value: unknown, path: string, read: (item: unknown, path: string) => T | undefined): T[] {
    if (!Array.isArray(value)) return this.mistyped(value, path, "a list") ?? [];
    return value.flatMap((item, index) => {
      const one = read(item, `${path}[${index}]`);
      return one === undefined ? [] : [one];
    });
  }

  public texts(value: unknown, path: string): string[] {
    return this.list(value, path, (item, at) => this.text(item, at));
  }

  /** The members of an object that has these keys and no others; undefined for what is no object. */
  public object<K extends string>(value: unknown, path: string, keys: readonly K[]): Partial<Record<K, unknown>> | undefined {
    const members = this.members(value, path);
    if (members === undefined) return undefined;
    const known: Partial<Record<K, unknown>> = {};
    for (const [key, member] of Object.entries(members)) {
      const found = keys.find((one) => one === key);
      if (found !== undefined) known[found] = member;
      else this.unknownKey(path, key, keys);
    }
    return known;
  }

  /** The texts of an object with keys of any kind. */
  public textsByKey(value: unknown, path: string): Record<string, string> {
    const members = Object.entries(this.members(value, path) ?? {});
    return Object.fromEntries(members.flatMap(([key, item]) => {
      const text = this.text(item, `${path}["${key}"]`);
      return text === undefined ? [] : [[key, text]];
    }));
  }

  /** A list of pairs as a record. ECS takes each key once. */
  public record<T>(pairs: readonly (readonly [string, T])[], path: string): Record<string, T> {
    const seen = new Set<string>();
    for (const [key] of pairs) {
      if (seen.has(key)) this.refuse({ code: "json-duplicate", path, got: `with ${show(key)} twice`, expected: "each once" });
      seen.add(key);
    }
    return Object.fromEntries(pairs);
  }

  private members(value: unknown, path: string): object | undefined {
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : this.mistyped(value, path, "an object");
  }

  private unknownKey(path: string, key: string, keys: readonly string[]): void {
    const meant = keys.find((one) => one.toLowerCase() === key.toLowerCase());
    this.refuse({ code: "json-key", path: `${path}.${key}`, got: "a key that nobody reads", expected: meant ?? `one of ${keys.join(", ")}` });
  }

  /** What is null or missing is left to its default. */
  private mistyped(value: unknown, path: string, expected: string): undefined {
    return value === null || value === undefined ? undefined : this.refuse({ code: "json-type", path, got: show(value), expected });
  }
}

import fs from "node:fs";
import { isObject, type Json, type JsonObject } from "../../validate/src/stack-json";

/** What stand-ins for helm and kubernetes were asked to make: all that can be known of the inside of a cluster. */
export interface InCluster {
  /**
   * The objects of a type that are there, by `namespace/name`, or `name` for what is in no namespace.
   *
   * Each is the whole resource as Terraform gave it, sensitive values in clear text. What a provider computes is a
   * placeholder.
   *
   * @param type such as `helm_release`, `kubernetes_config_map_v1`
   */
  objects(type: string): ReadonlyMap<string, JsonObject>;
  /** Everything that is there, as `type namespace/name`, sorted. */
  all(): string[];
  /** The provider block that was given last. @param provider `helm` or `kubernetes` */
  configuration(provider: string): JsonObject | undefined;
}

/** Reads the log of the stand-ins anew for each question. A log that is not there says that nothing was asked. */
export function openInCluster(logFile: string): InCluster {
  return {
    objects: (type) => objectsIn(read(logFile)).get(type) ?? new Map(),
    all: () => {
      const byType = [...objectsIn(read(logFile))];
      return byType.flatMap(([type, objects]) => [...objects.keys()].map((name) => `${type} ${name}`)).sort();
    },
    configuration: (provider) => {
      const given = read(logFile).filter((entry) => entry.action === "configure" && entry.provider === provider);
      const value = given.at(-1)?.value;
      return isObject(value) ? value : undefined;
    },
  };
}

/** A value somewhere inside another: `valueAt(ingress, "spec", 0, "rule")`. */
export function valueAt(value: Json | undefined, ...at: readonly (string | number)[]): Json | undefined {
  return at.reduce<Json | undefined>((inside, step) => {
    if (Array.isArray(inside)) return typeof step === "number" ? inside[step] : undefined;
    return isObject(inside) ? inside[step] : undefined;
  }, value);
}

function read(logFile: string): JsonObject[] {
  if (!fs.existsSync(logFile)) return [];
  const lines = fs.readFileSync(logFile, "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line): JsonObject => JSON.parse(line));
}

/** What is left when everything that was made, changed and deleted is taken in its order. A deletion tells the id only. */
function objectsIn(entries: readonly JsonObject[]): ReadonlyMap<string, ReadonlyMap<string, JsonObject>> {
  const found = new Map<string, Map<string, JsonObject>>();
  const names = new Map<string, string>();
  for (const { action, type, value } of entries) {
    if (typeof type !== "string" || !isObject(value)) continue;
    const objects = found.get(type) ?? new Map<string, JsonObject>();
    found.set(type, objects);
    const id = `${type} ${String(value.id)}`;
    if (action === "create" || action === "update") {
      objects.set(nameOf(value), value);
      names.set(id, nameOf(value));
    }
    if (action === "delete") objects.delete(names.get(id) ?? "");
  }
  return found;
}

function nameOf(value: JsonObject): string {
  const metadata = valueAt(value, "metadata", 0);
  const { namespace, name } = isObject(metadata) && value.name === undefined ? metadata : value;
  return [namespace, name].filter((part) => typeof part === "string" && part !== "").join("/");
}

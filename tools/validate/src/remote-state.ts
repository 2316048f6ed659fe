import { placeholderOf, type TypeOf } from "./placeholder";
import {
  elementsOf,
  moduleNameOf,
  objectAt,
  objectEntries,
  textAt,
  type Json,
  type JsonObject,
  type Subject,
} from "./stack-json";

/** Where a state lies, as text that is equal for the stack that writes it and the stacks that read it. */
export function stateIdOf(backend: string, config: JsonObject): string {
  if (backend === "s3") return `s3://${textAt(config, "bucket") ?? ""}/${textAt(config, "key") ?? ""}`;
  return `${backend}:${textAt(config, "path") ?? JSON.stringify(config)}`;
}

/** A reader of a state that no stack of this run writes. */
export interface OrphanReader {
  readonly address: string;
  readonly stateId: string;
}

/** A stack that reads local state files, and the stacks whose states it reads. */
export interface LocalReaders {
  readonly json: JsonObject;
  readonly producers: readonly Subject[];
  readonly orphans: readonly OrphanReader[];
}

/** Of all stacks: who writes which state. */
export function stateWriters(subjects: readonly Subject[]): Map<string, Subject> {
  return new Map(
    subjects.flatMap((subject) =>
      objectEntries(objectAt(objectAt(subject.json, "terraform"), "backend")).map(
        ([backend, config]): [string, Subject] => [stateIdOf(backend, config), subject]
      )
    )
  );
}

/** Points every `terraform_remote_state` at the state file that stands for its writer's state. */
export function readLocally(
  json: JsonObject,
  writers: ReadonlyMap<string, Subject>,
  fileOf: (writer: Subject) => string
): LocalReaders {
  const producers: Subject[] = [];
  const orphans: OrphanReader[] = [];
  const local: Record<string, JsonObject> = {};
  for (const { kind, type, name, body } of elementsOf(json)) {
    if (kind !== "data" || type !== "terraform_remote_state") continue;
    const stateId = stateIdOf(textAt(body, "backend") ?? "", objectAt(body, "config"));
    const writer = writers.get(stateId);
    if (writer === undefined) {
      orphans.push({ address: `data.${type}.${name}`, stateId });
      local[name] = body;
    } else {
      producers.push(writer);
      local[name] = { ...body, backend: "local", workspace: undefined, config: { path: fileOf(writer) } };
    }
  }
  if (Object.keys(local).length === 0) return { json, producers, orphans };
  return { json: { ...json, data: { ...objectAt(json, "data"), terraform_remote_state: local } }, producers, orphans };
}

/** The state file that stands for a stack that was never applied: all of its outputs, with placeholders for values. */
export function placeholderState(writer: Subject, typeOf: TypeOf): JsonObject {
  const outputs = objectEntries(objectAt(writer.json, "output")).map(([name, output]): [string, JsonObject] => {
    const value = placeholderOf(output.value ?? null, name, writer.json, typeOf);
    return [name, { value, type: typeOfValue(value) }];
  });
  return {
    version: 4,
    terraform_version: "1.11.0",
    serial: 1,
    lineage: moduleNameOf(writer),
    outputs: Object.fromEntries(outputs),
    resources: [],
    check_results: null,
  };
}

/** Terraform's notation for the type of a value. */
function typeOfValue(value: Json): Json {
  if (value === null) return "dynamic";
  if (typeof value === "boolean") return "bool";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return ["tuple", value.map(typeOfValue)];
  return ["object", Object.fromEntries(Object.entries(value).map(([key, child]) => [key, typeOfValue(child ?? null)]))];
}

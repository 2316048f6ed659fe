import { backendReaderName, type Root, type RootFile } from "./root";
import {
  addressOf,
  isObject,
  moduleNameOf,
  objectAt,
  objectEntries,
  objectsAt,
  textAt,
  type Json,
  type JsonObject,
  type Subject,
} from "./stack-json";

/** The step that found something. */
export type Step = "synth" | "init" | "validate" | "plan";

/** One thing that Terraform said, or that a check of ours did, and where in the program it belongs. */
export interface Finding {
  readonly step: Step;
  readonly severity: "error" | "warning";
  /** Terraform's words. */
  readonly summary: string;
  readonly detail: string;
  /** The name of the stack or example; none where it concerns no single one. */
  readonly subject?: string;
  /** Path of the construct. */
  readonly construct?: string;
  readonly address?: string;
  /** The argument, as keys that lead to it. */
  readonly argument?: string;
  /** The line of the document that Terraform names. */
  readonly code?: string;
}

/** What `validate -json` says. */
export function diagnosticsOfValidate(output: string): JsonObject[] {
  const result: Json = JSON.parse(output);
  return isObject(result) ? [...objectsAt(result, "diagnostics")] : [];
}

/** What `init -json` and `plan -json` say: one JSON object a line, some of them diagnostics. */
export function diagnosticsOfLog(output: string): JsonObject[] {
  return logLines(output).flatMap((line) =>
    textAt(line, "type") === "diagnostic" ? [objectAt(line, "diagnostic")] : []
  );
}

/** The addresses that a plan creates, by the address of their module; the root's own are under the empty text. */
export function plannedByModule(output: string): Map<string, string[]> {
  const planned = new Map<string, string[]>();
  for (const line of logLines(output)) {
    const change = objectAt(line, "change");
    if (textAt(line, "type") !== "planned_change" || textAt(change, "action") !== "create") continue;
    const module = textAt(change, "resource", "module") ?? "";
    planned.set(module, [...(planned.get(module) ?? []), textAt(change, "resource", "resource") ?? ""]);
  }
  return planned;
}

function logLines(output: string): JsonObject[] {
  return output.split("\n").flatMap((line) => {
    if (!line.startsWith("{")) return [];
    const entry: Json = JSON.parse(line);
    return isObject(entry) ? [entry] : [];
  });
}

/**
 * Says of a diagnostic which construct it belongs to. A provider block that several stacks share belongs to each of
 * them; what cannot be placed is a finding without a stack, which fails the run all the same.
 */
export function locate(diagnostic: JsonObject, root: Root, step: Step): Finding[] {
  const base: Finding = {
    step,
    severity: textAt(diagnostic, "severity") === "warning" ? "warning" : "error",
    summary: textAt(diagnostic, "summary") ?? "",
    detail: textAt(diagnostic, "detail") ?? "",
    ...optional("code", textAt(diagnostic, "snippet", "code")?.trim()),
  };
  const file = root.files.find(({ path }) => path === textAt(diagnostic, "range", "filename"));
  const line = objectAt(objectAt(diagnostic, "range"), "start").line;
  const path = typeof line === "number" ? file?.printed.pathOfLine[line - 1] ?? [] : [];
  if (file?.subject !== undefined) return [{ ...base, ...placeInStack(file.subject, path) }];

  const owners = file === undefined ? [] : ownersInRoot(file, path, root);
  if (owners.length > 0) return owners.map((owner) => ({ ...base, ...owner }));

  const address = textAt(diagnostic, "address") ?? "";
  const subject =
    root.subjects.find((candidate) => address.startsWith(`module.${moduleNameOf(candidate)}.`)) ??
    (root.isSolo ? root.subjects[0] : undefined);
  if (subject === undefined) return [{ ...base, ...optional("address", address || undefined) }];
  return [{ ...base, ...placeByAddress(subject, address.replace(`module.${moduleNameOf(subject)}.`, "")) }];
}

type Place = Pick<Finding, "subject" | "construct" | "address" | "argument">;

function placeInStack(subject: Subject, path: readonly string[]): Place {
  const [section, type, name, ...argument] = path;
  if ((section === "resource" || section === "data") && type !== undefined && name !== undefined) {
    return {
      subject: subject.name,
      construct: constructOf(subject, section, type, name),
      address: addressOf({ kind: section, type, name }),
      ...optional("argument", argument.join(".") || undefined),
    };
  }
  if (section === "output" && type !== undefined) {
    const construct = outputPath(objectAt(objectAt(subject.json, "//"), "outputs"), type) ?? subject.name;
    return {
      subject: subject.name,
      construct,
      address: `output.${type}`,
      ...optional("argument", path.slice(2).join(".") || undefined),
    };
  }
  return { subject: subject.name, construct: subject.name, ...optional("argument", path.join(".") || undefined) };
}

function placeByAddress(subject: Subject, address: string): Place {
  const [, data, type, name] = /^(data\.)?(\w+)\.([\w-]+)/.exec(address) ?? [];
  if (type === undefined || name === undefined)
    return { subject: subject.name, construct: subject.name, ...optional("address", address || undefined) };
  return { subject: subject.name, construct: constructOf(subject, data ? "data" : "resource", type, name), address };
}

function constructOf({ name: stack, json }: Subject, kind: "resource" | "data", type: string, name: string): string {
  const body = objectAt(objectAt(objectAt(json, kind), type), name);
  return textAt(body, "//", "metadata", "path") ?? stack;
}

/** cdktf lists outputs as a tree of construct ids with the names of the outputs as leaves. */
function outputPath(tree: JsonObject, output: string): string | undefined {
  const leaf = Object.entries(tree).find(([, value]) => value === output);
  if (leaf !== undefined) return leaf[0];
  for (const [id, child] of objectEntries(tree)) {
    const below = outputPath(child, output);
    if (below !== undefined) return `${id}/${below}`;
  }
  return undefined;
}

function ownersInRoot(file: RootFile, path: readonly string[], root: Root): Place[] {
  const [section, first, second, ...rest] = path;
  if (section === "provider" && first !== undefined && second !== undefined) {
    const shared = root.providers.filter(({ provider }) => provider === first)[Number(second)];
    return (shared?.users ?? []).map((user) => ({
      subject: user.name,
      construct: user.name,
      address: `provider.${first}`,
      ...optional("argument", rest.join(".") || undefined),
    }));
  }
  const isReader = section === "data" && first === "terraform_remote_state";
  const owner = root.subjects.find((subject) =>
    isReader ? backendReaderName(subject) === second : section === "module" && moduleNameOf(subject) === first
  );
  if (owner === undefined) return [];
  return [
    { subject: owner.name, construct: owner.name, address: isReader ? "terraform.backend" : `module ${file.path}` },
  ];
}

/** A key that is there only with a value. */
function optional<Key extends string>(key: Key, value: string | undefined): Partial<Record<Key, string>> {
  const entries: Partial<Record<string, string>> = value === undefined ? {} : { [key]: value };
  return entries;
}

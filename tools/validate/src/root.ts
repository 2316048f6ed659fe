import { deferDataSources, offlineProvider } from "./offline";
import type { TypeOf } from "./placeholder";
import { printJson, type PrintedJson } from "./print-json";
import { placeholderState, readLocally, type OrphanReader } from "./remote-state";
import {
  moduleNameOf,
  objectAt,
  objectEntries,
  objectsAt,
  textAt,
  type Json,
  type JsonObject,
  type Subject,
} from "./stack-json";

/** `validate` holds everything as it is; `plan` needs providers and states that ask nobody. */
export type Phase = "validate" | "plan";

/** One file of a generated root. */
export interface RootFile {
  /** Relative to the root. */
  readonly path: string;
  readonly printed: PrintedJson;
  /** The stack that the file is a copy of; none for the file that holds the copies together. */
  readonly subject?: Subject;
}

/** One Terraform configuration that checks several stacks at once. */
export interface Root {
  readonly files: readonly RootFile[];
  readonly subjects: readonly Subject[];
  /** True where the one stack is the root itself, not a child module. */
  readonly isSolo: boolean;
  readonly providers: readonly SharedProvider[];
  readonly orphans: readonly (OrphanReader & { readonly subject: Subject })[];
  /** By name of the stack: data sources that are not read, because AWS would have to answer. */
  readonly deferred: ReadonlyMap<string, readonly string[]>;
}

/** A provider block of the root, and the stacks that have the same block. */
export interface SharedProvider {
  readonly provider: string;
  readonly alias: string;
  readonly block: JsonObject;
  readonly users: readonly Subject[];
}

/** What building a root needs to know of the other stacks. */
export interface RootContext {
  readonly phase: Phase;
  /** The folder that the files will be written to, absolute. */
  readonly folder: string;
  /** Who writes which state, of all stacks of the run. */
  readonly writers: ReadonlyMap<string, Subject>;
  readonly typeOf: TypeOf;
}

/**
 * Provider blocks that read from their own stack cannot be lifted out of it. Such a stack is a root of its own: slower,
 * and just as strict.
 */
export function isLiftable({ json }: Subject): boolean {
  return !JSON.stringify(objectAt(json, "provider")).includes("${");
}

/** Stacks that fit into one root: they can be lifted, and no provider is wanted in two versions. */
export function groupSubjects(subjects: readonly Subject[]): Subject[][] {
  const solo = subjects.filter((subject) => !isLiftable(subject)).map((subject) => [subject]);
  const shared: { members: Subject[]; wants: Record<string, string> }[] = [];
  for (const subject of subjects.filter(isLiftable)) {
    const wants = wantedProviders(subject);
    const group = shared.find((candidate) =>
      Object.entries(wants).every(([name, want]) => (candidate.wants[name] ?? want) === want)
    );
    if (group === undefined) {
      shared.push({ members: [subject], wants });
    } else {
      group.members.push(subject);
      Object.assign(group.wants, wants);
    }
  }
  return [...shared.map(({ members }) => members), ...solo];
}

function wantedProviders({ json }: Subject): Record<string, string> {
  const required = objectAt(objectAt(json, "terraform"), "required_providers");
  return Object.fromEntries(
    objectEntries(required).map(([name, { source, version }]) => [name, JSON.stringify([source, version])])
  );
}

/**
 * One root for all stacks of a group.
 *
 * Each stack is a child module without provider and backend blocks, because every provider block of its own would start
 * a plugin of its own. The provider blocks stand in the root, one for all stacks that have the same. The backend blocks
 * stand there as readers of such a state: `terraform validate` holds those against the backend's own code, and calls
 * nothing.
 */
export function buildRoot(subjects: readonly Subject[], context: RootContext): Root {
  const [first] = subjects;
  const isSolo = subjects.length === 1 && first !== undefined && !isLiftable(first);
  const providers = isSolo ? [] : shareProviders(subjects);
  const copies = subjects.map((subject) => copyOf(subject, context, isSolo));
  const main: JsonObject = {
    terraform: { required_providers: Object.assign({}, ...subjects.map(requiredProviders)) },
    provider: providerBlocks(providers, context.phase),
    ...(context.phase === "validate" ? backendReaders(subjects) : {}),
    module: isSolo
      ? {}
      : Object.fromEntries(subjects.map((subject) => [moduleNameOf(subject), moduleCall(subject, providers)])),
  };
  const states = new Set(copies.flatMap(({ producers }) => producers));
  return {
    isSolo,
    subjects,
    providers,
    files: [
      { path: "main.tf.json", printed: printJson(isSolo ? { data: main.data } : main) },
      ...copies.map(({ subject, json }) => ({ path: copyPath(subject, isSolo), subject, printed: printJson(json) })),
      ...[...states].map((writer) => ({
        path: statePath(writer),
        printed: printJson(placeholderState(writer, context.typeOf)),
      })),
    ],
    orphans: copies.flatMap(({ subject, orphans }) => orphans.map((orphan) => ({ ...orphan, subject }))),
    deferred: new Map(copies.map(({ subject, deferred }) => [subject.name, deferred])),
  };
}

function copyPath(subject: Subject, isSolo: boolean): string {
  return isSolo ? "cdk.tf.json" : `stacks/${moduleNameOf(subject)}/cdk.tf.json`;
}

function statePath(writer: Subject): string {
  return `states/${moduleNameOf(writer)}.tfstate`;
}

interface Copy {
  readonly subject: Subject;
  readonly json: JsonObject;
  readonly producers: readonly Subject[];
  readonly orphans: readonly OrphanReader[];
  readonly deferred: readonly string[];
}

function copyOf(subject: Subject, { phase, folder, writers }: RootContext, isSolo: boolean): Copy {
  const { json } = subject;
  const terraform: JsonObject = { ...objectAt(json, "terraform"), backend: undefined };
  // Terraform takes `import` blocks in a root only, and would ask AWS for them.
  const bare: JsonObject = { ...json, import: undefined };
  const lifted: JsonObject = isSolo
    ? { ...bare, terraform, provider: phase === "plan" ? offlineProviders(json) : json.provider }
    : { ...bare, terraform: withAliases(terraform, json), provider: undefined };
  if (phase === "validate") return { subject, json: lifted, producers: [], orphans: [], deferred: [] };
  const {
    json: local,
    producers,
    orphans,
  } = readLocally(lifted, writers, (writer) => `${folder}/${statePath(writer)}`);
  return { subject, producers, orphans, ...deferDataSources(local) };
}

function offlineProviders(json: JsonObject): JsonObject {
  const blocks = objectAt(json, "provider");
  return { ...blocks, ...(blocks.aws === undefined ? {} : { aws: objectsAt(blocks, "aws").map(offlineProvider) }) };
}

function requiredProviders({ json }: Subject): JsonObject {
  return objectAt(objectAt(json, "terraform"), "required_providers");
}

/** A child module says which aliases it expects. */
function withAliases(terraform: JsonObject, json: JsonObject): JsonObject {
  const required = objectEntries(objectAt(terraform, "required_providers")).map(
    ([name, requirement]): [string, JsonObject] => {
      const aliases = objectsAt(objectAt(json, "provider"), name).flatMap((block) => textAt(block, "alias") ?? []);
      return [
        name,
        aliases.length === 0
          ? requirement
          : { ...requirement, configuration_aliases: aliases.map((alias) => `${name}.${alias}`) },
      ];
    }
  );
  return { ...terraform, required_providers: Object.fromEntries(required) };
}

function shareProviders(subjects: readonly Subject[]): SharedProvider[] {
  const shared = new Map<string, { provider: string; alias: string; block: JsonObject; users: Subject[] }>();
  for (const subject of subjects) {
    for (const { provider, block } of providerBlocksOf(subject)) {
      const key = shareKey(provider, block);
      const known = shared.get(key);
      if (known === undefined) {
        const alias = `shared-${shared.size + 1}`;
        shared.set(key, { provider, alias, block: { ...block, alias }, users: [subject] });
      } else if (!known.users.includes(subject)) {
        known.users.push(subject);
      }
    }
  }
  return [...shared.values()];
}

function providerBlocksOf({ json }: Subject): { provider: string; block: JsonObject }[] {
  const blocks = objectAt(json, "provider");
  return Object.keys(blocks).flatMap((provider) => objectsAt(blocks, provider).map((block) => ({ provider, block })));
}

/** The values of default tags differ from stack to stack, and nothing depends on them. */
function shareKey(provider: string, block: JsonObject): string {
  const tags = objectsAt(block, "default_tags").map((group) => ({
    ...group,
    tags: Object.keys(objectAt(group, "tags")).sort(),
  }));
  return JSON.stringify([provider, { ...block, alias: undefined, default_tags: tags }]);
}

function providerBlocks(providers: readonly SharedProvider[], phase: Phase): JsonObject {
  const byName: Record<string, Json[]> = {};
  for (const { provider, block } of providers) {
    (byName[provider] ??= []).push(phase === "plan" && provider === "aws" ? offlineProvider(block) : block);
  }
  return byName;
}

function moduleCall(subject: Subject, providers: readonly SharedProvider[]): JsonObject {
  const passed = providerBlocksOf(subject).map(({ provider, block }): [string, string] => {
    const alias = textAt(block, "alias");
    const shared = providers.find(
      (candidate) => shareKey(candidate.provider, candidate.block) === shareKey(provider, block)
    );
    return [alias === undefined ? provider : `${provider}.${alias}`, `${provider}.${shared?.alias ?? ""}`];
  });
  return {
    source: `./stacks/${moduleNameOf(subject)}`,
    ...(passed.length === 0 ? {} : { providers: Object.fromEntries(passed) }),
    ...variableValues(subject),
  };
}

/** A variable without a default needs a value before anything can be planned. */
function variableValues({ json }: Subject): JsonObject {
  const missing = objectEntries(objectAt(json, "variable")).filter(([, variable]) => variable.default === undefined);
  const placeholder = (type: string): Json => {
    if (type.startsWith("list") || type.startsWith("set") || type.startsWith("tuple")) return [];
    if (type.startsWith("map") || type.startsWith("object")) return {};
    return { number: 1, bool: false }[type] ?? "placeholder";
  };
  return Object.fromEntries(
    missing.map(([name, variable]) => [name, placeholder(textAt(variable, "type") ?? "string")])
  );
}

/** The name of the reader that stands for a stack's backend. */
export function backendReaderName(subject: Subject): string {
  return `backend-of-${moduleNameOf(subject)}`;
}

function backendReaders(subjects: readonly Subject[]): JsonObject {
  const readers = subjects.flatMap((subject) =>
    objectEntries(objectAt(objectAt(subject.json, "terraform"), "backend")).map(([backend, config]) => [
      backendReaderName(subject),
      { backend, config },
    ])
  );
  return readers.length === 0 ? {} : { data: { terraform_remote_state: Object.fromEntries(readers) } };
}

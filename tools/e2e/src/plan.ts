/** The part of `terraform show -json <plan>` that is read here. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
}

interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown?: Values;
  };
}

type Values = Readonly<Record<string, unknown>>;

/** What a plan adds and changes, and where it does anything else. */
export interface Changes {
  readonly added: number;
  /** Lists of resources that are there, which get more elements: `aws_network_acl.public.subnet_ids`. */
  readonly grown: readonly string[];
  /** Attributes that change in place, as they may: `aws_efs_file_system.uploads.throughput_mode`. */
  readonly updated: readonly string[];
  /** Resources that are replaced, as they may be. */
  readonly replaced: readonly string[];
  /** Resources that go, as they may. */
  readonly removed: readonly string[];
  /** Everything else. */
  readonly problems: readonly string[];
}

const nothing: Changes = { added: 0, grown: [], updated: [], replaced: [], removed: [], problems: [] };

/** What a plan may do, beside adding and growing. */
export interface Allowed {
  /** Type and attribute of what may change in place, such as `aws_efs_file_system.throughput_mode`. @default - nothing */
  readonly updates?: readonly string[];
  /** Types of resources that may be replaced. @default - none */
  readonly replaces?: readonly string[];
  /** Types of resources that may go. @default - none */
  readonly removes?: readonly string[];
}

/**
 * Reads a plan that may add, and change, replace or remove what is named, and do nothing else.
 *
 * A resource may also be updated as long as each changed attribute only grows: a list or a map that keeps what it had. A
 * list whose new elements are known only after apply is taken to grow; what is there afterwards tells.
 */
export function readChanges({ resource_changes: resources = [] }: PlanJson, { updates = [], replaces = [], removes = [] }: Allowed = {}): Changes {
  const changes = resources.map((resource) => {
    const actions = resource.change.actions.join(", ");
    if (actions === "no-op" || actions === "read") return nothing;
    if (actions === "create") return { ...nothing, added: 1 };
    if (isReplacement(actions) && replaces.includes(resource.type)) return { ...nothing, replaced: [resource.address] };
    if (actions === "delete" && removes.includes(resource.type)) return { ...nothing, removed: [resource.address] };
    if (actions !== "update") return { ...nothing, problems: [`${resource.address}: ${actions}`] };
    return { ...nothing, ...readUpdate(resource, updates) };
  });
  return {
    added: changes.reduce((sum, { added }) => sum + added, 0),
    grown: changes.flatMap(({ grown }) => grown),
    updated: changes.flatMap(({ updated }) => updated),
    replaced: changes.flatMap(({ replaced }) => replaced),
    removed: changes.flatMap(({ removed }) => removed),
    problems: changes.flatMap(({ problems }) => problems),
  };
}

function isReplacement(actions: string): boolean {
  return actions === "delete, create" || actions === "create, delete";
}

function readUpdate({ address, type, change }: ResourceChange, updates: readonly string[]) {
  const { before, after, after_unknown: unknown = {} } = change;
  const was: Values = before ?? {};
  const willBe: Values = after ?? {};
  const names = [...new Set([...Object.keys(was), ...Object.keys(willBe), ...Object.keys(unknown)])];
  const changed = names.filter((name) => isUnknown(unknown[name]) || !isSame(was[name], willBe[name]));
  const mayChange = (name: string): boolean => updates.includes(`${type}.${name}`);
  const grows = (name: string): boolean => (unknown[name] === true ? Array.isArray(was[name]) : keepsAll(was[name], willBe[name]));
  const others = changed.filter((name) => !mayChange(name));
  return {
    grown: others.filter(grows).map((name) => `${address}.${name}`),
    updated: changed.filter(mayChange).map((name) => `${address}.${name}`),
    problems: others.filter((name) => !grows(name)).map((name) => `${address}: update of ${name}`),
  };
}

function keepsAll(was: unknown, willBe: unknown): boolean {
  if (Array.isArray(was) && Array.isArray(willBe)) return was.every((element) => willBe.some((other) => isSame(element, other)));
  if (isMap(was) && isMap(willBe)) return Object.entries(was).every(([key, value]) => isSame(value, willBe[key]));
  return was === null || was === undefined;
}

function isMap(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Terraform marks a known list or map by an empty one here. */
function isUnknown(mark: unknown): boolean {
  return mark === true || (typeof mark === "object" && mark !== null && Object.values(mark).some(isUnknown));
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}

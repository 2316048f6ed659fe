/** The part of `terraform show -json <plan>` that is read here. */
export interface PlanJson {
  readonly resource_changes?: readonly ResourceChange[];
}

interface ResourceChange {
  readonly address: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    readonly after_unknown?: Values;
  };
}

type Values = Readonly<Record<string, unknown>>;

/** What a plan adds, and where it does anything else. */
export interface Additions {
  readonly added: number;
  /** Lists of resources that are there, which get more elements: `aws_network_acl.public.subnet_ids`. */
  readonly grown: readonly string[];
  /** Everything that is not an addition. */
  readonly problems: readonly string[];
}

/**
 * Reads a plan of which only additions are expected.
 *
 * A resource may be updated in place as long as each changed attribute only grows: a list or a map that keeps what it
 * had. A list whose new elements are known only after apply is taken to grow; what is there afterwards tells.
 */
export function readAdditions({ resource_changes: changes = [] }: PlanJson): Additions {
  const additions = changes.map(({ address, change }) => {
    const actions = change.actions.join(", ");
    if (actions === "no-op" || actions === "read") return { added: 0, grown: [], problems: [] };
    if (actions === "create") return { added: 1, grown: [], problems: [] };
    if (actions !== "update") return { added: 0, grown: [], problems: [`${address}: ${actions}`] };
    return { added: 0, ...readUpdate(address, change) };
  });
  return {
    added: additions.reduce((sum, { added }) => sum + added, 0),
    grown: additions.flatMap(({ grown }) => grown),
    problems: additions.flatMap(({ problems }) => problems),
  };
}

function readUpdate(address: string, { before, after, after_unknown: unknown = {} }: ResourceChange["change"]) {
  const was: Values = before ?? {};
  const willBe: Values = after ?? {};
  const names = [...new Set([...Object.keys(was), ...Object.keys(willBe), ...Object.keys(unknown)])];
  const changed = names.filter((name) => isUnknown(unknown[name]) || !isSame(was[name], willBe[name]));
  const grows = (name: string): boolean => (unknown[name] === true ? Array.isArray(was[name]) : keepsAll(was[name], willBe[name]));
  return {
    grown: changed.filter(grows).map((name) => `${address}.${name}`),
    problems: changed.filter((name) => !grows(name)).map((name) => `${address}: update of ${name}`),
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

import type { Check } from "./check";
import type { LeftOut } from "./left-out";
import type { StandIn } from "./stand-ins";

/** How one stack fared. */
export interface StackReport {
  /** Environment and kind, such as `dev-network`. */
  readonly stack: string;
  /** The command that applied it. */
  readonly by: string;
  /** Resources, or `undefined` where it did not come that far. */
  readonly applied: number | undefined;
  readonly secondPlan: "empty" | "not empty" | undefined;
  readonly changes: readonly {
    readonly name: string;
    readonly added: number;
    readonly grown: number;
    readonly updated: number;
    readonly replaced: number;
    readonly removed: number;
  }[];
  readonly destroyed: number | undefined;
  readonly seconds: number;
  readonly leftOut: readonly LeftOut[];
  /** Who stood in for providers that talk to a cluster. */
  readonly standIns: readonly StandIn[];
  readonly checks: readonly Check[];
}

/** How many checks passed and failed. */
export function tally(reports: readonly StackReport[]): { passed: number; failed: number } {
  const checks = reports.flatMap((report) => report.checks);
  const failed = checks.filter(({ problem }) => problem !== undefined).length;
  return { passed: checks.length - failed, failed };
}

/** The report of a run: a paragraph for each stack, and one line at the end. */
export function renderReport(reports: readonly StackReport[], seconds: number): string {
  const { passed, failed } = tally(reports);
  const applied = reports.reduce((sum, report) => sum + (report.applied ?? 0) + report.changes.reduce((more, { added }) => more + added, 0), 0);
  return [
    ...reports.map(renderStack),
    `${applied} resources applied in ${reports.length} stacks, ${seconds} s`,
    `${passed} passed, ${failed} failed`,
  ].join("\n\n");
}

function renderStack({ stack, by, applied, secondPlan, changes, destroyed, seconds, leftOut, standIns, checks }: StackReport): string {
  const failed = checks.filter(({ problem }) => problem !== undefined);
  const changed = changes.map(({ name, ...counts }) => `${name} (${renderCounts(counts)})`);
  return [
    `${stack} (${by}, ${Math.round(seconds)} s)`,
    ...(standIns.length === 0 ? [] : [`  stand-ins    ${standIns.map(({ provider, version }) => `${provider} ${version}`).join(", ")} (there is no cluster to talk to)`]),
    `  applied      ${count(applied)}`,
    `  second plan  ${secondPlan ?? "not reached"}`,
    `  changed      ${changed.join(", ") || "-"}`,
    `  destroyed    ${count(destroyed)}`,
    `  checks       ${checks.length - failed.length} of ${checks.length}`,
    ...failed.map(({ what, problem }) => `    failed: ${what}: ${problem}`),
    ...(leftOut.length === 0 ? ["  left out     nothing"] : leftOut.map(renderLeftOut)),
  ].join("\n");
}

function renderCounts(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts).flatMap(([what, number]) => (number === 0 ? [] : [`${number} ${what}`]));
  return parts.join(", ");
}

function renderLeftOut({ resourceType, attributes, reason }: LeftOut): string {
  return `  left out     ${resourceType}: ${attributes.join(", ")} (${reason})`;
}

function count(resources: number | undefined): string {
  return resources === undefined ? "not reached" : `${resources} resources`;
}

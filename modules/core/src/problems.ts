import { Annotations, Token } from "cdktf";
import type { Construct } from "constructs";

/** One thing that is wrong with what the caller typed, and how to mend it. */
export interface Problem {
  /** Stable name of the rule, kebab-case, listed in the module's README. */
  readonly code: string;
  /** The prop as the caller typed it, such as `tiers.private.subnetPrefix`. */
  readonly path: string;
  /** What the prop is, continuing "<path> is ...": made by {@link show}, or a phrase. */
  readonly got: string;
  /** What it should be; the right value itself where it can be computed. */
  readonly expected: string;
  /**
   * The page to read.
   *
   * @default - none: the text says all there is
   */
  readonly see?: string;
  /**
   * - `error`: AWS or Terraform would refuse it.
   * - `dated`: an error read from a dated table; the caller who knows better may {@link accept} it.
   * - `warning`: it works, and is likely to be regretted; it never stops a synthesis.
   *
   * @default "error"
   */
  readonly severity?: "error" | "dated" | "warning";
}

/** The problems of one construct, one environment file or one app. */
export interface ProblemReport {
  /** What is invalid, such as `Vpc`. */
  readonly what: string;
  /** Where it stands: a construct path, or a file. */
  readonly at: string;
  readonly problems: readonly Problem[];
}

const INVALID_PROPS = Symbol.for("terrace/InvalidPropsError");

/** Thrown once for everything that is wrong, never only for the first thing found. */
export class InvalidPropsError extends Error {
  /** True for an error of this class, also one that another copy of this package made. */
  public static isInvalidPropsError(error: unknown): error is InvalidPropsError {
    return typeof error === "object" && error !== null && INVALID_PROPS in error;
  }

  public readonly reports: readonly ProblemReport[];

  public constructor(reports: readonly ProblemReport[]) {
    super(reports.map(formatReport).join("\n"));
    this.name = "InvalidPropsError";
    this.reports = reports;
    Object.defineProperty(this, INVALID_PROPS, { value: true });
  }
}

const ACCEPTED = "terrace:accepted";

/**
 * Accepts the problems of one code below `scope`, and says why. They stay visible as warnings.
 *
 * Only rules that were read from a dated table can be accepted (each module's README marks them): the world may have
 * moved on since. What AWS refuses for certain stays an error. Call it before the construct is made.
 *
 * @example
 * accept(stack, "unknown-zone", "apne1-az5 opened last week");
 */
export function accept(scope: Construct, code: string, reason: string): void {
  scope.node.addMetadata(ACCEPTED, { code, reason });
}

/** Why the problems of each code are accepted here, by code. */
function acceptedAt(scope: Construct): ReadonlyMap<string, string> {
  const entries = scope.node.scopes.flatMap((ancestor) => ancestor.node.metadata);
  return new Map(entries.filter((entry) => entry.type === ACCEPTED).map(({ data }) => [data.code, data.reason]));
}

/**
 * Throws all errors among `problems` at once, and leaves the warnings on the construct.
 *
 * @throws InvalidPropsError
 */
export function throwIfAny(scope: Construct, what: string, problems: readonly Problem[]): void {
  const accepted = acceptedAt(scope);
  const isAccepted = (problem: Problem) => problem.severity === "dated" && accepted.has(problem.code);
  const errors = problems.filter((problem) => problem.severity !== "warning" && !isAccepted(problem));
  if (errors.length > 0) {
    throw new InvalidPropsError([{ what, at: scope.node.path, problems: errors }]);
  }
  for (const problem of problems) {
    const reason = isAccepted(problem) ? `\n      accepted: ${accepted.get(problem.code)}` : "";
    Annotations.of(scope).addWarning(`${formatProblem(problem)}${reason}`);
  }
}

/**
 * How a value reads in an error: quoted text, plain numbers, and words for what Terraform will only know later.
 */
export function show(value: unknown): string {
  if (value === undefined) return "missing";
  if (Token.isUnresolved(value)) return "known only after apply";
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 120 ? `${text.slice(0, 117)}...` : text;
}

function formatReport({ what, at, problems }: ProblemReport): string {
  return [`invalid ${what} at "${at}"`, ...problems.map((problem) => `  - ${formatProblem(problem)}`)].join("\n");
}

/** A problem as it reads in an error, in a warning and in a refused plan. */
export function formatProblem({ code, path, got, expected, see }: Problem): string {
  const lines = [`[${code}] ${path} is ${got}`, `      expected: ${expected}`];
  return (see === undefined ? lines : [...lines, `      see: ${see}`]).join("\n");
}

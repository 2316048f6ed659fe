import type { CheckResult, Verdict } from "./check";
import type { Finding } from "./diagnostics";
import type { AwsLine, Supplied } from "./suppliers";

/** What one provider line came to. */
export interface LineReport {
  readonly line: AwsLine;
  readonly supplied: readonly Supplied[];
  readonly result: CheckResult;
  /** Found before terraform was started. */
  readonly synthFindings: readonly Finding[];
  /** What was left out on this line, and why. */
  readonly skipped: readonly string[];
  readonly seconds: { readonly synth: number; readonly total: number };
}

/** How many stacks and examples passed, and how many did not, of one line. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
}

/** All findings of a line, those of the synthesis first. */
export function findingsOf({ synthFindings, result }: LineReport): readonly Finding[] {
  return [...synthFindings, ...result.findings];
}

/** What failed before it had a stack is a failure too, and so is a finding that belongs to no stack. */
export function tally(report: LineReport): Tally {
  const { verdicts } = report.result;
  const findings = findingsOf(report);
  const blamed = new Set(findings.map(({ subject }) => subject));
  const passed = verdicts.filter((verdict) => hasPassed(verdict, blamed)).length;
  const names = new Set(verdicts.map(({ subject }) => subject.name));
  const elsewhere = [...blamed].filter((name) => name === undefined || !names.has(name)).length;
  return { passed, failed: verdicts.length - passed + elsewhere };
}

function hasPassed({ subject, isValidated, isPlanned }: Verdict, blamed: ReadonlySet<string | undefined>): boolean {
  return isValidated && isPlanned && !blamed.has(subject.name);
}

/** The report of one line as text. */
export function renderLine(report: LineReport): string {
  const { supplied, result, skipped, seconds } = report;
  const findings = findingsOf(report);
  const blamed = new Set(findings.map(({ subject }) => subject));
  const width = Math.max(10, ...result.verdicts.map(({ subject }) => subject.name.length));
  const rows = result.verdicts.map(
    (verdict) =>
      `  ${hasPassed(verdict, blamed) ? "ok  " : "FAIL"} ${verdict.subject.name.padEnd(width)}  ${stepsOf(verdict)}`
  );
  const { init, validate, plan } = result.seconds;
  const share = result.verdicts.length === 0 ? 0 : (init + validate + plan) / result.verdicts.length;
  return [
    ...supplied.map(renderSupplied),
    ...rows,
    ...skipped.map((reason) => `  --   ${reason}`),
    ...alike(findings).flatMap((same) => ["", renderFindings(same)]),
    "",
    `  ${result.verdicts.length} checked together in ${fixed(seconds.total)}: synth ${fixed(
      seconds.synth
    )}, init ${fixed(init)}, ` +
      `validate ${fixed(validate)}, plan ${fixed(plan)}; terraform took ${fixed(share)} for each`,
  ].join("\n");
}

function renderSupplied({ provider, answer }: Supplied): string {
  const name = `  provider ${provider.source} ${provider.version}`;
  switch (answer.by) {
    case "provider":
      return `${name}: real`;
    case "stand-in":
      return `${name}: STAND-IN with the schema of ${answer.packageFolder}; names, types and required arguments are checked, values are not\n    because: ${answer.reason}`;
    case "nobody":
      return `${name}: MISSING\n    because: ${answer.reason}`;
  }
}

function stepsOf({ isValidated, isPlanned, planned, written, deferred, imports }: Verdict): string {
  const resources = isPlanned ? count(planned, "resource") : `${count(written, "resource")} written`;
  const notRead = deferred === 0 ? "" : `, ${count(deferred, "data source")} left to apply`;
  const notImported = imports === 0 ? "" : `, ${count(imports, "import block")} not checked`;
  return `${isValidated ? "validated" : "not validated"}, ${
    isPlanned ? "planned" : "not planned"
  }, ${resources}${notRead}${notImported}`;
}

/** Findings in the same words are one paragraph: a provider block that ten stacks share is put right once. */
function alike(findings: readonly Finding[]): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify({ ...finding, subject: undefined, construct: undefined });
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return [...groups.values()];
}

/** Findings in the same words: the constructs first, because that is where they are put right. */
export function renderFindings(same: readonly Finding[]): string {
  const [first] = same;
  if (first === undefined) return "";
  const { step, severity, summary, detail, address, argument, code } = first;
  const indented = (text: string): string =>
    text
      .split("\n")
      .map((line) => `    ${line}`)
      .join("\n");
  return [
    `  ${severity} at ${same
      .map(({ construct, subject }) => construct ?? subject ?? "the run itself")
      .join(", ")} (${step})`,
    indented(detail === "" ? summary : `${summary}: ${detail}`),
    ...(address === undefined ? [] : [`    address: ${address}`]),
    ...(argument === undefined ? [] : [`    argument: ${argument}`]),
    ...(code === undefined ? [] : [`    line: ${code}`]),
  ].join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

function fixed(seconds: number): string {
  return `${seconds.toFixed(1)} s`;
}

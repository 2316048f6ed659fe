import fs from "node:fs";
import path from "node:path";
import type { RunResult, Terraform } from "@terrace/terraform";
import { diagnosticsOfLog, diagnosticsOfValidate, locate, plannedByModule, type Finding } from "./diagnostics";
import { deferralName, offlineEnvironment } from "./offline";
import type { TypeOf } from "./placeholder";
import { stateWriters } from "./remote-state";
import { buildRoot, groupSubjects, type Phase, type Root } from "./root";
import { elementsOf, moduleNameOf, objectsAt, type JsonObject, type Subject } from "./stack-json";
import { wantedProviders, type Supplied } from "./suppliers";

/** How far one stack or example came. */
export interface Verdict {
  readonly subject: Subject;
  readonly isValidated: boolean;
  readonly isPlanned: boolean;
  /** Resources in the plan. */
  readonly planned: number;
  /** Resources in the document, each once whatever its `count`. */
  readonly written: number;
  /** Data sources that only AWS could answer. */
  readonly deferred: number;
  /** Import blocks, which no plan without an account can hold against anything. */
  readonly imports: number;
}

/** All that a check found. */
export interface CheckResult {
  readonly verdicts: readonly Verdict[];
  readonly findings: readonly Finding[];
  readonly seconds: { readonly init: number; readonly validate: number; readonly plan: number };
}

/** What a check needs besides the stacks. */
export interface CheckContext {
  readonly terraform: Terraform;
  readonly supplied: readonly Supplied[];
  /** An existing folder that roots are written into. */
  readonly folder: string;
  readonly typeOf: TypeOf;
  readonly logFile: string;
}

/**
 * Runs `init`, `validate` and an offline `plan` over stacks, in as few roots as they fit into.
 *
 * @param all every stack of the run, checked or not: they tell who writes which state
 */
export async function checkAll(
  subjects: readonly Subject[],
  all: readonly Subject[],
  context: CheckContext
): Promise<CheckResult> {
  const unanswered = context.supplied.filter(({ answer }) => answer.by === "nobody");
  const wantsUnanswered = (subject: Subject): Supplied[] =>
    unanswered.filter((missing) =>
      wantedProviders([subject]).some((want) => JSON.stringify(want.provider) === JSON.stringify(missing.provider))
    );

  const findings = subjects.flatMap((subject) =>
    wantsUnanswered(subject).map((missing) => couldNotRun(subject, missing))
  );
  const verdicts: Verdict[] = subjects.filter((subject) => wantsUnanswered(subject).length > 0).map(untouched);
  const seconds = { init: 0, validate: 0, plan: 0 };
  const checkable = subjects.filter((subject) => wantsUnanswered(subject).length === 0);
  const writers = stateWriters(all);
  for (const [index, group] of groupSubjects(checkable).entries()) {
    const folder = path.join(context.folder, `root-${index + 1}`);
    const result = await new GroupCheck({ ...context, folder }, writers).run(group);
    findings.push(...result.findings);
    verdicts.push(...result.verdicts);
    seconds.init += result.seconds.init;
    seconds.validate += result.seconds.validate;
    seconds.plan += result.seconds.plan;
  }
  const order = new Map(subjects.map((subject, index) => [subject, index]));
  verdicts.sort((a, b) => (order.get(a.subject) ?? 0) - (order.get(b.subject) ?? 0));
  return { verdicts, findings, seconds };
}

function untouched(subject: Subject): Verdict {
  return {
    subject,
    isValidated: false,
    isPlanned: false,
    planned: 0,
    written: writtenResources(subject),
    deferred: 0,
    imports: importsOf(subject),
  };
}

function couldNotRun(subject: Subject, { provider, answer }: Supplied): Finding {
  const reason = answer.by === "nobody" ? answer.reason : "";
  return {
    step: "init",
    severity: "error",
    subject: subject.name,
    construct: subject.name,
    summary: `could not be checked: provider ${provider.source} ${provider.version} cannot be had`,
    detail: reason,
  };
}

/** The check of one root. */
class GroupCheck {
  private readonly findings: Finding[] = [];
  private readonly seconds = { init: 0, validate: 0, plan: 0 };

  constructor(private readonly context: CheckContext, private readonly writers: ReadonlyMap<string, Subject>) {}

  async run(group: readonly Subject[]): Promise<CheckResult> {
    const loaded = await this.init(group);
    const valid = loaded.length === 0 ? [] : await this.validate(loaded);
    const plans = valid.length === 0 ? new Map<Subject, Verdict>() : await this.plan(valid);
    const verdicts = group.map(
      (subject): Verdict => plans.get(subject) ?? { ...untouched(subject), isValidated: valid.includes(subject) }
    );
    return { verdicts, findings: this.findings, seconds: this.seconds };
  }

  /** Installs providers and loads every copy. What cannot be loaded is left out, and the others are tried again. */
  private async init(group: readonly Subject[]): Promise<readonly Subject[]> {
    let subjects = group;
    for (;;) {
      const root = this.write(subjects, "validate");
      const result = await this.terraform(["init", "-backend=false", "-json"], root);
      this.seconds.init += result.seconds;
      if (result.exitCode === 0) return subjects;
      const found = this.note(diagnosticsOfLog(result.stdout), root, "init");
      const rest = subjects.filter(({ name }) => !found.some(({ subject }) => subject === name));
      if (found.length === 0)
        throw new Error(`terraform init ended with ${result.exitCode} and said nothing: ${words(result)}`);
      if (rest.length === subjects.length || rest.length === 0) return [];
      subjects = rest;
    }
  }

  private async validate(subjects: readonly Subject[]): Promise<readonly Subject[]> {
    const root = this.write(subjects, "validate");
    const result = await this.terraform(["validate", "-json"], root);
    this.seconds.validate += result.seconds;
    if (!result.stdout.startsWith("{"))
      throw new Error(`terraform validate ended with ${result.exitCode}: ${words(result)}`);
    const found = this.note(diagnosticsOfValidate(result.stdout), root, "validate");
    const errors = found.filter(({ severity }) => severity === "error");
    if (errors.some(({ subject }) => subject === undefined)) return [];
    return subjects.filter(({ name }) => !errors.some(({ subject }) => subject === name));
  }

  private async plan(subjects: readonly Subject[]): Promise<Map<Subject, Verdict>> {
    const { orphans } = this.build(subjects, "plan");
    for (const { subject, address, stateId } of orphans) {
      this.findings.push({
        step: "plan",
        severity: "error",
        subject: subject.name,
        construct: subject.name,
        address,
        summary: "reads a state that no stack writes",
        detail: `got ${stateId}\nexpected one of ${[...this.writers.keys()].sort().join(", ")}`,
      });
    }
    const readable = subjects.filter((subject) => !orphans.some((orphan) => orphan.subject === subject));
    if (readable.length === 0) return new Map();
    const root = this.write(readable, "plan");
    const result = await this.terraform(["plan", "-json", "-lock=false", "-input=false"], root);
    this.seconds.plan += result.seconds;
    const diagnostics = diagnosticsOfLog(result.stdout);
    if (result.exitCode !== 0 && diagnostics.length === 0)
      throw new Error(`terraform plan ended with ${result.exitCode}: ${words(result)}`);
    this.note(diagnostics, root, "plan");
    const planned = plannedByModule(result.stdout);
    return new Map(readable.map((subject) => [subject, this.verdictOf(subject, root, planned, result)]));
  }

  /** A stack is planned when no step found an error in it and each of its resources is in the plan. */
  private verdictOf(
    subject: Subject,
    root: Root,
    planned: ReadonlyMap<string, readonly string[]>,
    result: RunResult
  ): Verdict {
    const module = root.isSolo ? "" : `module.${moduleNameOf(subject)}`;
    const addresses = (planned.get(module) ?? []).filter((address) => address !== `terraform_data.${deferralName}`);
    const missing = missingFromPlan(subject.json, addresses);
    const isBlamed = this.findings.some((finding) => finding.subject === subject.name && finding.severity === "error");
    if (missing.length > 0 && !isBlamed) {
      this.findings.push({
        step: "plan",
        severity: "error",
        subject: subject.name,
        construct: subject.name,
        summary:
          result.exitCode === 0
            ? "resources are not in the plan"
            : "could not be planned to its end, because the plan stopped at other errors",
        detail: `missing: ${missing.slice(0, 5).join(", ")}${
          missing.length > 5 ? ` and ${missing.length - 5} more` : ""
        }`,
      });
    }
    return {
      subject,
      isValidated: true,
      isPlanned: missing.length === 0 && !isBlamed,
      planned: addresses.length,
      written: writtenResources(subject),
      deferred: root.deferred.get(subject.name)?.length ?? 0,
      imports: importsOf(subject),
    };
  }

  private note(diagnostics: readonly JsonObject[], root: Root, step: Finding["step"]): readonly Finding[] {
    // A lock file is made for this run only, so it may lack checksums of other platforms.
    const found = diagnostics
      .flatMap((diagnostic) => locate(diagnostic, root, step))
      .filter(({ severity }) => step !== "init" || severity === "error");
    this.findings.push(...found);
    return found;
  }

  private build(subjects: readonly Subject[], phase: Phase): Root {
    const { folder, typeOf } = this.context;
    return buildRoot(subjects, { phase, folder, writers: this.writers, typeOf });
  }

  private write(subjects: readonly Subject[], phase: Phase): Root {
    const root = this.build(subjects, phase);
    for (const { path: file, printed } of root.files) {
      const target = path.join(this.context.folder, file);
      fs.mkdirSync(path.dirname(target), { recursive: true });
      fs.writeFileSync(target, printed.text);
    }
    return root;
  }

  /** With stand-ins, terraform runs under the program that serves them. */
  private terraform(args: readonly string[], root: Root): Promise<RunResult> {
    const { terraform, supplied, folder, logFile } = this.context;
    const names = new Set(wantedProviders(root.subjects).map(({ name }) => name));
    const isPlan = args[0] === "plan";
    const standIns = supplied.flatMap(({ name, provider, answer }) =>
      names.has(name) && answer.by === "stand-in"
        ? [`${qualified(provider.source)}=${path.resolve(answer.packageFolder)}`]
        : []
    );
    const env = isPlan ? offlineEnvironment(process.env) : {};
    const options = { cwd: folder, env, logFile, expect: "any" } as const;
    if (standIns.length === 0) return terraform.run(args, options);
    const standIn = path.resolve("tools/standin/standin.mjs");
    return terraform.runOther(
      process.execPath,
      [standIn, "--dir", folder, ...standIns, "--", terraform.binary, ...args],
      options
    );
  }
}

function qualified(source: string): string {
  return source.includes("/") ? source : `hashicorp/${source}`;
}

function words({ stdout, stderr }: RunResult): string {
  return (stderr.trim() || stdout.trim()).split("\n").slice(-20).join("\n");
}

function writtenResources({ json }: Subject): number {
  return elementsOf(json).filter(({ kind }) => kind === "resource").length;
}

function importsOf({ json }: Subject): number {
  return objectsAt(json, "import").length;
}

/** Resources that should be in a plan and are not. How often one occurs with `count` or `for_each` is Terraform's affair. */
export function missingFromPlan(json: JsonObject, planned: readonly string[]): string[] {
  const known = new Set(planned);
  return elementsOf(json)
    .filter(({ kind, body }) => kind === "resource" && body.count === undefined && body.for_each === undefined)
    .map(({ type, name }) => `${type}.${name}`)
    .filter((address) => !known.has(address));
}

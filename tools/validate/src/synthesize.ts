import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { type Terraform } from "@terrace/terraform";
import type { Finding } from "./diagnostics";
import { isObject, objectAt, objectEntries, textAt, type Json, type JsonObject, type Subject } from "./stack-json";
import type { AwsLine } from "./suppliers";

/** What a synthesis made, and what it could not make. */
export interface Synthesis {
  readonly subjects: readonly Subject[];
  readonly findings: readonly Finding[];
  /** What this line of the AWS provider cannot have, in words for the report. */
  readonly skipped: readonly string[];
}

/** How programs of this repository are run: through the bundler, with the provider line in the environment. */
export type RunProgram = Pick<Terraform, "runOther">;

/** One example of a module. */
export interface Example {
  /** `module/case`. */
  readonly name: string;
  /** Absolute. */
  readonly file: string;
  /** The only line of the AWS provider that has what the example shows: `<case>.aws-6.ts`. */
  readonly line?: AwsLine;
}

/** Synthesizes the stacks of all environments into a folder, with the backends that they really have. */
export async function synthesizeStacks(program: RunProgram, folder: string, line: AwsLine): Promise<Synthesis> {
  if (!fs.existsSync("main.ts"))
    return failed("synth", "there is no main.ts here", "expected: to be run from the root of the repository");
  const { exitCode, stdout, stderr } = await program.runOther(process.execPath, ["tools/run/run.cjs", "main.ts"], {
    cwd: ".",
    env: {
      TERRACE_AWS_LINE: line,
      CDKTF_OUTDIR: folder,
      TERRACE_LOCAL_STATE: undefined,
      TERRACE_ENVIRONMENTS: undefined,
    },
    expect: "any",
  });
  if (exitCode !== 0) return failed("synth", `main.ts ended with ${exitCode}`, (stderr || stdout).trim());
  const stacks = objectEntries(objectAt(readJson(path.join(folder, "manifest.json")), "stacks"));
  const subjects = stacks.map(([name, stack]): Subject => {
    const file = textAt(stack, "synthesizedStackPath") ?? path.join("stacks", name, "cdk.tf.json");
    return { kind: "stack", name, json: readJson(path.join(folder, file)) };
  });
  if (subjects.length === 0)
    return failed("synth", "main.ts made no stacks", "expected: at least one stack for each environment");
  return { subjects, findings: [], skipped: [] };
}

/** Every example of every module: `modules/<module>/examples/<case>.ts`. */
export function findExamples(root: string): Example[] {
  const modules = path.join(root, "modules");
  return namesIn(modules).flatMap((module) =>
    namesIn(path.join(modules, module, "examples"))
      .filter((file) => file.endsWith(".ts") && !file.endsWith(".d.ts"))
      .map((file) => exampleOf(module, path.resolve(modules, module, "examples", file)))
  );
}

function exampleOf(module: string, file: string): Example {
  const [, name = "", line] = /^(.*?)(?:\.aws-([56]))?\.ts$/.exec(path.basename(file)) ?? [];
  return { name: `${module}/${name}`, file, ...(line === "5" || line === "6" ? { line } : {}) };
}

/** Synthesizes every example in a stack of its own that has an AWS provider. One that fails does not stop the others. */
export async function synthesizeExamples(program: RunProgram, folder: string, line: AwsLine): Promise<Synthesis> {
  const all = findExamples(".");
  const examples = all.filter((example) => (example.line ?? line) === line);
  const skipped = all
    .filter((example) => !examples.includes(example))
    .map(({ name, line: only }) => `${name} is for line ${only} only`);
  if (examples.length === 0) return { subjects: [], findings: [], skipped };
  const source = exampleProgram(examples);
  // The bundler does not look whether a file below node_modules has changed, so the name does.
  const hash = createHash("sha256").update(source).digest("hex").slice(0, 12);
  const entry = `node_modules/.cache/terrace/validate-examples-${hash}.ts`;
  fs.mkdirSync(path.dirname(entry), { recursive: true });
  fs.writeFileSync(entry, source);
  const { exitCode, stdout, stderr } = await program.runOther(process.execPath, ["tools/run/run.cjs", entry, folder], {
    cwd: ".",
    env: { TERRACE_AWS_LINE: line },
    expect: "any",
  });
  if (exitCode !== 0)
    return failed("synth", `the examples could not be run (exit code ${exitCode})`, (stderr || stdout).trim());
  const errors = readJson(path.join(folder, "errors.json"));
  return {
    subjects: examples
      .filter(({ name }) => errors[name] === undefined)
      .map(
        ({ name }): Subject => ({
          kind: "example",
          name,
          json: readJson(path.join(folder, name, "stacks/example/cdk.tf.json")),
        })
      ),
    findings: Object.keys(errors).map((name) => ({
      step: "synth",
      severity: "error",
      subject: name,
      construct: name,
      summary: "the example could not be synthesized",
      detail: textAt(errors, name) ?? "",
    })),
    skipped,
  };
}

/** The program that synthesizes the examples. Each exports one function that builds its case in the stack it is given. */
export function exampleProgram(examples: readonly Example[]): string {
  const imports = examples.map(({ file }, index) => `import * as example${index} from ${JSON.stringify(file)};`);
  const calls = examples.map(({ name }, index) => `synthesize(${JSON.stringify(name)}, example${index});`);
  return [
    `import fs from "node:fs";`,
    `import path from "node:path";`,
    `import { App, TerraformStack } from "cdktf";`,
    `import { AwsProvider } from "@cdktf/provider-aws/lib/provider";`,
    ...imports,
    `const outdir = process.argv[2];`,
    `const errors = {};`,
    `function synthesize(name, exported) {`,
    `  try {`,
    `    const builders = Object.values(exported).filter((value) => typeof value === "function");`,
    `    if (builders.length !== 1) throw new Error("exports " + builders.length + " functions, expected: exactly one that takes the stack");`,
    `    fs.mkdirSync(path.join(outdir, path.dirname(name)), { recursive: true });`,
    `    const app = new App({ outdir: path.join(outdir, name) });`,
    `    const stack = new TerraformStack(app, "example");`,
    `    new AwsProvider(stack, "aws", { region: "ap-northeast-1" });`,
    `    builders[0](stack);`,
    `    app.synth();`,
    `  } catch (error) {`,
    `    errors[name] = error instanceof Error ? error.message : String(error);`,
    `  }`,
    `}`,
    ...calls,
    `fs.mkdirSync(outdir, { recursive: true });`,
    `fs.writeFileSync(path.join(outdir, "errors.json"), JSON.stringify(errors));`,
    ``,
  ].join("\n");
}

function failed(step: Finding["step"], summary: string, detail: string): Synthesis {
  return { subjects: [], findings: [{ step, severity: "error", summary, detail }], skipped: [] };
}

function readJson(file: string): JsonObject {
  const value: Json = JSON.parse(fs.readFileSync(file, "utf8"));
  if (!isObject(value)) throw new Error(`${file} holds no JSON object`);
  return value;
}

function namesIn(folder: string): string[] {
  return fs.existsSync(folder) ? fs.readdirSync(folder).sort() : [];
}

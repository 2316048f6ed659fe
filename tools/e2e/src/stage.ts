import fs from "node:fs";
import path from "node:path";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "./aws";
import { inPlaceOf } from "./in-place-of";
import { countOf, StackFolder, type CommandOptions } from "./stack-folder";
import { underStandIns } from "./stand-ins";

/** Where one environment is applied. */
export interface StageOptions extends CommandOptions {
  readonly environment: Environment;
  /** The command that applies and destroys. Plans and moves of state are terraform's own either way. */
  readonly by: "cdktf" | "terraform";
  readonly aws: Aws;
  /** Root of the repository. */
  readonly root: string;
  /** Folder for generated stacks and states. */
  readonly folder: string;
}

/** What stacks are generated from. */
export interface Variant {
  /** Keeps states in files, as the bootstrap does before there is a bucket. */
  readonly isLocal: boolean;
  readonly changes: readonly string[];
}

/** One environment on the local AWS server, and the commands that work on it. */
export class Stage {
  public readonly environment: Environment;
  public readonly by: "cdktf" | "terraform";
  public readonly aws: Aws;

  private variant: Variant = { isLocal: true, changes: [] };
  private given: Readonly<Record<string, string>> = {};
  private readonly folders = new Map<string, StackFolder>();

  public constructor(private readonly options: StageOptions) {
    this.environment = options.environment;
    this.by = options.by;
    this.aws = options.aws;
  }

  /** From now on, stacks are generated with something that was made in place of something that the data names. */
  public take(given: Readonly<Record<string, string>>): void {
    this.given = { ...this.given, ...given };
  }

  /** The data, with what was made in place of what it names. */
  public withGiven(environment: Environment): Environment {
    return JSON.parse(inPlaceOf(this.given, JSON.stringify(environment)));
  }

  /** Where local states lie. */
  public get stateFolder(): string {
    return path.join(this.options.folder, "state");
  }

  /** The folder of a stack. */
  public folderOf(stack: string): StackFolder {
    const folder = this.folders.get(stack) ?? new StackFolder(path.join(this.outdir, "stacks", this.nameOf(stack)), this.options);
    this.folders.set(stack, folder);
    return folder;
  }

  /** Generates all stacks of the environment. What terraform keeps in their folders stays. */
  public async synth(variant: Variant): Promise<void> {
    this.variant = variant;
    await this.run(process.execPath, ["tools/run/run.cjs", "tools/e2e/app.ts"], this.outdir);
  }

  /**
   * Generates what `npm run synth` does, and names the stacks that the run would apply differently.
   *
   * @param expected makes of a file of main.ts what the run is to apply
   */
  public async differencesFromMain(expected: (stack: string, text: string) => string): Promise<string[]> {
    const outdir = path.join(this.options.folder, "main");
    await this.run(process.execPath, ["tools/run/run.cjs", "main.ts"], outdir);
    const read = (folder: string, stack: string): string => fs.readFileSync(path.join(folder, "stacks", stack, "cdk.tf.json"), "utf8");
    const stacks = fs.readdirSync(path.join(outdir, "stacks"));
    return stacks.filter((stack) => inPlaceOf(this.given, expected(stack, read(outdir, stack))) !== read(this.outdir, stack));
  }

  /** Applies a stack; returns how many resources were added. */
  public async deploy(stack: string): Promise<number> {
    return this.by === "cdktf" ? countOf("added", await this.cdktf("deploy", stack)) : this.folderOf(stack).apply();
  }

  /** Destroys a stack; returns how many resources are gone. */
  public async destroy(stack: string): Promise<number> {
    return this.by === "cdktf" ? countOf("destroyed", await this.cdktf("destroy", stack)) : this.folderOf(stack).destroy();
  }

  private get outdir(): string {
    return path.join(this.options.folder, "cdktf.out");
  }

  private async cdktf(command: "deploy" | "destroy", stack: string): Promise<string> {
    const { root, standInLog: logFile } = this.options;
    const name = this.nameOf(stack);
    // A lock file for one run is of no use, and making it asks the registry, mirror or not.
    const args = ["--auto-approve", "--ignore-missing-stack-dependencies", "--skip-provider-lock", "--output", this.outdir];
    const app = ["--app", "node tools/run/run.cjs tools/e2e/app.ts"];
    const folder = path.join(this.outdir, "stacks", name);
    const cdktf = path.join(root, "node_modules/.bin/cdktf");
    const under = underStandIns(this.folderOf(stack).standIns(), { folder, logFile }, cdktf, [command, name, ...args, ...app]);
    const output = await this.run(under.program, under.args, this.outdir);
    this.folderOf(stack).markReady();
    return output;
  }

  private async run(program: string, args: readonly string[], outdir: string): Promise<string> {
    const { terraform, logFile, root, env } = this.options;
    const { isLocal, changes } = this.variant;
    const variables = {
      ...env,
      CDKTF_OUTDIR: outdir,
      TERRACE_ENVIRONMENTS: this.environment.name,
      TERRACE_LOCAL_STATE: isLocal ? this.stateFolder : undefined,
      TERRACE_E2E_CHANGES: changes.join(","),
      TERRACE_E2E_GIVEN: JSON.stringify(this.given),
    };
    return (await terraform.runOther(program, args, { cwd: root, env: variables, logFile })).stdout;
  }

  private nameOf(stack: string): string {
    return `${this.environment.name}-${stack}`;
  }
}

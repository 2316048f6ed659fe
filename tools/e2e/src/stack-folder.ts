import fs from "node:fs";
import path from "node:path";
import type { RunResult, Terraform } from "@terrace/terraform";
import { standInsOf, underStandIns, type StandIn } from "./stand-ins";

/** What all commands of one environment share. */
export interface CommandOptions {
  readonly terraform: Terraform;
  /** Variables that reach the local AWS server. */
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
  /** Gets what stand-ins for helm and kubernetes are asked to do. */
  readonly standInLog: string;
}

const planFile = "e2e.tfplan";
const quiet = ["-input=false", "-no-color"];
/** Resources of one stack at a time: the provider waits a minute for some of them, and works on none of them for long. */
const wide = ["-parallelism=30"];

/** One generated stack, and terraform's commands on it. */
export class StackFolder {
  private isReady = false;

  public constructor(
    private readonly folder: string,
    private readonly options: CommandOptions,
  ) {}

  /** Moves the state to where the generated backend says. */
  public async moveState(): Promise<void> {
    await this.run(["init", ...quiet, "-migrate-state", "-force-copy"]);
    this.isReady = true;
  }

  /** Somebody else has prepared the folder. */
  public markReady(): void {
    this.isReady = true;
  }

  /** Returns how many resources were added. */
  public async apply(): Promise<number> {
    await this.init();
    return countOf("added", (await this.run(["apply", ...quiet, ...wide, "-auto-approve"])).stdout);
  }

  /** Tries to apply, whatever comes of it. */
  public async tryToApply(): Promise<RunResult> {
    return this.run(["apply", ...quiet, "-auto-approve"], [0, 1]);
  }

  /** Says whether the plan is empty, and keeps it. */
  public async plan(): Promise<"empty" | "not empty"> {
    const { exitCode } = await this.run(["plan", ...quiet, "-detailed-exitcode", `-out=${planFile}`], [0, 2]);
    return exitCode === 0 ? "empty" : "not empty";
  }

  /** The plan that was kept, as JSON. */
  public async showPlan(): Promise<string> {
    return (await this.run(["show", "-json", planFile])).stdout;
  }

  /** The outputs, as JSON. */
  public async outputs(): Promise<string> {
    return (await this.run(["output", "-json"])).stdout;
  }

  /** Returns how many resources are gone. */
  public async destroy(): Promise<number> {
    return countOf("destroyed", (await this.run(["destroy", ...quiet, ...wide, "-auto-approve"])).stdout);
  }

  /** The generated configuration. */
  public read(): string {
    return fs.readFileSync(path.join(this.folder, "cdk.tf.json"), "utf8");
  }

  /** Puts another configuration in the place of the generated one. */
  public write(text: string): void {
    fs.writeFileSync(path.join(this.folder, "cdk.tf.json"), text);
  }

  /** Who stands in for providers of the stack. Nobody does for one that is not generated yet. */
  public standIns(): StandIn[] {
    return fs.existsSync(path.join(this.folder, "cdk.tf.json")) ? standInsOf(this.read()) : [];
  }

  private async init(): Promise<void> {
    if (this.isReady) return;
    await this.run(["init", ...quiet]);
    this.isReady = true;
  }

  private run(args: readonly string[], expect: readonly number[] = [0]): Promise<RunResult> {
    const { terraform, env, logFile, standInLog } = this.options;
    const command = underStandIns(this.standIns(), { folder: this.folder, logFile: standInLog }, terraform.binary, args);
    return terraform.runOther(command.program, command.args, { cwd: this.folder, env, logFile, expect });
  }
}

/** The number that Terraform gives at the end: `Resources: 3 added, 0 changed, 0 destroyed.` */
export function countOf(what: "added" | "destroyed", output: string): number {
  const numbers = [...output.matchAll(new RegExp(`(\\d+) ${what}`, "g"))].map(([, number]) => Number(number));
  return numbers.at(-1) ?? 0;
}

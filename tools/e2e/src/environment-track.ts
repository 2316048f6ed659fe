import fs from "node:fs";
import { stateKey } from "@terrace/remote-state";
import { stateBucketName } from "../../../stacks/environment-stack";
import { bootstrap, later, rows, withChanges, type Change, type StackCase } from "../stacks";
import { emptyBucket, objectExists, waitForObject } from "./bucket";
import { equal, holds, type Check } from "./check";
import { withLeftOut } from "./left-out";
import { readChanges } from "./plan";
import type { ReadOutputs } from "./reader-stack";
import type { StackReport } from "./report";
import type { Stage } from "./stage";
import { Steps } from "./steps";
import { doAll } from "./workers";

/**
 * One environment from nothing to nothing: the bucket, its state moved into it, every other stack, the changes, and all of
 * it destroyed in reverse.
 */
export class EnvironmentTrack {
  private readonly steps: Steps;

  public constructor(
    private readonly stage: Stage,
    say: (line: string) => void,
  ) {
    this.steps = new Steps(say);
  }

  /** Runs to the end, or to the first step that cannot be done; the report tells which. */
  public async run(): Promise<StackReport[]> {
    const { environment, by } = this.stage;
    await this.steps.until(async () => {
      await this.prepare();
      await this.makeBucket();
      for (const row of rows) await this.eachOf(row, (stackCase) => this.apply(stackCase));
      await this.readOutputs();
      await this.makeChanges();
      await this.allowDestroy();
      for (const row of [...rows].reverse()) await this.eachOf(row, (stackCase) => this.destroy(stackCase));
      await this.destroyBucket();
    });
    const { stage } = this;
    return this.steps.report(by, (stack) => `${environment.name}-${stack}`, (stack) => stage.folderOf(stack).standIns());
  }

  /** What the data takes as given is there before anything else. */
  private async prepare(): Promise<void> {
    const { stage } = this;
    for (const { prepare } of later) stage.take((await prepare?.(stage.aws, stage.environment)) ?? {});
  }

  /** A bucket cannot hold its own state before it exists: a file first, then the bucket. */
  private async makeBucket(): Promise<void> {
    const { stage, bucket } = this;
    const { stack } = bootstrap;
    const key = this.keyOf(stack);
    await this.steps.do(stack, "apply with local state", async (found) => {
      await stage.synth({ isLocal: true, changes: [] });
      found.applied = await stage.deploy(stack);
    });
    await this.steps.do(stack, "move the state into its own bucket", async ({ checks }) => {
      await stage.synth({ isLocal: false, changes: [] });
      checks.push(equal("stacks that differ from those of main.ts", await stage.differencesFromMain(withLeftOut), []));
      await stage.folderOf(stack).moveState();
      checks.push(holds("state is in its own bucket", await objectExists(stage.aws.s3, bucket, key), `no object ${key} in ${bucket}`));
      fs.rmSync(stage.stateFolder, { recursive: true });
    });
    await this.planAgain(bootstrap);
    await this.look(bootstrap, []);
  }

  private async apply(stackCase: StackCase): Promise<void> {
    const { stage } = this;
    const { stack } = stackCase;
    await this.steps.do(stack, "apply, and a second apply meanwhile", async (found) => {
      const deployment = stage.deploy(stack);
      const [applied, checks] = await Promise.all([deployment, this.tryWhileLocked(stack, deployment)]);
      found.applied = applied;
      found.checks.push(...checks);
    });
    await this.planAgain(stackCase);
    await this.look(stackCase, []);
  }

  /** While one apply holds the lock, another must be refused. */
  private async tryWhileLocked(stack: string, deployment: Promise<unknown>): Promise<Check[]> {
    const { stage, bucket } = this;
    const { s3 } = stage.aws;
    const lock = `${this.keyOf(stack)}.tflock`;
    let isRunning = true;
    const ended = deployment.then(
      () => (isRunning = false),
      () => (isRunning = false),
    );
    const isLocked = await waitForObject(s3, bucket, lock, () => isRunning);
    if (!isLocked) return [holds("lock while an apply runs", false, `no object ${lock} in ${bucket}`)];
    const { exitCode, stderr } = await stage.folderOf(stack).tryToApply();
    await ended;
    return [
      equal("second apply while one runs", [exitCode, /Error acquiring the state lock/.test(stderr), /PreconditionFailed/.test(stderr)], [1, true, true]),
      holds("lock is released", !(await objectExists(s3, bucket, lock)), `${lock} is still there`),
    ];
  }

  /** A stack without a provider reads the network's outputs from the bucket. */
  private async readOutputs(): Promise<void> {
    const { stage } = this;
    await this.steps.do("network", "read its outputs from another stack", async ({ checks }) => {
      await stage.folderOf("reader").apply();
      const read: ReadOutputs = JSON.parse(await stage.folderOf("reader").outputs());
      const written: ReadOutputs = JSON.parse(await stage.folderOf("network").outputs());
      const values = ({ vpc_id, nat_public_ips, subnet_ids }: ReadOutputs) => [vpc_id.value, nat_public_ips.value, subnet_ids.value];
      checks.push(equal("outputs that another stack reads", values(read), values(written)));
      checks.push(holds("outputs have values", read.vpc_id.value.startsWith("vpc-"), `vpc_id is ${read.vpc_id.value}`));
    });
  }

  /** Stacks of a row go side by side. With cdktf they cannot: each command generates all stacks anew. */
  private async eachOf(row: readonly StackCase[], work: (stackCase: StackCase) => Promise<void>): Promise<void> {
    const atATime = this.stage.by === "cdktf" ? 1 : row.length;
    await doAll(row.map((stackCase) => () => work(stackCase)), atATime);
  }

  private get changes(): readonly Change[] {
    const { name } = this.stage.environment;
    return later.flatMap(({ changes }) => changes).filter(({ environments }) => environments.includes(name));
  }

  private async makeChanges(): Promise<void> {
    const names = this.changes.map(({ name }) => name);
    for (const [index, change] of this.changes.entries()) await this.makeChange(change, names.slice(0, index + 1));
  }

  /** A stack that is generated as before, and needs nothing of one that has changed, is not reached by a change. */
  private async makeChange(change: Change, changes: readonly string[]): Promise<void> {
    const { stage } = this;
    const read = (): Map<string, string> => new Map(later.map(({ stack }) => [stack, stage.folderOf(stack).read()]));
    const before = read();
    await stage.synth({ isLocal: false, changes });
    const after = read();
    const changed = new Set<string>();
    for (const row of rows) {
      const isAfterChanged = changed.size > 0;
      const reached = row.filter(({ stack }) => isAfterChanged || before.get(stack) !== after.get(stack));
      await this.eachOf(reached, async (stackCase) => {
        if (await this.changeStack(stackCase, change, changes)) changed.add(stackCase.stack);
      });
    }
    if (changed.size === 0) throw new Error(`the change "${change.name}" changes nothing in ${stage.environment.name}`);
  }

  /** Makes a change in one stack. Says whether there was anything to do. */
  private async changeStack(stackCase: StackCase, { name, updates, replaces, removes }: Change, changes: readonly string[]): Promise<boolean> {
    const { stage } = this;
    const { stack } = stackCase;
    let isChanged = false;
    await this.steps.do(stack, name, async (found) => {
      const folder = stage.folderOf(stack);
      isChanged = (await folder.plan()) === "not empty";
      if (!isChanged) return;
      const { added, grown, updated, replaced, removed, problems } = readChanges(JSON.parse(await folder.showPlan()), { updates, replaces, removes });
      found.checks.push(equal(`${name}: what is neither added nor meant to change`, problems, []));
      found.checks.push(equal(`${name}: number of resources added`, await stage.deploy(stack), added + replaced.length));
      found.changes.push({ name, added, grown: grown.length, updated: updated.length, replaced: replaced.length, removed: removed.length });
    });
    if (!isChanged) return false;
    await this.planAgain(stackCase);
    await this.look(stackCase, changes);
    return true;
  }

  /** What is protected has to be let go first. */
  private async allowDestroy(): Promise<void> {
    const needed = later.flatMap(({ beforeDestroy }) => beforeDestroy?.name ?? []);
    await this.stage.synth({ isLocal: false, changes: [...this.changes.map(({ name }) => name), ...needed] });
  }

  private async destroy({ stack, remains, leaves }: StackCase): Promise<void> {
    const { stage } = this;
    await this.steps.do(stack, "destroy", async (found) => {
      found.destroyed = await stage.destroy(stack);
      found.checks.push(equal(`what is left of ${stack}`, await remains(stage.aws), leaves?.(stage.environment) ?? []));
    });
  }

  /** The way back: a bucket cannot be destroyed by a state that lies in it. */
  private async destroyBucket(): Promise<void> {
    const { stage } = this;
    const { stack, beforeDestroy } = bootstrap;
    await this.steps.do(stack, "move the state out of its bucket", async () => {
      await stage.synth({ isLocal: true, changes: beforeDestroy === undefined ? [] : [beforeDestroy.name] });
      await stage.folderOf(stack).moveState();
      await emptyBucket(stage.aws.s3, this.bucket);
    });
    await this.destroy(bootstrap);
  }

  private async planAgain({ stack }: StackCase): Promise<void> {
    await this.steps.do(stack, "plan again", async (found) => {
      const plan = await this.stage.folderOf(stack).plan();
      found.checks.push(equal("second plan", plan, "empty"));
      if (found.secondPlan !== "not empty") found.secondPlan = plan;
    });
  }

  private async look({ stack, expect }: StackCase, changes: readonly string[]): Promise<void> {
    await this.steps.do(stack, "look at what is there", async ({ checks }) => {
      checks.push(...(await expect(this.stage.aws, this.stage.withGiven(withChanges(this.stage.environment, changes)))));
    });
  }

  private get bucket(): string {
    return stateBucketName(this.stage.environment);
  }

  private keyOf(stack: string): string {
    const { name, project } = this.stage.environment;
    return stateKey({ environment: name, project }, stack);
  }
}

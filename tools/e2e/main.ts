/**
 * `npm run e2e`: applies dev and prd for real, with real terraform, to an AWS API server on loopback, and destroys them.
 *
 * For each of the two: the state bucket with local state, its state moved into it, every other stack with its state and its
 * lock in the bucket, an empty second plan, a look at what is there through the AWS SDK, changes that replace and remove
 * nothing but what they name, and everything destroyed in reverse until nothing is left but final snapshots. dev is applied
 * by `cdktf`, prd by `terraform`. Then examples, for what no environment uses.
 *
 *   npm run e2e -- --keep          keep generated stacks and logs also when all is well
 *   npm run e2e -- --only dual     environments and examples whose name contains a word
 *
 * Kinds of stack are listed in stacks/index.ts, examples in stacks/examples.ts.
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { onInterrupt, openTerraform, type Terraform } from "@terrace/terraform";
import { environments } from "../../stacks/environments";
import { awsEnv, awsProvider, keysFor, LocalAwsMissingError, startLocalAws, type AccountPlace, type LocalAws } from "../local-aws/src";
import { openAws } from "./src/aws";
import { EnvironmentTrack } from "./src/environment-track";
import { runExample } from "./src/example-track";
import { renderReport, tally, type StackReport } from "./src/report";
import { StackFolder } from "./src/stack-folder";
import { Stage } from "./src/stage";
import { doAll } from "./src/workers";
import { exampleRegion, examples, notApplied, type ExampleCase } from "./stacks/examples";

/** Providers wait more than they work: both environments, and examples beside them. */
const atATime = 3;

const tracks = [
  { name: "dev", by: "cdktf" },
  { name: "prd", by: "terraform" },
] as const;

async function main(): Promise<number> {
  const started = performance.now();
  const seconds = (): number => Math.round((performance.now() - started) / 1000);
  const keep = process.argv.includes("--keep");
  const only = process.argv.includes("--only") ? (process.argv[process.argv.indexOf("--only") + 1] ?? "") : "";
  const isWanted = ({ name }: { readonly name: string }): boolean => name.includes(only);

  const terraform = openTerraform({ providers: [awsProvider()] });
  console.log(terraform.description);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-e2e-"));
  const server = await startServer(folder);
  onInterrupt(async () => {
    await server.stop();
    console.log(`interrupted; logs are in ${folder}`);
  });
  console.log(`local AWS (moto ${server.motoVersion}) at ${server.endpoint}, ${server.operations.length} operations of ours`);

  const run: Run = { endpoint: server.endpoint, terraform, folder, say: (line) => console.log(`[${seconds()} s] ${line}`) };
  let reports: StackReport[];
  try {
    await synthesizeExamples(run);
    const jobs = [
      ...tracks.filter(isWanted).map((track) => () => runEnvironment(run, track)),
      ...examples.filter(isWanted).map((example) => () => applyExample(run, example)),
    ];
    if (jobs.length === 0) throw new Error(`nothing is called "${only}"\n    expected: part of ${[...tracks, ...examples].map(({ name }) => name).join(", ")}`);
    reports = (await doAll(jobs, atATime)).flat();
  } finally {
    await server.stop();
  }

  console.log("");
  for (const { name, reason } of notApplied) console.log(`example ${name}: not applied: ${reason}`);
  console.log(`\n${renderReport(reports, seconds())}`);
  const { passed, failed } = tally(reports);
  const isGood = failed === 0 && passed > 0;
  if (isGood && !keep) fs.rmSync(folder, { recursive: true, force: true });
  else console.log(`generated stacks and logs are in ${folder}`);
  return isGood ? 0 : 1;
}

async function startServer(folder: string): Promise<LocalAws> {
  try {
    return await startLocalAws({ logFile: path.join(folder, "server.log") });
  } catch (error) {
    if (error instanceof LocalAwsMissingError) fs.rmSync(folder, { recursive: true });
    throw error;
  }
}

/** What all jobs of a run share. */
interface Run {
  readonly endpoint: string;
  readonly terraform: Terraform;
  readonly folder: string;
  readonly say: (line: string) => void;
}

async function runEnvironment(run: Run, { name, by }: (typeof tracks)[number]): Promise<StackReport[]> {
  const environment = environments[name];
  if (environment === undefined) throw new Error(`no environment "${name}"\n    expected: one of ${Object.keys(environments).join(", ")}`);
  const account = await enter(run, environment, name);
  const folder = path.join(run.folder, name);
  const stage = new Stage({ ...account, environment, by, root: process.cwd(), folder });
  return new EnvironmentTrack(stage, (line) => run.say(`${name} ${line}`)).run();
}

async function applyExample(run: Run, example: ExampleCase): Promise<StackReport[]> {
  const account = await enter(run, { account: example.account, region: exampleRegion }, example.name);
  const folder = new StackFolder(path.join(run.folder, "examples", "stacks", example.name), account);
  return runExample(example, account.aws, folder, (line) => run.say(`example ${line}`));
}

/** Keys, clients and a log for work in one account. */
async function enter({ endpoint, terraform, folder }: Run, place: AccountPlace, name: string) {
  const keys = await keysFor(endpoint, place);
  const standInLog = path.join(folder, `${name}-stand-ins.jsonl`);
  return {
    terraform,
    env: awsEnv(endpoint, keys, place.region),
    aws: openAws(endpoint, keys, place.region, standInLog),
    standInLog,
    logFile: path.join(folder, `${name}.log`),
  };
}

async function synthesizeExamples({ terraform, folder }: Run): Promise<void> {
  const env = { CDKTF_OUTDIR: path.join(folder, "examples") };
  const args = ["tools/run/run.cjs", "tools/e2e/examples-app.ts"];
  await terraform.runOther(process.execPath, args, { cwd: process.cwd(), env, logFile: path.join(folder, "examples.log") });
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);

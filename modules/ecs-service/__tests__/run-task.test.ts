import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const script = path.join(__dirname, "../bin/run-task.mjs");
const taskArn = "arn:aws:ecs:ap-northeast-1:111111111111:task/dev-shop/0123";
const configuration = {
  cluster: "arn:aws:ecs:ap-northeast-1:111111111111:cluster/dev-shop",
  container: "migrate",
  networkConfiguration: { awsvpcConfiguration: { subnets: ["subnet-1"], securityGroups: ["sg-1"], assignPublicIp: "DISABLED" } },
  taskDefinition: "arn:aws:ecs:ap-northeast-1:111111111111:task-definition/migrate:7",
  logs: { group: "/ecs/migrate", region: "ap-northeast-1", streamPrefix: "migrate" },
};

/** Each run starts several processes of Node: a busy machine takes a while. */
jest.setTimeout(30_000);

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "run-task-"));
  fs.writeFileSync(path.join(folder, "run.json"), JSON.stringify(configuration));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/** An `aws` that answers each command with its next answer, the last one for ever, and writes down what it was asked. */
function answer(answers: Record<string, unknown[]>): void {
  fs.writeFileSync(path.join(folder, "answers.json"), JSON.stringify(answers));
  const stub = `#!${process.execPath}
const fs = require("node:fs");
const at = (name) => ${JSON.stringify(folder)} + "/" + name;
const args = process.argv.slice(2);
fs.appendFileSync(at("calls"), JSON.stringify(args) + "\\n");
const answers = JSON.parse(fs.readFileSync(at("answers.json"), "utf8"));
const list = answers[args[1]] ?? [{}];
const next = list.length > 1 ? list.shift() : list[0];
fs.writeFileSync(at("answers.json"), JSON.stringify(answers));
if (typeof next === "string") { console.error(next); process.exit(254); }
console.log(JSON.stringify(next));
`;
  fs.writeFileSync(path.join(folder, "aws"), stub, { mode: 0o755 });
}

function runTask(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, PATH: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

function calls(): string[][] {
  return fs.readFileSync(path.join(folder, "calls"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
}

const started = { tasks: [{ taskArn }], failures: [] };
const running = { tasks: [{ lastStatus: "RUNNING", containers: [] }] };
const stopped = (container: object) => ({ tasks: [{ lastStatus: "STOPPED", stoppedReason: "gone", containers: [{ name: "migrate", ...container }] }] });

test("runs the task with overrides, prints its log once, and ends as its container did", async () => {
  answer({
    "run-task": [started],
    "describe-tasks": [running, stopped({ exitCode: 3 })],
    "get-log-events": [
      "An error occurred (ResourceNotFoundException)",
      { events: [{ message: "step 1" }], nextForwardToken: "a" },
      { events: [{ message: "step 2" }], nextForwardToken: "b" },
      { events: [], nextForwardToken: "b" },
    ],
  });
  const { code, stdout, stderr } = await runTask("run.json", "--poll-seconds", "0.01", "--env", "STEP=a=b", "--", "npm", "run", "--", "x");
  expect(code).toBe(3);
  expect(stdout).toBe("step 1\nstep 2\n");
  expect(stderr).toBe(`started ${taskArn}\nmigrate ended with exit code 3\n`);
  const [run = [], ...others] = calls();
  const { cluster, taskDefinition, networkConfiguration } = configuration;
  const override = { name: "migrate", command: ["npm", "run", "--", "x"], environment: [{ name: "STEP", value: "a=b" }] };
  expect(run.slice(0, 3)).toEqual(["ecs", "run-task", "--cli-input-json"]);
  expect(JSON.parse(run[3] ?? "")).toEqual({
    cluster, taskDefinition, networkConfiguration, launchType: "FARGATE", overrides: { containerOverrides: [override] }, clientToken: expect.stringMatching(/^[\w-]{36}$/),
  });
  expect(others.filter(([, command]) => command === "get-log-events")[0]).toEqual(expect.arrayContaining(["/ecs/migrate", "migrate/migrate/0123", "ap-northeast-1"]));
});

test("says why a container never ran", async () => {
  answer({ "run-task": [started], "describe-tasks": [stopped({ reason: "CannotPullContainerError" })], "get-log-events": ["ResourceNotFoundException"] });
  expect(await runTask("run.json")).toMatchObject({ code: 125, stderr: expect.stringContaining("migrate never ran: CannotPullContainerError") });
});

test("says why ECS did not run it", async () => {
  answer({ "run-task": [{ tasks: [], failures: [{ reason: "RESOURCE:ENI" }] }] });
  expect(await runTask("run.json")).toMatchObject({ code: 125, stderr: "ECS did not run the task: RESOURCE:ENI\n" });
});

test("says what the CLI says", async () => {
  answer({ "run-task": ["An error occurred (AccessDeniedException)"] });
  expect(await runTask("run.json")).toMatchObject({ code: 125, stderr: "An error occurred (AccessDeniedException)\n" });
});

test("stops a task that takes too long", async () => {
  answer({ "run-task": [started], "describe-tasks": [running], "get-log-events": [{ events: [] }] });
  expect((await runTask("run.json", "--poll-seconds", "0.01", "--timeout-minutes", "0.000001")).code).toBe(124);
  expect(calls().at(-1)).toEqual(expect.arrayContaining(["stop-task", taskArn, "took too long"]));
});

test("says how it is used, and what it would ask, without asking anybody", async () => {
  expect(await runTask("--help")).toMatchObject({ code: 0, stdout: expect.stringContaining("--timeout-minutes n") });
  const { code, stdout } = await runTask("run.json", "--print", "--env", 'TEXT=it\'s "quoted" $HOME', "--", "sh", "-c", "echo 'a b'");
  expect(code).toBe(0);
  const [override] = JSON.parse(stdout).overrides.containerOverrides;
  expect(override).toEqual({ name: "migrate", command: ["sh", "-c", "echo 'a b'"], environment: [{ name: "TEXT", value: 'it\'s "quoted" $HOME' }] });
  expect(fs.existsSync(path.join(folder, "calls"))).toBe(false);
});

test("goes on where the CLI fails for a moment, and gives up where it keeps failing", async () => {
  answer({ "run-task": [started], "describe-tasks": ["timed out", "timed out", stopped({ exitCode: 0 })], "get-log-events": [{ events: [] }] });
  expect(await runTask("run.json", "--poll-seconds", "0.01")).toMatchObject({ code: 0 });
  answer({ "run-task": [started], "describe-tasks": ["timed out"] });
  expect(await runTask("run.json", "--poll-seconds", "0.01")).toMatchObject({ code: 125, stderr: expect.stringContaining(`timed out\nnobody follows ${taskArn} any longer`) });
});

test("says that the CLI is missing", async () => {
  expect(await runTask("run.json")).toMatchObject({ code: 125, stderr: "the AWS CLI (aws) is not installed\n" });
});

test.each<[string, string[], string]>([
  ["an option that is none", ["run.json", "--tiemout", "1"], "--tiemout"],
  ["more than ECS takes", ["run.json", "--", "x".repeat(9000)], "expected: at most 8192"],
  ["no configuration", [], "no configuration"],
  ["a variable without a value", ["run.json", "--env", "STEP"], '--env is "STEP"'],
  ["no time at all", ["run.json", "--timeout-minutes", "0"], '--timeout-minutes is "0"'],
  ["another file", ["other.json"], "cluster of other.json is missing"],
])("refuses %s", async (_why, args, expected) => {
  fs.writeFileSync(path.join(folder, "other.json"), "{}");
  expect(await runTask(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) });
});

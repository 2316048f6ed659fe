#!/usr/bin/env node
/**
 * Runs a task of `OneOffTask`, follows its log until it has stopped, and exits with its container's exit code.
 *
 *   terrace-run-task run.json                                 the command of the task definition
 *   terrace-run-task run.json --env STEP=2 -- npm run migrate another command, and a variable
 *   terraform output -raw migrate_run | terrace-run-task -    the configuration from standard input
 *
 * It calls the AWS CLI, with the credentials and region that the CLI finds. Exit codes of its own: 2 for wrong
 * arguments, 124 when the task took too long and was stopped, 125 when it never ran, 130 when interrupted.
 */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);

const TOOK_TOO_LONG = 124;
const NEVER_RAN = 125;
const INTERRUPTED = 130;

/** An error of the caller's: its text is all there is to say. */
class UsageError extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: "string", multiple: true, default: [] },
      "poll-seconds": { type: "string", default: "5" },
      "timeout-minutes": { type: "string", default: "60" },
    },
  });
  const [file, ...command] = positionals;
  if (file === undefined) throw new UsageError("no configuration\n    expected: a file with runConfiguration of a OneOffTask, or - for standard input");
  const environment = values.env.map((pair) => {
    const split = pair.indexOf("=");
    if (split < 1) throw new UsageError(`--env is ${JSON.stringify(pair)}\n    expected: NAME=value`);
    return { name: pair.slice(0, split), value: pair.slice(split + 1) };
  });
  const pollSeconds = readPositive("--poll-seconds", values["poll-seconds"]);
  return { file, command, environment, pollSeconds, timeoutMinutes: readPositive("--timeout-minutes", values["timeout-minutes"]) };
}

function readPositive(option, text) {
  const number = Number(text);
  if (number > 0) return number;
  throw new UsageError(`${option} is ${JSON.stringify(text)}\n    expected: a number above 0`);
}

function readConfiguration(file) {
  const configuration = JSON.parse(readFileSync(file === "-" ? 0 : file, "utf8"));
  for (const name of ["cluster", "taskDefinition", "container", "networkConfiguration"]) {
    if (configuration[name] === undefined) throw new UsageError(`${name} of ${file} is missing\n    expected: runConfiguration of a OneOffTask`);
  }
  return configuration;
}

async function aws(args, region) {
  const regional = region === undefined ? args : [...args, "--region", region];
  const { stdout } = await run("aws", [...regional, "--output", "json"], { maxBuffer: 64 * 1024 * 1024 });
  return stdout.trim() === "" ? {} : JSON.parse(stdout);
}

async function start({ cluster, taskDefinition, container, networkConfiguration }, { command, environment }, region) {
  const override = { name: container, ...(command.length > 0 ? { command } : {}), ...(environment.length > 0 ? { environment } : {}) };
  const request = { cluster, taskDefinition, networkConfiguration, launchType: "FARGATE", overrides: { containerOverrides: [override] } };
  const { tasks = [], failures = [] } = await aws(["ecs", "run-task", "--cli-input-json", JSON.stringify(request)], region);
  if (tasks.length === 0) throw new Error(`ECS did not run the task: ${failures.map(({ reason }) => reason).join(", ") || "no reason given"}`);
  return tasks[0].taskArn;
}

/** Prints what the container has written since the last call. */
function followLog({ logs, container }, taskArn) {
  if (logs === undefined) return async () => {};
  const stream = `${logs.streamPrefix}/${container}/${taskArn.split("/").at(-1)}`;
  let token;
  return async () => {
    for (;;) {
      const args = ["logs", "get-log-events", "--log-group-name", logs.group, "--log-stream-name", stream, "--start-from-head"];
      let page;
      try {
        page = await aws(token === undefined ? args : [...args, "--next-token", token], logs.region);
      } catch (error) {
        // The stream is made with the first line.
        if (String(error.stderr).includes("ResourceNotFoundException")) return;
        throw error;
      }
      for (const { message } of page.events) console.log(message);
      if (page.nextForwardToken === token) return;
      token = page.nextForwardToken;
    }
  };
}

async function main() {
  const options = readArguments();
  const configuration = readConfiguration(options.file);
  const { cluster, container, logs } = configuration;
  const region = logs?.region;
  const taskArn = await start(configuration, options, region);
  console.error(`started ${taskArn}`);

  const stop = (reason) => aws(["ecs", "stop-task", "--cluster", cluster, "--task", taskArn, "--reason", reason], region);
  process.once("SIGINT", () => {
    stop("interrupted").finally(() => process.exit(INTERRUPTED));
  });

  const printLog = followLog(configuration, taskArn);
  const deadline = Date.now() + options.timeoutMinutes * 60_000;
  for (;;) {
    const { tasks = [] } = await aws(["ecs", "describe-tasks", "--cluster", cluster, "--tasks", taskArn], region);
    const [task] = tasks;
    await printLog();
    if (task?.lastStatus === "STOPPED") return exitCodeOf(task, container);
    if (Date.now() > deadline) {
      await stop("took too long");
      console.error(`stopped after ${options.timeoutMinutes} minutes`);
      return TOOK_TOO_LONG;
    }
    await sleep(options.pollSeconds * 1000);
  }
}

function exitCodeOf({ containers = [], stoppedReason }, name) {
  const container = containers.find((one) => one.name === name);
  if (container?.exitCode !== undefined) {
    console.error(`${name} ended with exit code ${container.exitCode}`);
    return container.exitCode;
  }
  console.error(`${name} never ran: ${container?.reason ?? stoppedReason ?? "no reason given"}`);
  return NEVER_RAN;
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error.stderr?.trim() || error.message);
  process.exitCode = error instanceof UsageError ? 2 : NEVER_RAN;
}

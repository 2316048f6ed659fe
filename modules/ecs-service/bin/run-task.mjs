#!/usr/bin/env node
/**
 * Runs a task of `OneOffTask`, follows its log until it has stopped, and exits with its container's exit code.
 *
 *   terrace-run-task run.json                                 the command of the task definition
 *   terrace-run-task run.json --env STEP=2 -- npm run migrate another command, and a variable
 *   terraform output -raw migrate_run | terrace-run-task -    the configuration from standard input
 *
 * It calls the AWS CLI, with the credentials and region that the CLI finds. Exit codes of its own: 2 for wrong
 * arguments, 124 when the task took too long and was stopped, 125 when it never ran, 130 and 143 when
 * interrupted.
 */
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs, promisify } from "node:util";

const run = promisify(execFile);

const TOOK_TOO_LONG = 124;
const NEVER_RAN = 125;
const INTERRUPTED = 130;
const TERMINATED = 143;

/** How often in a row the CLI may fail while the task runs: networks blink, and the task goes on meanwhile. */
const PATIENCE = 5;

/** What ECS takes as overrides, in characters. */
const MOST_OVERRIDES = 8192;

const HELP = `terrace-run-task <file | -> [options] [-- command ...]

Runs a task of OneOffTask, follows its log until it has stopped, and exits with its container's exit code.
The file holds runConfiguration of the task; - is standard input.

  --env NAME=value        a variable of the container, any number of times
  --poll-seconds n        seconds between two looks (5)
  --timeout-minutes n     minutes after which the task is stopped (60)
  --print                 prints what ECS would be asked, and runs nothing
  --help                  this text

Exit codes of its own: 2 wrong arguments, 124 took too long, 125 never ran, 130 and 143 interrupted.
`;

/** An error of the caller's: its text is all there is to say. */
class UsageError extends Error {}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      env: { type: "string", multiple: true, default: [] },
      help: { type: "boolean", default: false },
      print: { type: "boolean", default: false },
      "poll-seconds": { type: "string", default: "5" },
      "timeout-minutes": { type: "string", default: "60" },
    },
  });
  if (values.help) return { help: true };
  const [file, ...command] = positionals;
  if (file === undefined) throw new UsageError("no configuration\n    expected: a file with runConfiguration of a OneOffTask, or - for standard input");
  const environment = values.env.map((pair) => {
    const split = pair.indexOf("=");
    if (split < 1) throw new UsageError(`--env is ${JSON.stringify(pair)}\n    expected: NAME=value`);
    return { name: pair.slice(0, split), value: pair.slice(split + 1) };
  });
  const pollSeconds = readPositive("--poll-seconds", values["poll-seconds"]);
  return { file, command, environment, pollSeconds, print: values.print, timeoutMinutes: readPositive("--timeout-minutes", values["timeout-minutes"]) };
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

/** What ECS is asked. The token makes a request that the CLI repeats start one task only. */
function requestOf({ cluster, taskDefinition, container, networkConfiguration, platformVersion }, { command, environment }) {
  const override = { name: container, ...(command.length > 0 ? { command } : {}), ...(environment.length > 0 ? { environment } : {}) };
  const overrides = { containerOverrides: [override] };
  const { length } = JSON.stringify(overrides);
  if (length > MOST_OVERRIDES) throw new UsageError(`command and variables are ${length} characters\n    expected: at most ${MOST_OVERRIDES}`);
  return { cluster, taskDefinition, networkConfiguration, launchType: "FARGATE", platformVersion, overrides, clientToken: randomUUID() };
}

async function start(request, region) {
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
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const configuration = readConfiguration(options.file);
  const { cluster, container, logs } = configuration;
  const region = logs?.region;
  const request = requestOf(configuration, options);
  if (options.print) {
    console.log(JSON.stringify(request, undefined, 2));
    return 0;
  }
  const taskArn = await start(request, region);
  console.error(`started ${taskArn}`);

  const stop = (reason) => aws(["ecs", "stop-task", "--cluster", cluster, "--task", taskArn, "--reason", reason], region);
  for (const [signal, code] of Object.entries({ SIGINT: INTERRUPTED, SIGTERM: TERMINATED })) {
    process.once(signal, () => {
      stop("interrupted").finally(() => process.exit(code));
    });
  }

  const printLog = followLog(configuration, taskArn);
  const deadline = Date.now() + options.timeoutMinutes * 60_000;
  let failures = 0;
  for (;;) {
    let task;
    try {
      const { tasks = [] } = await aws(["ecs", "describe-tasks", "--cluster", cluster, "--tasks", taskArn], region);
      [task] = tasks;
      await printLog();
      failures = 0;
    } catch (error) {
      failures += 1;
      if (failures >= PATIENCE) throw new Error(`${error.stderr?.trim() || error.message}\nnobody follows ${taskArn} any longer, and it may still run`, { cause: error });
    }
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
  const missing = error.code === "ENOENT" && error.syscall?.startsWith("spawn") ? "the AWS CLI (aws) is not installed" : undefined;
  console.error(missing ?? (error.stderr?.trim() || error.message));
  process.exitCode = error instanceof UsageError || String(error.code).startsWith("ERR_PARSE_ARGS") ? 2 : NEVER_RAN;
}

import { spawn } from "node:child_process";
import fs from "node:fs";

/** How one command is run. */
export interface RunOptions {
  /** The folder of the Terraform configuration. */
  readonly cwd: string;
  /** Variables on top of this process's own; `undefined` takes one away. */
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line as it comes, from both streams. */
  readonly onLine?: (line: string) => void;
  /** Gets the command, its output and its exit code; grows from run to run. */
  readonly logFile?: string;
  /** Ends the command as Ctrl-C does. */
  readonly signal?: AbortSignal;
  /**
   * Exit codes that are no failure.
   *
   * @default - 0 only
   */
  readonly expect?: readonly number[] | "any";
}

/** How one command ended. */
export interface RunResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** A command ended with an exit code that was not expected. Carries all that it said. */
export class TerraformFailedError extends Error {
  constructor(readonly command: string, readonly result: RunResult, logFile: string | undefined) {
    const words = (result.stderr.trim() || result.stdout.trim()).split("\n").slice(-40).join("\n");
    super(`${command} ended with ${result.exitCode}${logFile === undefined ? "" : ` (log: ${logFile})`}\n${words}`);
  }
}

/** Terraform gets this long to release its locks after an interrupt. */
const graceMs = 15_000;

interface Running {
  readonly ended: Promise<unknown>;
  /** True once the process has been interrupted: whoever waits for this command is not told, because the process exits. */
  isAbandoned: boolean;
}

const running = new Map<number, Running>();
const cleanups: (() => void | Promise<void>)[] = [];
let isWatching = false;

/**
 * Adds what is to be done when this process is interrupted, after every running command has ended and before the
 * process exits. Called in reverse order, as things are taken down.
 */
export function onInterrupt(cleanup: () => void | Promise<void>): void {
  cleanups.push(cleanup);
  watchSignals();
}

/**
 * Runs one command in a process group of its own, which ends with this process.
 *
 * The promise of a command that Ctrl-C ended never settles: a caller that handled the failure could exit before the
 * cleanups are done.
 */
export function runCommand(binary: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  watchSignals();
  const { cwd, env = {}, onLine, logFile, signal, expect = [0] } = options;
  const started = performance.now();
  const command = [binary, ...args].join(" ");
  if (logFile !== undefined) fs.appendFileSync(logFile, `\n$ ${command}    (in ${cwd})\n`);

  return new Promise<RunResult>((resolve, reject) => {
    const child = spawn(binary, args, {
      cwd,
      env: withoutUndefined({ ...process.env, ...env }),
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const { pid } = child;
    const abort = (): void => {
      if (pid !== undefined) endGroup(pid, "SIGINT");
    };
    const done = (): void => {
      if (pid !== undefined) running.delete(pid);
      signal?.removeEventListener("abort", abort);
    };
    const self: Running = { ended: new Promise((ended) => child.once("close", ended)), isAbandoned: false };
    if (pid !== undefined) running.set(pid, self);
    signal?.addEventListener("abort", abort);
    if (signal?.aborted) abort();

    const stdout = collect(child.stdout, logFile, onLine);
    const stderr = collect(child.stderr, logFile, onLine);
    child.once("error", (error) => {
      done();
      reject(new Error(`cannot run "${command}" in ${cwd}: ${error.message}`));
    });
    child.once("close", (code, killedBy) => {
      done();
      const seconds = (performance.now() - started) / 1000;
      const exitCode = code ?? 128;
      if (logFile !== undefined)
        fs.appendFileSync(logFile, `# ended with ${killedBy ?? exitCode} after ${seconds.toFixed(1)} s\n`);
      const result: RunResult = { exitCode, stdout: stdout(), stderr: stderr(), seconds };
      if (self.isAbandoned) return;
      if (expect === "any" || expect.includes(exitCode)) resolve(result);
      else reject(new TerraformFailedError(command, result, logFile));
    });
  });
}

/** Gathers a stream, passing it on line by line; returns what was gathered. */
function collect(
  stream: NodeJS.ReadableStream,
  logFile: string | undefined,
  onLine: ((line: string) => void) | undefined
): () => string {
  let text = "";
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
    if (logFile !== undefined) fs.appendFileSync(logFile, chunk);
    if (onLine === undefined) return;
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach((line) => onLine(line));
  });
  stream.on("end", () => {
    if (rest !== "") onLine?.(rest);
  });
  return () => text;
}

function withoutUndefined(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

function endGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(process.platform === "win32" ? pid : -pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/**
 * A group of its own does not hear Ctrl-C. So the first signal is passed on and waited for, since Terraform then
 * releases its lock; the second one waits for nothing. What still runs when this process exits is killed.
 */
function watchSignals(): void {
  if (isWatching) return;
  isWatching = true;
  process.once("exit", killAll);
  const exitCodes = [
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ] as const;
  let isInterrupted = false;
  for (const [signal, exitCode] of exitCodes) {
    process.on(signal, () => {
      if (isInterrupted) process.exit(exitCode);
      isInterrupted = true;
      void interrupt(exitCode);
    });
  }
}

function killAll(): void {
  for (const pid of running.keys()) endGroup(pid, "SIGKILL");
}

async function interrupt(exitCode: number): Promise<void> {
  const groups = [...running];
  for (const [pid, command] of groups) {
    command.isAbandoned = true;
    endGroup(pid, "SIGINT");
  }
  const timer = setTimeout(killAll, graceMs);
  await Promise.all(groups.map(([, { ended }]) => ended));
  clearTimeout(timer);
  for (const cleanup of [...cleanups].reverse()) {
    try {
      await cleanup();
    } catch (error) {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    }
  }
  process.exit(exitCode);
}

import { spawn, type ChildProcess } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { choosePython, motoMissing, pythonMissing } from "./python";

/** An operation that our extensions add to moto, or complete. */
export interface ServedOperation {
  readonly operation: string;
  readonly kind: "added" | "completed";
  /** The page of the AWS reference that it follows. */
  readonly page: string;
}

/** A running server. It holds nothing on disk: what was applied is gone when it stops. */
export interface LocalAws {
  /** With the address and not the name of the loopback interface, so that SDKs address buckets by path. */
  readonly endpoint: string;
  readonly motoVersion: string;
  readonly operations: readonly ServedOperation[];
  stop(): Promise<void>;
}

/** Where a server is started. */
export interface ServerOptions {
  /** The root of the repository. @default - the working directory */
  readonly root?: string;
  /** Gets every request and every error of the server. */
  readonly logFile: string;
}

const startMs = 60_000;
const stopMs = 3_000;

/**
 * Starts an AWS API server on a free port of the loopback interface, and waits until it answers.
 *
 * It runs in a process group of its own, so that Ctrl-C reaches whoever uses it first. It ends with {@link LocalAws.stop},
 * with this process, and, because it watches its standard input, even when this process is killed.
 *
 * @throws LocalAwsMissingError when Python or moto is missing
 */
export async function startLocalAws({ root = process.cwd(), logFile }: ServerOptions): Promise<LocalAws> {
  const python = choosePython(root, process.platform);
  const log = fs.openSync(logFile, "a");
  const child = spawn(python, [path.join(root, "tools/local-aws/server.py")], {
    detached: true,
    env: serverEnv(process.env),
    stdio: ["pipe", "pipe", log],
  });
  fs.closeSync(log);
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  const kill = (): void => endGroup(child);
  process.once("exit", kill);

  try {
    const { port, moto, operations } = await firstLine(child, python, logFile);
    return {
      endpoint: `http://127.0.0.1:${port}`,
      motoVersion: moto,
      operations,
      stop: async () => {
        child.stdin?.end();
        const timer = setTimeout(kill, stopMs);
        await ended;
        clearTimeout(timer);
        process.off("exit", kill);
      },
    };
  } catch (error) {
    kill();
    process.off("exit", kill);
    throw error;
  }
}

/** The server's first line tells everything: that it is ready, or why it cannot be. */
async function firstLine(child: ChildProcess, python: string, logFile: string): Promise<Ready> {
  const timer = setTimeout(() => endGroup(child), startMs);
  try {
    const line = await new Promise<string | undefined>((resolve, reject) => {
      child.once("error", (error) => reject(pythonMissing(python, error.message, process.platform)));
      child.once("exit", () => setImmediate(resolve, undefined));
      if (child.stdout !== null) readline.createInterface(child.stdout).once("line", resolve);
    });
    const said = line === undefined ? undefined : parseReady(line);
    if (said === undefined) throw new Error(`the local AWS server did not start\n    log: ${logFile}`);
    if ("missing" in said) throw motoMissing(python, said.missing);
    return said;
  } finally {
    clearTimeout(timer);
  }
}

interface Ready {
  readonly port: number;
  readonly moto: string;
  readonly operations: readonly ServedOperation[];
}

/** Reads the server's first line; `undefined` for anything that is not one. */
export function parseReady(line: string): Ready | { readonly missing: string } | undefined {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof said !== "object" || said === null) return undefined;
  if ("missing" in said && typeof said.missing === "string") return { missing: said.missing };
  if (!("port" in said && typeof said.port === "number" && "moto" in said && typeof said.moto === "string")) return undefined;
  const operations = "operations" in said && Array.isArray(said.operations) ? said.operations : [];
  return { port: said.port, moto: said.moto, operations };
}

/** Certificates and proxies of this machine are for the world outside; a server on loopback needs neither. */
function serverEnv({ AWS_CA_BUNDLE, HTTP_PROXY, HTTPS_PROXY, http_proxy, https_proxy, ...rest }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...rest, PYTHONUNBUFFERED: "1" };
}

function endGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(process.platform === "win32" ? pid : -pid, "SIGKILL");
  } catch {
    // The group has ended by itself.
  }
}

/**
 * `npm run local -- <command>`: runs a command with an AWS API server of its own, and no AWS account.
 *
 *   npm run local -- npx cdktf deploy dev-state dev-network --auto-approve
 *   npm run local -- bash               a shell, for several commands on the same server
 *
 * The command acts in the account of one environment: the first of TERRACE_ENVIRONMENTS, else the one whose stack it
 * names, else dev. States and generated files lie in a temporary folder, since the server forgets everything at the end.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { openTerraform } from "@terrace/terraform";
import { environments } from "../../stacks/environments";
import { chooseEnvironment } from "./src/choose-environment";
import { awsEnv, awsProvider, keysFor, startLocalAws } from "./src";

async function main(command: readonly string[]): Promise<number> {
  const [program, ...args] = command;
  if (program === undefined) {
    console.error("no command\n    expected: npm run local -- <command>, such as npm run local -- npx cdktf deploy dev-state dev-network");
    return 2;
  }
  const name = chooseEnvironment(command, process.env.TERRACE_ENVIRONMENTS, Object.keys(environments));
  const environment = environments[name];
  if (environment === undefined) throw new Error(`no environment "${name}"`);

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-local-"));
  const logFile = path.join(folder, "server.log");
  process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
  // The terminal sends Ctrl-C to the command too. Whoever started this process may send SIGTERM to it alone.
  process.on("SIGINT", () => {});
  let child: ReturnType<typeof spawn> | undefined;
  for (const signal of ["SIGTERM", "SIGHUP"] as const) process.on(signal, () => child?.kill(signal));

  const terraform = openTerraform({ providers: [awsProvider()] });
  const server = await startLocalAws({ logFile });
  try {
    const keys = await keysFor(server.endpoint, environment);
    console.error(`local AWS (moto ${server.motoVersion}) at ${server.endpoint}, account ${environment.account} (${name})`);
    const started = spawn(program, args, {
      stdio: "inherit",
      env: withoutUndefined({
        ...process.env,
        ...terraform.env,
        ...awsEnv(server.endpoint, keys, environment.region),
        // A person may want to be asked.
        TF_INPUT: undefined,
        TERRACE_LOCAL_STATE: path.join(folder, "state"),
        CDKTF_OUTPUT: path.join(folder, "cdktf.out"),
        CDKTF_OUTDIR: path.join(folder, "cdktf.out"),
        // A lock file beside generated files of one run is of no use, and making it asks the registry, mirror or not.
        CDKTF_SKIP_PROVIDER_LOCK: "true",
      }),
    });
    child = started;
    return await new Promise<number>((resolve, reject) => {
      started.once("error", (error) => reject(new Error(`cannot run "${program}": ${error.message}`)));
      started.once("close", (code, signal) => resolve(code ?? 128 + os.constants.signals[signal ?? "SIGTERM"]));
    });
  } finally {
    await server.stop();
  }
}

function withoutUndefined(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

main(process.argv.slice(2)).then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  },
);

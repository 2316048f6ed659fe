import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findVersion } from "./binary";
import { findProviders } from "./find-providers";
import type { Provider } from "./mirror";
import { chooseSource, describeSource, supplierOf, type ProviderSource, type Supplier } from "./provider-source";
import { runCommand, type RunOptions, type RunResult } from "./run";

/** What will be run. */
export interface OpenOptions {
  /**
   * The exact providers that will be installed. A mirror that lacks one of them in this version is not asked for it.
   *
   * @default - none are named: a mirror is asked for whatever it holds in any version
   */
  readonly providers?: readonly Provider[];
}

/** The terraform of this machine, with the place where its providers come from. */
export interface Terraform {
  /** The name or path of the program. */
  readonly binary: string;
  readonly version: string;
  readonly source: ProviderSource;
  /** Two lines for a report: which terraform, and where its providers come from. */
  readonly description: string;
  /** Variables that every command needs, also one that starts terraform itself, such as `cdktf deploy`. */
  readonly env: NodeJS.ProcessEnv;
  /** Who supplies this exact version, so that a caller can decide on a stand-in before `init` fails. */
  supplierOf(provider: Provider): Supplier;
  /**
   * Runs one terraform command.
   *
   * @throws TerraformFailedError when the exit code is not one of `expect`
   */
  run(args: readonly string[], options: RunOptions): Promise<RunResult>;
  /** Runs another program with the same care: the log, the lines, the end of its process group. */
  runOther(binary: string, args: readonly string[], options: RunOptions): Promise<RunResult>;
  /** Removes what was written for this run. Called by itself when the process exits. */
  close(): void;
}

/**
 * Finds terraform and its providers.
 *
 * `TERRAFORM_BINARY_NAME` names another binary, as it does for the cdktf command.
 *
 * @throws TerraformNotFoundError when there is no terraform, or when it is too old
 */
export function openTerraform({ providers = [] }: OpenOptions = {}): Terraform {
  const binary = process.env.TERRAFORM_BINARY_NAME || "terraform";
  const facts = findProviders({
    env: process.env,
    home: os.homedir(),
    platform: process.platform,
    arch: process.arch,
    roots: ["/opt", "/usr"],
  });
  const source = chooseSource(facts, providers);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-terraform-"));
  const close = (): void => fs.rmSync(folder, { recursive: true, force: true });
  process.once("exit", close);

  const env: NodeJS.ProcessEnv = {
    TF_IN_AUTOMATION: "1",
    TF_INPUT: "0",
    CHECKPOINT_DISABLE: "1",
    TF_CLI_CONFIG_FILE: configFileOf(source, folder),
    ...pluginCache(source, providers),
  };
  const version = findVersion(binary, { ...process.env, ...env }, process.platform);
  const runOther = (program: string, args: readonly string[], options: RunOptions): Promise<RunResult> =>
    runCommand(program, args, { ...options, env: { ...env, ...options.env } });

  return {
    binary,
    version,
    source,
    description: `terraform ${version}\n${describeSource(source)}`,
    env,
    supplierOf: (provider) => supplierOf(source, provider),
    run: (args, options) => runOther(binary, args, options),
    runOther,
    close,
  };
}

function configFileOf(source: ProviderSource, folder: string): string | undefined {
  if (source.kind === "registry") return undefined;
  if (source.kind === "cli-config") return source.from === "TF_CLI_CONFIG_FILE" ? source.file : undefined;
  const file = path.join(folder, "terraform.tfrc");
  fs.writeFileSync(file, source.cliConfig);
  return file;
}

/**
 * A provider of the registry is downloaded once, not once per folder: half a gigabyte for AWS. Without a lock file
 * Terraform uses its cache only with the second variable. A cache of the user's own is left as it is.
 */
function pluginCache(source: ProviderSource, providers: readonly Provider[]): NodeJS.ProcessEnv {
  const isDownloading =
    source.kind === "registry" || providers.some((provider) => supplierOf(source, provider) === "registry");
  if (!isDownloading || process.env.TF_PLUGIN_CACHE_DIR) return {};
  const cache = path.resolve("node_modules/.cache/terrace/providers");
  fs.mkdirSync(cache, { recursive: true });
  return { TF_PLUGIN_CACHE_DIR: cache, TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1" };
}

import path from "node:path";
import { providerKey } from "@terrace/terraform";
import type { JsonObject } from "../../validate/src/stack-json";
import { findBinding, wantedProviders } from "../../validate/src/suppliers";

/** A provider that nobody could answer but a stand-in. */
export interface StandIn {
  /** Such as `hashicorp/helm`. */
  readonly provider: string;
  readonly version: string;
  /** The package whose schema it has. */
  readonly packageFolder: string;
}

/** Providers that talk to the API of a cluster. The local AWS server has clusters, and there is nothing in them. */
const inCluster: readonly string[] = ["hashicorp/helm", "hashicorp/kubernetes"];

/**
 * Who stands in when a stack is applied: for every provider that talks to a cluster, whether the real one can be had or not.
 *
 * @param text a generated stack
 * @throws when the installed package has the schema of another version than the stack asks for
 */
export function standInsOf(text: string): StandIn[] {
  const json: JsonObject = JSON.parse(text);
  return wantedProviders([{ kind: "stack", name: "", json }]).flatMap(({ provider }) => {
    const name = providerKey(provider.source);
    if (!inCluster.includes(name)) return [];
    const binding = findBinding(provider, "5");
    if (binding?.version !== provider.version) {
      throw new Error(`no stand-in for ${name} ${provider.version}\n    installed: ${binding?.version ?? "no package"}`);
    }
    return [{ provider: name, version: provider.version, packageFolder: binding.folder }];
  });
}

/** How a command is run under stand-ins. */
export interface StandInOptions {
  /** The folder of the stack: only what it names is served. */
  readonly folder: string;
  /** Gets what the stand-ins are asked to do. */
  readonly logFile: string;
}

/** The command that runs a command with stand-ins: the same one where there are none. */
export function underStandIns(
  standIns: readonly StandIn[],
  { folder, logFile }: StandInOptions,
  program: string,
  args: readonly string[],
): { readonly program: string; readonly args: readonly string[] } {
  if (standIns.length === 0) return { program, args };
  const providers = standIns.map(({ provider, packageFolder }) => `${provider}=${path.resolve(packageFolder)}`);
  const own = [path.resolve("tools/standin/standin.mjs"), "--dir", folder, "--log", logFile, ...providers];
  return { program: process.execPath, args: [...own, "--", program, ...args] };
}

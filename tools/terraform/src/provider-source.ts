import { providerKey, type Mirror, type Provider } from "./mirror";

/** What was found on this machine about where providers may come from. */
export interface ProviderFacts {
  /** `TF_CLI_CONFIG_FILE`, and whether it names a file. */
  readonly cliConfigFile?: { readonly path: string; readonly exists: boolean };
  /** The user's own configuration file, where it says how providers are installed. */
  readonly userConfigFile?: string;
  /** The mirror that `TERRACE_PROVIDER_MIRROR` names. */
  readonly namedMirror?: Mirror;
  /** Mirrors in the usual places, the first to be preferred. */
  readonly foundMirrors: readonly Mirror[];
}

/** Where `terraform init` gets its providers. */
export type ProviderSource =
  | { readonly kind: "cli-config"; readonly file: string; readonly from: "TF_CLI_CONFIG_FILE" | "home folder" }
  | { readonly kind: "mirror"; readonly mirrors: readonly Mirror[]; readonly cliConfig: string }
  | { readonly kind: "registry"; readonly missingConfigFile?: string };

/** Who supplies one exact version. Nobody can tell for a configuration file that a user wrote. */
export type Supplier = "mirror" | "registry" | "cli-config";

/**
 * Decides where providers come from.
 *
 * A configuration file that exists says everything. A mirror is used for what it holds and nothing else: Terraform never
 * asks the registry for a provider that any mirror holds in another version, so each wanted provider is given to one
 * side only, by its exact version.
 *
 * @param wanted the providers that will be installed; others come from a mirror that holds them in any version
 */
export function chooseSource(facts: ProviderFacts, wanted: readonly Provider[]): ProviderSource {
  const { cliConfigFile, userConfigFile, namedMirror, foundMirrors } = facts;
  if (cliConfigFile?.exists) return { kind: "cli-config", file: cliConfigFile.path, from: "TF_CLI_CONFIG_FILE" };
  if (namedMirror === undefined && userConfigFile !== undefined) {
    return { kind: "cli-config", file: userConfigFile, from: "home folder" };
  }
  const mirrors = namedMirror === undefined ? foundMirrors : [namedMirror];
  if (mirrors.length === 0) {
    return cliConfigFile === undefined
      ? { kind: "registry" }
      : { kind: "registry", missingConfigFile: cliConfigFile.path };
  }
  return { kind: "mirror", mirrors, cliConfig: renderCliConfig(mirrors, wanted) };
}

/** Who supplies this exact version of a provider. */
export function supplierOf(source: ProviderSource, provider: Provider): Supplier {
  if (source.kind !== "mirror") return source.kind;
  return source.mirrors.some((mirror) => holds(mirror, provider)) ? "mirror" : "registry";
}

/** One line for a report. */
export function describeSource(source: ProviderSource): string {
  switch (source.kind) {
    case "cli-config":
      return `providers: as ${source.file} says (${source.from})`;
    case "mirror":
      return `providers: mirror ${source.mirrors
        .map(({ path }) => path)
        .join(", ")}, the registry for what it does not hold`;
    case "registry":
      return source.missingConfigFile === undefined
        ? "providers: the registry"
        : `providers: the registry (TF_CLI_CONFIG_FILE names ${source.missingConfigFile}, which does not exist)`;
  }
}

function holds(mirror: Mirror, { source, version }: Provider): boolean {
  return (mirror.holds[providerKey(source)] ?? []).includes(version);
}

function renderCliConfig(mirrors: readonly Mirror[], wanted: readonly Provider[]): string {
  const isMissing = (key: string): boolean =>
    wanted.some(
      (provider) => providerKey(provider.source) === key && !mirrors.some((mirror) => holds(mirror, provider))
    );
  const included = mirrors.map(({ path, holds: held }) => ({
    path,
    keys: Object.keys(held).filter((key) => !isMissing(key)),
  }));
  const list = (keys: readonly string[]): string => JSON.stringify([...new Set(keys)].sort());
  return [
    "disable_checkpoint = true",
    "provider_installation {",
    ...included
      .filter(({ keys }) => keys.length > 0)
      .flatMap(({ path, keys }) => [
        "  filesystem_mirror {",
        `    path    = ${JSON.stringify(path)}`,
        `    include = ${list(keys)}`,
        "  }",
      ]),
    "  direct {",
    `    exclude = ${list(included.flatMap(({ keys }) => keys))}`,
    "  }",
    "}",
    "",
  ].join("\n");
}

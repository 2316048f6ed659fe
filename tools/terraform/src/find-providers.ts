import fs from "node:fs";
import path from "node:path";
import { parseMirrorVersion, platformName, registryFolder, type Mirror } from "./mirror";
import type { ProviderFacts } from "./provider-source";

/** The environment and the place that a search starts from. */
export interface SearchScope {
  readonly env: NodeJS.ProcessEnv;
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly arch: string;
  /** Folders under which a mirror may lie, at most two levels down. */
  readonly roots: readonly string[];
}

/** Looks at this machine: which configuration files and which mirrors there are. Changes nothing. */
export function findProviders(scope: SearchScope): ProviderFacts {
  const { env } = scope;
  const platform = platformName(scope.platform, scope.arch);
  const configFile = env.TF_CLI_CONFIG_FILE;
  const userConfigFile = userConfigOf(scope);
  return {
    ...(configFile ? { cliConfigFile: { path: configFile, exists: isFile(configFile) } } : {}),
    ...(saysHowToInstall(userConfigFile) ? { userConfigFile } : {}),
    ...(env.TERRACE_PROVIDER_MIRROR ? { namedMirror: openNamedMirror(env.TERRACE_PROVIDER_MIRROR, platform) } : {}),
    foundMirrors: mirrorFolders(scope)
      .map((folder) => openMirror(folder, platform))
      .filter((mirror) => Object.keys(mirror.holds).length > 0),
  };
}

function openNamedMirror(folder: string, platform: string): Mirror {
  const mirror = openMirror(path.resolve(folder), platform);
  if (Object.keys(mirror.holds).length === 0) {
    throw new Error(
      `TERRACE_PROVIDER_MIRROR is "${folder}"\n` +
        `    expected: a folder that holds ${registryFolder}/<namespace>/<name>/<version>/${platform}`
    );
  }
  return mirror;
}

function openMirror(folder: string, platform: string): Mirror {
  const registry = path.join(folder, registryFolder);
  const holds = foldersOf(registry).flatMap((namespace) =>
    foldersOf(path.join(registry, namespace)).map((name): [string, string[]] => {
      const provider = path.join(registry, namespace, name);
      const versions = entriesOf(provider).flatMap(
        (entry) => parseMirrorVersion(entry, foldersOf(path.join(provider, entry)), platform) ?? []
      );
      return [`${namespace}/${name}`, versions];
    })
  );
  return { path: folder, holds: Object.fromEntries(holds.filter(([, versions]) => versions.length > 0)) };
}

/**
 * Terraform's implied mirrors, then folders below the roots.
 *
 * @see https://developer.hashicorp.com/terraform/cli/config/config-file#implied-local-mirror-directories
 */
function mirrorFolders({ env, home, platform, roots }: SearchScope): string[] {
  const xdg = [
    env.XDG_DATA_HOME || path.join(home, ".local/share"),
    ...(env.XDG_DATA_DIRS || "/usr/local/share:/usr/share").split(":"),
  ];
  const library = "Library/Application Support/io.terraform/plugins";
  const implied = {
    win32: [
      path.join(env.APPDATA ?? home, "terraform.d/plugins"),
      path.join(env.APPDATA ?? home, "HashiCorp/Terraform/plugins"),
    ],
    darwin: [path.join(home, ".terraform.d/plugins"), path.join(home, library), path.join("/", library)],
    other: [
      path.join(home, ".terraform.d/plugins"),
      ...xdg.filter((folder) => folder !== "").map((folder) => path.join(folder, "terraform/plugins")),
    ],
  };
  const usual = platform === "win32" || platform === "darwin" ? implied[platform] : implied.other;
  const below = roots.flatMap((root) => {
    const first = foldersOf(root).map((name) => path.join(root, name));
    return [root, ...first, ...first.flatMap((folder) => foldersOf(folder).map((name) => path.join(folder, name)))];
  });
  return [...new Set([...usual, ...below])].filter((folder) => fs.existsSync(path.join(folder, registryFolder)));
}

function userConfigOf({ env, home, platform }: SearchScope): string {
  return platform === "win32" ? path.join(env.APPDATA ?? home, "terraform.rc") : path.join(home, ".terraformrc");
}

function saysHowToInstall(file: string): boolean {
  return isFile(file) && /^\s*provider_installation\b/m.test(fs.readFileSync(file, "utf8"));
}

function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** Names in a folder; none where there is no folder, or none that may be read. */
function entriesOf(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch {
    return [];
  }
}

function foldersOf(folder: string): string[] {
  return entriesOf(folder).filter(
    (name) => fs.statSync(path.join(folder, name), { throwIfNoEntry: false })?.isDirectory() ?? false
  );
}

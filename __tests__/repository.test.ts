import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Tracked files, or all but what is made here, where this is no clone: a release's archive has no git. */
function repositoryFiles(): string[] {
  const git = spawnSync("git", ["ls-files", "-z"], { encoding: "utf8" });
  if (git.status !== 0) return filesBelow(".");
  return git.stdout.split("\0").filter((file) => file !== "" && existsSync(file));
}

const made = /^(node_modules|dist|cdktf\.out|coverage|\.cache|\.git|\.terraform|.*\.tfstate(\..*)?)$/;

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !made.test(name))
    .flatMap((entry) => {
      const file = path.join(folder, entry.name);
      return entry.isDirectory() ? filesBelow(file) : [file];
    });
}

const files = repositoryFiles();
const modules = readdirSync("modules").filter((name) => existsSync(`modules/${name}/package.json`));

function read(file: string): string {
  return readFileSync(file, "utf8");
}

/** Files whose text matches, each with the first match. */
function matches(pattern: RegExp, candidates: readonly string[] = files): string[] {
  return candidates.flatMap((file) => {
    const found = pattern.exec(read(file))?.[0];
    return found === undefined ? [] : [`${file}: ${found}`];
  });
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

test("there are files to look at", () => {
  expect(files).toEqual(expect.arrayContaining(["main.ts", "modules/core/src/index.ts", "package-lock.json"]));
  expect(modules).toEqual(expect.arrayContaining(["core", "remote-state", "vpc"]));
});

test("no file imports a provider from its index, which costs seconds and half a gigabyte", () => {
  const code = files.filter((file) => /\.(c|m)?ts$/.test(file));
  expect(matches(/^(import|export)\b[^;]*?["']@cdktf\/provider-[a-z]+["']/m, code)).toEqual([]);
});

test("no file names a place of the machine that it was written on", () => {
  const places = [process.cwd(), os.homedir()].filter((place) => place.length > 1);
  const machine = new RegExp(`(${places.map(literally).join("|")})/|(/home|/Users)/[a-z]+/|[A-Z]:\\\\Users\\\\`);
  expect(matches(machine)).toEqual([]);
});

test("no file names the registry that packages came from", () => {
  const { stdout } = spawnSync("npm", ["config", "get", "registry"], { encoding: "utf8" });
  const { hostname } = new URL(stdout.trim());
  const isPublic = /^(registry\.(npmjs\.org|yarnpkg\.com)|localhost|127\.0\.0\.1)$/.test(hostname);
  expect(isPublic ? [] : matches(new RegExp(literally(hostname)))).toEqual([]);
  expect(matches(/"resolved": "(https?:|git|file:)[^"]*/, ["package-lock.json"])).toEqual([]);
  expect(files.filter((file) => path.basename(file) === ".npmrc")).toEqual([]);
});

describe.each(modules)("the module %s", (name) => {
  const folder = `modules/${name}`;
  const manifest = JSON.parse(read(`${folder}/package.json`));

  test("is a package of its own, with a version", () => {
    expect(manifest).toMatchObject({ name: `@terrace/${name}`, license: "MPL-2.0", description: expect.any(String) });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(manifest.private).toBeUndefined();
  });

  test("says what is new: in its changelog, or in a changeset that waits for a release", () => {
    const changelog = existsSync(`${folder}/CHANGELOG.md`) ? read(`${folder}/CHANGELOG.md`) : "";
    const changesets = readdirSync(".changeset").filter((file) => file.endsWith(".md"));
    const waiting = changesets.filter((file) => read(`.changeset/${file}`).includes(`"@terrace/${name}":`));
    const released = changelog.split("\n").includes(`## ${manifest.version}`);
    expect({ released, waiting }).not.toEqual({ released: false, waiting: [] });
  });

  test("has a README", () => {
    expect(existsSync(`${folder}/README.md`)).toBe(true);
  });

  test("depends on no other module but core, and says which packages it needs", () => {
    const imported = files
      .filter((file) => file.startsWith(`${folder}/src/`))
      .flatMap((file) => [...read(file).matchAll(/^(?:import|export)\b[^;]*?from "([^".][^"]*)"/gm)])
      .map(([, from = ""]) => from.split("/").slice(0, from.startsWith("@") ? 2 : 1).join("/"));
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies });
    const packages = [...new Set(imported)].filter((from) => !from.startsWith("node:"));
    expect(declared).toEqual(expect.arrayContaining(packages));
    expect(declared.filter((dependency) => dependency.startsWith("@terrace/") && dependency !== "@terrace/core")).toEqual([]);
  });
});

import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findProviders, type SearchScope } from "../src/find-providers";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "find-providers-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function scope(env: NodeJS.ProcessEnv = {}): SearchScope {
  return {
    env: { XDG_DATA_DIRS: path.join(folder, "share"), ...env },
    home: path.join(folder, "home"),
    platform: "linux",
    arch: "x64",
    roots: [path.join(folder, "opt")],
  };
}

function makeMirror(...parts: string[]): string {
  const mirror = path.join(folder, ...parts);
  fs.mkdirSync(path.join(mirror, "registry.terraform.io/hashicorp/aws/5.100.0/linux_amd64"), { recursive: true });
  return mirror;
}

test.each([
  [["home", ".terraform.d/plugins"]],
  [["home", ".local/share/terraform/plugins"]],
  [["share", "terraform/plugins"]],
  [["opt"]],
  [["opt", "plugins"]],
  [["opt", "vendor", "plugins"]],
])("a mirror is found in %j", (parts) => {
  const mirror = makeMirror(...parts);
  expect(findProviders(scope()).foundMirrors).toEqual([{ path: mirror, holds: { "hashicorp/aws": ["5.100.0"] } }]);
});

test("a mirror three levels down is not looked for", () => {
  makeMirror("opt", "a", "b", "c");
  expect(findProviders(scope()).foundMirrors).toEqual([]);
});

test("a mirror without a plugin for this platform is none", () => {
  makeMirror("opt", "plugins");
  expect(findProviders({ ...scope(), arch: "arm64" }).foundMirrors).toEqual([]);
});

test("XDG_DATA_HOME stands for the folder in the home folder", () => {
  const mirror = makeMirror("data", "terraform/plugins");
  expect(findProviders(scope({ XDG_DATA_HOME: path.join(folder, "data") })).foundMirrors).toMatchObject([
    { path: mirror },
  ]);
});

test("TERRACE_PROVIDER_MIRROR must name a mirror", () => {
  const mirror = makeMirror("elsewhere");
  expect(findProviders(scope({ TERRACE_PROVIDER_MIRROR: mirror })).namedMirror).toMatchObject({ path: mirror });
  expect(() => findProviders(scope({ TERRACE_PROVIDER_MIRROR: folder }))).toThrow(
    `TERRACE_PROVIDER_MIRROR is "${folder}"\n    expected: a folder that holds registry.terraform.io/<namespace>/<name>/<version>/linux_amd64`
  );
});

test("TF_CLI_CONFIG_FILE is looked at", () => {
  const file = path.join(folder, "terraform.tfrc");
  expect(findProviders(scope({ TF_CLI_CONFIG_FILE: file })).cliConfigFile).toEqual({ path: file, exists: false });
  fs.writeFileSync(file, "");
  expect(findProviders(scope({ TF_CLI_CONFIG_FILE: file })).cliConfigFile).toEqual({ path: file, exists: true });
});

test("the user's own file counts where it says how providers are installed", () => {
  const file = path.join(folder, "home/.terraformrc");
  fs.mkdirSync(path.dirname(file));
  fs.writeFileSync(file, "disable_checkpoint = true\n");
  expect(findProviders(scope()).userConfigFile).toBeUndefined();
  fs.writeFileSync(file, "provider_installation {\n  direct {}\n}\n");
  expect(findProviders(scope()).userConfigFile).toBe(file);
});

import { readFileSync } from "node:fs";
import { checkName } from "../src/check-name";
import { classNameOf, filesOf } from "../src/template";

const root = process.cwd();

test("a module has a file of each kind, and a changeset", () => {
  expect(Object.keys(filesOf("log-archive", root)).toSorted()).toEqual([
    ".changeset/first-log-archive.md",
    "modules/log-archive/README.md",
    "modules/log-archive/__tests__/log-archive.test.ts",
    "modules/log-archive/examples/minimal.ts",
    "modules/log-archive/package.json",
    "modules/log-archive/src/check.ts",
    "modules/log-archive/src/index.ts",
    "modules/log-archive/src/limits.ts",
    "modules/log-archive/src/log-archive.ts",
    "modules/log-archive/src/props.ts",
    "modules/log-archive/src/settings.ts",
  ]);
});

test("its own names stand everywhere, and the template's nowhere", () => {
  const files = filesOf("log-archive", root);
  expect(Object.values(files).join("\n")).not.toMatch(/my-?module/i);
  expect(files["modules/log-archive/src/log-archive.ts"]).toContain("export class LogArchive extends Construct {");
  expect(files["modules/log-archive/examples/minimal.ts"]).toContain('import { LogArchive } from "@terrace/log-archive";');
});

test("the package is like the others: of core's peers and entry points, and with core as its one dependency", () => {
  const files = filesOf("log-archive", root);
  const core = JSON.parse(readFileSync("modules/core/package.json", "utf8"));
  expect(JSON.parse(files["modules/log-archive/package.json"] ?? "")).toEqual({
    name: "@terrace/log-archive",
    version: "0.0.0",
    description: "A log group with a bounded retention, for CDKTF",
    license: "MPL-2.0",
    exports: core.exports,
    files: core.files,
    dependencies: { "@terrace/core": `^${core.version}` },
    peerDependencies: core.peerDependencies,
  });
  expect(files[".changeset/first-log-archive.md"]).toContain('"@terrace/log-archive": minor');
});

test("a class is named after its module", () => {
  expect(["vpc", "log-archive", "ec2-key"].map(classNameOf)).toEqual(["Vpc", "LogArchive", "Ec2Key"]);
});

describe("names", () => {
  test("one that nobody has is taken", () => {
    expect(checkName("log-archive", root)).toBe("log-archive");
  });

  test.each<[string, string | undefined, string]>([
    ["none", undefined, "no name\n    expected: npm run new-module <name>"],
    ["capitals", "LogArchive", 'name is "LogArchive"\n    expected: up to 40 lower-case letters'],
    ["a hyphen at the end", "log-", 'name is "log-"\n    expected:'],
    ["a digit first", "3d", 'name is "3d"\n    expected:'],
    ["a path", "../core", 'name is "../core"\n    expected:'],
    ["41 letters", "a".repeat(41), "expected: up to 40"],
    ["a module", "vpc", 'name is "vpc", which modules/vpc has\n    expected: a name of its own'],
    ["a package among the tools", "testkit", 'name is "testkit", which tools/testkit has'],
  ])("%s", (_why, name, message) => {
    expect(() => checkName(name, root)).toThrow(message);
  });
});

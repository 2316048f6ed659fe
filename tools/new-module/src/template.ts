import fs from "node:fs";
import path from "node:path";

/** Text of each file, by its path from the root of the repository. */
export type Files = Readonly<Record<string, string>>;

/** What every module's package.json has in common, read from core's. */
interface Manifest {
  readonly version: string;
  readonly license: string;
  readonly exports: unknown;
  readonly files: readonly string[];
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const templateFolder = "tools/new-module/template";

/** The files of a new module: those of the template under its own names, a package.json and a changeset. */
export function filesOf(name: string, root: string): Files {
  const template = path.join(root, templateFolder);
  const entries = fs.readdirSync(template, { recursive: true, encoding: "utf8" }).filter((entry) => path.extname(entry) !== "");
  const files = entries.toSorted().map((entry): [string, string] => {
    const text = fs.readFileSync(path.join(template, entry), "utf8");
    return [`modules/${name}/${rename(entry, name)}`, rename(isExample(entry) ? asUser(text) : text, name)];
  });
  return {
    ...Object.fromEntries(files),
    [`modules/${name}/package.json`]: `${JSON.stringify(manifestOf(name, readCore(root)), undefined, 2)}\n`,
    [`.changeset/first-${name}.md`]: `---\n"@terrace/${name}": minor\n---\n\nA log group with a bounded retention.\n`,
  };
}

/** `log-archive` as a class is `LogArchive`. */
export function classNameOf(name: string): string {
  return name.replace(/(?:^|-)([a-z0-9])/g, (_found, letter: string) => letter.toUpperCase());
}

function rename(text: string, name: string): string {
  return text.replaceAll("my-module", name).replaceAll("MyModule", classNameOf(name));
}

function isExample(entry: string): boolean {
  return entry.startsWith("examples");
}

/** In the template an example finds the module beside it; in a README it is what a user writes. */
function asUser(text: string): string {
  return text.replace('from "../src"', 'from "@terrace/my-module"');
}

function readCore(root: string): Manifest {
  return JSON.parse(fs.readFileSync(path.join(root, "modules/core/package.json"), "utf8"));
}

function manifestOf(name: string, { version, license, exports, files, peerDependencies }: Manifest) {
  return {
    name: `@terrace/${name}`,
    version: "0.0.0",
    description: "A log group with a bounded retention, for CDKTF",
    license,
    exports,
    files,
    dependencies: { "@terrace/core": `^${version}` },
    peerDependencies,
  };
}

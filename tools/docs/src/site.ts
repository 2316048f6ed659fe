import fs from "node:fs";
import path from "node:path";
import { readApi } from "./api";
import { checkDocstrings, checkThrows } from "./check-docstrings";
import { findErrorCodes } from "./error-codes";
import { fencesOf, type Fence } from "./fences";
import type { Finding } from "./finding";
import { fillMarkers } from "./markers";
import { checkReferences } from "./references";
import { readSources, type Sources } from "./sources";
import { errorCodeTable, inputTables, moduleTable, outputTables, type ModuleSummary } from "./tables";

/** One page: as it is on disk, and as it should be. */
export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly wanted: string;
}

/** All documentation of the repository. */
export interface Site {
  readonly pages: readonly Page[];
  /** What is wrong with docstrings, markers, links, scripts and examples. */
  readonly findings: readonly Finding[];
  readonly fences: readonly Fence[];
}

/** Reads every page, and makes what they should hold from the sources. Writes nothing. */
export function readSite(root: string): Site {
  const modules = foldersIn(path.join(root, "modules")).map((name) => `modules/${name}`);
  const sources = new Map(
    [...modules.map((folder) => `${folder}/src`), "stacks"]
      .filter((folder) => fs.existsSync(path.join(root, folder)))
      .map((folder) => [folder, relative(root, readSources(path.join(root, folder)))] as const),
  );
  const findings: Finding[] = [];
  const pages = pagesOf(root).map((page): Page => {
    const text = fs.readFileSync(path.join(root, page), "utf8");
    try {
      return { path: page, text, wanted: fill(root, page, text, sources) };
    } catch (error) {
      const [problem = "", expected = ""] = (error instanceof Error ? error.message : String(error)).split("\n    expected: ");
      findings.push({ at: page, text: problem, expected });
      return { path: page, text, wanted: text };
    }
  });
  return {
    pages,
    findings: [...findings, ...checkModules(modules, sources), ...checkPages(root, pages)],
    fences: pages.flatMap((page) => fencesOf(page.path, page.wanted)),
  };
}

/** Sources with places as a reader of the repository names them. */
function relative(root: string, { folder, files }: Sources): Sources {
  for (const file of files.values()) file.fileName = path.relative(root, file.fileName);
  return { folder: path.relative(root, folder), files };
}

function fill(root: string, page: string, text: string, sources: ReadonlyMap<string, Sources>): string {
  const folder = path.dirname(page);
  return fillMarkers(text, {
    generate: (what) => {
      if (what === "modules") return moduleTable(readModules(root), folder);
      const [, kind = what, other] = /^(.*?) of (\S+)$/.exec(what) ?? [];
      const found = sources.get(other ?? `${folder}/src`);
      if (found === undefined) return undefined;
      if (kind === "error codes") return errorCodeTable(findErrorCodes(found));
      if (kind === "inputs") return inputTables(readApi(found));
      return kind === "outputs" ? outputTables(readApi(found)) : undefined;
    },
    readExample: (example) => {
      const file = path.join(root, folder, example);
      return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
    },
  });
}

/** What every package under modules/ says of itself. */
function readModules(root: string): ModuleSummary[] {
  return foldersIn(path.join(root, "modules")).map((name) => {
    const file = path.join(root, "modules", name, "package.json");
    const { description }: { description: string } = JSON.parse(fs.readFileSync(file, "utf8"));
    const hasPage = fs.existsSync(path.join(root, "modules", name, "README.md"));
    return { folder: `modules/${name}`, name: `@terrace/${name}`, description, hasPage };
  });
}

/** Modules without a page of their own. */
export function checkReadmes(root: string): Finding[] {
  return readModules(root)
    .filter(({ hasPage }) => !hasPage)
    .map(({ folder }) => ({ at: folder, text: "has no README.md", expected: "one with the sections that CONTRIBUTING.md lists" }));
}

function checkModules(modules: readonly string[], sources: ReadonlyMap<string, Sources>): Finding[] {
  const codesOf = (folder: string) => {
    const found = sources.get(`${folder}/src`);
    return found === undefined ? [] : findErrorCodes(found).map(({ code }) => code);
  };
  const ofCore = codesOf("modules/core");
  return modules.flatMap((folder) => {
    const found = sources.get(`${folder}/src`);
    if (found === undefined) return [];
    return [...checkDocstrings(readApi(found)), ...checkThrows(found, new Set([...ofCore, ...codesOf(folder)]))];
  });
}

/** Examples of a module that its page does not show. */
export function checkExamples(page: string, text: string, examples: readonly string[]): Finding[] {
  return examples
    .filter((example) => !text.includes(`<!-- example: examples/${example} -->\n`))
    .map((example) => ({ at: page, text: `does not show examples/${example}`, expected: `<!-- example: examples/${example} -->` }));
}

function examplesOf(root: string, page: string): string[] {
  const folder = path.join(root, path.dirname(page), "examples");
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder).filter((file) => file.endsWith(".ts")).toSorted();
}

function checkPages(root: string, pages: readonly Page[]): Finding[] {
  const texts = new Map(pages.map(({ path: page, wanted }) => [page, wanted]));
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8"));
  const repository = {
    exists: (file: string) => fs.existsSync(path.join(root, file)),
    readPage: (page: string) => texts.get(page) ?? "",
    scripts: Object.keys(scripts),
  };
  return pages.flatMap(({ path: page, wanted }) => [
    ...checkReferences(page, wanted, repository),
    ...checkExamples(page, wanted, page.startsWith("modules/") ? examplesOf(root, page) : []),
  ]);
}

/** README and CONTRIBUTING, docs/, and the README of every module and tool. */
function pagesOf(root: string): string[] {
  const readmes = ["modules", "tools"].flatMap((parent) =>
    foldersIn(path.join(root, parent)).map((name) => `${parent}/${name}/README.md`),
  );
  const docs = fs.existsSync(path.join(root, "docs"))
    ? fs.readdirSync(path.join(root, "docs"), { recursive: true, encoding: "utf8" }).map((file) => path.join("docs", file)).toSorted()
    : [];
  return ["README.md", "CONTRIBUTING.md", ...docs.filter((file) => file.endsWith(".md")), ...readmes].filter((file) =>
    fs.existsSync(path.join(root, file)),
  );
}

function foldersIn(folder: string): string[] {
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name).toSorted();
}

/** Pages that are not what the sources say. */
export function checkUpToDate(pages: readonly Page[]): Finding[] {
  return pages
    .filter(({ text, wanted }) => text !== wanted)
    .map(({ path: page }) => ({ at: page, text: "does not say what the sources say", expected: "npm run docs, and its result committed" }));
}

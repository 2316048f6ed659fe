import fs from "node:fs";
import path from "node:path";

/** The folder of the pages, relative to the root of the repository. */
export const docsFolder = "docs/environments";

/** A file's text by its name in the folder. */
export type Pages = ReadonlyMap<string, string>;

/** What is not as it should be: each with the path of its file. */
export function findStale(folder: string, wanted: Pages): string[] {
  const there = fs.existsSync(folder) ? fs.readdirSync(folder).filter((name) => /\.(md|svg)$/.test(name)) : [];
  const outdated = [...wanted].filter(([name, text]) => !there.includes(name) || read(folder, name) !== text);
  const strangers = there.filter((name) => !wanted.has(name) && name !== "README.md");
  return [
    ...outdated.map(([name]) => `${path.join(folder, name)} is not up to date\n    expected: npm run network -- --docs, and its result committed`),
    ...strangers.map((name) => `${path.join(folder, name)} belongs to no environment\n    expected: no such file`),
  ];
}

/**
 * Writes what differs.
 *
 * @returns paths of the files that were written
 */
export function writePages(folder: string, wanted: Pages): string[] {
  fs.mkdirSync(folder, { recursive: true });
  const different = [...wanted].filter(([name, text]) => read(folder, name) !== text);
  return different.map(([name, text]) => {
    fs.writeFileSync(path.join(folder, name), text);
    return path.join(folder, name);
  });
}

function read(folder: string, name: string): string | undefined {
  const file = path.join(folder, name);
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined;
}

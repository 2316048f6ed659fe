import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/** The parsed files of one folder. Types are not resolved: what the documentation says stands in the text. */
export interface Sources {
  /** Folder of the files, relative to the root of the repository. */
  readonly folder: string;
  /** By path within the folder, without `.ts`. */
  readonly files: ReadonlyMap<string, ts.SourceFile>;
}

/** Parses the TypeScript files that lie directly in `folder`. */
export function readSources(folder: string): Sources {
  const names = fs.readdirSync(folder).filter((name) => name.endsWith(".ts")).toSorted();
  const texts = Object.fromEntries(names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]));
  return parseSources(folder, texts);
}

/** Parses files that are given as text, by name. */
export function parseSources(folder: string, texts: Readonly<Record<string, string>>): Sources {
  const files = Object.entries(texts).map(([name, text]) => {
    const file = ts.createSourceFile(`${folder}/${name}`, text, ts.ScriptTarget.ES2022, true);
    return [name.replace(/\.ts$/, ""), file] as const;
  });
  return { folder, files: new Map(files) };
}

/** File and line of a node. */
export function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}

/** Every node of a file, the outer ones first. */
export function nodesOf(node: ts.Node): ts.Node[] {
  const found = [node];
  ts.forEachChild(node, (child) => void found.push(...nodesOf(child)));
  return found;
}

import fs from "node:fs";
import path from "node:path";

/**
 * Loads a copy of a CommonJS file, which no transformer of jest has replaced. What the file requires is taken from
 * `packages` or, if the path is relative, from the folder `neighbours`.
 */
export function copyOf<T extends object>(file: string, from: { readonly neighbours: string; readonly packages: string }, folder: string) {
  const text = fs.readFileSync(file, "utf8").replace(/require\(['"]([^'"]+)['"]\)/g, (_, id: string) => {
    return `require(${JSON.stringify(path.resolve(id.startsWith(".") ? from.neighbours : from.packages, id))})`;
  });
  const copy = path.resolve(folder, `${file.replace(/\W+/g, "-")}.js`);
  fs.writeFileSync(copy, text);
  return jest.requireActual<T>(copy);
}

/** A folder within node_modules/.cache; whoever makes it removes it. */
export function temporaryFolder() {
  fs.mkdirSync("node_modules/.cache", { recursive: true });
  return fs.mkdtempSync("node_modules/.cache/fast-synth-");
}

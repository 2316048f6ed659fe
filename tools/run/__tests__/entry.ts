import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { bundleFiles } from "../stamp.cjs";

/** An entry of its own in a temporary folder, outside of node_modules, where sources are not looked for. */
export class Entry {
  public readonly folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-run-"));
  public readonly file = path.join(this.folder, "main.ts");
  public readonly bundle = bundleFiles(this.file).outfile;

  public save(text: string, name = "main.ts"): void {
    fs.writeFileSync(path.join(this.folder, name), text);
  }

  /** Removes the folder, and what was made of the entry. */
  public remove(): void {
    fs.rmSync(this.folder, { recursive: true });
    for (const ending of ["", ".map", ".json", ".v8"]) fs.rmSync(`${this.bundle}${ending}`, { force: true });
  }
}

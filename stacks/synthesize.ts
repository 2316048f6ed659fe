import { App } from "cdktf";
import fs from "node:fs";
import path from "node:path";

/**
 * Synthesizes an app into a folder, whole or not at all.
 *
 * CDKTF writes stack by stack, so an error in the last one would leave a mixture of old and new. Everything is written
 * beside the folder's own files first and moved over them at the end; what terraform keeps there stays.
 *
 * @param build adds the stacks
 * @returns names of the stacks, and the warnings that they carry
 */
export function synthesize(outdir: string, build: (app: App) => void): { stacks: string[]; warnings: string[] } {
  fs.mkdirSync(outdir, { recursive: true });
  const fresh = fs.mkdtempSync(path.join(outdir, ".synth-"));
  try {
    const app = new App({ outdir: fresh });
    build(app);
    app.synth();
    moveFiles(fresh, outdir);
    const stacks = Object.values(app.manifest.stacks);
    return {
      stacks: stacks.map(({ name }) => name),
      warnings: stacks.flatMap(({ annotations }) => annotations.map(({ message, constructPath }) => `${constructPath}: ${message}`)),
    };
  } finally {
    fs.rmSync(fresh, { recursive: true, force: true });
  }
}

function moveFiles(from: string, to: string): void {
  fs.mkdirSync(to, { recursive: true });
  for (const entry of fs.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (entry.isDirectory()) moveFiles(source, target);
    else fs.renameSync(source, target);
  }
}

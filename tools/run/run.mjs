#!/usr/bin/env node
/**
 * Runs a TypeScript file: `node tools/run/run.mjs <entry.ts> [argument]...`, from the root of the repository.
 *
 * The bundle is kept, and made again only when one of its files has changed.
 */
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bundleFiles, bundleOptions, isFresh, writeStamp } from "./bundle.mjs";

const [entry, ...args] = process.argv.slice(2);
const files = bundleFiles(entry);

if (!isFresh(files)) {
  const { build, formatMessages } = await import("esbuild");
  try {
    const { metafile } = await build(await bundleOptions(entry, files));
    writeStamp(files, metafile);
  } catch (error) {
    if (!error.errors) throw error;
    const messages = await formatMessages(error.errors, { kind: "error", color: process.stderr.isTTY });
    process.stderr.write(messages.join(""));
    process.exit(1);
  }
}

process.argv = [process.argv[0], path.resolve(entry), ...args];
if (!fs.existsSync(files.outfile)) throw new Error(`no bundle of ${entry}`);
createRequire(import.meta.url)(files.outfile);

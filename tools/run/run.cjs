#!/usr/bin/env node
"use strict";
/**
 * Runs a TypeScript file: `node tools/run/run.cjs <entry.ts> [argument]...`, from the root of the repository.
 *
 * The bundle is kept, and made again only when one of its files has changed.
 */
const path = require("node:path");
const { load } = require("./load.cjs");
const { bundleFiles, isFresh } = require("./stamp.cjs");

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) throw new Error("no entry\n    expected: run.cjs <entry.ts> [argument]...");
const files = bundleFiles(entry);

if (isFresh(files)) run();
else bundleAndRun();

function run() {
  process.argv = [process.argv[0], path.resolve(entry), ...args];
  load(files.outfile);
}

async function bundleAndRun() {
  const { bundle, explain } = require("./bundle.cjs");
  try {
    await bundle(entry);
  } catch (error) {
    process.stderr.write(await explain(error));
    process.exit(1);
  }
  run();
}

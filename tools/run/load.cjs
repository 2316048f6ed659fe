"use strict";
/**
 * Loads a bundle as node would, but with the code that V8 compiled for it the last time, which saves a sixth of a small
 * synthesis, with optimization set for a short run, and with errors that name the TypeScript files.
 */
const crypto = require("node:crypto");
const fs = require("node:fs");
const { createRequire, Module, SourceMap } = require("node:module");
const path = require("node:path");
const v8 = require("node:v8");
const vm = require("node:vm");

/**
 * How much bytecode of a function runs before V8 optimizes it: four times the usual. A small synthesis has ended before
 * optimized code pays for having been compiled, and that costs a sixth of its CPU time; in a large one it pays anyway.
 */
const optimizeAfterBytes = 4 * 132 * 1024;

/** Runs the bundle at `outfile`. */
function load(outfile) {
  v8.setFlagsFromString(`--interrupt-budget=${optimizeAfterBytes}`);
  const filename = path.resolve(outfile);
  const source = fs.readFileSync(filename);
  const compiled = compiledFile(filename, source);
  const script = new vm.Script(`(function (exports, require, module, __filename, __dirname) {\n${source}\n})`, {
    filename,
    lineOffset: -1,
    cachedData: compiled.read(),
    importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  if (script.cachedDataRejected !== false) {
    // Only a run that went to its end has made V8 compile all that the next one needs.
    process.once("exit", (code) => code === 0 && compiled.write(script.createCachedData()));
  }
  nameSourcesInStacks(filename);
  const module = new Module(filename);
  module.filename = filename;
  script.runInThisContext()(module.exports, createRequire(filename), module, filename, path.dirname(filename));
}

/** V8 trusts a cache for any source of the same length, so the cache carries the hash of the source it was made of. */
function compiledFile(filename, source) {
  const file = `${filename}.v8`;
  const hash = crypto.createHash("sha256").update(source).digest();
  return {
    read() {
      const contents = fs.existsSync(file) ? fs.readFileSync(file) : Buffer.alloc(0);
      return contents.subarray(0, hash.length).equals(hash) ? contents.subarray(hash.length) : undefined;
    },
    write(data) {
      const unfinished = `${file}.${process.pid}`;
      fs.writeFileSync(unfinished, Buffer.concat([hash, data]));
      fs.renameSync(unfinished, file);
    },
  };
}

/** The map is read only when an error's stack is; node's own --enable-source-maps reads it at every start. */
function nameSourcesInStacks(filename) {
  let map;
  Error.prepareStackTrace = (error, frames) => {
    map ??= new SourceMap(JSON.parse(fs.readFileSync(`${filename}.map`, "utf8")));
    const lines = frames.map((frame) => `\n    at ${nameSource(`${frame}`, frame, filename, map)}`);
    return Error.prototype.toString.call(error) + lines.join("");
  };
}

function nameSource(text, frame, filename, map) {
  if (frame.getFileName() !== filename) return text;
  const [line, column] = [frame.getLineNumber(), frame.getColumnNumber()];
  const { originalSource, originalLine, originalColumn } = map.findEntry(line - 1, column - 1);
  if (originalSource === undefined) return text;
  const source = path.relative(".", path.resolve(path.dirname(filename), originalSource));
  return text.replace(`${filename}:${line}:${column}`, `${source}:${originalLine + 1}:${originalColumn + 1}`);
}

module.exports = { load };

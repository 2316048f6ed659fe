"use strict";
/**
 * The esbuild plugin that makes bundled apps synthesize fast: it swaps the slow files of cdktf for those of
 * `replaced-files.cjs`. What is written stays the same, byte for byte.
 */
const fs = require("node:fs");
const path = require("node:path");
const { replace, replacedPaths } = require("./replaced-files.cjs");

const fastSynth = {
  name: "fast-synth",
  setup(build) {
    build.onLoad({ filter: replacedPaths }, async (args) => {
      try {
        const contents = replace(args.path, await fs.promises.readFile(args.path, "utf8"));
        return { contents, loader: "js", resolveDir: path.dirname(args.path) };
      } catch (error) {
        return { errors: [{ text: error.message }] };
      }
    });
  },
};

module.exports = { fastSynth };

"use strict";
/**
 * The jest transformer that gives tests the same replaced files of cdktf as the app has: without token stack traces a
 * test file is twice as fast. To be used for the paths that `replacedPaths` matches.
 */
const crypto = require("node:crypto");
const { replace } = require("./replaced-files.cjs");

module.exports = {
  process(source, filename) {
    return { code: replace(filename, source) };
  },
  /** What `process` returns depends on the replacements too, so the cached result must change with them. */
  getCacheKey(source, filename) {
    return crypto.createHash("sha256").update(replace(filename, source)).digest("hex");
  },
};

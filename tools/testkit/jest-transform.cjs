/** Jest's way from TypeScript to what node runs. Types are checked apart, by `npm run typecheck`. */
const { createHash } = require("node:crypto");
const { transformSync, version } = require("esbuild");

module.exports = {
  process(source, file) {
    const { code, map } = transformSync(source, {
      loader: "ts",
      format: "cjs",
      target: "node20",
      sourcemap: "external",
      sourcefile: file,
      sourcesContent: false,
    });
    return { code, map };
  },
  getCacheKey(source, file) {
    return createHash("sha256").update([version, file, source].join("\0")).digest("hex");
  },
};

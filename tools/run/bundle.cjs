"use strict";
/**
 * Bundles a TypeScript entry into one file that node can run, and remembers what it was made of.
 *
 * Types are not checked here: `npm run typecheck` does that, beside the run and not in it.
 */
const fs = require("node:fs");
const esbuild = require("esbuild");
const { fastSynth } = require("../fast-synth/plugin.cjs");
const { awsBindings, awsLine, bundleFiles, fingerprint } = require("./stamp.cjs");

/**
 * Bundles `entry` anew.
 *
 * @throws what esbuild throws if the entry cannot be bundled; `explain` makes text of it
 */
async function bundle(entry) {
  const files = bundleFiles(entry);
  const startedAt = Date.now();
  const { metafile } = await esbuild.build(bundleOptions(entry, files));
  writeStamp(files, metafile, startedAt);
}

/**
 * esbuild's options for one entry.
 *
 * An app is bundled with all that it imports, because resolving and evaluating hundreds of small files is most of what a
 * synthesis costs, and with the faster files of fast-synth. A tool, tools/<name>/main.ts, leaves packages outside,
 * except the workspaces, which are TypeScript.
 */
function bundleOptions(entry, { outfile }, line = awsLine()) {
  const isApp = !/^tools\/[^/]+\/main\.ts$/.test(entry);
  return {
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    sourcemap: "linked",
    sourcesContent: false,
    conditions: ["terrace-source"],
    metafile: true,
    logLevel: "silent",
    legalComments: "none",
    minifyWhitespace: isApp,
    minifySyntax: isApp,
    // node prints the line that threw, and without a limit the whole bundle is one line.
    lineLimit: 160,
    alias: line === "5" ? {} : { [awsBindings[5]]: awsBindings[line] },
    plugins: isApp ? [fastSynth] : [packagesOutside],
  };
}

const packagesOutside = {
  name: "packages-outside",
  setup(build) {
    build.onResolve({ filter: /^[^./]/ }, ({ path: name }) =>
      name.startsWith("@terrace/") ? undefined : { path: name, external: true },
    );
  },
};

/**
 * Writes down what the bundle was made of, for isFresh. A file that was saved while the bundle was being made, after
 * `startedAt`, may be in it or not: it is written down without a fingerprint, so that the next run bundles again.
 */
function writeStamp({ stamp }, metafile, startedAt) {
  const own = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/"));
  const inputs = [...own, ...bundledWith()].filter((file) => fs.existsSync(file));
  const seen = (file) => (fs.statSync(file).mtimeMs < startedAt ? fingerprint(file) : "saved while it was read");
  fs.writeFileSync(stamp, JSON.stringify(Object.fromEntries(inputs.map((file) => [file, seen(file)]))));
}

/** What a bundle depends on besides its sources. All installed packages change together with npm's one file. */
function bundledWith() {
  const replacements = "tools/fast-synth/replacements";
  return [
    "package.json",
    "node_modules/.package-lock.json",
    "tools/run/bundle.cjs",
    "tools/fast-synth/plugin.cjs",
    "tools/fast-synth/replaced-files.cjs",
    ...fs.readdirSync(replacements).map((file) => `${replacements}/${file}`),
  ];
}

/** The messages of a failed build, as esbuild's own command prints them. */
async function explain(error) {
  if (!error.errors) throw error;
  const messages = await esbuild.formatMessages(error.errors, { kind: "error", color: process.stderr.isTTY });
  return messages.join("");
}

module.exports = { bundle, bundleOptions, explain, writeStamp };

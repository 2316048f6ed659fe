"use strict";
/**
 * Where the bundle of an entry lies, and whether it is still good.
 *
 * This file, run.cjs and load.cjs are all that a synthesis needs besides its bundle. They are CommonJS, because node
 * spends ten milliseconds, a tenth of the start, on getting its loader of ECMAScript modules ready.
 */
const fs = require("node:fs");
const path = require("node:path");

const cacheFolder = path.resolve("node_modules/.cache/terrace");

/** The provider package of each line of the AWS provider that Terrace supports. */
const awsBindings = { 5: "@cdktf/provider-aws", 6: "provider-aws-6" };

/** The line of the AWS provider that this run is made for: 5 unless TERRACE_AWS_LINE says 6. */
function awsLine(env = process.env) {
  const line = env.TERRACE_AWS_LINE ?? "5";
  if (!(line in awsBindings)) {
    throw new Error(`TERRACE_AWS_LINE is "${line}"\n    expected: 5 or 6`);
  }
  return line;
}

/** Where the bundle of `entry` lies, and the list of the files that it was made of. */
function bundleFiles(entry, line = awsLine()) {
  const name = path.relative(".", entry).replace(/\.[a-z]+$/, "").replace(/\W+/g, "-");
  const outfile = path.join(cacheFolder, `${name}.aws-${line}.cjs`);
  return { outfile, stamp: `${outfile}.json` };
}

/** True if no file that the bundle was made of has changed since. */
function isFresh({ outfile, stamp }) {
  if (!fs.existsSync(stamp) || !fs.existsSync(outfile)) return false;
  const inputs = JSON.parse(fs.readFileSync(stamp, "utf8"));
  return Object.entries(inputs).every(([file, seen]) => fingerprint(file) === seen);
}

function fingerprint(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.mtimeMs}:${stat.size}`;
}

module.exports = { awsBindings, awsLine, bundleFiles, fingerprint, isFresh };

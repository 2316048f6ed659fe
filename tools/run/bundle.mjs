/**
 * Bundles a TypeScript entry into one file that node can run, and remembers what it was made of.
 *
 * Types are not checked here: `npm run typecheck` does that, beside the run and not in it.
 */
import fs from "node:fs";
import path from "node:path";

const cacheFolder = path.resolve("node_modules/.cache/terrace");

/** The provider package of each line of the AWS provider that Terrace supports. */
const awsBindings = { 5: "@cdktf/provider-aws", 6: "provider-aws-6" };

/** The line of the AWS provider that this run is made for: 5 unless TERRACE_AWS_LINE says 6. */
export function awsLine(env = process.env) {
  const line = env.TERRACE_AWS_LINE ?? "5";
  if (!(line in awsBindings)) {
    throw new Error(`TERRACE_AWS_LINE is "${line}"\n    expected: 5 or 6`);
  }
  return line;
}

/** Where the bundle of `entry` lies, and the list of the files that it was made of. */
export function bundleFiles(entry, line = awsLine()) {
  const name = path.relative(".", entry).replace(/\.[a-z]+$/, "").replace(/\W+/g, "-");
  const outfile = path.join(cacheFolder, `${name}.aws-${line}.cjs`);
  return { outfile, stamp: `${outfile}.json` };
}

/** Installed packages change together with this one file, so that their thousand files need no look. */
const installed = "node_modules/.package-lock.json";

/** True if no file that the bundle was made of has changed since. */
export function isFresh({ outfile, stamp }) {
  if (!fs.existsSync(stamp) || !fs.existsSync(outfile)) return false;
  const inputs = JSON.parse(fs.readFileSync(stamp, "utf8"));
  return Object.entries(inputs).every(([file, seen]) => fingerprint(file) === seen);
}

function fingerprint(file) {
  const stat = fs.statSync(file, { throwIfNoEntry: false });
  return stat && `${stat.mtimeMs}:${stat.size}`;
}

/** Writes down what the bundle was made of, for isFresh. */
export function writeStamp({ stamp }, metafile) {
  const own = Object.keys(metafile.inputs).filter((file) => !file.includes("node_modules/") && fs.existsSync(file));
  const inputs = [...own, "tools/run/bundle.mjs", "package.json", installed].filter((file) => fs.existsSync(file));
  fs.writeFileSync(stamp, JSON.stringify(Object.fromEntries(inputs.map((file) => [file, fingerprint(file)]))));
}

/**
 * esbuild's options for one entry.
 *
 * The app is bundled with all that it imports, because resolving and evaluating hundreds of small files is most of
 * what a synthesis costs. A tool leaves packages outside, except the workspaces, which are TypeScript.
 */
export async function bundleOptions(entry, { outfile }, line = awsLine()) {
  const isApp = !entry.startsWith("tools/");
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
    alias: line === "5" ? {} : { [awsBindings[5]]: awsBindings[line] },
    plugins: isApp ? [] : [packagesOutside],
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

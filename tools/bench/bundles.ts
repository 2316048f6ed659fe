import esbuild from "esbuild";
import path from "node:path";
import { bundleOptions } from "../run/bundle.cjs";

/** Bundles `entry` as `npm run synth` does, except that cdktf is left as it is. */
export async function bundleWithStockCdktf(entry: string, outfile: string): Promise<void> {
  await esbuild.build({ ...bundleOptions(entry, { outfile }), plugins: [] });
}

/**
 * The floor: one minified file that loads every package that `entry` imports, and writes `files`, which it carries as
 * texts. No synthesis in node is faster than this, whatever it does between loading and writing.
 *
 * It has the fast files of cdktf too, so that the rest of the time is what the synthesis itself costs.
 */
export async function bundleFloor(entry: string, files: Record<string, string>, outfile: string): Promise<void> {
  const options = bundleOptions(entry, { outfile });
  const { metafile } = await esbuild.build({ ...options, metafile: true, write: false });
  const packages = Object.entries(metafile.inputs)
    .filter(([file]) => !file.includes("node_modules/"))
    .flatMap(([, { imports }]) => imports.map(({ path: file }) => file))
    .filter((file) => file.includes("node_modules/"));
  const contents = [
    ...[...new Set(packages)].map((file) => `require(${JSON.stringify(path.resolve(file))});`),
    `const files = ${JSON.stringify(files)};`,
    'const [fs, path] = [require("node:fs"), require("node:path")];',
    "for (const [name, text] of Object.entries(files)) {",
    "  const file = path.join(process.env.CDKTF_OUTDIR, name);",
    "  fs.mkdirSync(path.dirname(file), { recursive: true });",
    "  fs.writeFileSync(file, text);",
    "}",
  ].join("\n");
  const stdin = { contents, resolveDir: process.cwd() };
  await esbuild.build({ ...options, entryPoints: undefined, stdin, minify: true, sourcemap: false });
}

/**
 * `npm run docs`: writes what the pages of this repository take from its sources, and checks them.
 *
 *   npm run docs               makes tables and examples anew
 *   npm run docs -- --check    writes nothing, and fails where something is not up to date
 *
 * Both check docstrings, links and npm scripts, that every example is shown, and that every TypeScript fence compiles.
 */
import fs from "node:fs";
import { checkFences } from "./src/fences";
import { formatFinding } from "./src/finding";
import { checkReadmes, checkUpToDate, readSite } from "./src/site";

function main(args: readonly string[]): number {
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown !== undefined) throw new Error(`unknown option "${unknown}"\n    expected: --check, or nothing`);
  const isCheck = args.includes("--check");

  const { pages, findings, fences } = readSite(process.cwd());
  const stale = checkUpToDate(pages);
  if (!isCheck) {
    for (const { path, text, wanted } of pages) {
      if (text === wanted) continue;
      fs.writeFileSync(path, wanted);
      console.log(`written: ${path}`);
    }
  }
  const all = [...findings, ...checkReadmes(process.cwd()), ...(isCheck ? stale : []), ...checkFences(fences, process.cwd())];
  for (const finding of all) console.error(formatFinding(finding));
  console.log(`${pages.length} pages, ${fences.length} TypeScript fences, ${all.length} findings`);
  return all.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

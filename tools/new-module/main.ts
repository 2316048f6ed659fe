/**
 * `npm run new-module <name>`: writes a module that passes all checks.
 *
 *   npm run new-module log-archive
 *   npm run new-module log-archive -- --no-install    leaves `npm install`, which links the package, to you
 *   npm run new-module -- --self-test                 proves it in a copy of the repository
 *
 * The template is a module itself: tools/new-module/template.
 */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { readSite } from "../docs/src/site";
import { checkName } from "./src/check-name";
import { selfTest } from "./src/self-test";
import { filesOf } from "./src/template";

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { "no-install": { type: "boolean", default: false }, "self-test": { type: "boolean", default: false } },
  });
  const root = process.cwd();
  if (values["self-test"]) return selfTest(root);

  const name = checkName(positionals[0], root);
  for (const [file, text] of Object.entries(filesOf(name, root))) {
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    console.log(`written: ${file}`);
  }
  for (const page of readSite(root).pages) if (page.text !== page.wanted) fs.writeFileSync(page.path, page.wanted);
  return values["no-install"] ? 0 : install();
}

/** Links the new package, and writes it into package-lock.json. */
function install(): number {
  const args = ["install", "--prefer-offline", "--no-audit", "--no-fund", "--omit-lockfile-registry-resolved"];
  console.log(`> npm ${args.join(" ")}`);
  const { status } = spawnSync("npm", args, { stdio: "inherit", shell: process.platform === "win32" });
  return status ?? 1;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}

import { execFileSync, spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const probe = "probe-of-new-module";

/** What a new module has to pass right away. */
const checks: readonly (readonly string[])[] = [
  ["node_modules/.bin/tsc", "--noEmit", "-p", "tsconfig.json"],
  ["node_modules/.bin/tsc", "--noEmit", "-p", "tsconfig.aws-6.json"],
  ["node_modules/.bin/eslint", `modules/${probe}`, "--max-warnings", "0"],
  ["node_modules/.bin/jest", `modules/${probe}`, "__tests__/repository", "tools/docs"],
  ["tools/run/run.cjs", "tools/docs/main.ts", "--check"],
];

/** Makes a module in a copy of the repository, and runs all checks there. Gives the exit code. */
export function selfTest(root: string): number {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-new-module-"));
  process.once("exit", () => fs.rmSync(copy, { recursive: true, force: true }));
  copySources(root, copy);
  linkPackages(root, copy);
  const make = ["tools/run/run.cjs", "tools/new-module/main.ts", probe, "--no-install"];
  const failed = [make, ...checks].filter((command) => {
    console.log(`\n> ${command.join(" ")}`);
    return spawnSync(process.execPath, command, { cwd: copy, stdio: "inherit" }).status !== 0;
  });
  console.log(failed.length === 0 ? "\na new module passes all checks" : `\n${failed.length} of ${checks.length + 1} commands failed`);
  return failed.length === 0 ? 0 : 1;
}

/** What git knows of, and what it would add; a copy of the working tree where this is no clone. */
function copySources(root: string, copy: string): void {
  for (const file of sourcesOf(root)) {
    if (!fs.existsSync(path.join(root, file))) continue;
    fs.mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
    fs.copyFileSync(path.join(root, file), path.join(copy, file));
  }
}

function sourcesOf(root: string): string[] {
  try {
    const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    const listed = execFileSync("git", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
    return listed.split("\0").filter((file) => file !== "");
  } catch {
    const made = /(^|\/)(node_modules|dist|cdktf\.out|\.cache|coverage|\.terraform|\.git)(\/|$)|\.tfstate(\.|$)/;
    const all = fs.readdirSync(root, { recursive: true, encoding: "utf8" }).filter((file) => !made.test(file));
    return all.filter((file) => fs.statSync(path.join(root, file)).isFile());
  }
}

/** The installed packages by links, so that nothing has to be installed; those of the repository are the copy's own. */
function linkPackages(root: string, copy: string): void {
  const own = path.join(copy, "node_modules/@terrace");
  fs.mkdirSync(own, { recursive: true });
  for (const name of fs.readdirSync(path.join(root, "node_modules"))) {
    if (name === "@terrace" || name === ".cache") continue;
    fs.symlinkSync(path.join(root, "node_modules", name), path.join(copy, "node_modules", name));
  }
  const links = path.join(root, "node_modules/@terrace");
  for (const name of fs.readdirSync(links)) fs.symlinkSync(fs.readlinkSync(path.join(links, name)), path.join(own, name));
  fs.symlinkSync(`../../modules/${probe}`, path.join(own, probe));
}

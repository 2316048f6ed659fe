/**
 * `npm run validate`: holds every stack of every environment, and every example of every module, against real terraform.
 *
 *   npm run validate                     both lines of the AWS provider
 *   npm run validate -- --line 5         one of them; TERRACE_AWS_LINE=5 says the same
 *   npm run validate -- --only network   stacks and examples whose name contains a word
 *   npm run validate -- --keep           keep the generated configuration and the log, and say where
 *   npm run validate -- --self-test      show that the check finds known mistakes, each at its construct
 */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { checkAcrossApps } from "./src/across-apps";
import { checkLine } from "./src/check-line";
import { parseOptions, type Options } from "./src/options";
import { renderLine, tally, type Tally } from "./src/report";
import { selfTest } from "./src/self-test";

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), process.env);
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-validate-"));
  process.once("exit", () => {
    if (!options.keep) fs.rmSync(folder, { recursive: true, force: true });
  });
  if (options.keep) console.log(`kept: ${folder}`);
  return options.selfTest ? selfTest(folder) : checkLines(options, folder);
}

async function checkLines({ lines, only }: Options, folder: string): Promise<number> {
  const tallies: [string, Tally][] = [];
  for (const line of lines) {
    console.log(`\nAWS provider line ${line}`);
    const report = await checkLine(line, only, path.join(folder, `line-${line}`));
    console.log(renderLine(report));
    tallies.push([line, tally(report)]);
  }
  const complaints = only === undefined ? await checkAcrossApps(path.join(folder, "across-apps")) : [];
  console.log("\nacross apps: what a network lacks is refused at plan, in the words of synthesis");
  console.log(only === undefined ? complaints.map((words) => `  FAIL ${words}`).join("\n") || "  ok" : "  left out by --only");

  console.log("");
  for (const [line, { passed, failed }] of tallies) console.log(`line ${line}: ${passed} passed, ${failed} failed`);
  const isGood = complaints.length === 0 && tallies.every(([, { passed, failed }]) => failed === 0 && passed > 0);
  return isGood ? 0 : 1;
}

main().then(
  (exitCode) => process.exit(exitCode),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exit(1);
  }
);

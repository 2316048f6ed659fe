import fs from "node:fs";
import path from "node:path";
import { openTerraform } from "@terrace/terraform";
import { attributeTypes } from "./attribute-types";
import { checkAll, type CheckContext, type CheckResult } from "./check";
import type { LineReport } from "./report";
import type { Subject } from "./stack-json";
import { supplyProviders, wantedProviders, type AwsLine, type Supplied } from "./suppliers";
import { synthesizeExamples, synthesizeStacks } from "./synthesize";

/** Synthesizes everything for one line of the AWS provider and checks it. */
export async function checkLine(line: AwsLine, only: string | undefined, folder: string): Promise<LineReport> {
  fs.mkdirSync(folder, { recursive: true });
  const started = performance.now();
  const program = openTerraform();
  const stacks = await synthesizeStacks(program, path.join(folder, "stacks"), line);
  const examples = await synthesizeExamples(program, path.join(folder, "examples"), line);
  const synth = secondsSince(started);

  const all = [...stacks.subjects, ...examples.subjects];
  const { supplied, result } = await checkSubjects(all, line, folder, only);
  return {
    line,
    supplied,
    result,
    synthFindings: [...stacks.findings, ...examples.findings],
    skipped: [...stacks.skipped, ...examples.skipped],
    seconds: { synth, total: secondsSince(started) },
  };
}

/**
 * Checks subjects that are already synthesized.
 *
 * @param only checks those whose name contains this; the others still tell who writes which state
 */
export async function checkSubjects(
  all: readonly Subject[],
  line: AwsLine,
  folder: string,
  only?: string
): Promise<{ supplied: readonly Supplied[]; result: CheckResult }> {
  const subjects = all.filter(({ name }) => name.includes(only ?? ""));
  const terraform = openTerraform({ providers: wantedProviders(subjects).map(({ provider }) => provider) });
  console.log(`  ${terraform.description.split("\n").join("\n  ")}`);
  const supplied = await supplyProviders(subjects, terraform, line, folder);
  const context: CheckContext = {
    terraform,
    supplied,
    folder,
    typeOf: await attributeTypes(line),
    logFile: path.join(folder, "terraform.log"),
  };
  return { supplied, result: await checkAll(subjects, all, context) };
}

function secondsSince(started: number): number {
  return (performance.now() - started) / 1000;
}

import { addresses, type Template } from "@terrace/testkit";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildStacks } from "../stacks";
import type { Environment } from "../stacks/environment";
import type { StackOptions } from "../stacks/environment-stack";
import { synthesize } from "../stacks/synthesize";

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A folder that is gone when the tests of the file are over. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), "terrace-"));
  folders.push(folder);
  return folder;
}

/** Terraform JSON of every stack of the environments, by name, written and read again as terraform would. */
export function synthesized(outdir: string, environments: readonly Environment[], options?: StackOptions): Map<string, Template> {
  const { stacks } = synthesize(outdir, (app) => buildStacks(app, environments, options));
  return new Map(stacks.map((name) => [name, readTemplate(outdir, name)]));
}

export function readTemplate(outdir: string, stack: string): Template {
  return JSON.parse(readFileSync(path.join(outdir, "stacks", stack, "cdk.tf.json"), "utf8"));
}

/** Addresses of a stack's own resources that its providers refer to. */
export function providersFedByOwnStack(template: Template): string[] {
  const providers = JSON.stringify(template.provider ?? {});
  return addresses(template).filter((address) => new RegExp(`\\b${address}\\b(?!-)`).test(providers));
}

/** Names that CDKTF made of construct paths, for references between stacks that no contract declares. */
export function implicitReferences({ output = {}, data = {} }: Template): string[] {
  const names = [...Object.keys(output), ...Object.values(data).flatMap((elements) => Object.keys(elements))];
  return names.filter((name) => name.startsWith("cross-stack-"));
}

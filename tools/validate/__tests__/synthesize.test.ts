import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { buildSync } from "esbuild";
import { exampleProgram, findExamples } from "../src/synthesize";

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "synthesize-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

function write(file: string, text: string): string {
  const target = path.join(folder, file);
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, text);
  return target;
}

test("examples are found by module and case", () => {
  const smallest = write("modules/vpc/examples/smallest.ts", "");
  const custom = write("modules/vpc/examples/custom-tiers.ts", "");
  const regional = write("modules/vpc/examples/regional-nat.aws-6.ts", "");
  write("modules/vpc/examples/notes.md", "");
  write("modules/core/src/index.ts", "");
  expect(findExamples(folder)).toEqual([
    { name: "vpc/custom-tiers", file: custom },
    { name: "vpc/regional-nat", file: regional, line: "6" },
    { name: "vpc/smallest", file: smallest },
  ]);
});

test("an example that throws, or exports two functions, is told and does not stop the others", () => {
  const fine = `import { TerraformOutput } from "cdktf"; export function fine(stack) { new TerraformOutput(stack, "said", { value: "yes" }); }`;
  const examples = [
    {
      name: "m/throws",
      file: write("throws.ts", `export function throws() { throw new Error("cidr is 10.0.0.0/8"); }`),
    },
    { name: "m/two", file: write("two.ts", "export function one() {} export function two() {}") },
    { name: "m/fine", file: write("fine.ts", fine) },
  ];
  const program = path.join(folder, "program.cjs");
  // Packages are found from here, not from the temporary folder that the examples of this test lie in.
  buildSync({
    stdin: { contents: exampleProgram(examples), resolveDir: process.cwd(), loader: "ts" },
    nodePaths: [path.resolve("node_modules")],
    outfile: program,
    bundle: true,
    platform: "node",
    logLevel: "silent",
  });
  expect(spawnSync(process.execPath, [program, path.join(folder, "out")], { encoding: "utf8" })).toMatchObject({
    status: 0,
  });

  expect(JSON.parse(fs.readFileSync(path.join(folder, "out/errors.json"), "utf8"))).toEqual({
    "m/throws": "cidr is 10.0.0.0/8",
    "m/two": "exports 2 functions, expected: exactly one that takes the stack",
  });
  expect(JSON.parse(fs.readFileSync(path.join(folder, "out/m/fine/stacks/example/cdk.tf.json"), "utf8"))).toMatchObject(
    {
      output: { said: { value: "yes" } },
      provider: { aws: [{ region: "ap-northeast-1" }] },
    }
  );
});

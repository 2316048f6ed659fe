import { execFileSync } from "node:child_process";

const inModule = "modules/vpc/src/some.ts";
const inStack = "stacks/some.ts";
const inTest = "modules/vpc/__tests__/some.test.ts";
const inTool = "tools/docs/src/some.ts";

const index = "a provider's index costs seconds and half a gigabyte in every process: import from /lib/<resource>";
const cast = "a cast hides what is wrong: narrow the value, or say its type where it is made (only `as const` is fine)";
const leaf = "a module imports no other module but core, so that each releases alone: they meet through references in core";
const file = "a module reads no file, clock or network: take what it needs as a prop";
const outside = "a module gives the same for the same props: take it as a prop";
const clock = "a clock changes the infrastructure at every synth: take the time as a prop";
const arn = "an ARN of the partition `aws` is wrong in China and GovCloud: take the resource's own arn, or the partition from regionFacts";
const code = "Terraform code in text is not seen by cdktf: use the attribute itself, Fn, or propertyAccess";
const skipped = "a skipped test passes whatever is broken: mend it, or delete it";
const focused = "a focused test hides all others: take `.only` away";

/** [why, where, source, end of each message] */
const cases: readonly (readonly [string, string, string, readonly string[]])[] = [
  ["the AWS provider's index", inModule, `import { vpc } from "@cdktf/provider-aws"; void vpc;`, [index]],
  ["the Kubernetes provider's index", inStack, `import * as k from "@cdktf/provider-kubernetes"; void k;`, [index]],
  ["the Helm provider's index, re-exported", inTool, `export * from "@cdktf/provider-helm";`, [index]],
  ["a resource by its path", inModule, `import { Vpc } from "@cdktf/provider-aws/lib/vpc"; void Vpc;`, []],
  [
    "Testing.synth",
    inTest,
    `import { Testing } from "cdktf"; Testing.synth();`,
    ["Testing.synth neither prepares stacks nor runs validations: use synth from @terrace/testkit"],
  ],
  ["the environment in a module", inModule, "export const x = process.env.X;", [outside]],
  ["the environment in a stack", inStack, "export const x = process.env.X;", ["only main.ts reads the environment of the process: pass it on"]],
  ["the clock", inModule, "export const now = new Date();", [clock]],
  ["chance", inModule, "export const x = Math.random();", ["a random value changes the infrastructure at every synth: derive it from a stable key"]],
  ["files", inModule, `import fs from "node:fs"; fs.rmSync("x");`, [file]],
  ["files, by the old name", inModule, `import fs from "fs/promises"; void fs;`, [file]],
  ["the network", inModule, `import { get } from "node:https"; void get;`, [file]],
  ["sockets", inModule, `import { connect } from "node:net"; void connect;`, ["a module asks nobody: of node:net, only what looks at text may be used"]],
  ["the form of an address", inModule, `import { isIPv6 } from "node:net"; void isIPv6;`, []],
  ["another module", inModule, `import { StateBucket } from "@terrace/remote-state"; void StateBucket;`, [leaf]],
  ["another module, by its file", inModule, `import { StateBucket } from "../../remote-state/src/index"; void StateBucket;`, [leaf]],
  ["core", inModule, `import { show } from "@terrace/core"; import { plan } from "./subnet-plan"; show(plan);`, []],
  ["two modules in a stack", inStack, `import { Vpc } from "@terrace/vpc"; void Vpc;`, []],
  ["a package's insides", inStack, `import { x } from "@terrace/vpc/src/limits"; void x;`, ["a package's insides may change in a patch: import what its index exports"]],
  [
    "the insides of cdktf",
    inModule,
    `import { x } from "cdktf/lib/synthesize"; void x;`,
    ["a module imports cdktf, constructs and @cdktf/provider-*/lib/<resource> only, so that moving to another CDK stays a rename"],
  ],
  [
    "try and catch",
    inModule,
    "export function f(g: () => void) { try { g(); } catch { g(); } }",
    ["nothing under modules/ catches: the error must reach the run, which reports all of them at once"],
  ],
  ["an ARN", inModule, `export const arn = "arn:aws:s3:::bucket";`, [arn]],
  ["an ARN with a part put in", inStack, "export const arn = (name: string) => `arn:aws:s3:::${name}`;", [arn]],
  ["an ARN in the data of an environment", "stacks/environments/some.ts", `export const arn = "arn:aws:kms:::key";`, []],
  ["the form of an ARN", inModule, "export const isArn = (text: string) => /^arn:aws:/.test(text);", []],
  ["Terraform code", inModule, 'export const id = "${aws_vpc.vpc.id}";', [code]],
  ["Terraform code in a template", inStack, "export const id = (name: string) => `\\${aws_vpc.${name}.id}`;", [code]],
  ["a cast", inTool, "export const x = (y: unknown) => y as string;", [cast]],
  ["a cast in angle brackets", inTool, "export const x = (y: unknown) => <string>y;", [cast]],
  ["as const", inModule, "export const x = [1, 2] as const;", []],
  ["an exclamation mark", inTool, "export const x = (y?: string) => y!.length;", ["`!` hides a missing value: handle undefined, with `??` or an early return"]],
  ["any", inTool, "export const x = (y: any) => y;", ["Unexpected any. Specify a different type."]],
  [
    "the class of an error",
    inTool,
    `import { InvalidPropsError } from "@terrace/core"; export const x = (y: unknown) => y instanceof InvalidPropsError;`,
    ["another copy of the package has a class of its own: use InvalidPropsError.isInvalidPropsError(error)"],
  ],
  ["a skipped test", inTest, `test.skip("x", () => {});`, [skipped]],
  ["a skipped table", inTest, `describe.skip.each([1])("x", () => {});`, [skipped]],
  ["a focused test", inTest, `test.only("x", () => {});`, [focused]],
  ["a test with an x", inTest, `xit("x", () => {});`, ["a focused test hides all others, a skipped one passes whatever is broken: call describe or test"]],
  ["an unused variable", inTool, "const x = 1;", ["'x' is assigned a value but never used."]],
];

const texts = JSON.stringify(cases.map(([, where, source]) => [where, source]));
const messages: string[][] = JSON.parse(execFileSync(process.execPath, ["__tests__/lint-texts.mjs"], { input: texts, encoding: "utf8" }));

test.each(cases.map(([why, , , expected], number) => ({ why, expected, found: messages[number] ?? [] })))(
  "lint and $why",
  ({ expected, found }) => {
    expect(found).toEqual(expected.map((message) => expect.stringContaining(message)));
  },
);

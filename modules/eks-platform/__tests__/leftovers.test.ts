import { execFile } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const script = path.join(__dirname, "../bin/leftovers.mjs");
const balancer = "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:loadbalancer/app/k8s-shop/0123";
const targets = "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/k8s-shop/0123";
const group = "arn:aws:ec2:ap-northeast-1:111111111111:security-group/sg-0123";

/** Each run starts several processes: a busy machine takes a while. */
jest.setTimeout(30_000);

let folder: string;
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "leftovers-"));
});
afterEach(() => fs.rmSync(folder, { recursive: true }));

/**
 * An `aws` that answers each command with its next answer, the last one for ever, and writes down what it was asked. In the
 * words of the shell alone: it starts much faster than Node.
 */
const stub = `#!/bin/sh
cd "\${0%/*}"
printf '%s\t' "$@" >> calls
echo >> calls
n=0
if [ -f "$2.next" ]; then read -r n < "$2.next"; fi
if [ -f "$2.$((n + 1))" ]; then echo $((n + 1)) > "$2.next"; fi
answer={}
if [ -f "$2.$n" ]; then read -r answer < "$2.$n"; fi
case "$answer" in "An error"*) echo "$answer" >&2; exit 254;; esac
printf '%s\n' "$answer"
`;

function answer(answers: Record<string, unknown[]>): void {
  for (const [command, list] of Object.entries(answers)) {
    list.forEach((one, index) => fs.writeFileSync(path.join(folder, `${command}.${index}`), `${typeof one === "string" ? one : JSON.stringify(one)}\n`));
  }
  fs.writeFileSync(path.join(folder, "aws"), stub, { mode: 0o755 });
}

function leftovers(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, PATH: folder };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...args], { env, cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr });
    });
  });
}

function calls(): string[][] {
  return fs.readFileSync(path.join(folder, "calls"), "utf8").trimEnd().split("\n").map((line) => line.trimEnd().split("\t"));
}

const tagged = (...arns: string[]) => ({ ResourceTagMappingList: arns.map((ResourceARN) => ({ ResourceARN })) });

test("shows what carries the cluster's tag, and is there", async () => {
  answer({ "get-resources": [tagged(targets, group, balancer)], "describe-target-groups": ["An error occurred (TargetGroupNotFound)"] });
  const { code, stdout, stderr } = await leftovers("prd-shop", "--region", "ap-northeast-1");
  expect(code).toBe(1);
  expect(stdout).toBe(`${group}\n${balancer}\n`);
  expect(stderr).toContain("2 left of prd-shop");
  expect(calls()[0]).toEqual([
    "resourcegroupstaggingapi", "get-resources", "--tag-filters", "Key=elbv2.k8s.aws/cluster,Values=prd-shop", "--resource-type-filters",
    "elasticloadbalancing:loadbalancer", "elasticloadbalancing:targetgroup", "ec2:security-group", "--region", "ap-northeast-1", "--output", "json",
  ]);
  const asked = calls().slice(1).map((call) => call.slice(0, 4));
  expect(asked).toEqual(expect.arrayContaining([
    ["elbv2", "describe-load-balancers", "--load-balancer-arns", balancer],
    ["elbv2", "describe-target-groups", "--target-group-arns", targets],
    ["ec2", "describe-security-groups", "--group-ids", "sg-0123"],
  ]));
});

test("waits until nothing is left", async () => {
  answer({ "get-resources": [tagged(balancer), tagged(balancer), tagged()] });
  const { code, stdout, stderr } = await leftovers("prd-shop", "--wait", "--poll-seconds", "0.01");
  expect([code, stdout, stderr]).toEqual([0, `${balancer}\n`, "nothing of prd-shop is left\n"]);
});

test("waits no longer than it is told", async () => {
  answer({ "get-resources": [tagged(balancer)] });
  const { code, stderr } = await leftovers("prd-shop", "--wait", "--poll-seconds", "0.01", "--timeout-minutes", "0.000001");
  expect([code, stderr]).toEqual([124, "1 left of prd-shop after 0.000001 minutes\n"]);
});

test.each<[string, Record<string, unknown[]>]>([
  ["when it asks for tags", { "get-resources": ["An error occurred (AccessDeniedException)"] }],
  ["when it asks for one of them", { "get-resources": [tagged(balancer)], "describe-load-balancers": ["An error occurred (AccessDeniedException)"] }],
])("says what the CLI says %s", async (_when, answers) => {
  answer(answers);
  expect(await leftovers("prd-shop")).toMatchObject({ code: 125, stderr: "An error occurred (AccessDeniedException)\n" });
});

test.each<[string, string[], string]>([
  ["no cluster", [], "no cluster"],
  ["two clusters", ["prd-shop", "stg-shop"], "no cluster"],
  ["an option that there is not", ["prd-shop", "--force"], "Unknown option"],
  ["no time at all", ["prd-shop", "--timeout-minutes", "0"], '--timeout-minutes is "0"'],
  ["endless pauses", ["prd-shop", "--wait", "--poll-seconds", "Infinity"], '--poll-seconds is "Infinity"'],
  ["two clusters in one word", ["prd-shop,stg-shop"], 'the cluster is "prd-shop,stg-shop"'],
  ["a cluster without a name", [""], 'the cluster is ""'],
  ["no region", ["prd-shop", "--region", "tokyo"], '--region is "tokyo"'],
])("refuses %s", async (_why, args, expected) => {
  expect(await leftovers(...args)).toMatchObject({ code: 2, stderr: expect.stringContaining(expected) });
});

test("says that the AWS CLI is missing", async () => {
  expect(await leftovers("prd-shop")).toMatchObject({ code: 125, stderr: "the AWS CLI is missing: no aws on the PATH\n" });
});

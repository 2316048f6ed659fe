import { missingFromPlan, type Verdict } from "../src/check";
import type { Finding } from "../src/diagnostics";
import { parseOptions } from "../src/options";
import { renderFindings, renderLine, tally, type LineReport } from "../src/report";
import { complaint } from "../src/self-test";
import { stack } from "./stacks";

const good: Verdict = {
  subject: stack("dev-network"),
  isValidated: true,
  isPlanned: true,
  planned: 42,
  written: 42,
  deferred: 1,
  imports: 0,
};
const bad: Verdict = {
  subject: stack("prd-network"),
  isValidated: false,
  isPlanned: false,
  planned: 0,
  written: 60,
  deferred: 0,
  imports: 2,
};
const finding: Finding = {
  step: "validate",
  severity: "error",
  subject: "prd-network",
  construct: "prd-network/vpc/Resource",
  address: "aws_vpc.main",
  argument: "cidr_blok",
  summary: "Extraneous JSON object property",
  detail: 'No argument or block type is named "cidr_blok".',
  code: '"cidr_blok": "10.0.0.0/16"',
};

function report(verdicts: Verdict[], findings: Finding[], synthFindings: Finding[] = []): LineReport {
  return {
    line: "6",
    supplied: [
      {
        name: "aws",
        provider: { source: "aws", version: "6.25.0" },
        answer: { by: "stand-in", packageFolder: "aws-6", reason: "no such host" },
      },
    ],
    result: { verdicts, findings, seconds: { init: 1, validate: 2, plan: 3 } },
    synthFindings,
    skipped: ["vpc/regional-nat is for line 6 only"],
    seconds: { synth: 0.5, total: 6.5 },
  };
}

test("a report names every stack, every finding and what stood in", () => {
  expect(renderLine(report([good, bad], [finding])))
    .toBe(`  provider aws 6.25.0: STAND-IN with the schema of aws-6; names, types and required arguments are checked, values are not
    because: no such host
  ok   dev-network  validated, planned, 42 resources, 1 data source left to apply
  FAIL prd-network  not validated, not planned, 60 resources written, 2 import blocks not checked
  --   vpc/regional-nat is for line 6 only

  error at prd-network/vpc/Resource (validate)
    Extraneous JSON object property: No argument or block type is named "cidr_blok".
    address: aws_vpc.main
    argument: cidr_blok
    line: "cidr_blok": "10.0.0.0/16"

  2 checked together in 6.5 s: synth 0.5 s, init 1.0 s, validate 2.0 s, plan 3.0 s; terraform took 3.0 s for each`);
});

test.each<[why: string, report: LineReport, passed: number, failed: number]>([
  ["a stack that is planned passes", report([good], []), 1, 0],
  ["one that is not fails", report([good, bad], [finding]), 1, 1],
  [
    "a warning fails a stack that is planned",
    report([good], [{ ...finding, severity: "warning", subject: "dev-network" }]),
    0,
    1,
  ],
  [
    "what has no stack fails once",
    report(
      [good],
      [
        { ...finding, subject: undefined },
        { ...finding, subject: undefined },
      ]
    ),
    1,
    1,
  ],
  [
    "an example that could not be synthesized fails",
    report([good], [], [{ ...finding, subject: "vpc/smallest" }]),
    1,
    1,
  ],
])("%s", (_, lineReport, passed, failed) => {
  expect(tally(lineReport)).toEqual({ passed, failed });
});

test("a finding without a stack is at the run itself", () => {
  expect(renderFindings([{ step: "init", severity: "error", summary: "a", detail: "" }])).toBe(
    "  error at the run itself (init)\n    a"
  );
});

test("what several stacks have in common is said once", () => {
  const text = renderLine(
    report([bad], [finding, { ...finding, construct: "stg-network/vpc/Resource" }, { ...finding, argument: "tag" }])
  );
  expect(text).toContain("error at prd-network/vpc/Resource, stg-network/vpc/Resource (validate)");
  expect(text.match(/error at/g)).toHaveLength(2);
});

test("a resource that is not in the plan is missed, unless its number is Terraform's affair", () => {
  const json = {
    resource: { aws_vpc: { a: {}, b: {}, c: { count: 0 }, d: { for_each: {} } } },
    data: { aws_region: { r: {} } },
  };
  expect(missingFromPlan(json, ["aws_vpc.a"])).toEqual(["aws_vpc.b"]);
});

test.each([
  [[], {}, { lines: ["5", "6"], keep: false, selfTest: false }],
  [["--line", "6", "--keep"], {}, { lines: ["6"], keep: true, selfTest: false }],
  [[], { TERRACE_AWS_LINE: "5" }, { lines: ["5"], keep: false, selfTest: false }],
  [["--only", "network", "--self-test"], {}, { lines: ["5", "6"], only: "network", keep: false, selfTest: true }],
])("%j with %j is understood", (args, env, options) => {
  expect(parseOptions(args, env)).toEqual(options);
});

test.each([
  [["--lines"], 'unknown option "--lines"\n    expected: --line 5, --line 6, --only <word>, --keep or --self-test'],
  [["--line", "7"], 'line is "7"\n    expected: 5 or 6'],
  [["--line"], 'line is ""\n    expected: 5 or 6'],
  [["--only"], 'only is ""\n    expected: a word that a name contains'],
])("%j is refused", (args, message) => {
  expect(() => parseOptions(args, {})).toThrow(message);
});

test("the self-test takes a mistake for found only at its construct", () => {
  expect(complaint([finding], { construct: "prd-network/vpc/Resource", step: "validate" })).toBeUndefined();
  expect(complaint([finding], { construct: "prd-network" })).toContain("expected");
  expect(complaint([], { construct: "prd-network" })).toBe("not found");
});

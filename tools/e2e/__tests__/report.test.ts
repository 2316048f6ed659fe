import { equal, holds } from "../src/check";
import { renderReport, tally, type StackReport } from "../src/report";

const good: StackReport = {
  stack: "dev-network",
  by: "cdktf",
  applied: 36,
  secondPlan: "empty",
  changes: [
    { name: "one-more-zone", added: 11, grown: 3, updated: 0, replaced: 0, removed: 0 },
    { name: "one-more-tier", added: 12, grown: 0, updated: 0, replaced: 0, removed: 0 },
    { name: "other-window", added: 0, grown: 0, updated: 1, replaced: 2, removed: 1 },
  ],
  destroyed: 59,
  seconds: 105.4,
  leftOut: [],
  standIns: [],
  checks: [equal("second plan", "empty", "empty"), holds("lock", true, "none")],
};

const bad: StackReport = {
  stack: "prd-network",
  by: "terraform",
  applied: undefined,
  secondPlan: undefined,
  changes: [],
  destroyed: undefined,
  seconds: 3,
  leftOut: [{ stack: "network", resourceType: "aws_flow_log", attributes: ["a", "b"], reason: "moto forgets them" }],
  standIns: [{ provider: "hashicorp/helm", version: "3.1.1", packageFolder: "x" }],
  checks: [equal("second plan", "not empty", "empty"), holds("lock", false, "no object")],
};

test("a report tells each stack's fate, what was left out, and the sum", () => {
  expect(renderReport([good, bad], 197)).toBe(`dev-network (cdktf, 105 s)
  applied      36 resources
  second plan  empty
  changed      one-more-zone (11 added, 3 grown), one-more-tier (12 added), other-window (1 updated, 2 replaced, 1 removed)
  destroyed    59 resources
  checks       2 of 2
  left out     nothing

prd-network (terraform, 3 s)
  stand-ins    hashicorp/helm 3.1.1 (there is no cluster to talk to)
  applied      not reached
  second plan  not reached
  changed      -
  destroyed    not reached
  checks       0 of 2
    failed: second plan: got "not empty", expected "empty"
    failed: lock: no object
  left out     aws_flow_log: a, b (moto forgets them)

59 resources applied in 2 stacks, 197 s

2 passed, 2 failed`);
});

test("checks are counted over all stacks", () => {
  expect(tally([good, good, bad])).toEqual({ passed: 4, failed: 2 });
});

import { diagnosticsOfLog, diagnosticsOfValidate, locate, plannedByModule, type Finding } from "../src/diagnostics";
import { buildRoot, type Root } from "../src/root";
import type { JsonObject, Subject } from "../src/stack-json";
import { reader, stack } from "./stacks";

const network = stack("dev-network");
const app = stack("dev-app", { data: reader("dev-network.tfstate") });

function build(...subjects: readonly Subject[]): Root {
  return buildRoot(subjects, {
    phase: "validate",
    folder: "/root-folder",
    writers: new Map(),
    typeOf: () => undefined,
  });
}
const root = build(network, app);

/** A diagnostic as terraform writes it, at the line that contains a text. */
function diagnostic(filename: string, text: string, more: JsonObject = {}): JsonObject {
  const lines = root.files.find(({ path }) => path === filename)?.printed.text.split("\n") ?? [];
  const line = lines.findIndex((candidate) => candidate.includes(text)) + 1;
  return {
    severity: "error",
    summary: "Extraneous JSON object property",
    detail: 'No argument or block type is named "cidr_blok".',
    range: { filename, start: { line, column: 7, byte: 395 }, end: { line, column: 18, byte: 406 } },
    snippet: { context: "resource.aws_vpc.main", code: `      ${lines[line - 1]}`, start_line: line, values: [] },
    ...more,
  };
}

test("an argument of a resource is found at its construct", () => {
  expect(locate(diagnostic("stacks/dev-network/cdk.tf.json", '"cidr_block"'), root, "validate")).toEqual<Finding[]>([
    {
      step: "validate",
      severity: "error",
      summary: "Extraneous JSON object property",
      detail: 'No argument or block type is named "cidr_blok".',
      subject: "dev-network",
      construct: "dev-network/vpc/Resource",
      address: "aws_vpc.main",
      argument: "cidr_block",
      code: '"cidr_block": "10.0.0.0/16"',
    },
  ]);
});

test.each<[why: string, diagnostic: JsonObject, place: Partial<Finding>[]]>([
  [
    "a resource as a whole",
    diagnostic("stacks/dev-network/cdk.tf.json", '"main": {'),
    [{ construct: "dev-network/vpc/Resource", address: "aws_vpc.main" }],
  ],
  [
    "an output",
    diagnostic("stacks/dev-network/cdk.tf.json", '"value"'),
    [{ construct: "dev-network/ids/vpc-id", address: "output.vpc_id", argument: "value" }],
  ],
  [
    "a data source that has no path",
    diagnostic("stacks/dev-app/cdk.tf.json", '"backend"'),
    [{ construct: "dev-app", address: "data.terraform_remote_state.network" }],
  ],
  [
    "what stands in no section of a stack",
    diagnostic("stacks/dev-app/cdk.tf.json", '"version"'),
    [{ construct: "dev-app", argument: "terraform.required_providers.aws.version" }],
  ],
  [
    "a backend",
    diagnostic("main.tf.json", '"key": "dev-app.tfstate"'),
    [{ construct: "dev-app", address: "terraform.backend" }],
  ],
  [
    "a call of a module",
    diagnostic("main.tf.json", '"source": "./stacks/dev-app"'),
    [{ construct: "dev-app", address: "module main.tf.json" }],
  ],
  [
    "a provider block that two stacks share",
    diagnostic("main.tf.json", '"allowed_account_ids"'),
    [
      { construct: "dev-network", address: "provider.aws", argument: "allowed_account_ids" },
      { construct: "dev-app", address: "provider.aws", argument: "allowed_account_ids" },
    ],
  ],
  [
    "an address without a line",
    { severity: "error", summary: "s", address: "module.dev-network.aws_vpc.main" },
    [{ construct: "dev-network/vpc/Resource", address: "aws_vpc.main" }],
  ],
  [
    "an address that is indexed",
    { severity: "error", summary: "s", address: 'module.dev-network.aws_vpc.main["a"]' },
    [{ construct: "dev-network/vpc/Resource", address: 'aws_vpc.main["a"]' }],
  ],
])("%s is placed", (_, found, places) => {
  expect(locate(found, root, "plan")).toMatchObject(places);
});

test("what cannot be placed is still found", () => {
  const [finding] = locate(
    { severity: "error", summary: "Failed to load plugin schemas", detail: "timeout" },
    root,
    "validate"
  );
  expect(finding).toEqual({
    step: "validate",
    severity: "error",
    summary: "Failed to load plugin schemas",
    detail: "timeout",
  });
});

test("a warning stays a warning", () => {
  expect(
    locate(diagnostic("stacks/dev-app/cdk.tf.json", '"main"', { severity: "warning" }), root, "plan")
  ).toMatchObject([{ severity: "warning" }]);
});

test("in a root of its own, an address needs no module", () => {
  const platform = stack("dev-platform", { provider: { helm: [{ host: "${aws_vpc.main.id}" }] } });
  expect(locate({ severity: "error", summary: "s", address: "aws_vpc.main" }, build(platform), "plan")).toMatchObject([
    { construct: "dev-platform/vpc/Resource" },
  ]);
});

test("the output of validate is read", () => {
  expect(diagnosticsOfValidate('{"valid":false,"diagnostics":[{"severity":"error","summary":"a"}]}')).toEqual([
    { severity: "error", summary: "a" },
  ]);
});

const log = [
  '{"@level":"info","@message":"Terraform 1.11.4","type":"version"}',
  "a line that is no JSON",
  '{"type":"planned_change","change":{"resource":{"addr":"module.dev-app.aws_vpc.main","module":"module.dev-app","resource":"aws_vpc.main"},"action":"create"}}',
  '{"type":"planned_change","change":{"resource":{"addr":"module.dev-app.data.aws_ami.a","module":"module.dev-app","resource":"data.aws_ami.a"},"action":"read"}}',
  '{"type":"planned_change","change":{"resource":{"addr":"aws_eip.a","module":"","resource":"aws_eip.a"},"action":"create"}}',
  '{"type":"diagnostic","diagnostic":{"severity":"warning","summary":"w"}}',
].join("\n");

test("a log is read line by line", () => {
  expect(diagnosticsOfLog(log)).toEqual([{ severity: "warning", summary: "w" }]);
  expect(plannedByModule(log)).toEqual(
    new Map([
      ["module.dev-app", ["aws_vpc.main"]],
      ["", ["aws_eip.a"]],
    ])
  );
});

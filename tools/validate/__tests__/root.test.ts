import { buildRoot, groupSubjects, type Phase, type Root } from "../src/root";
import { stateWriters } from "../src/remote-state";
import type { Json, Subject } from "../src/stack-json";
import { reader, stack } from "./stacks";

function build(subjects: readonly Subject[], phase: Phase): Root {
  return buildRoot(subjects, {
    phase,
    folder: "/root-folder",
    writers: stateWriters(subjects),
    typeOf: () => undefined,
  });
}

function fileOf(root: Root, path: string): Json {
  return JSON.parse(root.files.find((file) => file.path === path)?.printed.text ?? "null");
}

const network = stack("dev-network");
const app = stack("dev-app", { data: reader("dev-network.tfstate") });

test("each stack becomes a child module without provider and backend blocks", () => {
  const root = build([network], "validate");
  const copy = fileOf(root, "stacks/dev-network/cdk.tf.json");
  expect(copy).not.toHaveProperty("provider");
  expect(copy).not.toHaveProperty("terraform.backend");
  expect(copy).toHaveProperty("resource", network.json.resource);
  expect(fileOf(root, "main.tf.json")).toHaveProperty("module", {
    "dev-network": { source: "./stacks/dev-network", providers: { aws: "aws.shared-1" } },
  });
});

test("provider blocks that differ only in the values of tags are one block of the root", () => {
  const root = build(
    [
      network,
      app,
      stack("prd-app", { provider: { aws: [{ region: "ap-northeast-1", allowed_account_ids: ["333333333333"] }] } }),
    ],
    "validate"
  );
  expect(root.providers.map(({ users }) => users.map(({ name }) => name))).toEqual([
    ["dev-network", "dev-app"],
    ["prd-app"],
  ]);
});

test("validate holds the provider block as the stack has it", () => {
  expect(fileOf(build([network], "validate"), "main.tf.json")).toHaveProperty("provider.aws", [
    {
      region: "ap-northeast-1",
      allowed_account_ids: ["111111111111"],
      default_tags: [{ tags: { stack: "dev-network" } }],
      alias: "shared-1",
    },
  ]);
});

test("plan has a provider that needs no account", () => {
  const main = fileOf(build([network], "plan"), "main.tf.json");
  expect(main).toHaveProperty("provider.aws.0.skip_requesting_account_id", true);
  expect(main).toHaveProperty("provider.aws.0.default_tags", [{ tags: { stack: "dev-network" } }]);
  expect(main).not.toHaveProperty("provider.aws.0.allowed_account_ids");
});

test("validate holds every backend as a reader of such a state", () => {
  expect(fileOf(build([network], "validate"), "main.tf.json")).toHaveProperty(
    "data.terraform_remote_state.backend-of-dev-network",
    {
      backend: "s3",
      config: { bucket: "states", key: "dev-network.tfstate", region: "ap-northeast-1" },
    }
  );
  expect(fileOf(build([network], "plan"), "main.tf.json")).not.toHaveProperty("data");
});

test("validate leaves readers of other states as they are, plan points them at a file with the writer's outputs", () => {
  expect(fileOf(build([network, app], "validate"), "stacks/dev-app/cdk.tf.json")).toHaveProperty("data", app.json.data);
  const root = build([network, app], "plan");
  expect(fileOf(root, "stacks/dev-app/cdk.tf.json")).toHaveProperty("data.terraform_remote_state.network", {
    backend: "local",
    config: { path: "/root-folder/states/dev-network.tfstate" },
  });
  expect(fileOf(root, "states/dev-network.tfstate")).toHaveProperty(
    "outputs.vpc_id.value",
    expect.stringMatching(/^vpc-[0-9a-f]{17}$/)
  );
});

test("a reader of a state that nobody writes is told", () => {
  const lost = stack("dev-lost", { data: reader("gone.tfstate") });
  expect(build([network, lost], "plan").orphans).toEqual([
    { address: "data.terraform_remote_state.network", stateId: "s3://states/gone.tfstate", subject: lost },
  ]);
});

test("aliases of a provider are expected by the module and passed to it", () => {
  const global = stack("dev-global", {
    provider: { aws: [{ region: "ap-northeast-1" }, { alias: "use1", region: "us-east-1" }] },
  });
  const root = build([global], "plan");
  expect(fileOf(root, "stacks/dev-global/cdk.tf.json")).toHaveProperty(
    "terraform.required_providers.aws.configuration_aliases",
    ["aws.use1"]
  );
  expect(fileOf(root, "main.tf.json")).toHaveProperty("module.dev-global.providers", {
    aws: "aws.shared-1",
    "aws.use1": "aws.shared-2",
  });
});

test("a variable without a default gets a value, one with a default keeps it", () => {
  const open = stack("dev-open", {
    variable: { names: { type: "list(string)" }, size: { type: "number" }, label: {}, kept: { default: "x" } },
  });
  const call = fileOf(build([open], "plan"), "main.tf.json");
  expect(call).toHaveProperty("module.dev-open.names", []);
  expect(call).toHaveProperty("module.dev-open.size", 1);
  expect(call).toHaveProperty("module.dev-open.label", "placeholder");
  expect(call).not.toHaveProperty("module.dev-open.kept");
});

test("import blocks are left out, because a child module may have none", () => {
  const importing = stack("dev-import", { import: [{ to: "aws_vpc.main", id: "vpc-1" }] });
  expect(fileOf(build([importing], "validate"), "stacks/dev-import/cdk.tf.json")).not.toHaveProperty("import");
});

const platform = stack("dev-platform", {
  provider: {
    aws: [{ region: "ap-northeast-1", profile: "dev" }],
    helm: [{ kubernetes: { host: "${data.aws_eks_cluster.main.endpoint}" } }],
  },
});

test("a stack whose provider reads from the stack is a root of its own", () => {
  expect(groupSubjects([network, platform, app]).map((group) => group.map(({ name }) => name))).toEqual([
    ["dev-network", "dev-app"],
    ["dev-platform"],
  ]);
  const root = build([platform], "plan");
  expect(root.isSolo).toBe(true);
  expect(fileOf(root, "cdk.tf.json")).toHaveProperty("provider.helm", [
    { kubernetes: { host: "${data.aws_eks_cluster.main.endpoint}" } },
  ]);
  expect(fileOf(root, "cdk.tf.json")).not.toHaveProperty("provider.aws.0.profile");
  expect(fileOf(root, "main.tf.json")).not.toHaveProperty("module");
});

test("stacks that want a provider in two versions are not put together", () => {
  const newer = stack("dev-newer", {
    terraform: { required_providers: { aws: { source: "aws", version: "6.25.0" } } },
  });
  expect(groupSubjects([network, newer, app]).map((group) => group.map(({ name }) => name))).toEqual([
    ["dev-network", "dev-app"],
    ["dev-newer"],
  ]);
});

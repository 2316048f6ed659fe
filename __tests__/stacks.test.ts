import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { addresses, synth, testApp, testStack } from "@terrace/testkit";
import { TerraformOutput } from "cdktf";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { environments } from "../stacks/environments";
import { implicitReferences, providersFedByOwnStack, synthesized, temporaryFolder } from "./app";

const outdir = temporaryFolder();
const stacks = synthesized(outdir, Object.values(environments));

test("every environment has its stacks", () => {
  const kinds = Object.keys(environments).flatMap((name) => [`${name}-state`, `${name}-network`]);
  expect([...stacks.keys()]).toEqual(expect.arrayContaining(kinds));
});

test("the bucket of an environment's states is deployed before all that keep theirs in it", () => {
  const manifest = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8"));
  for (const name of Object.keys(environments)) {
    expect(manifest.stacks[`${name}-network`].dependencies).toEqual([`${name}-state`]);
  }
});

test("no two stacks keep their state in one place, and every state is locked and encrypted", () => {
  const backends = [...stacks.values()].map(({ terraform }) => terraform.backend?.s3);
  expect(backends).toEqual([...stacks].map(() => expect.objectContaining({ use_lockfile: true, encrypt: true })));
  expect(new Set(backends.map((backend) => JSON.stringify(backend))).size).toBe(stacks.size);
});

test("each stack keeps its state where its environment and its kind say", () => {
  expect(stacks.get("prd-network")?.terraform.backend).toEqual({
    s3: {
      bucket: "prd-terrace-tfstate-333333333333",
      key: "terrace/prd/network.tfstate",
      region: "ap-northeast-1",
      encrypt: true,
      use_lockfile: true,
    },
  });
});

test("each stack takes credentials of its environment's account only, and tags all that it makes", () => {
  for (const [stack, { provider }] of stacks) {
    const { name, account, project, region } = Object.values(environments).find((one) => stack.startsWith(`${one.name}-`)) ?? {};
    const tags = { Environment: name, ManagedBy: "terraform", Project: project };
    expect(provider?.aws).toEqual([{ region, allowed_account_ids: [account], default_tags: [{ tags }] }]);
  }
});

test("each stack needs a terraform that can lock with a file", () => {
  for (const { terraform } of stacks.values()) expect(terraform.required_version).toBe(">= 1.10.0");
});

test("no stack refers to another one but by a contract", () => {
  expect([...stacks.values()].flatMap(implicitReferences)).toEqual([]);
});

test("an implicit reference between stacks would be found", () => {
  const app = testApp();
  const [writer, reader] = [testStack(app, "writer"), testStack(app, "reader")];
  new TerraformOutput(reader, "id", { value: new Vpc(writer, "vpc").id });
  expect(implicitReferences(synth(reader))).toEqual([expect.stringContaining("cross-stack-")]);
  expect(implicitReferences(synth(writer))).toEqual([expect.stringContaining("cross-stack-")]);
});

test("no provider is configured from a resource of its own stack", () => {
  expect([...stacks.values()].flatMap(providersFedByOwnStack)).toEqual([]);
});

test("a provider that is fed by its own stack would be found", () => {
  const stack = testStack();
  const vpc = new Vpc(stack, "vpc");
  new AwsProvider(stack, "fed", { alias: "fed", region: vpc.id });
  expect(providersFedByOwnStack(synth(stack))).toEqual(["aws_vpc.vpc"]);
});

test("outputs are the ones that readers have in their states: a renamed one breaks them", () => {
  expect(Object.keys(stacks.get("dev-network")?.output ?? {})).toEqual([
    "endpoint_ids",
    "nat_public_ips",
    "reachability",
    "route_table_ids",
    "subnet_cidr_blocks",
    "subnet_group_names",
    "subnet_ids",
    "vpc_cidr_block",
    "vpc_id",
  ]);
  expect(Object.keys(stacks.get("dev-state")?.output ?? {})).toEqual(["bucket_arn", "bucket_name"]);
});

test("private tiers are seen from one address in dev and stg, and from one for each zone in prd", () => {
  const addressesOf = (stack: string) => stacks.get(stack)?.output?.nat_public_ips?.value;
  expect(addressesOf("dev-network")).toHaveLength(1);
  expect(addressesOf("stg-network")).toHaveLength(1);
  expect(addressesOf("prd-network")).toHaveLength(3);
});

describe("addresses", () => {
  const folder = path.join(__dirname, "addresses");
  const update = process.env.UPDATE_ADDRESSES === "1";

  test.each([...stacks.keys()])("of %s are the ones that its state has", (stack) => {
    const file = path.join(folder, `${stack}.txt`);
    const template = stacks.get(stack);
    const now = template === undefined ? [] : addresses(template);
    if (update) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, `${now.join("\n")}\n`);
    }
    const before = existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
    const gone = before.filter((address) => !now.includes(address));
    const added = now.filter((address) => !before.includes(address));
    if (gone.length + added.length === 0) return;
    const advice =
      gone.length > 0
        ? "terraform would destroy what is gone and make it anew under its new name: keep the construct ids, or write `moved` blocks and an upgrade note, which makes a major version of the module"
        : "nothing is gone, so this is safe";
    throw new Error(
      [
        `addresses of ${stack} differ from __tests__/addresses/${stack}.txt`,
        ...gone.map((address) => `  - ${address}`),
        ...added.map((address) => `  + ${address}`),
        `  ${advice}`,
        "  then take the new list: UPDATE_ADDRESSES=1 npm test -- __tests__/stacks.test.ts",
      ].join("\n"),
    );
  });

  test("are kept for no stack that is gone", () => {
    expect(readdirSync(folder).toSorted()).toEqual([...stacks.keys()].map((stack) => `${stack}.txt`).toSorted());
  });
});

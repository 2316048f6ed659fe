import { addresses, type Template } from "@terrace/testkit";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { environments } from "../stacks/environments";
import { synthesized, temporaryFolder } from "./app";

const folder = "docs/operations";
const pages = readdirSync(folder).map((name) => [name, readFileSync(path.join(folder, name), "utf8")] as const);

/** What ends like a stack's name, right or not. */
const stackName = /\b((?:dev|stg|prd)-(?:[a-z]+-)?(?:state|registry|network|kubernetes|platform|cache|storage|containers))\b/g;

let stacks: ReadonlyMap<string, Template>;
beforeAll(() => {
  stacks = synthesized(temporaryFolder(), Object.values(environments));
});

function matches(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, name = ""]) => name);
}

function bins(): string[] {
  return readdirSync("modules").flatMap((name) => {
    const { bin = {} }: { bin?: Record<string, string> } = JSON.parse(readFileSync(`modules/${name}/package.json`, "utf8"));
    return Object.keys(bin);
  });
}

describe.each(pages)("%s", (_name, text) => {
  test("names stacks that are there", () => {
    const named = matches(text, stackName);
    expect(named.filter((name) => !stacks.has(name))).toEqual([]);
  });

  test("reads outputs that its stacks have", () => {
    const read = [
      ...text.matchAll(/stacks\/([\w-]+) output -(?:raw|json) (\w+)/g),
      ...[...text.matchAll(/jq -r \.output\.(\w+)\.value cdktf\.out\/stacks\/([\w-]+)\//g)].map(([all, output, stack]) => [all, stack, output]),
    ];
    const missing = read.filter(([, stack = "", output = ""]) => stacks.get(stack)?.output?.[output] === undefined);
    expect(missing.map(([all]) => all)).toEqual([]);
  });

  test("names commands and addresses that are there", () => {
    expect(matches(text, /\bnpx (terrace-[\w-]+)/g).filter((name) => !bins().includes(name))).toEqual([]);
    const known = [...stacks.values()].flatMap((template) => addresses(template));
    const named = matches(text, /\b((?:aws|helm|kubernetes)_[a-z0-9_]+\.[\w-]+)\b/g);
    expect(named.filter((address) => !known.includes(address))).toEqual([]);
  });
});

test("the README has every kind of stack in its table, and the picture of the architecture too", () => {
  const kinds = [...stacks.keys()].filter((name) => name.startsWith("dev-")).map((name) => name.replace("dev-", ""));
  expect(matches(readFileSync("README.md", "utf8"), /^\| `([a-z-]+)` \| .* \| .* \|$/gm).filter((name) => kinds.includes(name))).toEqual(kinds);
  const [, picture = ""] = /## The stacks\n\n```\n([^`]*)```/.exec(readFileSync("docs/architecture.md", "utf8")) ?? [];
  expect(matches(picture, /([a-z]+(?:-[a-z]+)*)/g).toSorted()).toEqual(kinds.toSorted());
});

test("a port is led to the API server by whichever instance the shell names", () => {
  expect(stacks.get("prd-kubernetes")?.output?.["port_forward_command"]).toMatchObject({
    value: expect.stringContaining("aws ssm start-session --region ap-northeast-1 --target $INSTANCE_ID --document-name "),
  });
});

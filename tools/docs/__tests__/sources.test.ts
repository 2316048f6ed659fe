import { readApi } from "../src/api";
import { checkDocstrings, checkThrows } from "../src/check-docstrings";
import { findErrorCodes } from "../src/error-codes";
import { parseSources } from "../src/sources";
import { errorCodeTable, inputTables, moduleTable, outputTables } from "../src/tables";

const index = `export { Queue, open } from "./queue";
export type { Delivery, QueueProps, Retry } from "./props";
export { kinds, type Kind } from "./kinds";`;

const props = `
/** What every part has. */
interface Base {
  /** In words. */
  readonly title: string;
}

/** What a queue is made from. */
export interface QueueProps extends Base {
  /**
   * How messages leave: {@link Retry} or
   * nothing, as <you> like.
   *
   * A second paragraph.
   *
   * @default - once
   * @throws InvalidPropsError [queue-retry] [tag-count]
   */
  readonly retry?: Readonly<Record<string, Retry>>;
  /**
   * How it is read:
   *
   * - \`a\`: one
   * - \`b\`: two
   *
   * @default "a"
   */
  readonly mode?: "a" | "b";
}

/** One try more. */
export interface Retry {
  readonly seconds: number;
}

/** How. */
export type Delivery =
  /** In order. */
  | "fifo"
  | Retry;
`;

const queue = `
import type { QueueProps } from "./props";

/** A queue. */
export class Queue {
  /** Its name. */
  public readonly queueName: string;
  private readonly hidden: string;
  public constructor(scope: object, id: string, props: QueueProps) {}
  public get queueArn(): string { return ""; }
  protected inner(): void {}
  public addRetry(name: string, { seconds }: Retry): Retry { return { seconds }; }
}

/** Opens it. */
export function open(queue: Queue, { seconds }: Retry): Promise<Queue> { return check(queue); }

function check(queue) {
  const expected = \`an integer up to \${limits.most}\`;
  problems.push({ code: "queue-retry", path: \`retry.\${name}.seconds\`, got: "", expected });
  problems.push({ code: "queue-dated", path: "mode", got: "", expected: isNew ? "a" : "b", severity: "dated" });
  problems.push({ code: "queue-count", path: "retry", got: "", expected: \`one of \${Object.keys(all).join(", ")}\`, ...(few ? {} : { severity: "warning" }) });
  for (const part of ["x"]) checkPart(\`parts.\${part}\`, part);
  return [clash("queue-clash", "mode", all.join(", ")), clash("queue-twin", "retry", "none")];
}

function checkPart(path, part) {
  problems.push({ code: "queue-part", path: \`\${path}.size\`, got: "", expected: "a size" });
  return { code: "no problem without what was expected" };
}

function clash(code, path, others) {
  return { code, path, got: "", expected: \`not \${others}\` };
}
`;

const kinds = `
const table = { "s3": 1, sqs: 2 };
/** A kind. */
export type Kind = keyof typeof table;
export const kinds = [];
`;

const sources = parseSources("modules/queue/src", { "index.ts": index, "kinds.ts": kinds, "props.ts": props, "queue.ts": queue });

test("inputs: the props of classes first, extended members, defaults, links, lists, and words that are no tags", () => {
  expect(inputTables(readApi(sources))).toBe(`### QueueProps

What a queue is made from.

| Prop | Type | Default | Description |
| --- | --- | --- | --- |
| \`retry\` | [\`Record<string, Retry>\`](#retry) | once | How messages leave: \`Retry\` or nothing, as &lt;you&gt; like. |
| \`mode\` | \`"a" \\| "b"\` | \`"a"\` | How it is read:<br>\`a\`: one<br>\`b\`: two |
| \`title\` | \`string\` | required | In words. |

### Retry

One try more.

| Prop | Type | Default | Description |
| --- | --- | --- | --- |
| \`seconds\` | \`number\` | required |  |

### Delivery

How.

One of \`"fifo"\`, [\`Retry\`](#retry).

### Kind

A kind.

One of \`"s3"\`, \`"sqs"\`.`);
});

test("outputs: public members of classes, then functions", () => {
  expect(outputTables(readApi(sources))).toBe(`### Queue

A queue.

| Member | Type | Description |
| --- | --- | --- |
| \`queueName\` | \`string\` | Its name. |
| \`queueArn\` | \`string\` |  |
| \`addRetry(name, retry)\` | \`Retry\` |  |

### Functions

| Function | Returns | Description |
| --- | --- | --- |
| \`open(queue, retry)\` | \`Promise<Queue>\` | Opens it. |`);
});

test("outputs: members of a class that another one extends stand with the other", () => {
  const base = "/** A. */\nexport abstract class A {\n  /** Its name. */\n  public readonly name: string;\n  protected readonly secret: string;\n}";
  const api = readApi(parseSources("m", { "index.ts": `export { B } from "./b";`, "a.ts": base, "b.ts": "/** B. */\nexport class B extends A {}" }));
  expect(api.classes.map(({ name, members }) => [name, ...members.map((member) => member.name)])).toEqual([["B", "name"]]);
});

test("error codes: where they are reported, also through a parameter, and which can be accepted", () => {
  expect(errorCodeTable(findErrorCodes(sources))).toBe(`| Code | Prop | Expected | Kind |
| --- | --- | --- | --- |
| \`queue-clash\` | \`mode\` | not &lt;all&gt; | error |
| \`queue-count\` | \`retry\` | one of &lt;all&gt; | error or warning |
| \`queue-dated\` | \`mode\` | a<br>b | dated |
| \`queue-part\` | \`parts.<part>.size\` | a size | error |
| \`queue-retry\` | \`retry.<name>.seconds\` | an integer up to &lt;most&gt; | error |
| \`queue-twin\` | \`retry\` | not none | error |`);
});

test("a module that reports nothing says so", () => {
  expect(errorCodeTable([])).toBe("It reports no codes of its own.");
});

test("modules are linked from where the page lies", () => {
  const modules = [{ folder: "modules/vpc", name: "@terrace/vpc", description: "A VPC | more", hasPage: true }];
  const row = (link: string) => `| Module | What it is |\n| --- | --- |\n| [\`@terrace/vpc\`](${link}) | A VPC \\| more |`;
  expect(moduleTable(modules, ".")).toBe(row("modules/vpc/README.md"));
  expect(moduleTable(modules, "docs")).toBe(row("../modules/vpc/README.md"));
  expect(moduleTable([{ folder: "modules/x", name: "@terrace/x", description: "X", hasPage: false }], ".")).toMatch(/\n\| `@terrace\/x` \| X \|$/);
});

describe("docstrings", () => {
  const findingsOf = (declaration: string) => {
    const api = readApi(parseSources("m", { "index.ts": `export { X } from "./x";`, "x.ts": declaration }));
    return checkDocstrings(api).map(({ at, text }) => `${at} ${text}`);
  };

  test("what is there is not reported", () => {
    expect(checkDocstrings(readApi(sources))).toEqual([]);
  });

  test.each<[string, string, string[]]>([
    ["a class without one", "export class X {}", ["m/x.ts:1 X is exported without a docstring"]],
    ["a function without one", "export function X() {}", ["m/x.ts:1 X is exported without a docstring"]],
    ["an optional prop without a default", "/** X. */\nexport interface X { readonly a?: string }", ["m/x.ts:2 X.a is optional and has no @default"]],
    ["a required prop with a default", "/** X. */\nexport interface X {\n  /** @default 1 */\n  readonly a: number }", ["m/x.ts:4 X.a is required and has a @default"]],
  ])("%s", (_why, declaration, expected) => {
    expect(findingsOf(declaration)).toEqual(expected);
  });

  test("a code that nobody reports", () => {
    const known = new Set(findErrorCodes(sources).map(({ code }) => code));
    expect(checkThrows(sources, known).map(({ text }) => text)).toEqual(["@throws names [tag-count]"]);
    expect(checkThrows(sources, new Set([...known, "tag-count"]))).toEqual([]);
  });
});

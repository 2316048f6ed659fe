import { anchorsOf, checkReferences } from "../src/references";
import { checkFences, fencesOf } from "../src/fences";
import { formatFinding } from "../src/finding";
import { fillMarkers } from "../src/markers";
import { checkExamples, checkUpToDate, readSite } from "../src/site";

const generated = {
  generate: (what: string) => (what === "inputs" ? "| new |" : undefined),
  readExample: (path: string) => (path === "examples/a.ts" ? "export const a = 1;\n" : undefined),
};

describe("markers", () => {
  test("what stands between them is made anew, and the rest stays", () => {
    const page = "# A\n\n<!-- generated: inputs -->\nold\n<!-- end -->\n\ntail\n";
    const wanted = "# A\n\n<!-- generated: inputs -->\n\n| new |\n\n<!-- end -->\n\ntail\n";
    expect(fillMarkers(page, generated)).toBe(wanted);
    expect(fillMarkers(wanted, generated)).toBe(wanted);
  });

  test("an example is put below its marker, and replaced there", () => {
    const wanted = "<!-- example: examples/a.ts -->\n```ts\nexport const a = 1;\n```\n\ntail\n";
    expect(fillMarkers("<!-- example: examples/a.ts -->\n\ntail\n", generated)).toBe(wanted);
    expect(fillMarkers(wanted.replace("a = 1", "a = 2"), generated)).toBe(wanted);
  });

  test("an empty fence below the marker of an example is filled, and what follows stays", () => {
    const wanted = "<!-- example: examples/a.ts -->\n```ts\nexport const a = 1;\n```\n\ntail\n\n```bash\nnpm test\n```\n";
    expect(fillMarkers(wanted.replace("export const a = 1;\n", ""), generated)).toBe(wanted);
  });

  test("a marker in a fence is only shown", () => {
    const page = "```\n<!-- generated: prices -->\n<!-- example: examples/b.ts -->\n```\n";
    expect(fillMarkers(page, generated)).toBe(page);
  });

  test.each([
    ["<!-- generated: inputs -->\n", "has no end"],
    ["<!-- generated: inputs -->\n<!-- generated: inputs -->\n<!-- end -->", "has no end"],
    ["<!-- generated: prices -->\n<!-- end -->", "is unknown"],
    ["<!-- example: examples/b.ts -->\n", 'there is no example "examples/b.ts"'],
  ])("%j", (page, problem) => {
    expect(() => fillMarkers(page, generated)).toThrow(problem);
  });
});

test("fences: by line, by the file that they name, by the example that they show, and none that is marked no-check", () => {
  const page = [
    "```ts", "const a = 1;", "```",
    "```ts no-check", "const a = ...;", "```",
    "```bash", "npm test", "```",
    "```ts", "// file: stacks/queue.ts", "const b = 1;", "```",
    "<!-- example: examples/a.ts -->", "```ts", "const c = 1;", "```",
  ].join("\n");
  expect(fencesOf("modules/x/README.md", page).map(({ file, line, code }) => [file, line, code])).toEqual([
    ["modules/x/README.md.2.ts", 2, "const a = 1;"],
    ["stacks/queue.ts", 11, "// file: stacks/queue.ts\nconst b = 1;"],
    ["modules/x/examples/a.ts", 16, "const c = 1;"],
  ]);
});

describe("references", () => {
  const repository = {
    exists: (path: string) => ["README.md", "docs/a.md", "docs/b.svg"].includes(path),
    readPage: () => "## Its `own` heading, really\n",
    scripts: ["synth"],
  };

  test.each<[string, string[]]>([
    ["[a](docs/a.md) [b](https://example.com/x) <img src=\"docs/b.svg\"> npm run synth", []],
    ["[a](docs/a.md#its-own-heading-really)", []],
    ["[a](#above)", []],
    ["[a](docs/gone.md)", ["README.md:3  the link docs/gone.md leads nowhere\n    expected: a file of the repository, and a heading of its page"]],
    ["[a](docs/a.md#gone)", ["README.md:3  the link docs/a.md#gone leads nowhere\n    expected: a file of the repository, and a heading of its page"]],
    ["npm run gone", ["README.md:3  npm run gone is no script\n    expected: one of synth"]],
  ])("%s", (line, expected) => {
    expect(checkReferences("README.md", `# Above\n\n${line}\n`, repository).map(formatFinding)).toEqual(expected);
  });

  test("headings in code are no anchors", () => {
    expect(anchorsOf("# One\n```\n# two\n```\n## A, and 2\n")).toEqual(["one", "a-and-2"]);
  });
});

test("an example that its module's page does not show is reported", () => {
  const page = "<!-- example: examples/a.ts -->\n```ts\n```\n";
  expect(checkExamples("modules/x/README.md", page, ["a.ts", "b.ts"]).map(formatFinding)).toEqual([
    "modules/x/README.md  does not show examples/b.ts\n    expected: <!-- example: examples/b.ts -->",
  ]);
});

test("the pages of this repository say what its sources say", () => {
  const { pages, findings, fences } = readSite(process.cwd());
  expect([...findings, ...checkUpToDate(pages)].map(formatFinding)).toEqual([]);
  expect(pages.map(({ path }) => path)).toEqual(expect.arrayContaining(["README.md", "docs/architecture.md", "modules/vpc/README.md"]));
  expect(fences.length).toBeGreaterThan(10);
});

test("a fence that does not compile is reported at its line of the page", () => {
  const page = "docs/x.md";
  const text = ['```ts', '// file: docs/one.ts', 'export const one: number = "1";', '```', '```ts', 'import { one } from "./one";', 'export const two: string = one;', '```'];
  const findings = checkFences(fencesOf(page, text.join("\n")), process.cwd());
  expect(findings.map(({ at }) => at)).toEqual(["docs/x.md:3", "docs/x.md:7"]);
});

test("two fences that claim one file are refused, unless they are the same", () => {
  const fence = (code: string) => ["```ts", "// file: docs/one.ts", code, "```"];
  const refused = checkFences(fencesOf("docs/x.md", [...fence("const a = 1;"), ...fence("const a = 2;")].join("\n")), process.cwd());
  expect(refused.map(({ at, text }) => [at, text])).toEqual([["docs/x.md:6", "another fence is docs/one.ts too"]]);
});

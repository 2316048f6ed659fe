import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** TypeScript files below a folder. */
function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => path.join(folder, file));
}

/** Codes of problems that the sources of a folder can report. */
function codesIn(folder: string): string[] {
  const found = sources(folder).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/\bcode: "([a-z-]+)"/g)]);
  return [...new Set(found.map(([, code = ""]) => code))].toSorted();
}

const modules = readdirSync("modules").filter((name) => existsSync(`modules/${name}/package.json`));
const rooms = [
  ...modules.map((name) => ({ source: `modules/${name}/src`, tests: `modules/${name}/__tests__` })),
  { source: "stacks", tests: "__tests__" },
];
const known = new Set(rooms.flatMap(({ source }) => codesIn(source)));

/** Bad inputs that the tests of a folder pin, each as `code path`. */
function pinnedIn(folder: string): string[] {
  const literals = sources(folder).flatMap((file) => [...readFileSync(file, "utf8").matchAll(/(["'`])([a-z-]+ [^\n]+?)\1/g)]);
  const texts = literals.map(([, , text = ""]) => text);
  return [...new Set(texts.filter((text) => known.has(text.split(" ")[0] ?? "") && /^\S+ [\w.${}]+(\[.*\])?[\w.]*$/.test(text)))];
}

test.each(rooms)("every rule of $source has a test that pins its code", ({ source, tests }) => {
  const text = sources(tests).map((file) => readFileSync(file, "utf8")).join("\n");
  expect(codesIn(source).filter((code) => !new RegExp(`["'\`[]${code}["'\`\\] ]`).test(text))).toEqual([]);
});

/** As many as a module has now must stay: a sum over all would not notice one that loses its own. */
const atLeast = {
  "environment files and stacks": { tests: "__tests__", count: 12 },
  ecr: { tests: "modules/ecr/__tests__", count: 40 },
  alb: { tests: "modules/alb/__tests__", count: 60 },
  "ecs-cluster": { tests: "modules/ecs-cluster/__tests__", count: 60 },
  "ecs-service": { tests: "modules/ecs-service/__tests__", count: 250 },
  efs: { tests: "modules/efs/__tests__", count: 25 },
  eks: { tests: "modules/eks/__tests__", count: 200 },
  "eks-platform": { tests: "modules/eks-platform/__tests__", count: 300 },
  elasticache: { tests: "modules/elasticache/__tests__", count: 60 },
  "remote-state": { tests: "modules/remote-state/__tests__", count: 25 },
  vpc: { tests: "modules/vpc/__tests__", count: 60 },
  "vpc-endpoints": { tests: "modules/vpc-endpoints/__tests__", count: 40 },
};

test.each(Object.entries(atLeast).map(([name, { tests, count }]) => ({ name, count, pinned: pinnedIn(tests).length })))(
  "$pinned bad inputs of $name are pinned by code and path",
  ({ pinned, count }) => {
    expect(pinned).toBeGreaterThanOrEqual(count);
  },
);

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { Entry } from "./entry";

const entry = new Entry();

afterAll(() => entry.remove());

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["tools/run/run.cjs", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

test("an entry is run with its arguments, from the bundle as long as its files are the same", () => {
  entry.save('import { text } from "./text";\nconsole.log(text, ...process.argv.slice(2));');
  entry.save('export const text: string = "first";', "text.ts");
  expect(run(entry.file, "a", "b")).toEqual({ status: 0, stdout: "first a b\n", stderr: "" });

  const made = fs.statSync(entry.bundle).mtimeMs;
  const compiled = fs.statSync(`${entry.bundle}.v8`).mtimeMs;
  expect(run(entry.file)).toMatchObject({ stdout: "first\n" });
  expect(fs.statSync(entry.bundle).mtimeMs).toBe(made);
  expect(fs.statSync(`${entry.bundle}.v8`).mtimeMs).toBe(compiled);
});

test("an edit that keeps the length of the bundle is seen, and code compiled of the old one is not used", () => {
  entry.save('export const text: string = "other";', "text.ts");
  expect(run(entry.file)).toMatchObject({ status: 0, stdout: "other\n" });
});

test("an error names the TypeScript file and line", () => {
  entry.save('interface Unused {}\n\nfunction fail(): never {\n  throw new Error("failed on purpose");\n}\nfail();');
  const { status, stderr } = run(entry.file);
  expect(status).toBe(1);
  expect(stderr).toMatch(/Error: failed on purpose\n +at fail \(.*main\.ts:4:9\)\n +at .*main\.ts:6:1/);
});

test("an entry that cannot be bundled is explained", () => {
  entry.save('import "./missing";');
  const { status, stderr } = run(entry.file);
  expect(status).toBe(1);
  expect(stderr).toContain('Could not resolve "./missing"');
});

test("a run without an entry says what was expected", () => {
  expect(run().stderr).toMatch(/no entry\n {4}expected: run\.cjs <entry\.ts>/);
});

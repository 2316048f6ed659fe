import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { findStale, writePages } from "../src/docs";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "terrace-pages-"));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

const wanted = new Map([
  ["dev.md", "# dev\n"],
  ["dev.svg", "<svg/>\n"],
]);

test("what was written is up to date, and is not written again", () => {
  const pages = path.join(folder, "pages");
  expect(findStale(pages, wanted)).toHaveLength(2);
  expect(writePages(pages, wanted)).toEqual([path.join(pages, "dev.md"), path.join(pages, "dev.svg")]);
  expect(findStale(pages, wanted)).toEqual([]);
  expect(writePages(pages, wanted)).toEqual([]);
});

test("what was edited, and what belongs to nothing, is found", () => {
  const pages = path.join(folder, "edited");
  writePages(pages, wanted);
  fs.appendFileSync(path.join(pages, "dev.md"), "by hand\n");
  for (const name of ["old.svg", "README.md", "notes.txt"]) fs.writeFileSync(path.join(pages, name), "");
  expect(findStale(pages, wanted)).toEqual([
    `${path.join(pages, "dev.md")} is not up to date\n    expected: npm run network -- --docs, and its result committed`,
    `${path.join(pages, "old.svg")} belongs to no environment\n    expected: no such file`,
  ]);
});

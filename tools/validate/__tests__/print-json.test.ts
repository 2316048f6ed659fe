import fc from "fast-check";
import { printJson } from "../src/print-json";

test("a document can be read back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(printJson(JSON.parse(JSON.stringify(value))).text)).toEqual(JSON.parse(JSON.stringify(value)));
    })
  );
});

test("each property has its own line, and each line knows its keys", () => {
  const { text, pathOfLine } = printJson({ resource: { aws_vpc: { main: { tags: {}, routes: ["a", { to: 1 }] } } } });
  const lines = text.trimEnd().split("\n");
  expect(pathOfLine).toHaveLength(lines.length);
  const pathOf = (part: string): readonly string[] | undefined =>
    pathOfLine[lines.findIndex((line) => line.includes(part))];
  expect(pathOf('"tags": {}')).toEqual(["resource", "aws_vpc", "main", "tags"]);
  expect(pathOf('"to": 1')).toEqual(["resource", "aws_vpc", "main", "routes", "1", "to"]);
});

test("what is undefined is left out", () => {
  expect(printJson({ a: undefined, b: 1 }).text).toBe('{\n  "b": 1\n}\n');
});

import type { Api, MemberDoc } from "./api";
import type { Finding } from "./finding";
import { docstringOf } from "./docstring";
import { nodesOf, placeOf, type Sources } from "./sources";

/** What the docstrings of a module's exports lack. */
export function checkDocstrings({ types, classes, functions }: Api): Finding[] {
  const undocumented = [...types, ...classes, ...functions].filter(({ doc }) => doc === undefined);
  return [
    ...undocumented.map(({ name, node }) => ({
      at: placeOf(node),
      text: `${name} is exported without a docstring`,
      expected: "a comment that says what it is",
    })),
    ...uniqueByPlace(types.flatMap(({ name, members }) => members.flatMap((member) => checkDefault(name, member)))),
  ];
}

function checkDefault(type: string, { name, node, optional, doc }: MemberDoc): Finding[] {
  const given = doc?.defaultText;
  if (optional && given === undefined) {
    return [{ at: placeOf(node), text: `${type}.${name} is optional and has no @default`, expected: "@default - what happens without it" }];
  }
  if (!optional && given !== undefined) {
    return [{ at: placeOf(node), text: `${type}.${name} is required and has a @default`, expected: "no @default, or an optional prop" }];
  }
  return [];
}

/** Members of an extended interface are seen once for each interface that extends it. */
function uniqueByPlace(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ at }, index) => index === findings.findIndex((other) => other.at === at));
}

/** Codes that a docstring promises and no source reports. */
export function checkThrows({ files }: Sources, known: ReadonlySet<string>): Finding[] {
  return [...files.values()].flatMap(nodesOf).flatMap((node) =>
    (docstringOf(node)?.codes ?? [])
      .filter((code) => !known.has(code))
      .map((code) => ({ at: placeOf(node), text: `@throws names [${code}]`, expected: "a code that the module or core reports" })),
  );
}

import { show, type Problem } from "@terrace/core";
import { loggingPages } from "./fargate-logging-limits";

/** Kinds of section that the log router takes. */
export type SectionKind = "FILTER" | "OUTPUT" | "PARSER";

/** A section of Fluent Bit's configuration: its keys in the order in which they are written. */
export interface Section {
  readonly kind: SectionKind;
  readonly entries: readonly (readonly [key: string, value: string])[];
  /** Where the caller typed it, such as `outputs.main`. */
  readonly path: string;
}

/** Writes sections the one way that the router is sure to read: keys four spaces deeper than their section. */
export function formatSections(sections: readonly Section[]): string {
  return sections
    .map(({ kind, entries }) => [`[${kind}]`, ...entries.map(([key, value]) => `    ${key} ${value}`), ""].join("\n"))
    .join("\n");
}

/** The value of a key, whose case does not count. */
export function valueOf({ entries }: Section, key: string): string | undefined {
  return entries.find(([name]) => name.toLowerCase() === key)?.[1];
}

/**
 * Reads sections that the caller wrote as text.
 *
 * @returns what could be read, and a problem for every line that could not
 */
export function parseSections(path: string, kind: SectionKind, text: string): { sections: Section[]; problems: Problem[] } {
  const sections: { kind: SectionKind; path: string; depth: number; entries: [string, string][] }[] = [];
  const problems: Problem[] = [];
  text.split("\n").forEach((line, index) => {
    if (/^\s*(#.*)?$/.test(line)) return;
    const at = `${path}[line ${index + 1}]`;
    const [, blanks = "", content = ""] = /^(\s*)(.*?)\s*$/.exec(line) ?? [];
    const section = sections.at(-1);
    const [, header] = /^\[(.*)\]$/.exec(content) ?? [];
    if (header !== undefined) {
      if (header !== kind) problems.push(sectionProblem(at, kind, header));
      problems.push(...checkDepth(at, blanks, sections[0] === undefined ? undefined : sections[0].depth, "as deep as the first section"));
      sections.push({ kind, path: at, depth: blanks.length, entries: [] });
      return;
    }
    if (section === undefined) {
      problems.push({ code: "logging-section", path: at, got: `${show(content)}, before any section`, expected: `[${kind}] first`, see: loggingPages.logging });
      return;
    }
    problems.push(...checkKeyDepth(at, blanks, section.depth));
    const [, key = "", value = ""] = /^(\S+)\s*(.*)$/.exec(content) ?? [];
    section.entries.push([key, value]);
  });
  return { sections: sections.map(({ kind: one, path: at, entries }) => ({ kind: one, path: at, entries })), problems };
}

function sectionProblem(path: string, kind: SectionKind, header: string): Problem {
  const expected = `[${kind}] here: only filters, outputs and parsers may be set, and each in its own part`;
  return { code: "logging-section", path, got: show(`[${header}]`), expected, see: loggingPages.logging };
}

function checkDepth(path: string, blanks: string, depth: number | undefined, expected: string): Problem[] {
  if (!blanks.includes("\t") && (depth === undefined || blanks.length === depth)) return [];
  return [{ code: "logging-indentation", path, got: `indented by ${show(blanks)}`, expected: `spaces, ${expected}`, see: loggingPages.logging }];
}

function checkKeyDepth(path: string, blanks: string, depth: number): Problem[] {
  if (!blanks.includes("\t") && blanks.length > depth) return [];
  const expected = "spaces, more of them than before its section";
  return [{ code: "logging-indentation", path, got: `indented by ${show(blanks)}`, expected, see: loggingPages.logging }];
}

import path from "node:path";
import type { Api, ClassDoc, FunctionDoc, MemberDoc, TypeDoc } from "./api";
import type { ErrorCode } from "./error-codes";

/** One table for each exported type, those with the props of a class first. */
export function inputTables({ types }: Api): string {
  const names = types.map(({ name }) => name);
  return types.map((type) => inputTable(type, names)).join("\n\n");
}

function inputTable({ name, doc, members, alias }: TypeDoc, names: readonly string[]): string {
  const head = [`### ${name}`, prose(doc?.summary ?? "")];
  if (alias !== undefined) return [...head, aliasSentence(alias, names)].join("\n\n");
  const rows = members.map((member) => [
    `\`${member.name}\``,
    typeCell(member.type, names),
    defaultCell(member),
    cell(prose(member.doc?.summary ?? "")),
  ]);
  return [...head, table(["Prop", "Type", "Default", "Description"], rows)].join("\n\n");
}

/** A union by its parts; any other type, and one with separators of its own, as a whole. */
function aliasSentence(alias: string, names: readonly string[]): string {
  if (!alias.includes(" | ") || /[{(]/.test(alias.replace(/"[^"]*"/g, ""))) return `It is \`${alias}\`.`;
  return `One of ${alias.split(" | ").map((part) => linked(part, names)).join(", ")}.`;
}

function typeCell(type: string, names: readonly string[]): string {
  return cell(linked(type, names));
}

/** The type in code, as a link when it is about one type that has a table. */
function linked(type: string, names: readonly string[]): string {
  const targets = names.filter((name) => new RegExp(`\\b${name}\\b`).test(type));
  const [target] = targets;
  return targets.length === 1 && target !== undefined ? `[\`${type}\`](#${target.toLowerCase()})` : `\`${type}\``;
}

function defaultCell({ optional, doc }: MemberDoc): string {
  if (!optional) return "required";
  const text = (doc?.defaultText ?? "").replace(/\s*\n\s*/g, " ");
  return cell(text.startsWith("- ") ? prose(text.slice(2)) : `\`${text}\``);
}

/** One table for each exported class, then one for the functions. */
export function outputTables({ classes, functions }: Api): string {
  const tables = classes.map(outputTable);
  if (functions.length > 0) tables.push(functionTable(functions));
  return tables.join("\n\n");
}

function outputTable({ name, doc, members }: ClassDoc): string {
  const head = [`### ${name}`, prose(doc?.summary ?? "")];
  if (members.length === 0) return [...head, "It has no outputs."].join("\n\n");
  const rows = members.map((member) => [`\`${member.name}\``, cell(`\`${member.type}\``), cell(prose(member.doc?.summary ?? ""))]);
  return [...head, table(["Member", "Type", "Description"], rows)].join("\n\n");
}

function functionTable(functions: readonly FunctionDoc[]): string {
  const rows = functions.map(({ name, parameters, returns, doc }) => [
    cell(`\`${name}(${parameters})\``),
    cell(`\`${returns}\``),
    cell(prose(doc?.summary ?? "")),
  ]);
  return ["### Functions", table(["Function", "Returns", "Description"], rows)].join("\n\n");
}

/** The table of what a module reports. */
export function errorCodeTable(codes: readonly ErrorCode[]): string {
  if (codes.length === 0) return "It reports no codes of its own.";
  const rows = codes.map(({ code, props, expected, severities }) => [
    `\`${code}\``,
    cell(props.map((prop) => `\`${prop}\``).join("<br>")),
    cell(expected.map(prose).join("<br>")),
    severities.join(" or "),
  ]);
  return table(["Code", "Prop", "Expected", "Kind"], rows);
}

/** One module, in a line. */
export interface ModuleSummary {
  /** Relative to the root of the repository. */
  readonly folder: string;
  /** Name of the package. */
  readonly name: string;
  readonly description: string;
  /** False for a module without a page, which is no place to lead to. */
  readonly hasPage: boolean;
}

/** The table of all modules, as seen from the folder of a page. */
export function moduleTable(modules: readonly ModuleSummary[], from: string): string {
  const rows = modules.map(({ folder, name, description, hasPage }) => [
    hasPage ? `[\`${name}\`](${path.relative(from, `${folder}/README.md`)})` : `\`${name}\``,
    cell(prose(description)),
  ]);
  return table(["Module", "What it is"], rows);
}

/** Text in which `<br>` is the only tag that is meant, outside of code. */
function prose(text: string): string {
  const parts = text.split(/(`[^`]*`|<br>)/);
  return parts.map((part, index) => (index % 2 === 1 ? part : part.replace(/</g, "&lt;").replace(/>/g, "&gt;"))).join("");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function cell(text: string): string {
  return text.replace(/\|/g, "\\|");
}

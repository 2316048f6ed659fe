import ts from "typescript";

/** What the comment above a declaration says. */
export interface Docstring {
  /** The first paragraph on one line, with the list that it leads to; items of a list are separated by `<br>`. */
  readonly summary: string;
  /** Text of the tag, empty when it has none, undefined without the tag. */
  readonly defaultText: string | undefined;
  /** Codes in square brackets after `@throws`. */
  readonly codes: readonly string[];
}

/** Reads the comment above a declaration, or gives undefined where there is none. */
export function docstringOf(node: ts.Node): Docstring | undefined {
  const comment = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc).at(-1);
  if (comment === undefined) return undefined;
  const tags = comment.tags ?? [];
  const textOf = (name: string) => tags.filter((tag) => tag.tagName.text === name).map((tag) => plain(tag.comment));
  return {
    summary: summaryOf(plain(comment.comment)),
    defaultText: textOf("default")[0],
    codes: textOf("throws").flatMap((text) => [...text.matchAll(/\[([a-z0-9-]+)\]/g)].flatMap(([, code]) => code ?? [])),
  };
}

function plain(comment: ts.JSDoc["comment"]): string {
  return (ts.getTextOfJSDocComment(comment) ?? "").replace(/\{@link ([\w.]+)\s*\}/g, "`$1`").trim();
}

function summaryOf(text: string): string {
  const [first = "", second = ""] = text.split(/\n\s*\n/);
  const paragraph = first.endsWith(":") && second.startsWith("- ") ? `${first}\n${second}` : first;
  return paragraph.replace(/^- /, "").replace(/\n- /g, "<br>").replace(/\s*\n\s*/g, " ");
}

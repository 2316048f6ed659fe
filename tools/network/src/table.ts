/** A table of plain text: a header, and cells by row. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Indices of the columns that hold numbers. */
  readonly numbers?: readonly number[];
}

/** The table for a terminal, each line indented by two blanks. */
export function textTable({ header, rows, numbers = [] }: Table): string[] {
  const lines = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? "").length)));
  return lines.map((cells) => {
    const padded = widths.map((width, column) => {
      const cell = cells[column] ?? "";
      return numbers.includes(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return `  ${padded.join("  ")}`.trimEnd();
  });
}

/** The table for a page. */
export function markdownTable({ header, rows, numbers = [] }: Table): string[] {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  const rule = header.map((_, column) => (numbers.includes(column) ? "--:" : "---"));
  return [line(header), `|${rule.join("|")}|`, ...rows.map(line)];
}

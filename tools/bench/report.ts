import type { Usage } from "./measure";

/** Prints rows below each other, the first column to the left, figures to the right. */
export function printTable(rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  for (const row of rows) {
    const cells = row.map((cell, column) => {
      const width = widths[column] ?? 0;
      return column === 0 ? cell.padEnd(width) : cell.padStart(width);
    });
    console.log(`  ${cells.join("  ").trimEnd()}`);
  }
}

export const usageHeadings = ["CPU s", "wall s", "peak MiB"] as const;

export function usageCells({ cpuSeconds, wallSeconds, peakMiB }: Usage): string[] {
  return [cpuSeconds.toFixed(2), wallSeconds.toFixed(2), peakMiB.toFixed(0)];
}

/** Prints whether a figure is as low as it should be. A miss is information: machines differ, and so does their load. */
export function printAim(aim: string, figure: number, highest: number): void {
  console.log(`  ${figure <= highest ? "pass" : "miss"}: ${aim}: ${figure.toFixed(2)}, at most ${highest}`);
}

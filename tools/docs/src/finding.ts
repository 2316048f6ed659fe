/** One thing that is wrong with the documentation, and where. */
export interface Finding {
  /** File and line, such as `modules/vpc/src/props.ts:12`. */
  readonly at: string;
  readonly text: string;
  readonly expected: string;
}

/** A finding as it is printed. */
export function formatFinding({ at, text, expected }: Finding): string {
  return `${at}  ${text}\n    expected: ${expected}`;
}

import type { AwsLine } from "./suppliers";

/** What the command line asks for. */
export interface Options {
  readonly lines: readonly AwsLine[];
  /** A word that a stack's or example's name must contain. */
  readonly only?: string;
  readonly keep: boolean;
  readonly selfTest: boolean;
}

/** Reads the command line; `TERRACE_AWS_LINE` narrows to one line where `--line` says nothing. */
export function parseOptions(args: readonly string[], env: NodeJS.ProcessEnv): Options {
  let line = env.TERRACE_AWS_LINE;
  let only: string | undefined;
  let keep = false;
  let selfTest = false;
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === "--keep") keep = true;
    else if (arg === "--self-test") selfTest = true;
    else if (arg === "--line") line = rest.shift() ?? "";
    else if (arg === "--only") only = toWord(rest.shift());
    else
      throw new Error(
        `unknown option "${arg}"\n    expected: --line 5, --line 6, --only <word>, --keep or --self-test`
      );
  }
  return {
    lines: line === undefined ? ["5", "6"] : [toLine(line)],
    ...(only === undefined ? {} : { only }),
    keep,
    selfTest,
  };
}

function toLine(line: string): AwsLine {
  if (line === "5" || line === "6") return line;
  throw new Error(`line is "${line}"\n    expected: 5 or 6`);
}

function toWord(word: string | undefined): string {
  if (word !== undefined) return word;
  throw new Error(`only is ""\n    expected: a word that a name contains`);
}

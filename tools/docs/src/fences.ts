import path from "node:path";
import ts from "typescript";
import type { Finding } from "./finding";

/** TypeScript that stands in a page. */
export interface Fence {
  /** The page, relative to the root of the repository. */
  readonly page: string;
  /** Line of the page that holds the first line of the code. */
  readonly line: number;
  readonly code: string;
  /** Where the code lies: the example that it shows, what `// file: <path>` says, else beside the page. */
  readonly file: string;
}

/** The TypeScript fences of a page, without those that are marked `no-check`. */
export function fencesOf(page: string, text: string): Fence[] {
  const lines = text.split("\n");
  return lines.flatMap((opening, index) => {
    if (!/^```(ts|typescript)$/.test(opening)) return [];
    const code = lines.slice(index + 1, lines.indexOf("```", index + 1)).join("\n");
    const example = /^<!-- example: (\S+) -->$/.exec(lines[index - 1] ?? "")?.[1];
    const shown = example === undefined ? undefined : path.join(path.dirname(page), example);
    const named = /^\/\/ file: (\S+)/.exec(code)?.[1];
    return [{ page, line: index + 2, code, file: shown ?? named ?? `${page}.${index + 2}.ts` }];
  });
}

/** Type-checks fences together, as if they were files of the repository, with the repository's own options. */
export function checkFences(fences: readonly Fence[], root: string): Finding[] {
  const twice = fences.filter(({ file, code }) => fences.find((other) => other.file === file)?.code !== code);
  if (twice.length > 0) {
    return twice.map(({ page, line, file }) => ({ at: `${page}:${line}`, text: `another fence is ${file} too`, expected: "a file of its own, or the same code" }));
  }
  const byFile = new Map(fences.map((fence) => [path.join(root, fence.file), fence]));
  const options = compilerOptions(root);
  const program = ts.createProgram([...byFile.keys()], options, overlay(byFile, options));
  return [...byFile].flatMap(([file, fence]) => {
    const source = program.getSourceFile(file);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map((diagnostic) => toFinding(fence, diagnostic));
  });
}

function compilerOptions(root: string): ts.CompilerOptions {
  const file = path.join(root, "tsconfig.json");
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(file, ts.sys.readFile).config, ts.sys, root);
  // A page shows how a value is made and need not use it; and a fence without an import is a module too.
  return { ...options, noUnusedLocals: false, noUnusedParameters: false, moduleDetection: ts.ModuleDetectionKind.Force };
}

/** The file system with the fences laid over it, so that nothing has to be written. */
function overlay(byFile: ReadonlyMap<string, Fence>, options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options, true);
  return {
    ...host,
    fileExists: (file) => byFile.has(file) || host.fileExists(file),
    readFile: (file) => byFile.get(file)?.code ?? host.readFile(file),
    getSourceFile: (file, target, ...rest) => {
      const fence = byFile.get(file);
      return fence === undefined ? host.getSourceFile(file, target, ...rest) : ts.createSourceFile(file, fence.code, target, true);
    },
  };
}

function toFinding({ page, line }: Fence, { file, start, messageText }: ts.Diagnostic): Finding {
  const below = file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line;
  return {
    at: `${page}:${line + below}`,
    text: ts.flattenDiagnosticMessageText(messageText, "\n    "),
    expected: "code that compiles",
  };
}

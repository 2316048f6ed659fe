"use strict";
/**
 * Runs a TypeScript file as most CDKTF projects do, for comparison: `as-most-projects.cjs <entry.ts>`.
 *
 * The template of cdktf-cli runs ts-node with its type check, and its examples import resources from the index of the
 * provider. ts-node is not installed here; this does what it does, through the same interface of TypeScript: each file,
 * when it is required, is type-checked and emitted by a language service, and a type error ends the run. ts-node
 * also maps the stack of every token back to TypeScript. That is left out, so the figure is rather too low.
 */
const fs = require("node:fs");
const { Module } = require("node:module");
const path = require("node:path");
const ts = require("typescript");

const provider = "@cdktf/provider-aws";

const service = ts.createLanguageService(languageServiceHost(path.resolve(process.argv[2])));

Module._extensions[".ts"] = (module, filename) => {
  const problems = [...service.getSyntacticDiagnostics(filename), ...service.getSemanticDiagnostics(filename)];
  if (problems.length > 0) throw new Error(ts.formatDiagnostics(problems, formatHost));
  const emitted = service.getEmitOutput(filename).outputFiles.find(({ name }) => name.endsWith(".js"));
  module._compile(emitted.text, filename);
};

const formatHost = {
  getCanonicalFileName: (file) => file,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => "\n",
};

function languageServiceHost(entry) {
  const { config } = ts.readConfigFile("tsconfig.json", ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
  return {
    ...ts.sys,
    // The alias that stands for a class of the index may be of a type, which only the whole program can tell.
    getCompilationSettings: () => ({ ...options, noEmit: false, isolatedModules: false, inlineSourceMap: true }),
    getCurrentDirectory: () => process.cwd(),
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    // The workspaces lie in node_modules too, and what is found there is emitted only if it is asked for.
    getScriptFileNames: () => [entry, ...fileNames.filter((file) => /[/\\]modules[/\\][\w-]+[/\\]src[/\\]/.test(file))],
    getScriptVersion: () => "1",
    getScriptSnapshot: (file) => (fs.existsSync(file) ? ts.ScriptSnapshot.fromString(textOf(file)) : undefined),
  };
}

function textOf(file) {
  const text = fs.readFileSync(file, "utf8");
  return file.includes("node_modules") ? text : importFromIndex(text);
}

/** `import { Vpc } from ".../lib/vpc"` becomes `import { vpc } from "..."; import Vpc = vpc.Vpc;`. */
function importFromIndex(text) {
  let count = 0;
  return text.replace(/^import (?:type )?\{([^}]*)\} from "@cdktf\/provider-aws\/lib\/([\w-]+)";$/gm, (_, names, file) => {
    const namespace = `aws_${(count += 1)}`;
    const aliases = names.split(",").filter((name) => name.trim() !== "").map((name) => {
      const [exported, local = exported] = name.trim().replace(/^type /, "").split(" as ");
      return `import ${local} = ${namespace}.${exported};`;
    });
    const exportedAs = file.replace(/-([a-z0-9])/g, (__, letter) => letter.toUpperCase());
    return `import { ${exportedAs} as ${namespace} } from "${provider}"; ${aliases.join(" ")}`;
  });
}

require(path.resolve(process.argv[2]));

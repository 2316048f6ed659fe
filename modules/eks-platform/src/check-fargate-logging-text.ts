import { show, type Problem } from "@terrace/core";
import { configMapLength, kubernetesKeys, loggingPages, plugins, recordTag, requiredKeys } from "./fargate-logging-limits";
import type { LogParser } from "./fargate-logging-props";
import { configMapData, sectionsOf, type FargateLoggingSettings } from "./fargate-logging-settings";
import { parseSections, valueOf, type Section } from "./fargate-logging-text";

/**
 * What the log router would refuse in silence: a bad ConfigMap is taken by the API server, and pods start without logs.
 */
export function checkLoggingText(settings: FargateLoggingSettings): Problem[] {
  const { raw, parsers: typedParsers } = settings;
  const { filters, outputs, parsers } = sectionsOf(settings);
  const all = [...filters, ...outputs, ...parsers];
  const rewritesTags = filters.some((filter) => pluginOf(filter) === "rewrite_tag");
  return [
    ...parseSections("raw.filters", "FILTER", raw.filters ?? "").problems,
    ...parseSections("raw.outputs", "OUTPUT", raw.outputs ?? "").problems,
    ...parseSections("raw.parsers", "PARSER", raw.parsers ?? "").problems,
    ...all.flatMap((section) => [...checkRequired(section), ...checkEntries(section), ...checkPlugin(section)]),
    ...[...filters, ...outputs].flatMap((section) => (rewritesTags ? [] : checkMatch(section))),
    ...filters.flatMap((filter) => [...checkKubernetes(filter), ...checkParser(filter, parsers)]),
    ...Object.entries(typedParsers).flatMap(([key, parser]) => checkRegex(`parsers.${key}`, parser)),
    ...checkOutputs(outputs),
    ...checkLength(settings),
  ];
}

function pluginOf(section: Section): string {
  return (valueOf(section, "name") ?? "").toLowerCase();
}

function checkRequired(section: Section): Problem[] {
  const missing = requiredKeys[section.kind].filter((key) => (valueOf(section, key) ?? "") === "");
  return missing.map((key) => ({
    code: "logging-key-missing",
    path: section.path,
    got: `a ${section.kind} without ${key}`,
    expected: `${requiredKeys[section.kind].join(" and ")} in every ${section.kind}`,
    see: loggingPages.logging,
  }));
}

function checkEntries({ path, entries }: Section): Problem[] {
  return entries.flatMap(([key, value]): Problem[] => {
    const problems: Problem[] = [];
    if (!/^[\w.-]+$/.test(key)) problems.push({ code: "logging-key", path, got: `with a key ${show(key)}`, expected: "keys of letters, digits and ._-", see: loggingPages.format });
    if (value === "" || /[\r\n]|%\{/.test(value)) {
      const expected = "a value on one line, not empty, and without %{, which Terraform would read as its own";
      problems.push({ code: "logging-value", path, got: `with ${key} ${show(value)}`, expected, see: loggingPages.format });
    }
    if (/\$\{/.test(value)) {
      problems.push({ code: "logging-environment", path, got: `with ${key} ${show(value)}`, expected: "a value without the sign of a variable: the router has no environment", see: loggingPages.logging });
    }
    return problems;
  });
}

function checkPlugin(section: Section): Problem[] {
  const { kind, path } = section;
  const plugin = pluginOf(section);
  if (kind === "PARSER" || plugin === "" || plugins[kind].some((known) => known === plugin)) return [];
  return [{ code: "logging-plugin", path, got: `${kind} of ${show(plugin)}`, expected: `one of ${plugins[kind].join(", ")}`, see: loggingPages.logging, severity: "dated" }];
}

/** A pattern that meets no tag takes no record, and says nothing. */
function checkMatch(section: Section): Problem[] {
  const match = valueOf(section, "match");
  if (match === undefined || match === "") return [];
  const [literal = ""] = match.split("*");
  if (literal === match ? match.startsWith(recordTag) : literal.startsWith(recordTag) || recordTag.startsWith(literal)) return [];
  return [{ code: "logging-match", path: section.path, got: `matching ${show(match)}`, expected: `a pattern that tags such as ${recordTag}var.log meet, such as * or kube.*`, see: loggingPages.logging }];
}

function checkKubernetes(filter: Section): Problem[] {
  if (pluginOf(filter) !== "kubernetes") return [];
  const forbidden = filter.entries.filter(([key]) => kubernetesKeys.includes(key.toLowerCase()));
  return forbidden.map(([key]) => ({
    code: "logging-kubernetes-key",
    path: filter.path,
    got: `with ${key}`,
    expected: "no such key: AWS tells the filter itself where the API is",
    see: loggingPages.logging,
  }));
}

function checkParser(filter: Section, parsers: readonly Section[]): Problem[] {
  const wanted = valueOf(filter, "parser");
  if (pluginOf(filter) !== "parser" || wanted === undefined || parsers.some((parser) => valueOf(parser, "name") === wanted)) return [];
  const expected = "the name of one in parsers: whether the router brings others is not said anywhere";
  return [{ code: "logging-parser", path: filter.path, got: `with the parser ${show(wanted)}`, expected, see: loggingPages.logging, severity: "warning" }];
}

function checkRegex(path: string, { format, regex }: LogParser): Problem[] {
  if ((format === "regex") === (regex !== undefined)) return [];
  return [{ code: "logging-regex", path: `${path}.regex`, got: show(regex), expected: `a regular expression with the format "regex", and none with another`, see: loggingPages.format }];
}

function checkOutputs(outputs: readonly Section[]): Problem[] {
  if (outputs.length > 0) return [];
  return [{ code: "logging-output-missing", path: "outputs", got: "empty", expected: "at least one output", see: loggingPages.logging }];
}

function checkLength(settings: FargateLoggingSettings): Problem[] {
  const lengths = Object.entries(configMapData(settings)).map(([key, text]) => ({ key, length: text.length }));
  const sum = lengths.reduce((total, { length }) => total + length, 0);
  if (sum <= configMapLength) return [];
  const parts = lengths.map(({ key, length }) => `${key} ${length}`).join(", ");
  const [longest] = lengths.toSorted((a, b) => b.length - a.length);
  const path = longest?.key === "filters.conf" ? "filters" : longest?.key === "parsers.conf" ? "parsers" : "outputs";
  return [{ code: "logging-length", path, got: `part of ${sum} characters (${parts})`, expected: `at most ${configMapLength} characters in the whole ConfigMap`, see: loggingPages.logging }];
}

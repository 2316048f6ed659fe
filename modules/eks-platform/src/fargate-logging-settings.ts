import type { ClusterRef, Need, NetworkRef, RoleRef, Tags, Workload } from "@terrace/core";
import { eksFargateNeeds } from "@terrace/core";
import { loggingPages } from "./fargate-logging-limits";
import type { FargateLoggingOverrides, FargateLoggingProps, GivenLogGroup, LogFilter, LogOutput, LogParser, NewLogGroup, RawLogging } from "./fargate-logging-props";
import { formatSections, parseSections, type Section } from "./fargate-logging-text";

/** FargateLoggingProps with every default filled in. */
export interface FargateLoggingSettings {
  readonly cluster: ClusterRef;
  readonly outputs: Readonly<Record<string, LogOutput>>;
  readonly filters: readonly LogFilter[];
  readonly parsers: Readonly<Record<string, LogParser>>;
  readonly raw: RawLogging;
  readonly routerLogs: boolean;
  readonly network: NetworkRef | undefined;
  readonly tags: Tags;
  readonly override: FargateLoggingOverrides;
}

/** Fills every default. Pure; checks nothing. */
export function resolveFargateLogging(props: FargateLoggingProps): FargateLoggingSettings {
  const { cluster, raw = {} } = props;
  const main: LogOutput = { to: "cloudwatch", logGroup: { name: `/aws/eks/${cluster.clusterName}/fargate` } };
  return {
    cluster,
    outputs: props.outputs ?? (raw.outputs === undefined ? { main } : {}),
    filters: props.filters ?? [],
    parsers: props.parsers ?? {},
    raw,
    routerLogs: props.routerLogs ?? false,
    network: props.network,
    tags: props.tags ?? {},
    override: props.override ?? {},
  };
}

/** True for a log group that is made here. */
export function isNewLogGroup(group: NewLogGroup | GivenLogGroup): group is NewLogGroup {
  return !("arn" in group);
}

/** Name of the log group that the router itself writes to: AWS fixed it. */
export function routerLogGroupName(clusterName: string): string {
  return `${clusterName}-fluent-bit-logs`;
}

/** Roles of the Fargate profiles by the name of the first profile that has them: profiles may share one. */
export function podExecutionRoles({ fargateProfiles }: ClusterRef): [profile: string, role: RoleRef][] {
  const first = new Map(fargateProfiles.toReversed().map((profile) => [profile.podExecutionRole.roleName, profile.name]));
  return fargateProfiles.filter(({ name, podExecutionRole }) => first.get(podExecutionRole.roleName) === name).map(({ name, podExecutionRole }) => [name, podExecutionRole]);
}

/** What the pods of each profile must reach to write their logs. An OpenSearch domain is no service but a host, in the VPC or not. */
export function loggingWorkloads({ cluster, outputs, raw, routerLogs }: FargateLoggingSettings): Workload[] {
  const goesTo = (target: LogOutput["to"], plugin: RegExp) => Object.values(outputs).some(({ to }) => to === target) || plugin.test(raw.outputs ?? "");
  const cloudWatchLogs = routerLogs || goesTo("cloudwatch", /^\s*name\s+cloudwatch(_logs)?\s*$/im);
  const see = loggingPages.logging;
  const needs: Need[] = [
    ...eksFargateNeeds({ cloudWatchLogs }).filter(({ service }) => service === "logs"),
    ...(goesTo("firehose", /^\s*name\s+(kinesis_)?firehose\s*$/im) ? [{ service: "kinesis-firehose" as const, why: "Fargate's own log router writes container logs to Firehose", see }] : []),
    ...(goesTo("kinesis", /^\s*name\s+kinesis\s*$/im) ? [{ service: "kinesis-streams" as const, why: "Fargate's own log router writes container logs to a data stream", see }] : []),
  ];
  if (needs.length === 0) return [];
  return cluster.fargateProfiles.map(({ name, tier }) => ({ name: `fargate-${name}`, tier, needs }));
}

/** The sections of each part of the ConfigMap. */
export interface LoggingSections {
  readonly filters: readonly Section[];
  readonly outputs: readonly Section[];
  readonly parsers: readonly Section[];
}

/** Typed sections, then raw ones. */
export function sectionsOf({ cluster, outputs, filters, parsers, raw }: FargateLoggingSettings): LoggingSections {
  return {
    filters: [...filters.map(filterSection), ...parseSections("raw.filters", "FILTER", raw.filters ?? "").sections],
    outputs: [
      ...Object.entries(outputs).map(([key, output]) => outputSection(key, output, cluster.region)),
      ...parseSections("raw.outputs", "OUTPUT", raw.outputs ?? "").sections,
    ],
    parsers: [
      ...Object.entries(parsers).map(([key, parser]) => parserSection(key, parser)),
      ...parseSections("raw.parsers", "PARSER", raw.parsers ?? "").sections,
    ],
  };
}

/** What the ConfigMap holds; parts without a section are left out. */
export function configMapData(settings: FargateLoggingSettings): Record<string, string> {
  const { filters, outputs, parsers } = sectionsOf(settings);
  return {
    ...(filters.length === 0 ? {} : { "filters.conf": formatSections(filters) }),
    "output.conf": formatSections(outputs),
    ...(parsers.length === 0 ? {} : { "parsers.conf": formatSections(parsers) }),
    flb_log_cw: String(settings.routerLogs),
  };
}

type Options = Readonly<Record<string, boolean | number | string | readonly string[]>>;

function entriesOf(options: Options = {}): [string, string][] {
  return Object.entries(options).flatMap(([key, value]) =>
    Array.isArray(value) ? value.map((one): [string, string] => [key, one]) : [[key, typeof value === "boolean" ? (value ? "On" : "Off") : String(value)]],
  );
}

function filterSection({ name, match = "kube.*", options }: LogFilter, index: number): Section {
  return { kind: "FILTER", path: `filters[${index}]`, entries: [["Name", name], ["Match", match], ...entriesOf(options)] };
}

function parserSection(key: string, { format, regex, options }: LogParser): Section {
  const regexEntries: [string, string][] = regex === undefined ? [] : [["Regex", regex]];
  return { kind: "PARSER", path: `parsers.${key}`, entries: [["Name", key], ["Format", format], ...regexEntries, ...entriesOf(options)] };
}

function outputSection(key: string, output: LogOutput, region: string): Section {
  const [name, ...own] = outputEntries(output, region);
  const entries: [string, string][] = [["Name", name], ["Match", output.match ?? "*"], ...own, ...entriesOf(output.options)];
  return { kind: "OUTPUT", path: `outputs.${key}`, entries };
}

/** Name of the plugin, and its own keys. Groups are made by Terraform, so the router is not told to make them. */
function outputEntries(output: LogOutput, region: string): [string, ...[string, string][]] {
  switch (output.to) {
    case "cloudwatch":
      return ["cloudwatch_logs", ["region", region], ["log_group_name", output.logGroup.name], ["log_stream_prefix", output.streamPrefix ?? "fargate-"]];
    case "firehose":
      return ["kinesis_firehose", ["region", region], ["delivery_stream", output.streamName]];
    case "kinesis":
      return ["kinesis", ["region", region], ["stream", output.streamName]];
    case "opensearch": {
      const index: [string, string][] = output.index === undefined ? [] : [["Index", output.index]];
      return ["es", ["Host", output.host], ["Port", "443"], ...index, ["AWS_Auth", "On"], ["AWS_Region", region], ["tls", "On"]];
    }
  }
}

import { hasFeatureOf, isVersionAtLeast, type Engine } from "./engines";

/** When a changed value takes effect. */
export type TakesEffect =
  /** On running nodes, at once. */
  | "at once"
  /** After a reboot, which Terraform does not do, and which empties the node. */
  | "after a reboot";

/** What a parameter takes. */
export interface ParameterRule {
  readonly values: { readonly least: number; readonly most?: number } | { readonly oneOf: readonly string[] } | { readonly like: RegExp; readonly words: string };
  readonly takesEffect: TakesEffect;
  /**
   * First version of Redis OSS that has it; Valkey has what Redis OSS 7.2 had.
   *
   * @default - every version
   */
  readonly since?: string;
  /**
   * First version of Redis OSS that lacks it.
   *
   * @default - none
   */
  readonly until?: string;
}

const atLeast = (least: number, most?: number): ParameterRule => ({ values: { least, most }, takesEffect: "at once" });
const oneOf = (...values: string[]): ParameterRule => ({ values: { oneOf: values }, takesEffect: "at once" });
const yesNo = oneOf("yes", "no");
const bytes = atLeast(0);

/** Parameters that people change. Read November 2026. */
export const parameterRules: Readonly<Record<string, ParameterRule>> = {
  "maxmemory-policy": oneOf(
    "volatile-lru", "allkeys-lru", "volatile-lfu", "allkeys-lfu", "volatile-random", "allkeys-random", "volatile-ttl", "noeviction",
  ),
  "maxmemory-samples": atLeast(1),
  "reserved-memory-percent": atLeast(0, 100),
  timeout: atLeast(0),
  "tcp-keepalive": atLeast(0),
  "notify-keyspace-events": {
    values: { like: /^[KEg$lshzxetdmnA]*$/, words: "letters of KEg$lshzxetdmnA, or an empty text" },
    takesEffect: "at once",
  },
  databases: { values: { least: 1 }, takesEffect: "after a reboot" },
  activerehashing: { values: { oneOf: ["yes", "no"] }, takesEffect: "after a reboot" },
  "slowlog-log-slower-than": atLeast(-1),
  "slowlog-max-len": atLeast(0),
  "lazyfree-lazy-eviction": yesNo,
  "lazyfree-lazy-expire": yesNo,
  "lazyfree-lazy-server-del": yesNo,
  "lazyfree-lazy-user-del": { ...yesNo, since: "6.0" },
  "lfu-log-factor": atLeast(1),
  "lfu-decay-time": atLeast(0),
  activedefrag: yesNo,
  "active-defrag-ignore-bytes": atLeast(10485760, 104857600),
  "active-defrag-threshold-lower": atLeast(1, 100),
  "active-defrag-threshold-upper": atLeast(1, 100),
  "active-defrag-cycle-min": atLeast(1, 75),
  "active-defrag-cycle-max": atLeast(1, 75),
  "active-defrag-max-scan-fields": { ...atLeast(1, 1000000), since: "5.0" },
  "min-replicas-to-write": { ...atLeast(0), since: "5.0" },
  "min-replicas-max-lag": { ...atLeast(0), since: "5.0" },
  "close-on-replica-write": { ...yesNo, since: "5.0" },
  "client-query-buffer-limit": atLeast(1048576, 1073741824),
  "proto-max-bulk-len": atLeast(1048576, 536870912),
  "client-output-buffer-limit-normal-hard-limit": bytes,
  "client-output-buffer-limit-normal-soft-limit": bytes,
  "client-output-buffer-limit-normal-soft-seconds": atLeast(0),
  "client-output-buffer-limit-pubsub-hard-limit": bytes,
  "client-output-buffer-limit-pubsub-soft-limit": bytes,
  "client-output-buffer-limit-pubsub-soft-seconds": atLeast(0),
  "stream-node-max-bytes": { ...bytes, since: "5.0" },
  "stream-node-max-entries": { ...atLeast(0), since: "5.0" },
  "hash-max-ziplist-entries": { ...atLeast(0), until: "7.0" },
  "hash-max-ziplist-value": { ...atLeast(0), until: "7.0" },
  "zset-max-ziplist-entries": { ...atLeast(0), until: "7.0" },
  "zset-max-ziplist-value": { ...atLeast(0), until: "7.0" },
  "hash-max-listpack-entries": { ...atLeast(0), since: "7.0" },
  "hash-max-listpack-value": { ...atLeast(0), since: "7.0" },
  "zset-max-listpack-entries": { ...atLeast(0), since: "7.0" },
  "zset-max-listpack-value": { ...atLeast(0), since: "7.0" },
  "set-max-intset-entries": atLeast(0),
  "cluster-require-full-coverage": yesNo,
  "cluster-allow-reads-when-down": { ...yesNo, since: "6.0" },
  "acl-pubsub-default": { ...oneOf("allchannels", "resetchannels"), since: "6.0" },
  "latency-tracking": { ...yesNo, since: "7.0" },
};

/** Parameters that ElastiCache sets itself, each with what to do instead. */
export const fixedParameters: Readonly<Record<string, string>> = {
  appendonly: "snapshots, or replicas: ElastiCache has no append-only file since Redis OSS 2.8.22",
  appendfsync: "snapshots, or replicas: ElastiCache has no append-only file since Redis OSS 2.8.22",
  "cluster-enabled": "topology.clusterMode, which sets it",
  maxmemory: "a larger nodeType, or reserved-memory-percent",
  maxclients: "more replicas or shards: a node takes 65000 clients",
  "lua-time-limit": "shorter scripts: ElastiCache sets it to 5000",
  "repl-timeout": "no such parameter: ElastiCache sets it",
  "replica-allow-chaining": "no such parameter: ElastiCache sets it",
  "replica-lazy-flush": "no such parameter: ElastiCache sets it",
  "replica-ignore-maxmemory": "no such parameter: ElastiCache sets it",
};

/** Names that Redis OSS 5.0 changed, by the old one. */
export const renamedParameters: Readonly<Record<string, string>> = {
  "min-slaves-to-write": "min-replicas-to-write",
  "min-slaves-max-lag": "min-replicas-max-lag",
  "close-on-slave-write": "close-on-replica-write",
};

/** True if a version has the parameter. */
export function isParameterOf({ since, until }: ParameterRule, engine: Engine, version: string): boolean {
  const isThere = since === undefined || hasFeatureOf(engine, version, since);
  const isGone = until !== undefined && (engine === "valkey" || isVersionAtLeast(version, until));
  return isThere && !isGone;
}

/** What the parameter takes, in words; undefined if it takes `value`. */
export function refusalOf({ values }: ParameterRule, value: string): string | undefined {
  if ("oneOf" in values) return values.oneOf.includes(value) ? undefined : `one of ${values.oneOf.join(", ")}`;
  if ("like" in values) return values.like.test(value) ? undefined : values.words;
  const { least, most = Infinity } = values;
  const isInside = /^-?\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
  if (isInside) return undefined;
  return most === Infinity ? `an integer of ${least} or more` : `an integer from ${least} to ${most}`;
}

/** How ElastiCache writes a value: true is `yes`. */
export function parameterValue(value: string | number | boolean): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value);
}

import { show, type Problem } from "@terrace/core";
import { engineVersion, engineVersions, isVersionAtLeast, monthsOfSupport, type Engine } from "./engines";
import { pages, tablesRead } from "./limits";
import { isDataTiered, nodeFamilies, parseNodeType } from "./node-types";
import { fixedParameters, isParameterOf, parameterRules, refusalOf, renamedParameters } from "./parameters";
import type { ReplicationGroupSettings } from "./settings";

/** Months before the end of a version's standard support in which it warns. */
const monthsOfWarning = 6;

/** An engine and its version, as the tables know them. */
interface Versioned {
  readonly engine: Engine | "memcached";
  readonly version: string;
}

/** The version: its form, the table, and how long it is supported. */
export function checkEngineVersion({ engine, version }: Versioned): Problem[] {
  const path = "engineVersion";
  const known = Object.keys(engineVersions[engine]);
  if (!isVersionText(engine, version)) {
    const expected = `a whole version of ${engine}: ${known.join(", ")}`;
    return [{ code: "engine-version", path, got: show(version), expected, see: pages.versions }];
  }
  const row = engineVersion(engine, version);
  if (row === undefined) {
    const got = `${show(version)}, which ${engine} did not have on ${tablesRead}`;
    return [{ code: "unknown-engine-version", path, got, expected: `one of ${known.join(", ")}`, see: pages.versions, severity: "dated" }];
  }
  const months = monthsOfSupport(row);
  if (months === undefined || months > monthsOfWarning) return [];
  const got = `${show(version)}, whose standard support ends on ${row.standardSupportEnds}`;
  const expected = `valkey, or redis 7.1: after that day AWS charges for extended support, until ${row.extendedSupportEnds}`;
  return [{ code: "engine-support", path, got, expected, see: pages.support, severity: "warning" }];
}

/** Three numbers for Memcached and for Redis OSS before 6, two for all others. */
function isVersionText(engine: Engine | "memcached", version: string): boolean {
  const isLong = engine === "memcached" || (engine === "redis" && !isVersionAtLeast(version, "6"));
  return (isLong ? /^\d+\.\d+\.\d+$/ : /^\d+\.\d+$/).test(version);
}

/** The node type: its form, the table, and what the engine runs on. */
export function checkNodeType({ engine, version, nodeType }: Versioned & { readonly nodeType: string }): Problem[] {
  const path = "nodeType";
  const see = pages.nodeTypes;
  const parsed = parseNodeType(nodeType);
  if (parsed === undefined) {
    return [{ code: "node-type", path, got: show(nodeType), expected: "cache.<family>.<size>, such as cache.t4g.micro", see }];
  }
  const family = Object.hasOwn(nodeFamilies, parsed.family) ? nodeFamilies[parsed.family] : undefined;
  if (family === undefined || !family.sizes.includes(parsed.size)) {
    const expected =
      family === undefined ? `a family of ${Object.keys(nodeFamilies).join(", ")}` : `cache.${parsed.family} of ${family.sizes.join(", ")}`;
    return [{ code: "unknown-node-type", path, got: show(nodeType), expected, see, severity: "dated" }];
  }
  if (family.retired === true) {
    const expected = "cache.t3 or cache.t4g of the same size: AWS makes no new clusters of it";
    return [{ code: "node-type-retired", path, got: show(nodeType), expected, see, severity: "warning" }];
  }
  const since = { redis: family.sinceRedis, memcached: family.sinceMemcached, valkey: undefined }[engine];
  if (engine === "memcached" && isDataTiered(nodeType)) {
    return [{ code: "node-type-engine", path, got: `${show(nodeType)} for memcached`, expected: "nodes without data tiering", see: pages.dataTiering }];
  }
  if (since === undefined || isVersionAtLeast(version, since)) return [];
  const expected = `${engine} ${since} or later, or an older family`;
  return [{ code: "node-type-engine", path, got: `${show(nodeType)} for ${engine} ${version}`, expected, see }];
}

/** Engine parameters: names, versions, values. */
export function checkParameters(settings: ReplicationGroupSettings): Problem[] {
  return Object.entries(settings.parameters).flatMap(([name, value]) => checkParameter(settings, name, value));
}

function checkParameter(settings: ReplicationGroupSettings, name: string, value: string): Problem[] {
  const { engine, engineVersion: version, topology } = settings;
  const path = `parameters.${name}`;
  const see = pages.parameters;
  if (Object.hasOwn(fixedParameters, name)) {
    return [{ code: "parameter-fixed", path, got: "set by ElastiCache itself", expected: fixedParameters[name] ?? "", see }];
  }
  const isRenamed = Object.hasOwn(renamedParameters, name) && isVersionAtLeast(version, "5.0");
  if (isRenamed) {
    return [{ code: "parameter-version", path, got: "an old name", expected: renamedParameters[name] ?? "", see }];
  }
  const rule = Object.hasOwn(parameterRules, name) ? parameterRules[name] : undefined;
  if (rule === undefined) {
    const expected = "a parameter of the engine's family, spelt as ElastiCache does";
    return [{ code: "unknown-parameter", path, got: "outside the table", expected, see, severity: "dated" }];
  }
  if (!isParameterOf(rule, engine, version)) {
    const expected = rule.since === undefined ? `its new name: ${name.replace("ziplist", "listpack")}` : `redis ${rule.since} or later, or valkey`;
    return [{ code: "parameter-version", path, got: `not a parameter of ${engine} ${version}`, expected, see }];
  }
  const problems: Problem[] = [];
  const expected = refusalOf(rule, value) ?? refusalOfTimeout(name, value);
  if (expected !== undefined) problems.push({ code: "parameter-value", path, got: show(value), expected, see });
  if (name === "databases" && topology.clusterMode !== "disabled" && !(engine === "valkey" && isVersionAtLeast(version, "9.0"))) {
    const needed = "no such parameter: with cluster mode there is database 0 only, before valkey 9.0";
    problems.push({ code: "parameter-cluster-mode", path, got: "set with cluster mode", expected: needed, see: pages.clusterMode });
  }
  if (name === "maxmemory-policy" && settings.dataTiering && /random|ttl/.test(value)) {
    const needed = "noeviction, or a policy of lru or lfu";
    problems.push({ code: "data-tiering-policy", path, got: `${show(value)} with data tiering`, expected: needed, see: pages.dataTiering, severity: "warning" });
  }
  return problems;
}

/** ElastiCache takes no timeout of less than 20 seconds but 0, which is none. */
function refusalOfTimeout(name: string, value: string): string | undefined {
  return name === "timeout" && Number(value) > 0 && Number(value) < 20 ? "0 for none, or 20 seconds or more" : undefined;
}

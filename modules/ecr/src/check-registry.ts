import { checkTags, mustBeKnown, regionFacts, regionNames, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkEncryption, checkExclusions, unknownLists } from "./check";
import { checkAccess, checkPrincipals } from "./check-access";
import { checkLifecycle } from "./check-lifecycle";
import { checkRegistryWords } from "./check-words";
import { cacheRules, cacheSecret, names, pages, replication as limits, scanFilter } from "./limits";
import type { RegistrySettings, ReplicationSettings, ScanningSettings, TemplateSettings } from "./registry-settings";

/** Every problem of the settings of a registry. Pure. */
export function checkRegistry(settings: RegistrySettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length === 0) unknown.push(...checkRegistryWords(settings));
  if (unknown.length > 0) return unknown;
  return [
    ...checkScanning(settings.scanning),
    ...checkReplication(settings.replication),
    ...checkCaches(settings.pullThroughCache),
    ...Object.entries(settings.creationTemplates).flatMap(([prefix, template]) => checkTemplate(prefix, template)),
    ...checkRegistryAccess(settings),
  ];
}

function checkKnown({ scanning, replication, pullThroughCache, creationTemplates, access }: RegistrySettings): Problem[] {
  const lists = Object.entries(access).filter(([, list]) => Token.isUnresolved(list));
  const templates = Object.entries(creationTemplates).map(([prefix, { lifecycle, mutabilityExclusions, appliedFor, access: who }]) => ({
    [`creationTemplates.${prefix}`]: { lifecycle, mutabilityExclusions, appliedFor },
    ...unknownLists(`creationTemplates.${prefix}.access`, who),
  }));
  return mustBeKnown({
    scanning,
    replication: Token.isUnresolved(replication) ? replication : replication.map(({ destinations, prefixes }) => ({ destinations: Token.isUnresolved(destinations) ? destinations : "", prefixes })),
    pullThroughCache: Object.keys(pullThroughCache),
    creationTemplates: Object.keys(creationTemplates),
    ...Object.assign({}, ...templates),
    ...Object.fromEntries(lists.map(([prop, list]) => [`access.${prop}`, list])),
  });
}

function checkScanning({ scanOnPush, continuous }: ScanningSettings): Problem[] {
  const problems = Object.entries({ scanOnPush, continuous }).flatMap(([prop, filters]) => checkFilters(`scanning.${prop}`, filters));
  if (scanOnPush.length + continuous.length > 0) return problems;
  const got = "without any filter, so no repository is scanned by itself";
  return [{ code: "scan-nothing", path: "scanning", got, expected: `filters such as "*"`, see: pages.scanningFilters, severity: "warning" }];
}

function checkFilters(path: string, filters: readonly string[]): Problem[] {
  const { most, length, pattern } = scanFilter;
  const problems = filters.flatMap((filter, index): Problem[] => {
    if (filter.length <= length && pattern.test(filter)) return [];
    const expected = `1 to ${length} lower-case letters, digits, * and single ._-/ between them`;
    return [{ code: "scan-filter", path: `${path}[${index}]`, got: show(filter), expected, see: pages.scanning }];
  });
  if (filters.length <= most) return problems;
  return [...problems, { code: "scan-filter-count", path, got: `${filters.length} filters`, expected: `at most ${most}`, see: pages.scanning }];
}

function checkReplication(rules: readonly ReplicationSettings[]): Problem[] {
  const see = pages.quotas;
  const problems = rules.flatMap((rule, index) => checkReplicationRule(`replication[${index}]`, rule));
  if (rules.length > limits.rules) {
    problems.push({ code: "replication-rules", path: "replication", got: `${rules.length} rules`, expected: `at most ${limits.rules}`, see });
  }
  const all = new Set(rules.flatMap(({ destinations }) => destinations.map(({ region, accountId = "" }) => `${accountId} ${region}`)));
  if (all.size > limits.destinations) {
    const expected = `at most ${limits.destinations}`;
    problems.push({ code: "replication-destinations", path: "replication", got: `to ${all.size} destinations`, expected, see });
  }
  return problems;
}

function checkReplicationRule(path: string, { destinations, prefixes }: ReplicationSettings): Problem[] {
  const { prefix: pattern, prefixLength, prefixes: most } = limits;
  const problems = destinations.flatMap(({ region, accountId }, index): Problem[] => {
    const at = `${path}.destinations[${index}]`;
    return [...checkRegion(`${at}.region`, region), ...(accountId === undefined ? [] : checkAccount(`${at}.accountId`, accountId))];
  });
  if (destinations.length === 0) {
    const at = `${path}.destinations`;
    problems.push({ code: "replication-destinations", path: at, got: "empty", expected: "at least one", see: pages.replication });
  }
  const wrong = prefixes.findIndex((prefix) => prefix.length < prefixLength.least || prefix.length > prefixLength.most || !pattern.test(prefix));
  if (wrong >= 0) {
    const expected = `${prefixLength.least} to ${prefixLength.most} lower-case letters, digits and ._-/, without *`;
    problems.push({ code: "replication-prefix", path: `${path}.prefixes[${wrong}]`, got: show(prefixes[wrong]), expected, see: pages.replicationFilter });
  }
  if (prefixes.length > most) {
    const at = `${path}.prefixes`;
    problems.push({ code: "replication-prefix", path: at, got: `${prefixes.length} prefixes`, expected: `at most ${most}`, see: pages.quotas });
  }
  return problems;
}

function checkRegion(path: string, region: string): Problem[] {
  if (Token.isUnresolved(region) || regionFacts(region) !== undefined) return [];
  const expected = `one of ${regionNames().join(", ")}`;
  return [{ code: "replication-region", path, got: show(region), expected, see: pages.replication, severity: "dated" }];
}

function checkAccount(path: string, account: string): Problem[] {
  if (Token.isUnresolved(account) || /^\d{12}$/.test(account)) return [];
  return [{ code: "replication-account", path, got: show(account), expected: "a 12-digit account", see: pages.registryPolicy }];
}

function checkCaches(caches: RegistrySettings["pullThroughCache"]): Problem[] {
  const problems = Object.entries(caches).flatMap(([prefix, cache]) => {
    const path = `pullThroughCache.${prefix}`;
    const { upstreamPrefix } = cache;
    return [
      ...checkCachePrefix(path, prefix),
      ...(upstreamPrefix === undefined ? [] : checkCachePrefix(`${path}.upstreamPrefix`, upstreamPrefix)),
      ...checkUpstream(path, cache),
    ];
  });
  const count = Object.keys(caches).length;
  if (count <= cacheRules) return problems;
  return [...problems, { code: "cache-rules", path: "pullThroughCache", got: `${count} rules`, expected: `at most ${cacheRules}`, see: pages.quotas }];
}

function checkCachePrefix(path: string, prefix: string): Problem[] {
  const { least, most } = names.cachePrefixLength;
  if (prefix.length >= least && prefix.length <= most && names.prefix.test(prefix)) return [];
  const expected = `${least} to ${most} lower-case letters and digits with single ._-/ between them, or ROOT`;
  return [{ code: "cache-prefix", path, got: show(prefix), expected, see: pages.cache }];
}

function checkUpstream(path: string, cache: RegistrySettings["pullThroughCache"][string]): Problem[] {
  const problems: Problem[] = [];
  const needsSecret = !["ecr", "ecr-public", "k8s", "quay"].includes(cache.upstream);
  const secret = "credentialArn" in cache ? cache.credentialArn : undefined;
  const at = `${path}.credentialArn`;
  if (secret !== undefined && !needsSecret) {
    problems.push({ code: "cache-credential", path: at, got: `given for ${cache.upstream}`, expected: "no credentials for it", see: pages.cacheSecret });
  }
  if (needsSecret && !Token.isUnresolved(secret) && !cacheSecret.test(secret ?? "")) {
    const expected = "the ARN of a secret whose name begins with ecr-pullthroughcache/";
    problems.push({ code: "cache-credential", path: at, got: show(secret), expected, see: pages.cacheSecret });
  }
  if ("url" in cache && !Token.isUnresolved(cache.url)) {
    const [pattern, expected] =
      cache.upstream === "ecr"
        ? [/^\d{12}\.dkr\.ecr\.[a-z0-9-]+\.[a-z.]+$/, "<account>.dkr.ecr.<region>.amazonaws.com"]
        : [/^[a-zA-Z0-9-]+\.azurecr\.[a-z]+$/, "<name>.azurecr.io"];
    if (!pattern.test(cache.url)) problems.push({ code: "cache-url", path: `${path}.url`, got: show(cache.url), expected, see: pages.cache });
  }
  return problems;
}

function checkTemplate(prefix: string, template: TemplateSettings): Problem[] {
  const path = `creationTemplates.${prefix}`;
  const { appliedFor, description = "", imageTagMutability, mutabilityExclusions, kmsKeyArn, tags, customRoleArn } = template;
  const problems: Problem[] = [];
  if (prefix.length > names.repositoryLength.most || !names.prefix.test(prefix)) {
    const expected = "up to 256 lower-case letters and digits with single ._-/ between them, or ROOT";
    problems.push({ code: "template-prefix", path, got: `for ${show(prefix)}`, expected, see: pages.template });
  }
  if (appliedFor.length === 0) {
    problems.push({ code: "template-applied-for", path: `${path}.appliedFor`, got: "empty", expected: "at least one", see: pages.template });
  }
  if (description.length > 256) {
    const got = `${description.length} characters`;
    problems.push({ code: "template-description", path: `${path}.description`, got, expected: "at most 256", see: pages.template });
  }
  if (customRoleArn === undefined && (kmsKeyArn !== undefined || Object.keys(tags).length > 0)) {
    const expected = "the ARN of a role: only with one, ECR sets keys and tags";
    problems.push({ code: "template-role", path: `${path}.customRoleArn`, got: show(customRoleArn), expected, see: pages.templateRole });
  }
  if (appliedFor.includes("PULL_THROUGH_CACHE") && imageTagMutability === "IMMUTABLE" && mutabilityExclusions.length === 0) {
    const expected = `"MUTABLE", so that ECR can refresh cached images under their tags`;
    const got = `"IMMUTABLE" for a cache`;
    problems.push({ code: "template-immutable-cache", path: `${path}.imageTagMutability`, got, expected, see: pages.pullThrough, severity: "warning" });
  }
  return [
    ...problems,
    ...checkExclusions(`${path}.`, template),
    ...checkEncryption(`${path}.`, template),
    ...checkLifecycle(`${path}.lifecycle`, template.lifecycle),
    ...checkAccess(`${path}.access`, template.access),
    ...checkTags(`${path}.tags`, tags),
  ];
}

function checkRegistryAccess({ access, pullThroughCache }: RegistrySettings): Problem[] {
  const { replicationFrom, cachePull } = access;
  const problems = replicationFrom.flatMap((account, index) => checkAccount(`access.replicationFrom[${index}]`, account));
  problems.push(...checkPrincipals("access.cachePull", cachePull));
  return [...problems, ...(cachePull.length === 0 ? [] : checkCacheThere("access.cachePull", Object.keys(pullThroughCache)))];
}

/** A right to fetch through a cache is one for its prefixes. */
export function checkCacheThere(path: string, prefixes: readonly string[]): Problem[] {
  if (prefixes.length > 0) return [];
  const expected = "pullThroughCache too, whose prefixes it is for";
  return [{ code: "cache-missing", path, got: "given without a pull-through cache", expected, see: pages.pullThrough }];
}

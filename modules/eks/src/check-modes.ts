import { checkCidr, cidrsOverlap, parseCidr, oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { isWithin } from "./check-network";
import { hybridCidrPrefix, pages, privateRanges, reservedNames } from "./limits";
import { isAuto, type ClusterSettings, type HybridNodesSettings } from "./settings";

/** Auto Mode, hybrid nodes, and users of another OIDC provider. */
export function checkModes(settings: ClusterSettings): Problem[] {
  const { hybridNodes } = settings;
  return [
    ...checkAutoMode(settings),
    ...(hybridNodes === undefined ? [] : [...checkHybrid(settings, hybridNodes), ...checkRemote(settings, hybridNodes)]),
    ...checkIdentityProvider(settings),
  ];
}

function checkAutoMode({ autoMode, authentication }: ClusterSettings): Problem[] {
  if (!isAuto(autoMode)) return autoMode === undefined ? [] : oneOf("autoMode", autoMode, ["disabled"]);
  const { nodePools } = autoMode;
  const problems: Problem[] = [];
  for (const [index, pool] of nodePools.entries()) {
    const path = `autoMode.nodePools[${index}]`;
    if (pool !== "general-purpose" && pool !== "system") {
      problems.push({ code: "auto-mode-pool", path, got: show(pool), expected: `"general-purpose" or "system"`, see: pages.nodePools });
    }
    if (nodePools.indexOf(pool) < index) {
      problems.push({ code: "auto-mode-pool-duplicate", path, got: `${show(pool)} again`, expected: "each pool once", see: pages.nodePools });
    }
  }
  if (authentication.mode === "CONFIG_MAP") {
    const expected = `authentication.mode "API" or "API_AND_CONFIG_MAP": its nodes enter by an access entry`;
    problems.push({ code: "auto-mode-access", path: "autoMode", got: `given with the mode "CONFIG_MAP"`, expected, see: pages.autoMode });
  }
  return problems;
}

function checkHybrid({ authentication, endpoint, kubernetesNetwork, accessEntries }: ClusterSettings, { nodeCidrs }: HybridNodesSettings): Problem[] {
  const problems: Problem[] = [];
  const see = pages.hybrid;
  if (nodeCidrs.length === 0) {
    problems.push({ code: "hybrid-networks", path: "hybridNodes.nodeCidrs", got: "[]", expected: "one block or more", see: pages.remoteNetworks });
  }
  if (kubernetesNetwork.ipFamily === "ipv6") {
    problems.push({ code: "hybrid-ipv6", path: "hybridNodes", got: "given in a cluster of IPv6", expected: `kubernetesNetwork.ipFamily "ipv4"`, see });
  }
  if (authentication.mode === "CONFIG_MAP") {
    problems.push({ code: "hybrid-mode", path: "hybridNodes", got: `given with the mode "CONFIG_MAP"`, expected: `authentication.mode "API" or "API_AND_CONFIG_MAP"`, see });
  }
  if (endpoint.access === "public-and-private") {
    const expected = `"private" or "public": nodes on premises get the public address otherwise`;
    problems.push({ code: "hybrid-endpoint", path: "endpoint.access", got: `"public-and-private" with hybrid nodes`, expected, see, severity: "warning" });
  }
  if (!Object.values(accessEntries).some(({ type }) => type === "HYBRID_LINUX")) {
    const expected = `an entry of the type HYBRID_LINUX for the nodes' role, or one that somebody else makes`;
    problems.push({ code: "hybrid-entry", path: "accessEntries", got: "without an entry of hybrid nodes", expected, see, severity: "warning" });
  }
  return problems;
}

/** Blocks on premises, apart from each other and from what the cluster has. */
function checkRemote({ network, kubernetesNetwork }: ClusterSettings, { nodeCidrs, podCidrs }: HybridNodesSettings): Problem[] {
  const see = pages.remoteNetworks;
  const others: [string, string][] = [
    ...network.cidrBlocks.map((block): [string, string] => [block, "the VPC"]),
    ...(kubernetesNetwork.serviceCidr === undefined ? [] : [[kubernetesNetwork.serviceCidr, "services"] satisfies [string, string]]),
  ];
  const blocks = [
    ...nodeCidrs.map((text, index) => ({ path: `hybridNodes.nodeCidrs[${index}]`, text, of: "hybrid nodes" })),
    ...podCidrs.map((text, index) => ({ path: `hybridNodes.podCidrs[${index}]`, text, of: "pods on hybrid nodes" })),
  ];
  return blocks.flatMap(({ path, text, of }) => {
    const problems = checkCidr(path, text, { ...hybridCidrPrefix, see });
    const cidr = parseCidr(text);
    if (cidr === undefined) return problems;
    if (!isWithin(text, privateRanges)) {
      problems.push({ code: "hybrid-cidr-range", path, got: show(text), expected: `a block within ${privateRanges.join(", ")}`, see });
    }
    for (const [block, whose] of others) {
      const other = Token.isUnresolved(block) ? undefined : parseCidr(block);
      if (other === undefined || !cidrsOverlap(cidr, other)) continue;
      problems.push({ code: "hybrid-cidr-overlap", path, got: `${show(text)}, which overlaps ${block} of ${whose}`, expected: "a block of its own", see });
    }
    others.push([text, of]);
    return problems;
  });
}

function checkIdentityProvider({ identityProvider: provider }: ClusterSettings): Problem[] {
  if (provider === undefined) return [];
  const { name, issuerUrl, usernamePrefix, groupsPrefix } = provider;
  const problems: Problem[] = [];
  if (!/^[0-9A-Za-z][\w-]*$/.test(name)) {
    const expected = "letters, digits, hyphens and underscores, starting with a letter or digit";
    problems.push({ code: "identity-provider-name", path: "identityProvider.name", got: show(name), expected, see: pages.identityProvider });
  }
  if (!Token.isUnresolved(issuerUrl) && !/^https:\/\/[^\s?#/]+(\/[^\s?#]*)?$/.test(issuerUrl)) {
    const expected = "a URL that begins with https:// and has no query, such as https://login.example.com";
    problems.push({ code: "identity-provider-issuer", path: "identityProvider.issuerUrl", got: show(issuerUrl), expected, see: pages.identityProvider });
  }
  for (const [prop, prefix] of Object.entries({ usernamePrefix, groupsPrefix })) {
    if (prefix === undefined || Token.isUnresolved(prefix) || !reservedNames.test(prefix)) continue;
    const expected = "a prefix such as oidc:, none of Kubernetes' or AWS's own";
    problems.push({ code: "identity-provider-prefix", path: `identityProvider.${prop}`, got: show(prefix), expected, see: pages.identityProvider });
  }
  return problems;
}

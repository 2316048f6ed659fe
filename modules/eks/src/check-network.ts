import {
  checkCidr,
  cidrContains,
  cidrSize,
  cidrsOverlap,
  isIpv6Block,
  oneOf,
  parseCidr,
  regionFacts,
  show,
  subnetsOf,
  type Problem,
} from "@terrace/core";
import { Token } from "cdktf";
import { freeAddresses, pages, privateRanges, publicCidrCount, reservedRanges, serviceCidrPrefix, zonesWithoutEks } from "./limits";
import { controlPlaneSubnets, type ClusterSettings } from "./settings";

/** Subnets, endpoint and addresses of a cluster. */
export function checkNetwork(settings: ClusterSettings): Problem[] {
  return [...checkRegion(settings), ...checkSubnets(settings), ...checkEndpoint(settings), ...checkServices(settings)];
}

function checkRegion({ region }: ClusterSettings): Problem[] {
  if (region !== undefined && regionFacts(region) !== undefined) return [];
  const expected = "a region such as ap-northeast-1, given or said by the zones of the network";
  return [{ code: "region-unknown", path: "region", got: show(region), expected, see: pages.zones }];
}

function checkSubnets(settings: ClusterSettings): Problem[] {
  const { network, tier, availabilityZones } = settings;
  const inTier = subnetsOf(network, tier);
  const see = pages.network;
  if (inTier.length === 0) {
    const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))].join(", ");
    return [{ code: "cluster-tier", path: "tier", got: show(tier), expected: `one of ${tiers}`, see }];
  }
  const problems: Problem[] = [];
  const zonesOfTier = [...new Set(inTier.map(({ availabilityZone }) => availabilityZone))];
  for (const [index, zone] of (availabilityZones ?? []).entries()) {
    if (zonesOfTier.includes(zone)) continue;
    problems.push({ code: "zone-unknown", path: `availabilityZones[${index}]`, got: show(zone), expected: `one of ${zonesOfTier.join(", ")}`, see });
  }
  const subnets = controlPlaneSubnets(settings);
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  for (const zone of zones.filter((each) => zonesWithoutEks.includes(each))) {
    const others = zonesOfTier.filter((each) => !zonesWithoutEks.includes(each));
    problems.push({ code: "zone-without-eks", path: "availabilityZones", got: `${zone}, in which EKS puts no network interfaces`, expected: show(others), see });
  }
  if (zones.length < 2) {
    const got = zones.length === 0 ? "no zone of the tier" : `one zone only, ${zones.join("")}`;
    problems.push({ code: "cluster-zones", path: availabilityZones === undefined ? "tier" : "availabilityZones", got, expected: "subnets in two zones or more", see });
  }
  if (subnets.some(({ egress }) => egress === "internet-gateway")) {
    const expected = "a private tier: who reaches the API server is decided by endpoint, not by the subnets";
    problems.push({ code: "cluster-tier-public", path: "tier", got: `${show(tier)}, a public one`, expected, see, severity: "warning" });
  }
  for (const { cidrBlock, availabilityZone } of subnets) {
    const cidr = parseCidr(cidrBlock);
    const free = cidr === undefined ? Infinity : cidrSize(cidr.prefix) - freeAddresses.reservedByAws;
    if (free >= freeAddresses.advised) continue;
    const got = `${show(tier)}, whose subnet in ${availabilityZone} has ${free} addresses`;
    problems.push({ code: "subnet-small", path: "tier", got, expected: `${freeAddresses.advised} free addresses or more, and never fewer than ${freeAddresses.least}`, see, severity: "warning" });
  }
  return problems;
}

function checkEndpoint(settings: ClusterSettings): Problem[] {
  const { endpoint, network } = settings;
  const { access, clients } = endpoint;
  const kind = oneOf("endpoint.access", access, ["private", "public-and-private", "public"]);
  if (kind.length > 0) return kind;
  const problems: Problem[] = [];
  if (access !== "public" && !(network.dns.support && network.dns.hostnames)) {
    const got = `${show(access)} in a VPC whose DNS ${network.dns.support ? "hostnames are" : "support is"} switched off`;
    problems.push({ code: "endpoint-dns", path: "endpoint.access", got, expected: "DNS support and DNS hostnames of the VPC: the private name does not resolve without", see: pages.endpoint });
  }
  if (access === "public") {
    const expected = `"public-and-private": nodes leave the VPC for each call otherwise, and publicCidrs must hold their NAT addresses`;
    problems.push({ code: "endpoint-public-only", path: "endpoint.access", got: show(access), expected, see: pages.endpoint, severity: "warning" });
  }
  problems.push(...checkClients(settings));
  if (access === "public" && Object.keys(clients).length > 0) {
    problems.push({ code: "endpoint-clients-public", path: "endpoint.clients", got: "given for an endpoint without a private side", expected: `access "private" or "public-and-private"`, see: pages.endpoint });
  }
  return [...problems, ...checkPublicCidrs(settings)];
}

/** Each client is one rule of one security group, of which AWS takes no two alike. */
function checkClients({ endpoint: { clients }, hybridNodes }: ClusterSettings): Problem[] {
  const see = pages.endpoint;
  const problems: Problem[] = [];
  const taken = new Map<string, string>([
    ...(hybridNodes?.nodeCidrs ?? []).map((cidr, index): [string, string] => [cidr, `hybridNodes.nodeCidrs[${index}]`]),
    ...(hybridNodes?.podCidrs ?? []).map((cidr, index): [string, string] => [cidr, `hybridNodes.podCidrs[${index}]`]),
  ]);
  for (const [key, client] of Object.entries(clients)) {
    const path = `endpoint.clients.${key}`;
    if (!/^[a-z][a-z0-9-]*$/.test(key)) {
      problems.push({ code: "endpoint-client-key", path, got: `named ${show(key)}`, expected: "a name of lower-case letters, digits and hyphens, starting with a letter" });
    }
    const given = "cidr" in client ? client.cidr : client.securityGroupId;
    if (("cidr" in client && "securityGroupId" in client) || typeof given !== "string") {
      problems.push({ code: "endpoint-client", path, got: show(client), expected: "{ securityGroupId } or { cidr }", see });
      continue;
    }
    if ("cidr" in client) problems.push(...checkCidr(`${path}.cidr`, given, { shortest: 0, longest: 32, see }));
    const first = taken.get(given);
    if (first !== undefined) {
      problems.push({ code: "endpoint-client-duplicate", path, got: `${show(given)}, as ${first}`, expected: "each once: EC2 refuses a rule that is there already", see });
    }
    taken.set(given, first ?? path);
  }
  return problems;
}

function checkPublicCidrs({ endpoint: { access, publicCidrs }, kubernetesNetwork }: ClusterSettings): Problem[] {
  const path = "endpoint.publicCidrs";
  const see = pages.endpoint;
  if (access === "private") {
    if (publicCidrs.length === 0) return [];
    return [{ code: "public-cidrs", path, got: `${publicCidrs.length} blocks for a private endpoint`, expected: `none, or access "public-and-private"`, see }];
  }
  if (publicCidrs.length === 0) {
    return [{ code: "public-cidrs", path, got: "missing, with which AWS opens the endpoint to everybody", expected: "the blocks that may reach it", see }];
  }
  const problems: Problem[] = [];
  if (publicCidrs.length > publicCidrCount) {
    problems.push({ code: "public-cidr-count", path, got: `${publicCidrs.length} blocks`, expected: `at most ${publicCidrCount}`, see, severity: "warning" });
  }
  for (const [index, text] of publicCidrs.entries()) {
    const at = `${path}[${index}]`;
    if (kubernetesNetwork.ipFamily === "ipv6" && isIpv6Block(text)) {
      if (text === "::/0") problems.push(openToAll(at, text));
      continue;
    }
    problems.push(...checkCidr(at, text, { shortest: 0, longest: 32, see }));
    const cidr = parseCidr(text);
    if (cidr === undefined) continue;
    if (cidr.prefix === 0) problems.push(openToAll(at, text));
    else if (isWithin(text, reservedRanges)) {
      problems.push({ code: "public-cidr-private", path: at, got: `${show(text)}, from which nobody comes over the internet`, expected: "a public block; clients in the VPC belong in endpoint.clients", see });
    }
  }
  return problems;
}

function openToAll(path: string, text: string): Problem {
  const expected = "the blocks of offices, VPNs and pipelines: the login is all that protects the API server otherwise";
  return { code: "public-cidr-open", path, got: `${show(text)}, everybody`, expected, see: pages.endpoint, severity: "warning" };
}

function checkServices({ kubernetesNetwork: { ipFamily, serviceCidr, cni }, network, region }: ClusterSettings): Problem[] {
  const path = "kubernetesNetwork.serviceCidr";
  const problems = [...oneOf("kubernetesNetwork.ipFamily", ipFamily, ["ipv4", "ipv6"]), ...oneOf("kubernetesNetwork.cni", cni, ["vpc-cni", "own"])];
  if (ipFamily === "ipv6") {
    if (!network.dualStack) {
      problems.push({ code: "ipv6-network", path: "kubernetesNetwork.ipFamily", got: `"ipv6" in a network without IPv6`, expected: `a network with IPv6, or "ipv4"`, see: pages.ipv6 });
    }
    if (region !== undefined && regionFacts(region)?.partition === "aws-cn") {
      problems.push({ code: "ipv6-region", path: "kubernetesNetwork.ipFamily", got: `"ipv6" in ${region}`, expected: `"ipv4": China has no other`, see: pages.serviceCidr });
    }
    if (serviceCidr !== undefined) {
      problems.push({ code: "service-cidr-ipv6", path, got: show(serviceCidr), expected: "none: EKS chooses services' IPv6 addresses itself", see: pages.serviceCidr });
    }
    return problems;
  }
  if (serviceCidr === undefined) return problems;
  problems.push(...checkCidr(path, serviceCidr, { ...serviceCidrPrefix, see: pages.serviceCidr }));
  const cidr = parseCidr(serviceCidr);
  if (cidr === undefined) return problems;
  if (!isWithin(serviceCidr, privateRanges)) {
    problems.push({ code: "service-cidr-range", path, got: show(serviceCidr), expected: `a block within ${privateRanges.join(", ")}`, see: pages.serviceCidr });
  }
  for (const block of network.cidrBlocks) {
    const other = Token.isUnresolved(block) ? undefined : parseCidr(block);
    if (other === undefined || !cidrsOverlap(cidr, other)) continue;
    problems.push({ code: "service-cidr-overlap", path, got: `${show(serviceCidr)}, which overlaps ${block} of the VPC`, expected: "a block of its own: services hide what the VPC has there", see: pages.serviceCidr });
  }
  return problems;
}

/** True if the whole block lies in one of the ranges. */
export function isWithin(text: string, ranges: readonly string[]): boolean {
  const inner = parseCidr(text);
  return ranges.some((range) => {
    const outer = parseCidr(range);
    return inner !== undefined && outer !== undefined && cidrContains(outer, inner);
  });
}

import {
  awsService,
  awsServiceIds,
  checkCidr,
  checkTags,
  endpointServiceName,
  isAwsServiceId,
  isIpv6Block,
  mustBeKnown,
  regionFacts,
  regionNames,
  show,
  type EndpointRef,
  type NetworkRef,
  type Problem,
} from "@terrace/core";
import { Token } from "cdktf";
import { policyLength, withoutPrivateDns } from "./limits";
import { policyDocument } from "./policy";
import type { EndpointPolicyProps, EndpointStatement } from "./props";
import { subnetsFor, type InterfaceSettings, type VpcEndpointsSettings } from "./settings";

const pages = {
  gateway: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  interface: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  services: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  policy: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  layers: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms",
  dns: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
} as const;

/** Every problem of the settings. Pure. */
export function check(settings: VpcEndpointsSettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  return [
    ...checkName(settings.name),
    ...checkRegion("region", settings.region),
    ...checkNetworkRegion(settings),
    ...checkGateways(settings),
    ...checkTier(settings),
    ...Object.entries(settings.interfaces).flatMap(([key, endpoint]) => checkInterface(settings, key, endpoint)),
    ...checkAllowFrom(settings),
    ...checkTags("tags", settings.tags),
  ];
}

function checkKnown({ name, region, gateways, interfaces, tier, network, allowFrom, allowFromIpv6 }: VpcEndpointsSettings): Problem[] {
  // Single blocks may be known later; how many there are may not.
  const lists = Object.entries({ allowFrom, allowFromIpv6 }).filter(([, list]) => Token.isUnresolved(list));
  return mustBeKnown({
    name,
    region,
    tier,
    gateways: Object.keys(gateways),
    interfaces: Object.keys(interfaces),
    "network.subnets": network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone })),
    ...Object.fromEntries(Object.entries(gateways).map(([id, { tiers }]) => [`gateways.${id}.tiers`, tiers])),
    ...Object.fromEntries(Object.entries(interfaces).map(([key, one]) => [`${one.group}.${key}.exceptZones`, one.exceptZones])),
    ...Object.fromEntries(lists),
  });
}

function checkName(name: string): Problem[] {
  if (/^(?!sg-)[a-z][a-z0-9-]{0,99}$/.test(name)) return [];
  const expected = "up to 100 lower-case letters, digits and hyphens, starting with a letter but not with sg-";
  return [{ code: "endpoints-name", path: "name", got: show(name), expected }];
}

function checkRegion(path: string, region: string): Problem[] {
  if (regionFacts(region) !== undefined) return [];
  const expected = `one of ${regionNames().join(", ")}`;
  return [{ code: "unknown-region", path, got: show(region), expected, see: pages.services, severity: "dated" }];
}

/** Names of endpoints carry the region, so those of another one would be asked for. */
function checkNetworkRegion({ region, network }: VpcEndpointsSettings): Problem[] {
  const facts = regionFacts(region);
  if (facts === undefined) return [];
  const zones = network.subnets.map(({ availabilityZone }) => availabilityZone);
  const elsewhere = zones.find((zone) => !zone.startsWith(`${facts.zonePrefix}-`) && !zone.startsWith(region));
  if (elsewhere === undefined) return [];
  const got = `${show(region)}, with a subnet in ${elsewhere}`;
  return [{ code: "network-region", path: "region", got, expected: "the region of the network's zones" }];
}

function checkGateways(settings: VpcEndpointsSettings): Problem[] {
  const known = tiersOf(settings);
  return Object.entries(settings.gateways).flatMap(([id, { tiers, policy }]) => {
    const path = `gateways.${id}`;
    if (!isAwsServiceId(id) || !awsService(id).kinds.includes("gateway")) {
      const expected = isAwsServiceId(id) ? `interfaces: { "${id}": {} }` : "s3 or dynamodb";
      return [{ code: "no-gateway", path, got: `a gateway for ${id}, which has none`, expected, see: pages.gateway }];
    }
    const problems: Problem[] = tiers
      .filter((tier) => !known.includes(tier))
      .map((tier) => ({ code: "endpoint-tier", path: `${path}.tiers`, got: show(tier), expected: `one of ${known.join(", ")}` }));
    if (tiers.length === 0) {
      problems.push({ code: "endpoint-tier", path: `${path}.tiers`, got: "empty", expected: "at least one tier, or no such prop" });
    }
    // An interface lies in no tier's route table, so it shares none.
    const shares = (theirs: EndpointRef) => theirs.service === id && theirs.tiers.some((tier) => tiers.includes(tier));
    return [
      ...problems,
      ...checkDuplicate(settings, path, shares),
      ...checkPolicy(`${path}.policy`, { service: id, region: settings.region, kind: "gateway" }, policy),
    ];
  });
}

/** Somebody else's endpoint at the same routes, or the same private name: AWS takes one only. */
function checkDuplicate({ network }: VpcEndpointsSettings, path: string, clashes: (theirs: EndpointRef) => boolean): Problem[] {
  if (!network.endpoints.some(clashes)) return [];
  const expected = "one endpoint for each service: leave it out, or take it out of the network's own";
  return [{ code: "endpoint-duplicate", path, got: "in the network already", expected, see: pages.interface }];
}

function checkTier(settings: VpcEndpointsSettings): Problem[] {
  const { tier, interfaces, network } = settings;
  if (Object.keys(interfaces).length === 0) return [];
  const known = tiersOf(settings);
  if (tier === undefined || !known.includes(tier)) {
    const got = tier === undefined ? "missing, with interface endpoints" : show(tier);
    return [{ code: "endpoint-tier", path: "tier", got, expected: `one of ${known.join(", ")}`, see: pages.interface }];
  }
  const zones = zonesOf(network, tier);
  const twice = zones.filter((zone, index) => zones.indexOf(zone) < index);
  if (twice.length === 0) return [];
  const got = `${show(tier)}, with two subnets in ${twice.join(", ")}`;
  return [{ code: "endpoint-zone", path: "tier", got, expected: "a tier with one subnet in each zone", see: pages.interface }];
}

function zonesOf({ subnets }: NetworkRef, tier: string | undefined): string[] {
  return subnets.filter((subnet) => subnet.tier === tier).map(({ availabilityZone }) => availabilityZone);
}

function tiersOf({ network }: VpcEndpointsSettings): string[] {
  return [...new Set(network.subnets.map(({ tier }) => tier))];
}

function checkInterface(settings: VpcEndpointsSettings, key: string, endpoint: InterfaceSettings): Problem[] {
  const path = endpoint.group === "others" ? `others.${key}` : `interfaces.${key}`;
  const problems: Problem[] = [];
  if (endpoint.group === "interfaces" && endpoint.service === undefined) {
    const got = "outside the catalogue of services";
    const expected = `others: { "${key}": { serviceName: "..." } }`;
    return [{ code: "unknown-service", path, got, expected, see: pages.services }];
  }
  if (endpoint.group === "others") problems.push(...checkOther(settings, path, key, endpoint));
  const shares = ({ kind, service, privateDns }: EndpointRef) =>
    kind === "interface" && service === endpoint.knownAs && privateDns && endpoint.privateDns;
  return [
    ...problems,
    ...checkDuplicate(settings, path, shares),
    ...checkZones(settings, path, endpoint),
    ...checkDns(settings, path, endpoint),
    ...checkAddresses(settings, path, endpoint),
    ...(endpoint.serviceRegion === undefined ? [] : checkServiceRegion(settings, path, endpoint.serviceRegion)),
    ...checkPolicy(
      `${path}.policy`,
      { service: endpoint.service ?? key, region: endpoint.serviceRegion ?? settings.region, kind: "interface" },
      endpoint.policy,
    ),
  ];
}

function checkOther(settings: VpcEndpointsSettings, path: string, key: string, { serviceName }: InterfaceSettings): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(key) || isAwsServiceId(key)) {
    const expected = isAwsServiceId(key) ? `interfaces: { "${key}": {} }` : "lower-case letters, digits and hyphens";
    problems.push({ code: "other-name", path, got: `named ${show(key)}`, expected });
  }
  const at = `${path}.serviceName`;
  if (!Token.isUnresolved(serviceName) && !/^([a-z0-9-]+\.){2,}[a-z0-9-]+$/.test(serviceName)) {
    const expected = "a whole name, such as com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
    problems.push({ code: "service-name", path: at, got: show(serviceName), expected, see: pages.interface });
  }
  const { region, interfaces } = settings;
  const partition = regionFacts(region)?.partition ?? "aws";
  const known = awsServiceIds.find((id) => endpointServiceName(id, region, partition, "interface") === serviceName);
  if (known !== undefined) {
    const expected = `interfaces: { "${known}": {} }, which workloads are held against`;
    problems.push({ code: "service-name", path: at, got: "a service of the catalogue", expected, see: pages.services });
  }
  const [first = key] = Object.keys(interfaces).filter((other) => interfaces[other]?.serviceName === serviceName);
  if (first !== key) {
    const got = `the service of ${first} too`;
    problems.push({ code: "endpoint-duplicate", path: at, got, expected: "one endpoint for each service", see: pages.interface });
  }
  return problems;
}

function checkZones(settings: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  const zones = zonesOf(settings.network, settings.tier);
  if (zones.length === 0) return [];
  const at = `${path}.exceptZones`;
  const problems: Problem[] = endpoint.exceptZones
    .filter((zone) => !zones.includes(zone))
    .map((zone) => ({ code: "endpoint-zone", path: at, got: show(zone), expected: `one of ${zones.join(", ")}` }));
  if (subnetsFor(settings, endpoint).length === 0) {
    problems.push({ code: "endpoint-zone", path: at, got: "all zones of the tier", expected: "at least one zone left" });
  }
  return problems;
}

function checkDns({ network: { dns } }: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  if (!endpoint.privateDns) return [];
  if (withoutPrivateDns.has(endpoint.service ?? "")) {
    const got = "true for a service without a private name";
    const expected = "false, or no such prop: clients are told the endpoint's own name";
    return [{ code: "private-dns", path: `${path}.privateDns`, got, expected, see: pages.dns }];
  }
  if (dns.support && dns.hostnames) return [];
  const got = `true in a VPC without ${dns.support ? "DNS host names" : "DNS support"}`;
  const expected = "dns.support and dns.hostnames of the VPC, or privateDns: false";
  return [{ code: "private-dns", path: `${path}.privateDns`, got, expected, see: pages.dns }];
}

function checkAddresses(settings: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  const { ipAddressType, dnsRecordIpType } = endpoint;
  const problems: Problem[] = [];
  const wrong = wrongAddressType(settings, endpoint);
  if (wrong !== undefined) {
    problems.push({ code: "endpoint-ip-type", path: `${path}.ipAddressType`, ...wrong, see: pages.interface });
  }
  const fits = dnsRecordIpType === undefined || ipAddressType === "dualstack" || dnsRecordIpType === ipAddressType;
  if (!fits) {
    const got = `${show(dnsRecordIpType)} with ipAddressType ${show(ipAddressType)}`;
    const expected = `${show(ipAddressType)}, or ipAddressType "dualstack"`;
    problems.push({ code: "endpoint-dns-type", path: `${path}.dnsRecordIpType`, got, expected, see: pages.interface });
  }
  return problems;
}

function wrongAddressType(settings: VpcEndpointsSettings, endpoint: InterfaceSettings): Pick<Problem, "expected" | "got"> | undefined {
  const { ipAddressType } = endpoint;
  const got = show(ipAddressType);
  if (ipAddressType !== "ipv4" && !settings.network.dualStack) return { got, expected: `"ipv4", or a dual-stack VPC` };
  const isIpv6Only = subnetsFor(settings, endpoint).map(({ ipv6Only }) => ipv6Only === true);
  if (ipAddressType === "ipv6" && isIpv6Only.includes(false)) return { got, expected: `"dualstack", or a tier without IPv4` };
  if (ipAddressType !== "ipv6" && isIpv6Only.includes(true)) return { got, expected: `"ipv6" in a tier without IPv4` };
  return undefined;
}

function checkServiceRegion({ region }: VpcEndpointsSettings, path: string, serviceRegion: string): Problem[] {
  const at = `${path}.serviceRegion`;
  const [theirs, ours] = [regionFacts(serviceRegion), regionFacts(region)];
  if (theirs !== undefined && ours !== undefined && theirs.partition !== ours.partition) {
    const got = `${show(serviceRegion)}, in another partition than ${region}`;
    return [{ code: "service-region", path: at, got, expected: `a region of ${ours.partition}`, see: pages.services }];
  }
  return checkRegion(at, serviceRegion);
}

interface PolicyContext {
  readonly service: string;
  readonly region: string;
  readonly kind: "gateway" | "interface";
}

function checkPolicy(path: string, context: PolicyContext, policy: EndpointPolicyProps | undefined): Problem[] {
  if (policy === undefined) return [];
  const see = pages.policy;
  const problems: Problem[] = [];
  const { account, organization, statements, ecrLayers } = policy;
  if (isWrong(account, /^\d{12}$/)) {
    problems.push({ code: "policy-account", path: `${path}.account`, got: show(account), expected: "12 digits, as text", see });
  }
  if (isWrong(organization, /^o-[a-z0-9]{10,32}$/)) {
    const expected = "an id such as o-a1b2c3d4e5";
    problems.push({ code: "policy-organization", path: `${path}.organization`, got: show(organization), expected, see });
  }
  if (ecrLayers !== undefined && context.service !== "s3") {
    const got = `given for ${context.service}`;
    problems.push({ code: "policy-ecr-layers", path: `${path}.ecrLayers`, got, expected: "given for s3 only", see: pages.layers });
  }
  if (account === undefined && organization === undefined && statements === undefined) {
    const expected = "an account, an organization or statements, or no policy at all";
    problems.push({ code: "policy-empty", path, got: "a policy that allows everything", expected, see });
  }
  if (statements?.every(({ effect }) => effect === "Deny") === true) {
    const got = `${statements.length} statements, none of which allows anything`;
    problems.push({ code: "policy-empty", path: `${path}.statements`, got, expected: "at least one that allows something", see });
  }
  problems.push(...(statements ?? []).flatMap((statement, index) => checkStatement(`${path}.statements[${index}]`, context, statement)));
  const { length } = JSON.stringify(policyDocument(policy, context.service, context.region));
  if (length > policyLength) {
    problems.push({ code: "policy-length", path, got: `${length} characters`, expected: `at most ${policyLength}`, see });
  }
  return problems;
}

/** What is known only after apply is never wrong here. */
function isWrong(value: string | undefined, form: RegExp): boolean {
  return value !== undefined && !Token.isUnresolved(value) && !form.test(value);
}

function checkStatement(path: string, { kind }: PolicyContext, { actions, resources, principals }: EndpointStatement): Problem[] {
  const see = pages.policy;
  const problems: Problem[] = [];
  if (actions.length === 0 || resources.length === 0 || principals?.length === 0) {
    const expected = "at least one action and resource, and no principals at all or at least one";
    problems.push({ code: "policy-statement", path, got: "with an empty list", expected, see });
  }
  for (const action of actions.filter((one) => isWrong(one, /^(\*|[a-z0-9-]+:[A-Za-z0-9*?]+)$/))) {
    problems.push({ code: "policy-action", path: `${path}.actions`, got: show(action), expected: "an action such as s3:GetObject", see });
  }
  if (kind === "gateway" && principals !== undefined) {
    const expected = `conditions: { ArnEquals: { "aws:PrincipalArn": [...] } }`;
    problems.push({ code: "policy-principals", path: `${path}.principals`, got: "given for a gateway", expected, see });
  }
  return problems;
}

function checkAllowFrom({ allowFrom, allowFromIpv6, interfaces }: VpcEndpointsSettings): Problem[] {
  const see = pages.interface;
  const problems: Problem[] = [];
  if (Object.keys(interfaces).length > 0 && allowFrom.length === 0) {
    problems.push({ code: "allow-from", path: "allowFrom", got: "empty", expected: "at least one block that may use the endpoints", see });
  }
  const ipv6 = Object.keys(interfaces).find((key) => answersIpv6(interfaces[key]));
  if (ipv6 !== undefined && allowFromIpv6.length === 0) {
    const got = `empty, while ${ipv6} answers with IPv6 addresses, which clients prefer`;
    problems.push({ code: "allow-from", path: "allowFromIpv6", got, expected: `the VPC's IPv6 block, or dnsRecordIpType: "ipv4"`, see });
  }
  return [
    ...problems,
    ...allowFrom.flatMap((cidr, index) => checkCidr(`allowFrom[${index}]`, cidr, { shortest: 0, longest: 32, see })),
    ...allowFromIpv6.filter((cidr) => !Token.isUnresolved(cidr) && !isIpv6Block(cidr)).map((cidr) => ({
      code: "ipv6-block",
      path: `allowFromIpv6[${allowFromIpv6.indexOf(cidr)}]`,
      got: show(cidr),
      expected: "an IPv6 block such as 2001:db8::/56",
      see,
    })),
    ...checkTwice("allowFrom", allowFrom),
    ...checkTwice("allowFromIpv6", allowFromIpv6),
  ];
}

/** True if clients are given IPv6 addresses for the public name. `service-defined` gives them IPv4 there. */
function answersIpv6(endpoint: InterfaceSettings | undefined): boolean {
  if (endpoint === undefined || endpoint.ipAddressType === "ipv4") return false;
  return endpoint.dnsRecordIpType !== "ipv4" && endpoint.dnsRecordIpType !== "service-defined";
}

function checkTwice(path: string, blocks: readonly string[]): Problem[] {
  return blocks
    .filter((block, index) => blocks.indexOf(block) < index)
    .map((block) => ({ code: "allow-from", path, got: `${show(block)} twice`, expected: "each block once" }));
}

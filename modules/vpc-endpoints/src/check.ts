import {
  awsService,
  checkCidr,
  checkTags,
  isAwsServiceId,
  mustBeKnown,

  regionFacts,
  regionNames,
  show,
  type Problem,
} from "@terrace/core";
import type { EndpointPolicyProps } from "./props";
import { subnetsFor, type InterfaceSettings, type VpcEndpointsSettings } from "./settings";

const pages = {
  gateway: "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html",
  interface: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  services: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  policy: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  layers: "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html#ecr-minimum-s3-perms",
  dns: "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html",
} as const;

/** Characters of an endpoint's policy, white space included. Read November 2026. */
const policyLength = 20480;

/** Every problem of the settings. Pure. */
export function check(settings: VpcEndpointsSettings): Problem[] {
  const { name, region, gateways, interfaces, tier, tags, network } = settings;
  const structure = { name, region, tier, "network.subnets": network.subnets.map((subnet) => [subnet.tier, subnet.availabilityZone]) };
  const unknown = mustBeKnown({ ...structure, gateways: Object.keys(gateways), interfaces: Object.keys(interfaces) });
  if (unknown.length > 0) return unknown;
  return [
    ...checkName(name),
    ...checkRegion("region", region),
    ...checkGateways(settings),
    ...checkTier(settings),
    ...Object.entries(interfaces).flatMap(([key, endpoint]) => checkInterface(settings, key, endpoint)),
    ...checkAllowFrom(settings),
    ...checkTags("tags", tags),
  ];
}

function checkName(name: string): Problem[] {
  if (/^[a-z][a-z0-9-]{0,99}$/.test(name)) return [];
  const expected = "up to 100 lower-case letters, digits and hyphens, starting with a letter";
  return [{ code: "endpoints-name", path: "name", got: show(name), expected }];
}

function checkRegion(path: string, region: string): Problem[] {
  if (regionFacts(region) !== undefined) return [];
  const expected = `one of ${regionNames().join(", ")}`;
  return [{ code: "unknown-region", path, got: show(region), expected, see: pages.services }];
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
    return [...problems, ...checkDuplicate(settings, `gateways.${id}`, id), ...checkPolicy(`${path}.policy`, id, policy)];
  });
}

/** Somebody else's endpoint of the same service would take, or refuse, the same traffic. */
function checkDuplicate({ network }: VpcEndpointsSettings, path: string, id: string): Problem[] {
  if (!network.endpoints.some(({ service }) => service === id)) return [];
  const expected = "one endpoint for each service: leave it out, or take it out of the network's own";
  return [{ code: "endpoint-duplicate", path, got: "in the network already", expected, see: pages.interface }];
}

function checkTier(settings: VpcEndpointsSettings): Problem[] {
  const { tier, interfaces } = settings;
  if (Object.keys(interfaces).length === 0) return [];
  const known = tiersOf(settings);
  if (tier !== undefined && known.includes(tier)) return [];
  return [{ code: "endpoint-tier", path: "tier", got: show(tier), expected: `one of ${known.join(", ")}`, see: pages.interface }];
}

function tiersOf({ network }: VpcEndpointsSettings): string[] {
  return [...new Set(network.subnets.map(({ tier }) => tier))];
}

function checkInterface(settings: VpcEndpointsSettings, key: string, endpoint: InterfaceSettings): Problem[] {
  const path = `${endpoint.group}.${key}`;
  const problems: Problem[] = [];
  if (endpoint.group === "interfaces" && endpoint.service === undefined) {
    const got = "outside the catalogue of services";
    const expected = `others: { "${key}": { serviceName: "..." } }`;
    return [{ code: "unknown-service", path, got, expected, see: pages.services }];
  }
  if (endpoint.group === "others") problems.push(...checkOther(settings, path, key, endpoint));
  if (endpoint.service !== undefined) problems.push(...checkDuplicate(settings, path, endpoint.service));
  return [
    ...problems,
    ...checkZones(settings, path, endpoint),
    ...checkDns(settings, path, endpoint),
    ...checkAddresses(settings, path, endpoint),
    ...(endpoint.serviceRegion === undefined ? [] : checkServiceRegion(settings, path, endpoint.serviceRegion)),
    ...checkPolicy(`${path}.policy`, endpoint.service ?? key, endpoint.policy),
  ];
}

function checkOther({ interfaces }: VpcEndpointsSettings, path: string, key: string, { serviceName }: InterfaceSettings): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(key) || (isAwsServiceId(key) && interfaces[key]?.group === "others")) {
    const expected = isAwsServiceId(key) ? `interfaces: { "${key}": {} }` : "lower-case letters, digits and hyphens";
    problems.push({ code: "other-name", path, got: `named ${show(key)}`, expected });
  }
  if (!/^([a-z0-9-]+\.){2,}[a-z0-9-]+$/.test(serviceName)) {
    const expected = "a whole name, such as com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0";
    problems.push({ code: "service-name", path: `${path}.serviceName`, got: show(serviceName), expected, see: pages.interface });
  }
  return problems;
}

function checkZones(settings: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  const { network, tier } = settings;
  const zones = network.subnets.filter((subnet) => subnet.tier === tier).map(({ availabilityZone }) => availabilityZone);
  const at = `${path}.exceptZones`;
  const problems: Problem[] = endpoint.exceptZones
    .filter((zone) => !zones.includes(zone))
    .map((zone) => ({ code: "endpoint-zone", path: at, got: show(zone), expected: `one of ${zones.join(", ")}` }));
  if (zones.length > 0 && subnetsFor(settings, endpoint).length === 0) {
    problems.push({ code: "endpoint-zone", path: at, got: "all zones of the tier", expected: "at least one zone left" });
  }
  const twice = zones.filter((zone, index) => zones.indexOf(zone) < index);
  if (twice.length > 0) {
    const got = `with two subnets in ${twice.join(", ")}`;
    problems.push({ code: "endpoint-zone", path: "tier", got, expected: "one subnet in each zone", see: pages.interface });
  }
  return problems;
}

function checkDns({ network: { dns } }: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  if (!endpoint.privateDns || (dns.support && dns.hostnames)) return [];
  const got = `true in a VPC without ${dns.support ? "DNS host names" : "DNS support"}`;
  const expected = "dns.support and dns.hostnames of the VPC, or privateDns: false";
  return [{ code: "private-dns", path: `${path}.privateDns`, got, expected, see: pages.dns }];
}

function checkAddresses(settings: VpcEndpointsSettings, path: string, endpoint: InterfaceSettings): Problem[] {
  const { ipAddressType, dnsRecordIpType } = endpoint;
  const problems: Problem[] = [];
  if (ipAddressType !== "ipv4" && !settings.network.dualStack) {
    const expected = `"ipv4", or a dual-stack VPC`;
    problems.push({ code: "endpoint-ip-type", path: `${path}.ipAddressType`, got: show(ipAddressType), expected, see: pages.interface });
  }
  const fits = dnsRecordIpType === undefined || dnsRecordIpType === "service-defined" || ipAddressType === "dualstack" || dnsRecordIpType === ipAddressType;
  if (!fits) {
    const got = `${show(dnsRecordIpType)} with ipAddressType ${show(ipAddressType)}`;
    const expected = `${show(ipAddressType)} or "service-defined"`;
    problems.push({ code: "endpoint-dns-type", path: `${path}.dnsRecordIpType`, got, expected, see: pages.interface });
  }
  return problems;
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

function checkPolicy(path: string, service: string, policy: EndpointPolicyProps | undefined): Problem[] {
  if (policy === undefined) return [];
  const see = pages.policy;
  const problems: Problem[] = [];
  const { account, organization, statements, ecrLayers } = policy;
  if (account !== undefined && !/^\d{12}$/.test(account)) {
    problems.push({ code: "policy-account", path: `${path}.account`, got: show(account), expected: "12 digits, as text", see });
  }
  if (organization !== undefined && !/^o-[a-z0-9]{10,32}$/.test(organization)) {
    const expected = "an id such as o-a1b2c3d4e5";
    problems.push({ code: "policy-organization", path: `${path}.organization`, got: show(organization), expected, see });
  }
  if (ecrLayers !== undefined && service !== "s3") {
    const got = `given for ${service}`;
    problems.push({ code: "policy-ecr-layers", path: `${path}.ecrLayers`, got, expected: "given for s3 only", see: pages.layers });
  }
  if (account === undefined && organization === undefined && statements === undefined) {
    const expected = "an account, an organization or statements, or no policy at all";
    problems.push({ code: "policy-empty", path, got: "a policy that allows everything", expected, see });
  }
  if (statements?.length === 0) {
    problems.push({ code: "policy-empty", path: `${path}.statements`, got: "empty, which allows nothing", expected: "at least one statement", see });
  }
  statements?.forEach(({ actions, resources }, index) => {
    const at = `${path}.statements[${index}]`;
    if (actions.length === 0 || resources.length === 0) {
      problems.push({ code: "policy-statement", path: at, got: "without actions or resources", expected: "at least one of each", see });
    }
    for (const action of actions) {
      if (action === "*" || /^[a-z0-9-]+:[A-Za-z0-9*?]+$/.test(action)) continue;
      const expected = "an action such as s3:GetObject";
      problems.push({ code: "policy-action", path: `${at}.actions`, got: show(action), expected, see });
    }
  });
  const length = JSON.stringify(policy).length;
  if (length > policyLength) {
    problems.push({ code: "policy-length", path, got: `${length} characters`, expected: `at most ${policyLength}`, see });
  }
  return problems;
}

function checkAllowFrom({ allowFrom, interfaces }: VpcEndpointsSettings): Problem[] {
  if (Object.keys(interfaces).length > 0 && allowFrom.length === 0) {
    return [{ code: "allow-from", path: "allowFrom", got: "empty", expected: "at least one block that may use the endpoints" }];
  }
  return allowFrom.flatMap((cidr, index) => checkCidr(`allowFrom[${index}]`, cidr, { shortest: 0, longest: 32, see: pages.interface }));
}


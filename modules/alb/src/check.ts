import { checkCidr, checkName, checkTags, isIpv6Block, mustBeKnown, parseCidr, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkKey } from "./check-range";
import { nameLength, pages, subnetPrefix } from "./limits";
import type { LogsProps } from "./props";
import { isIpv6, ownSubnets, type LoadBalancerSettings } from "./settings";

/** Every problem of what both kinds of load balancer have. Pure. */
export function checkLoadBalancer(settings: LoadBalancerSettings): Problem[] {
  return [
    ...checkOwnName(settings),
    ...checkSubnets(settings),
    ...checkAddressType(settings),
    ...checkAllowFrom(settings),
    ...checkPrefixLists(settings),
    ...checkLogs("accessLogs", settings.accessLogs),
    ...checkAlias(settings),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, or what rules have to be held against. */
export function checkKnown(settings: LoadBalancerSettings): Problem[] {
  const { name, tier, scheme, ipAddressType, network, allowFromCidrs, allowFromPrefixLists, alias } = settings;
  return mustBeKnown({
    name,
    tier,
    scheme,
    ipAddressType,
    "network.subnets": network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone })),
    allowFromPrefixLists: Object.keys(allowFromPrefixLists),
    // Single blocks may be known later; how many there are may not.
    ...(Token.isUnresolved(allowFromCidrs) ? { allowFromCidrs } : {}),
    "alias.names": alias?.names,
  });
}

function checkOwnName({ name }: LoadBalancerSettings): Problem[] {
  if (name.length <= nameLength && /^(?!internal-)(?!sg-)[a-z]([a-z0-9-]*[a-z0-9])?$/.test(name)) return [];
  const got = name.length > nameLength ? `${show(name)}, ${name.length} characters` : show(name);
  const expected = `up to ${nameLength} lower-case letters, digits and hyphens, starting with a letter but not with internal- or sg-, not ending with a hyphen`;
  return [{ code: "load-balancer-name", path: "name", got, expected, see: pages.loadBalancer }];
}

function checkSubnets(settings: LoadBalancerSettings): Problem[] {
  const { kind, network, tier, scheme } = settings;
  const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  const see = pages.subnets;
  if (!tiers.includes(tier)) {
    return [{ code: "load-balancer-tier", path: "tier", got: show(tier), expected: `one of ${tiers.join(", ")}`, see }];
  }
  const problems: Problem[] = [];
  const subnets = ownSubnets(settings);
  const zones = subnets.map(({ availabilityZone }) => availabilityZone);
  const twice = zones.filter((zone, index) => zones.indexOf(zone) < index);
  if (twice.length > 0) {
    const got = `${show(tier)}, with two subnets in ${twice.join(", ")}`;
    problems.push({ code: "load-balancer-zones", path: "tier", got, expected: "a tier with one subnet in each zone", see });
  }
  if (kind === "application" && new Set(zones).size < 2) {
    const got = `${show(tier)}, in ${zones.join(", ")} only`;
    problems.push({ code: "load-balancer-zones", path: "tier", got, expected: "a tier with subnets in at least two zones", see });
  }
  const closed = subnets.filter(({ egress }) => egress !== "internet-gateway");
  if (scheme === "internet-facing" && closed.length > 0) {
    const open = tiers.filter((one) => network.subnets.every((subnet) => subnet.tier !== one || subnet.egress === "internet-gateway"));
    const offered = open.length > 0 ? `one of ${open.join(", ")}` : "a tier with an internet gateway";
    const expected = `${offered}, or scheme: "internal"`;
    problems.push({ code: "public-tier", path: "tier", got: `${show(tier)}, without an internet gateway`, expected, see });
  }
  if (scheme === "internal" && closed.length < subnets.length) {
    const expected = `a tier without an internet gateway, or scheme: "internet-facing"`;
    problems.push({ code: "internal-in-public-tier", path: "tier", got: `${show(tier)}, with an internet gateway`, expected, see, severity: "warning" });
  }
  const ipv6Only = subnets.filter((subnet) => subnet.ipv6Only === true);
  if (ipv6Only.length > 0) {
    problems.push({ code: "load-balancer-tier", path: "tier", got: `${show(tier)}, without IPv4`, expected: "a tier with IPv4", see });
  }
  const small = subnets.filter(({ cidrBlock }) => !Token.isUnresolved(cidrBlock) && (parseCidr(cidrBlock)?.prefix ?? 0) > subnetPrefix);
  if (kind === "application" && small.length > 0) {
    const got = `${show(tier)}, with ${small.map(({ cidrBlock }) => cidrBlock).join(", ")}`;
    problems.push({ code: "subnet-size", path: "tier", got, expected: `subnets of /${subnetPrefix} or larger, with 8 free addresses each`, see });
  }
  return problems;
}

function checkAddressType({ ipAddressType, network, scheme }: LoadBalancerSettings): Problem[] {
  const path = "ipAddressType";
  const see = pages.loadBalancer;
  const problems: Problem[] = [];
  if (ipAddressType !== "ipv4" && !network.dualStack) {
    problems.push({ code: "ip-address-type", path, got: `${show(ipAddressType)} in a network without IPv6`, expected: `"ipv4", or a dual-stack VPC`, see });
  }
  if (ipAddressType === "dualstack-without-public-ipv4" && scheme === "internal") {
    problems.push({ code: "ip-address-type", path, got: `${show(ipAddressType)} for an internal one`, expected: `"dualstack", or scheme: "internet-facing"`, see });
  }
  return problems;
}

function checkAllowFrom({ allowFromCidrs, scheme, ipAddressType }: LoadBalancerSettings): Problem[] {
  return allowFromCidrs.flatMap((cidr, index) => {
    if (Token.isUnresolved(cidr)) return [];
    const path = `allowFromCidrs[${index}]`;
    const problems = isIpv6(cidr) ? checkIpv6(path, cidr) : checkCidr(path, cidr, { shortest: 0, longest: 32, see: pages.loadBalancer });
    if (allowFromCidrs.indexOf(cidr) < index) {
      problems.push({ code: "allow-from-duplicate", path, got: `${show(cidr)} again`, expected: "each block once" });
    }
    if (scheme === "internal" && cidr.endsWith("/0")) {
      const expected = `the blocks of the clients, allowFrom(id, peer), or scheme: "internet-facing"`;
      problems.push({ code: "allow-from-everywhere", path, got: `${show(cidr)}, every address, for an internal one`, expected });
    }
    if (isIpv6(cidr) && ipAddressType === "ipv4") {
      const expected = `a block of IPv4, or ipAddressType: "dualstack"`;
      problems.push({ code: "allow-from-ipv6", path, got: `${show(cidr)}, for a load balancer without IPv6`, expected });
    }
    return problems;
  });
}

/** IPv6 blocks are only read, not computed with. */
function checkIpv6(path: string, cidr: string): Problem[] {
  if (isIpv6Block(cidr)) return [];
  return [{ code: "cidr-syntax", path, got: show(cidr), expected: "a block such as 10.0.0.0/16 or 2001:db8::/32" }];
}

function checkPrefixLists({ allowFromPrefixLists }: LoadBalancerSettings): Problem[] {
  return Object.entries(allowFromPrefixLists).flatMap(([key, id]) => {
    const path = `allowFromPrefixLists.${key}`;
    const problems = checkKey(path, key);
    if (Token.isUnresolved(id) || /^pl-[0-9a-f]{8,17}$/.test(id)) return problems;
    return [...problems, { code: "prefix-list-id", path, got: show(id), expected: "an id such as pl-0123456789abcdef0" }];
  });
}

/** Where logs go, and what their keys begin with. */
export function checkLogs(path: string, logs: LogsProps | undefined): Problem[] {
  if (logs === undefined) return [];
  const { bucket, prefix } = logs;
  const problems = checkName(`${path}.bucket`, bucket, "s3-bucket");
  if (prefix === undefined || Token.isUnresolved(prefix)) return problems;
  if (/^(?!\/)(?!.*AWSLogs).*[^/]$/.test(prefix)) return problems;
  const expected = "a prefix without AWSLogs, neither starting nor ending with a slash";
  return [...problems, { code: "log-prefix", path: `${path}.prefix`, got: show(prefix), expected, see: pages.accessLogs }];
}

function checkAlias({ alias }: LoadBalancerSettings): Problem[] {
  if (alias === undefined) return [];
  const problems: Problem[] = [];
  if (alias.names.length === 0) {
    problems.push({ code: "alias-name", path: "alias.names", got: "empty", expected: "at least one name" });
  }
  alias.names.forEach((name, index) => {
    const path = `alias.names[${index}]`;
    if (name.length > 253 || !/^(\*\.)?([a-z0-9_]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]+$/.test(name)) {
      problems.push({ code: "alias-name", path, got: show(name), expected: "a full name in lower case, such as www.example.com" });
    }
    if (alias.names.indexOf(name) < index) {
      problems.push({ code: "alias-name", path, got: `${show(name)} again`, expected: "each name once" });
    }
  });
  return problems;
}

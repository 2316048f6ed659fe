import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkBlock, checkIds, checkMap, checkRange, checkRegion, isArn } from "./check-ingress-values";
import { ingressLengths, ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import type { AccessByGroups, AccessByRules, IngressLoadBalancer, LoadBalancerAttributes, LoadBalancerLogs } from "./ingress-load-balancer-props";
import type { IngressSettings } from "./ingress-settings";

/** The load balancer of an Ingress, and who reaches it. */
export function checkIngressLoadBalancer(settings: IngressSettings): Problem[] {
  const { loadBalancer, access, cluster } = settings;
  const at = "loadBalancer";
  return [
    ...checkWords(loadBalancer),
    ...checkLoadBalancerName(`${at}.name`, loadBalancer.name),
    ...checkAddresses(at, loadBalancer),
    ...checkSubnets(`${at}.subnets`, loadBalancer),
    ...checkRange("capacity-units", `${at}.minimumCapacityUnits`, loadBalancer.minimumCapacityUnits, ranges.capacityUnits, pages.annotations),
    ...checkWebAcl(`${at}.webAcl`, loadBalancer, cluster.region),
    ...checkLoadBalancerAttributes(`${at}.attributes`, loadBalancer.attributes),
    ...(access?.type === "rules" ? checkRules(access, loadBalancer) : []),
    ...(access?.type === "security-groups" ? checkGroups(access) : []),
    ...(access === undefined ? [] : oneOf("access.type", access.type, ["rules", "security-groups"])),
  ];
}

function checkWords({ scheme, ipAddressType, attributes = {} }: IngressLoadBalancer): Problem[] {
  const at = "loadBalancer";
  const { desyncMitigation, forwardedFor } = attributes;
  return [
    ...(scheme === undefined ? [] : oneOf(`${at}.scheme`, scheme, ["internal", "internet-facing"])),
    ...(ipAddressType === undefined ? [] : oneOf(`${at}.ipAddressType`, ipAddressType, ["ipv4", "dualstack", "dualstack-without-public-ipv4"])),
    ...(desyncMitigation === undefined ? [] : oneOf(`${at}.attributes.desyncMitigation`, desyncMitigation, ["defensive", "monitor", "strictest"])),
    ...(forwardedFor === undefined ? [] : oneOf(`${at}.attributes.forwardedFor`, forwardedFor, ["append", "preserve", "remove"])),
  ];
}

/** A name that ELB takes. */
export function checkLoadBalancerName(path: string, name: string | undefined): Problem[] {
  if (name === undefined || (name.length <= ingressLengths.loadBalancerName && /^(?!internal-)[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(name))) return [];
  const expected = `up to ${ingressLengths.loadBalancerName} letters, digits and hyphens, none at either end, not beginning with internal-`;
  return [{ code: "load-balancer-name", path, got: show(name), expected, see: pages.loadBalancer }];
}

function checkAddresses(at: string, { scheme, ipAddressType, customerOwnedIpv4PoolId, ipamIpv4PoolId }: IngressLoadBalancer): Problem[] {
  const problems: Problem[] = [];
  if (ipAddressType === "dualstack-without-public-ipv4" && scheme === "internal") {
    problems.push({ code: "ip-address-type", path: `${at}.ipAddressType`, got: `${show(ipAddressType)}, of an internal load balancer`, expected: `"dualstack", or scheme "internet-facing"`, see: pages.loadBalancer });
  }
  if (ipamIpv4PoolId !== undefined && scheme === "internal") {
    problems.push({ code: "address-pool", path: `${at}.ipamIpv4PoolId`, got: "given for an internal load balancer", expected: `scheme "internet-facing": the pool is for public addresses`, see: pages.annotations });
  }
  if (ipamIpv4PoolId !== undefined && !Token.isUnresolved(ipamIpv4PoolId) && !/^ipam-pool-[0-9a-f]+$/.test(ipamIpv4PoolId)) {
    problems.push({ code: "address-pool", path: `${at}.ipamIpv4PoolId`, got: show(ipamIpv4PoolId), expected: "an id such as ipam-pool-0123456789abcdef0", see: pages.annotations });
  }
  if (customerOwnedIpv4PoolId !== undefined && !Token.isUnresolved(customerOwnedIpv4PoolId) && !/^ipv4pool-coip-[0-9a-f]+$/.test(customerOwnedIpv4PoolId)) {
    problems.push({ code: "address-pool", path: `${at}.customerOwnedIpv4PoolId`, got: show(customerOwnedIpv4PoolId), expected: "an id such as ipv4pool-coip-0123456789abcdef0", see: pages.annotations });
  }
  return problems;
}

/** Outposts have one subnet; everywhere else there are two zones at least. */
function checkSubnets(path: string, { subnets, customerOwnedIpv4PoolId }: IngressLoadBalancer): Problem[] {
  const problems = checkIds("ingress-subnets", path, subnets, "ids of subnets, or values of their tag Name", pages.subnets);
  if (subnets === undefined || subnets.length >= 2 || (subnets.length === 1 && customerOwnedIpv4PoolId !== undefined)) return problems;
  return [...problems, { code: "ingress-subnets", path, got: `${subnets.length} subnets`, expected: "two or more, each of a zone of its own; one on an Outpost", see: pages.subnets }];
}

/** A web ACL of WAFv2, regional and in the load balancer's region. */
export function checkWebAcl(path: string, { webAcl }: Pick<IngressLoadBalancer, "webAcl">, region: string): Problem[] {
  if (webAcl === undefined || webAcl === "none") return [];
  if ("name" in webAcl) {
    return /^[\w-]{1,128}$/.test(webAcl.name) ? [] : [{ code: "web-acl", path: `${path}.name`, got: show(webAcl.name), expected: "1 to 128 letters, digits, hyphens and underscores", see: pages.webAcl }];
  }
  if (isArn(webAcl.arn, /^wafv2:[a-z0-9-]+:\d{12}:regional\/webacl\/[\w-]+\/[0-9a-f-]+$/)) return checkRegion("web-acl", `${path}.arn`, webAcl.arn, region, pages.webAcl);
  const expected = "the ARN of a web ACL of WAFv2 with the scope REGIONAL: those of CloudFront and of WAF Classic cannot be used";
  return [{ code: "web-acl", path: `${path}.arn`, got: show(webAcl.arn), expected, see: pages.webAcl }];
}

/** Attributes of a load balancer. */
export function checkLoadBalancerAttributes(path: string, attributes: LoadBalancerAttributes = {}): Problem[] {
  const see = pages.loadBalancerAttributes;
  const problems = [
    ...checkRange("load-balancer-range", `${path}.clientKeepAliveSeconds`, attributes.clientKeepAliveSeconds, ranges.clientKeepAliveSeconds, see),
    ...checkRange("load-balancer-range", `${path}.idleTimeoutSeconds`, attributes.idleTimeoutSeconds, ranges.idleTimeoutSeconds, see),
    ...checkLogs(`${path}.accessLogs`, attributes.accessLogs),
    ...checkLogs(`${path}.connectionLogs`, attributes.connectionLogs),
  ];
  if (attributes.deletionProtection === true) {
    const expected = "false, or a load balancer that Terraform owns: the controller cannot delete this one, and a destroy hangs";
    problems.push({ code: "deletion-protection", path: `${path}.deletionProtection`, got: "true", expected, see: pages.annotations, severity: "warning" });
  }
  return problems;
}

function checkLogs(path: string, logs: LoadBalancerLogs | undefined): Problem[] {
  if (logs === undefined) return [];
  const { bucket, prefix } = logs;
  const problems: Problem[] = [];
  if (!Token.isUnresolved(bucket) && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    problems.push({ code: "log-bucket", path: `${path}.bucket`, got: show(bucket), expected: "the name of a bucket", see: pages.loadBalancerAttributes });
  }
  if (prefix !== undefined && (prefix === "" || /^\/|\/$|AWSLogs/.test(prefix))) {
    problems.push({ code: "log-bucket", path: `${path}.prefix`, got: show(prefix), expected: "a folder without a slash at either end, and without AWSLogs, which ELB adds", see: pages.loadBalancerAttributes });
  }
  return problems;
}

function checkRules({ cidrs = [], prefixListIds }: AccessByRules, { ipAddressType }: IngressLoadBalancer): Problem[] {
  const problems = [
    ...cidrs.flatMap((cidr, index) => checkBlock("inbound-cidr", `access.cidrs[${index}]`, cidr)),
    ...(prefixListIds ?? []).flatMap((id, index): Problem[] =>
      Token.isUnresolved(id) || /^pl-[0-9a-f]+$/.test(id) ? [] : [{ code: "prefix-list", path: `access.prefixListIds[${index}]`, got: show(id), expected: "an id such as pl-0123456789abcdef0", see: pages.annotations }],
    ),
  ];
  const ipv6 = cidrs.findIndex((cidr) => !Token.isUnresolved(cidr) && cidr.includes(":"));
  if (ipv6 >= 0 && (ipAddressType === undefined || ipAddressType === "ipv4")) {
    problems.push({ code: "inbound-cidr", path: `access.cidrs[${ipv6}]`, got: `${show(cidrs[ipv6])}, of a load balancer without IPv6`, expected: `an IPv4 block, or loadBalancer.ipAddressType "dualstack"`, see: pages.annotations, severity: "warning" });
  }
  return problems;
}

function checkGroups({ securityGroupIds, manageBackendRules }: AccessByGroups): Problem[] {
  const path = "access.securityGroupIds";
  const problems = checkIds("security-groups", path, securityGroupIds, "ids of security groups, or values of their tag Name", pages.securityGroups);
  if (securityGroupIds.length === 0) problems.push({ code: "security-groups", path, got: "empty", expected: "at least one group", see: pages.securityGroups });
  if (manageBackendRules === false) {
    const expected = "true, or rules of your own that let the load balancer reach the targets: nobody else makes them";
    problems.push({ code: "backend-rules", path: "access.manageBackendRules", got: "false", expected, see: pages.securityGroups, severity: "warning" });
  }
  return problems;
}

/** A Network Load Balancer before the application one. */
export function checkFrontendNlb({ frontendNlb: nlb, listeners }: IngressSettings): Problem[] {
  if (nlb === undefined) return [];
  const { scheme = "internal", subnets, eipAllocationIds, portMapping = {} } = nlb;
  const at = "frontendNlb";
  const problems = [
    ...oneOf(`${at}.scheme`, scheme, ["internal", "internet-facing"]),
    ...checkIds("ingress-subnets", `${at}.subnets`, subnets, "ids of subnets, or values of their tag Name", pages.subnets),
    ...checkIds("security-groups", `${at}.securityGroupIds`, nlb.securityGroupIds, "ids of security groups, or values of their tag Name", pages.securityGroups),
    ...checkIds("elastic-ips", `${at}.eipAllocationIds`, eipAllocationIds, "ids such as eipalloc-0123456789abcdef0", pages.annotations),
    ...checkMap(`${at}.tags`, nlb.tags),
    ...checkMap(`${at}.attributes`, nlb.attributes),
  ];
  if (eipAllocationIds !== undefined && scheme !== "internet-facing") {
    problems.push({ code: "elastic-ips", path: `${at}.eipAllocationIds`, got: `given with the scheme ${show(scheme)}`, expected: `scheme "internet-facing"`, see: pages.annotations });
  }
  if (eipAllocationIds !== undefined && subnets !== undefined && eipAllocationIds.length !== subnets.length) {
    problems.push({ code: "elastic-ips", path: `${at}.eipAllocationIds`, got: `${eipAllocationIds.length} for ${subnets.length} subnets`, expected: "one for each subnet", see: pages.annotations });
  }
  for (const [from, to] of Object.entries(portMapping)) {
    problems.push(...checkRange("port-mapping", `${at}.portMapping.${from}`, Number(from), ranges.port, pages.annotations));
    if (!listeners.ports.some(({ port }) => port === to)) {
      const expected = `a port of listeners: ${listeners.ports.map(({ port }) => port).join(", ")}`;
      problems.push({ code: "port-mapping", path: `${at}.portMapping.${from}`, got: show(to), expected, see: pages.annotations });
    }
  }
  return problems;
}

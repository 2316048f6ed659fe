import { oneOf, show, type Problem } from "@terrace/core";
import { checkAttribute, checkTlsPolicy } from "./check-ingress-listeners";
import { checkLoadBalancerAttributes, checkLoadBalancerName, checkWebAcl } from "./check-ingress-load-balancer";
import { checkBlock, checkIds, checkRange, checkRegion, isArn } from "./check-ingress-values";
import { loadBalancerAttributeMap } from "./ingress-attributes";
import type { IngressClassParamsProps } from "./ingress-class-params-props";
import { ingressPages as pages, ingressRanges as ranges } from "./ingress-limits";
import type { HelmValues } from "./values-text";
import { isAtLeast } from "./versions";

/** Where the params are held against: the cluster's region, and the controller's version. */
export interface IngressClassParamsPlace {
  readonly region: string;
  /** Such as `3.5.0`. */
  readonly controllerVersion: string;
}

/** First version of the controller that reads each field: from apis/elbv2/v1beta1 of each release. */
const since: Readonly<Record<keyof IngressClassParamsProps, string>> = {
  namespaceLabels: "2.2.0",
  group: "2.2.0",
  scheme: "2.2.0",
  ipAddressType: "2.2.0",
  tags: "2.2.0",
  attributes: "2.3.0",
  inboundCidrs: "2.5.0",
  tlsPolicy: "2.5.0",
  subnets: "2.5.0",
  certificateArns: "2.8.0",
  listeners: "2.9.0",
  minimumCapacityUnits: "2.11.0",
  ipamIpv4PoolId: "2.12.0",
  targetType: "2.13.0",
  prefixListIds: "2.14.0",
  loadBalancerName: "2.14.0",
  redirectTo: "2.14.0",
  webAcl: "2.14.0",
};

/**
 * `spec` of the IngressClassParams, in the controller's own words. What is not said is left to each Ingress. Pure.
 */
export function resolveIngressClassParams(props: IngressClassParamsProps): HelmValues {
  const { namespaceLabels, group, tags, attributes, subnets, listeners, minimumCapacityUnits: units, ipamIpv4PoolId, redirectTo, webAcl } = props;
  return defined({
    namespaceSelector: namespaceLabels === undefined ? undefined : { matchLabels: namespaceLabels },
    group: group === undefined ? undefined : { name: group },
    scheme: props.scheme,
    ipAddressType: props.ipAddressType,
    tags: tags === undefined ? undefined : pairs(tags),
    loadBalancerAttributes: attributes === undefined ? undefined : pairs(loadBalancerAttributeMap(attributes)),
    inboundCIDRs: props.inboundCidrs,
    sslPolicy: props.tlsPolicy,
    subnets: subnets === undefined ? undefined : "ids" in subnets ? { ids: subnets.ids } : { tags: subnets.tags },
    certificateArn: props.certificateArns,
    listeners: listeners?.map(({ protocol, port, attributes: own }) => ({ protocol, port, listenerAttributes: pairs(own) })),
    minimumLoadBalancerCapacity: units === undefined ? undefined : { capacityUnits: units },
    ipamConfiguration: ipamIpv4PoolId === undefined ? undefined : { ipv4IPAMPoolId: ipamIpv4PoolId },
    targetType: props.targetType,
    prefixListsIDs: props.prefixListIds,
    loadBalancerName: props.loadBalancerName,
    sslRedirectPort: redirectTo === undefined ? undefined : String(redirectTo),
    wafv2AclArn: webAcl === undefined || webAcl === "none" ? webAcl : "arn" in webAcl ? webAcl.arn : undefined,
    wafv2AclName: webAcl !== undefined && webAcl !== "none" && "name" in webAcl ? webAcl.name : undefined,
  });
}

function pairs(map: Readonly<Record<string, string>>): HelmValues[] {
  return Object.entries(map).map(([key, value]) => ({ key, value }));
}

function defined(values: Readonly<Record<string, HelmValues[string] | undefined>>): HelmValues {
  return Object.fromEntries(Object.entries(values).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])));
}

/** Every problem of the params. Pure. */
export function checkIngressClassParams(path: string, props: IngressClassParamsProps, { region, controllerVersion }: IngressClassParamsPlace): Problem[] {
  const { group, scheme, ipAddressType, targetType, inboundCidrs = [], certificateArns = [], listeners = [], ipamIpv4PoolId } = props;
  return [
    ...checkSince(path, props, controllerVersion),
    ...(group === undefined || (group.length <= 63 && /^([a-z0-9][-a-z0-9.]*)?[a-z0-9]$/.test(group)) ? [] : [{ code: "group-name", path: `${path}.group`, got: show(group), expected: "up to 63 lower-case letters, digits, hyphens and dots", see: pages.classParams }]),
    ...(scheme === undefined ? [] : oneOf(`${path}.scheme`, scheme, ["internal", "internet-facing"])),
    ...(ipAddressType === undefined ? [] : oneOf(`${path}.ipAddressType`, ipAddressType, ["ipv4", "dualstack", "dualstack-without-public-ipv4"])),
    ...(targetType === undefined ? [] : oneOf(`${path}.targetType`, targetType, ["instance", "ip"])),
    ...checkLoadBalancerAttributes(`${path}.attributes`, props.attributes),
    ...inboundCidrs.flatMap((cidr, index) => checkBlock("inbound-cidr", `${path}.inboundCidrs[${index}]`, cidr)),
    ...checkTlsPolicy(`${path}.tlsPolicy`, props.tlsPolicy),
    ...checkSubnets(`${path}.subnets`, props),
    ...certificateArns.flatMap((arn, index) => checkCertificate(`${path}.certificateArns[${index}]`, arn, region)),
    ...listeners.flatMap(({ port, attributes }, index) => [
      ...checkRange("listen-port", `${path}.listeners[${index}].port`, port, ranges.port, pages.classParams),
      ...Object.entries(attributes).flatMap(([key, value]) => checkAttribute(`${path}.listeners[${index}].attributes`, key, value)),
    ]),
    ...checkRange("capacity-units", `${path}.minimumCapacityUnits`, props.minimumCapacityUnits, ranges.capacityUnits, pages.classParams),
    ...(ipamIpv4PoolId === undefined || scheme !== "internal" ? [] : [{ code: "address-pool", path: `${path}.ipamIpv4PoolId`, got: "given for internal load balancers", expected: `scheme "internet-facing"`, see: pages.classParams }]),
    ...checkIds("prefix-list", `${path}.prefixListIds`, props.prefixListIds, "ids such as pl-0123456789abcdef0", pages.classParams),
    ...checkLoadBalancerName(`${path}.loadBalancerName`, props.loadBalancerName),
    ...checkRange("redirect-port", `${path}.redirectTo`, props.redirectTo, ranges.port, pages.classParams),
    ...checkWebAcl(`${path}.webAcl`, props, region),
  ];
}

function checkSince(path: string, props: IngressClassParamsProps, version: string): Problem[] {
  return Object.entries(since).flatMap(([name, wanted]) => {
    const isGiven = Object.entries(props).some(([key, value]) => key === name && value !== undefined);
    if (!isGiven || isAtLeast(version, wanted)) return [];
    return [{ code: "needs-controller", path: `${path}.${name}`, got: `given, with the controller ${version}`, expected: `the controller ${wanted} or later`, see: pages.classParams }];
  });
}

function checkSubnets(path: string, { subnets }: IngressClassParamsProps): Problem[] {
  if (subnets === undefined) return [];
  const see = pages.classParams;
  if ("ids" in subnets) {
    const problems = checkIds("ingress-subnets", `${path}.ids`, subnets.ids, "ids of subnets", see);
    return subnets.ids.length > 0 && !("tags" in subnets) ? problems : [...problems, { code: "ingress-subnets", path, got: show(subnets), expected: "ids, or tags, and not both", see }];
  }
  const isEmpty = Object.keys(subnets.tags).length === 0 || Object.values(subnets.tags).some((values) => values.length === 0 || new Set(values).size < values.length);
  return isEmpty ? [{ code: "ingress-subnets", path: `${path}.tags`, got: show(subnets.tags), expected: "at least one tag, each with values that differ", see }] : [];
}

function checkCertificate(path: string, arn: string, region: string): Problem[] {
  if (isArn(arn, /^(acm:[a-z0-9-]+:\d{12}:certificate|iam::\d{12}:server-certificate)\/.+$/)) return checkRegion("certificate-arn", path, arn, region, pages.certificates);
  return [{ code: "certificate-arn", path, got: show(arn), expected: "the ARN of a certificate of ACM, or of IAM", see: pages.classParams }];
}

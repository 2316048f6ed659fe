import { Token } from "cdktf";
import { checkName, checkTags, isIpv4Address, isIpv6Address, oneOf, show, type Problem } from "@terrace/core";
import {
  aggregationSeconds,
  amazonProvidedDns,
  exclusionModes,
  fileFormats,
  netbiosNodeTypes,
  pages,
  retentionDays,
  serversPerDhcpOption,
  subnetGroupServices,
  trafficTypes,
} from "./limits";
import type { FlowLogSettings, VpcSettings } from "./settings";

/** The name that others begin with, and all tags. */
export function checkNamesAndTags({ name, tags, tiers }: VpcSettings): Problem[] {
  const problems: Problem[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(name) || name.length > 100) {
    const expected = "up to 100 lower-case letters, digits and hyphens, starting with a letter";
    problems.push({ code: "vpc-name", path: "name", got: show(name), expected });
  }
  const ofTiers = Object.entries(tiers).flatMap(([tier, settings]) => checkTags(`tiers.${tier}.tags`, settings.tags));
  return [...problems, ...checkTags("tags", tags), ...ofTiers];
}

/** Subnet groups: their names, and the two zones that RDS asks for. */
export function checkSubnetGroups({ name, tiers }: VpcSettings): Problem[] {
  return Object.entries(tiers).flatMap(([tier, { subnetGroups, availabilityZones }]) =>
    subnetGroups.flatMap((service, index) => {
      const path = `tiers.${tier}.subnetGroups`;
      const unknown = oneOf(path, service, subnetGroupServices);
      if (unknown.length > 0) return unknown;
      if (subnetGroups.indexOf(service) < index) {
        return [{ code: "subnet-group-duplicate", path, got: `${show(service)} twice`, expected: "each service once" }];
      }
      const problems = checkName(path, `${name}-${tier}`, `${service}-subnet-group`);
      if (service === "rds" && availabilityZones.length < 2) {
        const got = `"rds" in a tier of ${availabilityZones.length} zone`;
        problems.push({ code: "subnet-group-zones", path, got, expected: "at least 2 zones", see: pages.rdsSubnetGroup });
      }
      return problems;
    }),
  );
}

/** Host names need the resolver. */
export function checkDns({ dns }: VpcSettings): Problem[] {
  if (!dns.hostnames || dns.support) return [];
  const expected = "dns.support: true, or dns.hostnames: false";
  return [{ code: "dns-hostnames", path: "dns.hostnames", got: "true without dns.support", expected, see: pages.dns }];
}

/** DHCP options: no more servers than AWS hands out, and addresses only. */
export function checkDhcpOptions({ dhcpOptions }: VpcSettings): Problem[] {
  if (dhcpOptions === undefined) return [];
  const see = pages.dhcp;
  const path = "dhcpOptions";
  const problems: Problem[] = [];
  const lists = ["domainNameServers", "ntpServers", "netbiosNameServers"] as const;
  for (const name of lists) {
    const servers = dhcpOptions[name];
    if (servers === undefined || Token.isUnresolved(servers)) continue;
    if (servers.length < 1 || servers.length > serversPerDhcpOption) {
      const expected = `1 to ${serversPerDhcpOption} servers`;
      problems.push({ code: "dhcp-servers", path: `${path}.${name}`, got: `${servers.length} servers`, expected, see });
    }
    const isOwn = (server: string) => name === "domainNameServers" && server === amazonProvidedDns;
    const addresses = name === "domainNameServers" ? `an IP address, or ${amazonProvidedDns}` : "an IP address";
    servers.forEach((server, index) => {
      if (Token.isUnresolved(server) || isIpv4Address(server) || isIpv6Address(server) || isOwn(server)) return;
      const got = show(server);
      problems.push({ code: "dhcp-address", path: `${path}.${name}[${index}]`, got, expected: addresses, see });
    });
  }
  if (dhcpOptions.domainName === "") {
    const expected = "a domain such as corp.example.com, or no such prop";
    problems.push({ code: "dhcp-domain-name", path: `${path}.domainName`, got: "empty", expected, see });
  }
  const { netbiosNodeType } = dhcpOptions;
  if (netbiosNodeType !== undefined && !netbiosNodeTypes.some((type) => type === netbiosNodeType)) {
    const expected = `one of ${netbiosNodeTypes.join(", ")}`;
    problems.push({ code: "dhcp-netbios", path: `${path}.netbiosNodeType`, got: show(netbiosNodeType), expected, see });
  }
  return problems;
}

/** Flow logs: intervals, retention, ARNs and names. */
export function checkFlowLogs({ name, flowLogs }: VpcSettings): Problem[] {
  return Object.entries(flowLogs).flatMap(([key, log]) => {
    const path = `flowLogs.${key}`;
    const problems = /^[a-z][a-z0-9-]*$/.test(key) ? [] : [
      { code: "flow-log-name", path, got: `named ${show(key)}`, expected: "lower-case letters, digits and hyphens" },
    ];
    const ofTraffic = oneOf(`${path}.traffic`, log.traffic, trafficTypes);
    return [...problems, ...ofTraffic, ...checkInterval(path, log), ...checkDestination(path, flowLogName(name, key), log)];
  });
}

/** Name of a flow log's role, and the last part of its log group's name. */
export function flowLogName(vpc: string, key: string): string {
  return `${vpc}-flow-log-${key}`;
}

function checkInterval(path: string, log: FlowLogSettings): Problem[] {
  if (aggregationSeconds.some((seconds) => seconds === log.aggregationSeconds)) return [];
  const expected = aggregationSeconds.join(" or ");
  const got = show(log.aggregationSeconds);
  return [{ code: "flow-log-interval", path: `${path}.aggregationSeconds`, got, expected, see: pages.flowLogs }];
}

function checkDestination(path: string, name: string, log: FlowLogSettings): Problem[] {
  switch (log.to) {
    case "cloudwatch": {
      const problems = checkName(path, name, "iam-role");
      if (!retentionDays.some((days) => days === log.retentionDays)) {
        const expected = `one of ${retentionDays.join(", ")}`;
        const got = show(log.retentionDays);
        problems.push({ code: "flow-log-retention", path: `${path}.retentionDays`, got, expected, see: pages.retention });
      }
      return problems;
    }
    case "s3":
      return [
        ...checkArn(`${path}.bucketArn`, log.bucketArn, "s3"),
        ...oneOf(`${path}.fileFormat`, log.fileFormat, fileFormats),
      ];
    case "firehose":
      return checkArn(`${path}.deliveryStreamArn`, log.deliveryStreamArn, "firehose");
  }
}

function checkArn(path: string, arn: string, service: string): Problem[] {
  if (Token.isUnresolved(arn) || new RegExp(`^arn:aws[a-z-]*:${service}:`).test(arn)) return [];
  return [{ code: "flow-log-arn", path, got: show(arn), expected: `an ARN of ${service}`, see: pages.flowLogs }];
}

/** Clusters: names that EKS takes, and tiers that exist. */
export function checkClusters({ clusters, tiers }: VpcSettings): Problem[] {
  return Object.entries(clusters).flatMap(([cluster, { karpenterTiers, loadBalancerTiers }]) => {
    const problems: Problem[] = [];
    if (!/^[0-9A-Za-z][A-Za-z0-9_-]{0,99}$/.test(cluster)) {
      const expected = "1 to 100 letters, digits, hyphens and underscores, starting with a letter or digit";
      problems.push({
        code: "cluster-name",
        path: `clusters[${show(cluster)}]`,
        got: show(cluster),
        expected,
        see: pages.clusterName,
      });
    }
    for (const tier of karpenterTiers) {
      if (Object.hasOwn(tiers, tier)) continue;
      const expected = `one of ${Object.keys(tiers).join(", ")}`;
      problems.push({ code: "cluster-tier", path: `clusters.${cluster}.karpenterTiers`, got: show(tier), expected });
    }
    const inner = Object.keys(tiers).filter((tier) => tiers[tier]?.type !== "public");
    for (const tier of loadBalancerTiers) {
      if (inner.includes(tier)) continue;
      const expected = inner.length === 0 ? "a tier that is not public" : `one of ${inner.join(", ")}`;
      problems.push({ code: "cluster-tier", path: `clusters.${cluster}.loadBalancerTiers`, got: show(tier), expected });
    }
    return problems;
  });
}

/** Ways out that the region's Block Public Access can leave open. */
export function checkBlockPublicAccessExclusion({ blockPublicAccessExclusion: mode }: VpcSettings): Problem[] {
  return mode === undefined ? [] : oneOf("blockPublicAccessExclusion", mode, exclusionModes);
}

import { checkCidr, checkTags, initialOf, isKmsKeyArn, mustBeKnown, oneOf, parseCidr, regionFacts, regionNames, show, subnetsOf, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkAccess } from "./check-access";
import { checkAccessPoints } from "./check-access-points";
import { burstCreditsGiB, lifecycleDays, pages, provisionedMibps } from "./limits";
import type { ReplicationProps } from "./props";
import { mountSubnets, regionOf, regionOfZoneName, type FileSystemSettings } from "./settings";

/** Every problem of the settings. Pure. */
export function check(settings: FileSystemSettings): Problem[] {
  const unknown = [...checkKnown(settings), ...checkWords(settings)];
  if (unknown.length > 0) return unknown;
  return [
    ...checkName(settings),
    ...checkMountTargets(settings),
    ...checkOneZone(settings),
    ...checkPerformance(settings),
    ...checkThroughput(settings),
    ...checkLifecycle(settings),
    ...checkEncryption(settings),
    ...checkAccess(settings),
    ...checkReplication(settings),
    ...checkAccessPoints(settings.accessPoints),
    ...checkAllowFrom(settings),
    ...checkAlarms(settings),
    ...checkTags("tags", settings.tags),
  ];
}

/** What decides which resources exist, or what rules have to be held against. */
function checkKnown(settings: FileSystemSettings): Problem[] {
  const { name, network, tier, availabilityZone, throughput, lifecycle, accessPoints, access, allowFromCidrs, alarms } = settings;
  // Single blocks and principals may be known later; how many there are may not.
  const lists = [
    ["allowFromCidrs", allowFromCidrs] as const,
    ...Object.entries(access.allow).map(([key, { principals }]) => [`access.allow.${key}.principals`, principals] as const),
  ].filter(([, list]) => Token.isUnresolved(list));
  return mustBeKnown({
    name,
    tier,
    availabilityZone,
    throughput,
    lifecycle,
    accessPoints,
    "access.allow": Object.keys(access.allow),
    "network.subnets": network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone })),
    alarms: alarms === undefined ? undefined : { ...alarms, topicArn: "" },
    ...Object.fromEntries(lists),
  });
}

/** Words that decide which rules and resources there are. */
function checkWords({ performanceMode, throughput, ipAddressType, replication, accessPoints }: FileSystemSettings): Problem[] {
  return [
    ...oneOf("performanceMode", performanceMode, ["generalPurpose", "maxIO"]),
    ...oneOf("throughput.mode", throughput.mode, ["bursting", "elastic", "provisioned"]),
    ...oneOf("ipAddressType", ipAddressType, ["dualstack", "ipv4", "ipv6"]),
    ...(replication === undefined ? [] : oneOf("replication.to", replication.to, ["region", "zone", "file-system"])),
    ...Object.entries(accessPoints).flatMap(([key, { owner }]) =>
      typeof owner === "string" ? oneOf(`accessPoints.${key}.directory`, owner, ["existing"]) : [],
    ),
  ];
}

function checkName({ name }: FileSystemSettings): Problem[] {
  if (/^(?!sg-)[a-z][a-z0-9-]{0,99}$/.test(name)) return [];
  const expected = "up to 100 lower-case letters, digits and hyphens, starting with a letter but not with sg-";
  return [{ code: "file-system-name", path: "name", got: show(name), expected }];
}

function checkMountTargets(settings: FileSystemSettings): Problem[] {
  const { network, tier } = settings;
  const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  if (!tiers.includes(tier)) {
    return [{ code: "mount-tier", path: "tier", got: show(tier), expected: `one of ${tiers.join(", ")}`, see: pages.mountTarget }];
  }
  const problems: Problem[] = [];
  const zones = subnetsOf(network, tier).map(({ availabilityZone }) => availabilityZone);
  const twice = zones.filter((zone, index) => zones.indexOf(zone) < index);
  if (twice.length > 0) {
    const got = `${show(tier)}, with two subnets in ${twice.join(", ")}`;
    problems.push({ code: "mount-zone", path: "tier", got, expected: "a tier with one subnet in each zone", see: pages.mountTarget });
  }
  problems.push(...checkAddressType(settings));
  if (!network.dns.support || !network.dns.hostnames) {
    const got = "without DNS, so clients find no mount target by the file system's name";
    const expected = "dns.support and dns.hostnames of the VPC";
    problems.push({ code: "mount-dns", path: "network", got, expected, see: pages.dns, severity: "warning" });
  }
  return problems;
}

function checkAddressType(settings: FileSystemSettings): Problem[] {
  const { ipAddressType, network } = settings;
  const isIpv6Only = mountSubnets(settings).map(({ ipv6Only }) => ipv6Only === true);
  const expected =
    ipAddressType !== "ipv4" && !network.dualStack ? `"ipv4", or a dual-stack VPC`
    : ipAddressType === "ipv6" && isIpv6Only.includes(false) ? `"dualstack", or a tier without IPv4`
    : ipAddressType !== "ipv6" && isIpv6Only.includes(true) ? `"ipv6" in a tier without IPv4`
    : undefined;
  if (expected === undefined) return [];
  return [{ code: "mount-ip-type", path: "ipAddressType", got: show(ipAddressType), expected, see: pages.mountTarget }];
}

function checkOneZone({ network, tier, availabilityZone, backup }: FileSystemSettings): Problem[] {
  if (availabilityZone === undefined) return [];
  const problems: Problem[] = [];
  const zones = subnetsOf(network, tier).map((subnet) => subnet.availabilityZone);
  if (zones.length > 0 && !zones.includes(availabilityZone)) {
    const expected = `a zone of the tier: ${zones.join(", ")}`;
    problems.push({ code: "one-zone", path: "availabilityZone", got: show(availabilityZone), expected, see: pages.mountTarget });
  }
  if (!backup) {
    const got = "false for a file system that is lost with its zone";
    problems.push({ code: "one-zone-backup", path: "backup", got, expected: "true, or a regional file system", see: pages.create, severity: "warning" });
  }
  return problems;
}

function checkPerformance({ performanceMode, throughput, availabilityZone }: FileSystemSettings): Problem[] {
  if (performanceMode !== "maxIO") return [];
  const problems: Problem[] = [];
  if (availabilityZone !== undefined) {
    const expected = `"generalPurpose", or a regional file system`;
    problems.push({ code: "max-io", path: "performanceMode", got: `"maxIO" in One Zone`, expected, see: pages.create });
  }
  if (throughput.mode === "elastic") {
    const expected = `"generalPurpose", or bursting or provisioned throughput`;
    problems.push({ code: "max-io", path: "performanceMode", got: `"maxIO" with elastic throughput`, expected, see: pages.performance });
  }
  if (problems.length > 0) return problems;
  const expected = `"generalPurpose", which AWS recommends for every file system`;
  const got = `"maxIO", slower for each operation`;
  return [{ code: "max-io", path: "performanceMode", got, expected, see: pages.performance, severity: "warning" }];
}

function checkThroughput(settings: FileSystemSettings): Problem[] {
  const { throughput } = settings;
  if (throughput.mode !== "provisioned") return [];
  const { mibps } = throughput;
  const { least, most, elsewhere, largeRegions } = provisionedMibps;
  const path = "throughput.mibps";
  const got = show(mibps);
  if (!Number.isFinite(mibps) || mibps < least) {
    return [{ code: "provisioned-mibps", path, got, expected: `a number from ${least} to ${most}`, see: pages.quotas }];
  }
  const region = regionOf(settings);
  const quota = region === undefined || largeRegions.some((large) => large === region) ? most : elsewhere;
  if (mibps <= quota) return [];
  return [{ code: "provisioned-mibps", path, got, expected: `at most ${quota}, or a raised quota`, see: pages.quotas, severity: "dated" }];
}

function checkLifecycle({ lifecycle, throughput, performanceMode }: FileSystemSettings): Problem[] {
  const { iaAfterDays, archiveAfterDays, backOnFirstAccess } = lifecycle;
  const see = pages.lifecycle;
  const problems: Problem[] = Object.entries({ iaAfterDays, archiveAfterDays })
    .filter(([, days]) => days !== undefined && !lifecycleDays.some((allowed) => allowed === days))
    .map(([prop, days]) => ({ code: "lifecycle-days", path: `lifecycle.${prop}`, got: show(days), expected: `one of ${lifecycleDays.join(", ")}`, see }));
  const path = "lifecycle.archiveAfterDays";
  if (iaAfterDays !== undefined && archiveAfterDays !== undefined && archiveAfterDays <= iaAfterDays) {
    const got = `${archiveAfterDays}, not after iaAfterDays`;
    problems.push({ code: "archive-before-ia", path, got, expected: `more than ${iaAfterDays}`, see });
  }
  if (archiveAfterDays !== undefined && (throughput.mode !== "elastic" || performanceMode !== "generalPurpose")) {
    const got = `${archiveAfterDays} with ${throughput.mode} throughput and ${performanceMode}`;
    const expected = `throughput: { mode: "elastic" } and performanceMode: "generalPurpose"`;
    problems.push({ code: "archive-mode", path, got, expected, see });
  }
  if (archiveAfterDays !== undefined && iaAfterDays === undefined) {
    const expected = "iaAfterDays too: files pass through Infrequent Access";
    problems.push({ code: "archive-without-ia", path, got: `${archiveAfterDays} without iaAfterDays`, expected, see, severity: "warning" });
  }
  if (backOnFirstAccess === true && iaAfterDays === undefined && archiveAfterDays === undefined) {
    const expected = "iaAfterDays or archiveAfterDays: nothing moves away that could come back";
    problems.push({ code: "back-from-nowhere", path: "lifecycle.backOnFirstAccess", got: "true alone", expected, see, severity: "warning" });
  }
  return problems;
}

function checkEncryption({ encrypted, kmsKeyArn }: FileSystemSettings): Problem[] {
  const problems: Problem[] = [];
  if (!encrypted) {
    const expected = "true: it can never be switched on later";
    problems.push({ code: "unencrypted", path: "encrypted", got: "false", expected, see: pages.create, severity: "warning" });
  }
  if (kmsKeyArn === undefined) return problems;
  if (!encrypted) {
    const expected = "encrypted: true, or no key";
    problems.push({ code: "kms-key", path: "kmsKeyArn", got: "given, with encrypted: false", expected, see: pages.create });
  }
  return [...problems, ...checkKeyArn("kmsKeyArn", kmsKeyArn)];
}

/** The API takes more, but the provider takes nothing but an ARN, and reads a key's ARN back. */
function checkKeyArn(path: string, arn: string): Problem[] {
  if (isKmsKeyArn(arn)) return [];
  const expected = "the ARN of a key: arn:<partition>:kms:<region>:<account>:key/<id>";
  return [{ code: "kms-key", path, got: show(arn), expected, see: pages.kmsKey }];
}

function checkReplication(settings: FileSystemSettings): Problem[] {
  const { replication, overwriteProtection } = settings;
  if (replication === undefined) return [];
  const problems = checkDestination(settings, replication);
  if (!initialOf(overwriteProtection)) {
    const got = "off for a file system that is replicated itself";
    const expected = "true: a file system takes part in one replication only";
    problems.push({ code: "replication-chain", path: "overwriteProtection", got, expected, see: pages.overwrite });
  }
  return problems;
}

function checkDestination(settings: FileSystemSettings, replication: ReplicationProps): Problem[] {
  const see = pages.replication;
  const key = "kmsKeyArn" in replication && replication.kmsKeyArn !== undefined ? checkKeyArn("replication.kmsKeyArn", replication.kmsKeyArn) : [];
  switch (replication.to) {
    case "region":
      return [...checkRegion(settings, replication.region), ...key];
    case "zone": {
      const { availabilityZone } = replication;
      if (Token.isUnresolved(availabilityZone) || regionOfZoneName(availabilityZone) !== undefined) return key;
      const expected = "the name of a zone, such as ap-northeast-3a";
      return [{ code: "replication-zone", path: "replication.availabilityZone", got: show(availabilityZone), expected, see }, ...key];
    }
    case "file-system": {
      const { fileSystemId, region } = replication;
      const problems = checkRegion(settings, region);
      if (Token.isUnresolved(fileSystemId) || /^fs-[0-9a-f]{8,40}$/.test(fileSystemId)) return problems;
      const expected = "an id such as fs-0123456789abcdef0";
      return [{ code: "replication-file-system", path: "replication.fileSystemId", got: show(fileSystemId), expected, see }, ...problems];
    }
  }
}

function checkRegion(settings: FileSystemSettings, region: string): Problem[] {
  if (Token.isUnresolved(region)) return [];
  const path = "replication.region";
  const got = show(region);
  const see = pages.replication;
  const theirs = regionFacts(region);
  if (theirs === undefined) {
    return [{ code: "replication-region", path, got, expected: `one of ${regionNames().join(", ")}`, see, severity: "dated" }];
  }
  const ours = regionFacts(regionOf(settings) ?? "");
  if (ours === undefined || ours.partition === theirs.partition) return [];
  const expected = `a region of ${ours.partition}`;
  return [{ code: "replication-region", path, got: `${got}, in another partition`, expected, see }];
}

function checkAllowFrom({ allowFromCidrs }: FileSystemSettings): Problem[] {
  return allowFromCidrs.flatMap((cidr, index) => {
    const path = `allowFromCidrs[${index}]`;
    const problems = checkCidr(path, cidr, { shortest: 0, longest: 32, see: pages.mountTarget });
    if (allowFromCidrs.indexOf(cidr) < index) {
      problems.push({ code: "allow-from-duplicate", path, got: `${show(cidr)} again`, expected: "each block once" });
    }
    if (parseCidr(cidr)?.prefix === 0) {
      const expected = "the blocks of the clients, or allowFrom(id, peer)";
      problems.push({ code: "allow-from-everywhere", path, got: "open to every address", expected, severity: "warning" });
    }
    return problems;
  });
}

function checkAlarms({ alarms, throughput }: FileSystemSettings): Problem[] {
  if (alarms === undefined) return [];
  const see = pages.metrics;
  const { topicArn, burstCreditsBelowGiB: credits, throughputAbovePercent: percent } = alarms;
  const problems: Problem[] = [];
  if (!Token.isUnresolved(topicArn) && !/^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]+$/.test(topicArn)) {
    const expected = "the ARN of an SNS topic, not of a FIFO one";
    problems.push({ code: "alarm-topic", path: "alarms.topicArn", got: show(topicArn), expected });
  }
  if (credits === undefined && percent === undefined) {
    const expected = "burstCreditsBelowGiB or throughputAbovePercent, or no such prop";
    problems.push({ code: "alarm-empty", path: "alarms", got: "without a threshold", expected });
  }
  const path = "alarms.burstCreditsBelowGiB";
  if (credits !== undefined && !(credits > 0 && credits < burstCreditsGiB)) {
    const expected = `more than 0 and less than ${burstCreditsGiB}, the credits of a new file system`;
    problems.push({ code: "alarm-burst-credits", path, got: show(credits), expected, see });
  }
  if (credits !== undefined && throughput.mode === "elastic") {
    const expected = `throughput: { mode: "bursting" }, or throughputAbovePercent`;
    problems.push({ code: "alarm-without-credits", path, got: "watching credits that elastic throughput does not spend", expected, see, severity: "warning" });
  }
  if (percent !== undefined && !(percent >= 1 && percent <= 100)) {
    problems.push({ code: "alarm-throughput", path: "alarms.throughputAbovePercent", got: show(percent), expected: "1 to 100", see });
  }
  return problems;
}

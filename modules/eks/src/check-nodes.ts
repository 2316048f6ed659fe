import { checkGp3, initialOf, oneOf, show, subnetsOf, type NetworkRef, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { amiTypes, imageFacts } from "./ami-types";
import { checkKeyArn } from "./check-key";
import { checkLabels, checkTaints } from "./check-node-marks";
import { checkUserData } from "./check-user-data";
import { computePages as pages, hopLimit, kubeletSkew, nodeGroup, podsPerNode, quotas, securityGroups, volume as volumeLimits } from "./compute-limits";
import type { ComputeFacts, NodesSettings } from "./compute-settings";
import { acceleratorOf, architectureOf, isInstanceType, isRefused, isTiny } from "./instance-types";
import type { OwnImage } from "./nodes-props";

/** What holds for nodes of every kind. `path` is the group, such as `nodeGroups.general`. */
export function checkNodes(path: string, settings: NodesSettings, facts: ComputeFacts): Problem[] {
  const { image } = settings;
  // Every other rule reads what the image is.
  const unknown = typeof image === "string" ? [] : checkOwnImage(`${path}.image`, image);
  if (unknown.length > 0) return unknown;
  return [
    ...checkTier(`${path}.tier`, settings.tier, facts.network),
    ...checkZones(path, settings, facts.network),
    ...checkTypes(path, settings),
    ...checkImage(path, settings, facts),
    ...checkVersion(path, settings, facts),
    ...checkSize(path, settings),
    ...checkLabels(path, settings),
    ...checkTaints(path, settings),
    ...checkVolume(path, settings, facts),
    ...checkInstance(path, settings),
    ...checkUserData(path, settings),
  ];
}

/** The tier is there, and no way leads into it. */
export function checkTier(path: string, tier: string, network: NetworkRef): Problem[] {
  const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  if (!tiers.includes(tier)) return [{ code: "nodes-tier", path, got: show(tier), expected: `one of ${tiers.join(", ")}`, see: pages.nodeGroup }];
  if (!subnetsOf(network, tier).some(({ egress }) => egress === "internet-gateway")) return [];
  const expected = "a private tier with NAT or endpoints: nodes need no address that others reach";
  return [{ code: "nodes-public", path, got: `${show(tier)}, a public tier`, expected, see: pages.managed, severity: "warning" }];
}

function checkZones(path: string, { tier, zones }: NodesSettings, network: NetworkRef): Problem[] {
  if (zones === undefined) return [];
  const there = [...new Set(subnetsOf(network, tier).map(({ availabilityZone }) => availabilityZone))];
  const see = pages.nodeGroup;
  if (zones.length === 0) return [{ code: "nodes-zone", path: `${path}.zones`, got: "empty", expected: `one of ${there.join(", ")}`, see }];
  return zones.flatMap((zone, index) => {
    if (there.includes(zone)) return [];
    return [{ code: "nodes-zone", path: `${path}.zones[${index}]`, got: show(zone), expected: `one of ${there.join(", ")}`, see }];
  });
}

function checkTypes(path: string, { instanceTypes, image }: NodesSettings): Problem[] {
  const at = `${path}.instanceTypes`;
  const see = pages.instanceTypes;
  const most = nodeGroup.instanceTypes;
  if (instanceTypes.length === 0 || instanceTypes.length > most) {
    const got = instanceTypes.length === 0 ? "empty" : `${instanceTypes.length} types`;
    return [{ code: "instance-types", path: at, got, expected: `1 to ${most}, such as m7g.large`, see: pages.nodeGroup }];
  }
  const { architecture, accelerator } = imageFacts(image);
  const called = typeof image === "string" ? image : "the image";
  const problems: Problem[] = [];
  instanceTypes.forEach((type, index) => {
    const here = `${at}[${index}]`;
    if (!isInstanceType(type)) {
      problems.push({ code: "instance-type", path: here, got: show(type), expected: "a name such as m7g.large", see });
      return;
    }
    if (instanceTypes.indexOf(type) < index) {
      problems.push({ code: "instance-type-duplicate", path: here, got: `${show(type)} again`, expected: "each type once", see: pages.nodeGroup, severity: "warning" });
    }
    if (isRefused(type)) {
      const expected = "a type of a newer generation: EKS has no nodes of it";
      problems.push({ code: "instance-type-refused", path: here, got: show(type), expected, see, severity: "dated" });
    }
    if (isTiny(type)) {
      const expected = "a larger size: four pods fit, and most of them are the system's own";
      problems.push({ code: "instance-small", path: here, got: show(type), expected, see, severity: "warning" });
    }
    if (architectureOf(type) !== architecture) {
      const expected = `a type of ${architecture}, which ${called} is made for, or an image for ${architectureOf(type)}`;
      problems.push({ code: "instance-architecture", path: here, got: `${show(type)}, of ${architectureOf(type)}`, expected, see: pages.instanceNames });
    }
    const has = acceleratorOf(type);
    if (has !== accelerator && typeof image === "string") {
      const got = `${show(type)}, ${has === undefined ? "without an accelerator" : `with ${has}`}`;
      const expected = accelerator === undefined ? `an image with drivers for ${has}` : `a type with ${accelerator}, which ${called} is made for`;
      problems.push({ code: "instance-accelerator", path: here, got, expected, see: pages.amis, severity: "warning" });
    }
  });
  return problems;
}

function checkOwnImage(path: string, { os, architecture }: OwnImage): Problem[] {
  return [...oneOf(`${path}.os`, os, ["al2023", "bottlerocket", "windows"]), ...oneOf(`${path}.architecture`, architecture, ["arm64", "x86_64"])];
}

function checkImage(path: string, { image }: NodesSettings, { ipFamily }: ComputeFacts): Problem[] {
  const at = `${path}.image`;
  const problems: Problem[] = [];
  if (typeof image === "string") {
    if (/^AL2_/.test(image)) {
      const expected = "an image of AL2023 or Bottlerocket: AWS has made none of Amazon Linux 2 since November 2025";
      return [{ code: "ami-type-retired", path: at, got: show(image), expected, see: pages.al2 }];
    }
    if (!amiTypes().includes(image)) {
      const expected = `one of ${amiTypes().join(", ")}, or an image of your own: { id, os, architecture }`;
      return [{ code: "ami-type", path: at, got: show(image), expected, see: pages.nodeGroup }];
    }
  } else if (!Token.isUnresolved(image.id) && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(image.id)) {
    problems.push({ code: "image-id", path: `${at}.id`, got: show(image.id), expected: "an id such as ami-0123456789abcdef0", see: pages.launchTemplate });
  }
  if (imageFacts(image).os === "windows" && ipFamily === "ipv6") {
    problems.push({ code: "windows-ipv6", path: at, got: "Windows in a cluster of IPv6", expected: "Linux, or a cluster of IPv4", see: pages.ipv6 });
  }
  return problems;
}

/** Releases as each image counts them; the Kubernetes version is the first part of all but Bottlerocket's. */
const releases = {
  al2023: { pattern: /^(\d+\.\d+)\.\d+-\d{8}$/, example: "1.34.1-20251112" },
  bottlerocket: { pattern: /^()\d+\.\d+\.\d+-[0-9a-f]{8}$/, example: "1.50.0-6d56dee1" },
  windows: { pattern: /^(\d+\.\d+)-\d{4}\.\d{2}\.\d{2}$/, example: "1.34-2025.11.12" },
} as const;

function checkVersion(path: string, { image, releaseVersion, kubernetesVersion }: NodesSettings, facts: ComputeFacts): Problem[] {
  const problems: Problem[] = [];
  const version = kubernetesVersion ?? facts.kubernetesVersion;
  if (kubernetesVersion !== undefined && !isVersionOfNodes(kubernetesVersion, facts.kubernetesVersion)) {
    const expected = `${facts.kubernetesVersion}, the cluster's, or up to ${kubeletSkew} minor versions before it`;
    problems.push({ code: "node-version", path: `${path}.kubernetesVersion`, got: show(kubernetesVersion), expected, see: pages.skew });
  }
  if (typeof image !== "string") {
    const given = { kubernetesVersion, releaseVersion };
    for (const [prop, value] of Object.entries(given)) {
      if (value === undefined) continue;
      const got = `${show(value)} for an image of your own`;
      problems.push({ code: "release-version", path: `${path}.${prop}`, got, expected: "no such prop: the id says the version", see: pages.launchTemplate });
    }
    return problems;
  }
  if (releaseVersion === undefined) return problems;
  const { pattern, example } = releases[imageFacts(image).os];
  const [, of] = pattern.exec(releaseVersion) ?? [];
  if (of === undefined || (of !== "" && of !== version)) {
    const expected = `a release of Kubernetes ${version}, such as ${example}`;
    problems.push({ code: "release-version", path: `${path}.releaseVersion`, got: show(releaseVersion), expected, see: pages.releases });
  }
  return problems;
}

function isVersionOfNodes(version: string, cluster: string): boolean {
  if (!/^1\.\d+$/.test(version)) return false;
  const behind = Number(cluster.split(".")[1]) - Number(version.split(".")[1]);
  return behind >= 0 && behind <= kubeletSkew;
}

function checkSize(path: string, { minSize, maxSize, desiredSize }: NodesSettings): Problem[] {
  const see = pages.scaling;
  const problems: Problem[] = [];
  if (!isCount(minSize)) {
    problems.push({ code: "group-size", path: `${path}.minSize`, got: show(minSize), expected: "an integer of 0 or more", see });
  }
  const fewest = Math.max(minSize, 1);
  if (!isCount(maxSize) || maxSize < fewest) {
    problems.push({ code: "group-size", path: `${path}.maxSize`, got: show(maxSize), expected: `an integer of ${fewest} or more`, see });
  } else if (maxSize > quotas.nodesPerGroup) {
    const expected = `at most ${quotas.nodesPerGroup}, unless AWS raised the quota`;
    problems.push({ code: "group-quota", path: `${path}.maxSize`, got: show(maxSize), expected, see: pages.quotas, severity: "dated" });
  }
  const desired = initialOf(desiredSize);
  if (!isCount(desired) || desired < minSize || desired > maxSize) {
    const expected = `an integer from minSize, ${minSize}, to maxSize, ${maxSize}`;
    // Where it is minSize by default, minSize is what was typed, and its own problem says enough.
    if (desired !== minSize) problems.push({ code: "group-size", path: `${path}.desiredSize`, got: show(desired), expected, see });
  }
  return problems;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

/** True for an integer within both bounds. */
export function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function checkVolume(path: string, { volume, image }: NodesSettings, { region }: ComputeFacts): Problem[] {
  const { kmsKeyArn } = volume;
  const { smallestGiB, mostMibps } = volumeLimits;
  const problems = checkGp3(`${path}.volume`, volume, { smallestGiB: smallestGiB[imageFacts(image).os], mostMibps, see: pages.volume });
  return kmsKeyArn === undefined ? problems : [...problems, ...checkKeyArn(`${path}.volume.kmsKeyArn`, kmsKeyArn, region, pages.volume)];
}

function checkInstance(path: string, settings: NodesSettings): Problem[] {
  const { metadataHopLimit, maxPods, image } = settings;
  const problems: Problem[] = [];
  const { least, most } = hopLimit;
  if (!isWithin(metadataHopLimit, least, most)) {
    const expected = `an integer from ${least} to ${most}: 1, or 2 for pods too`;
    problems.push({ code: "hop-limit", path: `${path}.metadataHopLimit`, got: show(metadataHopLimit), expected, see: pages.metadata });
  }
  if (maxPods !== undefined && !isWithin(maxPods, podsPerNode.least, podsPerNode.most)) {
    const expected = `an integer from ${podsPerNode.least} to ${podsPerNode.most}`;
    problems.push({ code: "max-pods", path: `${path}.maxPods`, got: show(maxPods), expected, see: pages.instanceTypes, severity: "dated" });
  }
  if (maxPods !== undefined && imageFacts(image).os === "windows") {
    const expected = "no such prop: EKS reckons it from the addresses of the instance";
    problems.push({ code: "max-pods", path: `${path}.maxPods`, got: "given for Windows", expected, see: pages.windows });
  }
  // That of the cluster's nodes is always there.
  const count = settings.securityGroups.length + 1;
  if (count > securityGroups) {
    const expected = `at most ${securityGroups}, that of the cluster counted`;
    problems.push({ code: "security-group-count", path: `${path}.securityGroups`, got: `${count} groups`, expected, see: pages.securityGroups, severity: "dated" });
  }
  return problems;
}

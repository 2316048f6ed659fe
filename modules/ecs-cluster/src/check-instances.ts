import { checkGp3, initialOf, show, subnetsOf, type NetworkRef, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkKeyArn } from "./check-exec";
import { imageFacts } from "./images";
import { acceleratorOf, architectureOf, isInstanceType } from "./instance-types";
import { attribute, lifetimeDays, managedScaling, pages, volume as volumeLimits } from "./limits";
import type { InstancesSettings } from "./settings";
import { ownAgentSettings } from "./user-data";

/** One group of instances. */
export function checkInstances(path: string, settings: InstancesSettings, network: NetworkRef | undefined): Problem[] {
  return [
    ...checkTier(`${path}.tier`, settings.tier, network),
    ...checkTypes(path, settings),
    ...checkImage(path, settings),
    ...checkSize(path, settings),
    ...checkPurchase(path, settings),
    ...checkScaling(path, settings),
    ...checkVolume(path, settings),
    ...checkReplacement(path, settings),
    ...checkAttributes(path, settings),
    ...checkAgent(path, settings),
  ];
}

/** The tier is there, and gives instances a way out that they can use. */
export function checkTier(path: string, tier: string, network: NetworkRef | undefined): Problem[] {
  if (network === undefined) return [];
  const tiers = [...new Set(network.subnets.map((subnet) => subnet.tier))];
  if (!tiers.includes(tier)) return [{ code: "instances-tier", path, got: show(tier), expected: `one of ${tiers.join(", ")}`, see: pages.group }];
  if (!subnetsOf(network, tier).some(({ egress }) => egress === "internet-gateway")) return [];
  const expected = "a private tier with NAT or endpoints: tasks of the awsvpc mode get no public address on instances";
  return [{ code: "instances-public", path, got: `${show(tier)}, a public tier`, expected, see: pages.taskNetworking, severity: "warning" }];
}

function checkTypes(path: string, { instanceTypes, image }: InstancesSettings): Problem[] {
  const at = `${path}.instanceTypes`;
  const see = pages.instanceTypes;
  if (instanceTypes.length === 0) return [{ code: "instance-types", path: at, got: "empty", expected: "at least one, such as m7g.large", see }];
  const problems: Problem[] = [];
  const { architecture, accelerator } = imageFacts(image);
  const called = typeof image === "string" ? image : "the image";
  instanceTypes.forEach((type, index) => {
    const here = `${at}[${index}]`;
    if (!isInstanceType(type)) {
      problems.push({ code: "instance-type", path: here, got: show(type), expected: "a name such as m7g.large", see });
      return;
    }
    if (instanceTypes.indexOf(type) < index) {
      problems.push({ code: "instance-type-duplicate", path: here, got: `${show(type)} again`, expected: "each type once", see: pages.group, severity: "warning" });
    }
    if (architectureOf(type) !== architecture) {
      const expected = `a type of ${architecture}, which ${called} is made for, or an image for ${architectureOf(type)}`;
      problems.push({ code: "instance-architecture", path: here, got: `${show(type)}, of ${architectureOf(type)}`, expected, see });
    }
    if (acceleratorOf(type) !== accelerator) {
      const has = acceleratorOf(type);
      const got = `${show(type)}, ${has === undefined ? "without an accelerator" : `with ${has}`}`;
      const expected = accelerator === undefined ? `an image with drivers for ${has}` : `a type with ${accelerator}, which ${called} is made for`;
      const page = (accelerator ?? has) === "neuron" ? pages.neuron : pages.gpu;
      problems.push({ code: "instance-accelerator", path: here, got, expected, see: page, severity: "warning" });
    }
  });
  return problems;
}

function checkImage(path: string, { image, imageVersion }: InstancesSettings): Problem[] {
  const problems: Problem[] = [];
  if (typeof image !== "string") {
    if (!Token.isUnresolved(image.id) && !/^ami-([0-9a-f]{8}|[0-9a-f]{17})$/.test(image.id)) {
      const expected = "an id such as ami-0123456789abcdef0";
      problems.push({ code: "image-id", path: `${path}.image.id`, got: show(image.id), expected, see: pages.images });
    }
    if (imageVersion !== undefined) {
      const got = `${show(imageVersion)} for an image of your own`;
      problems.push({ code: "image-version", path: `${path}.imageVersion`, got, expected: "no such prop: the id says the version", see: pages.images });
    }
    return problems;
  }
  const { os } = imageFacts(image);
  const wanted = { al2023: /^al2023-ami-ecs-[a-z0-9._-]+$/, bottlerocket: /^\d+\.\d+\.\d+(-[0-9a-f]{8})?$/ }[os];
  if (imageVersion === undefined || wanted.test(imageVersion)) return problems;
  const expected = os === "al2023" ? "an image's name, such as al2023-ami-ecs-hvm-2023.0.20251108-kernel-6.1-x86_64" : "a version such as 1.40.0";
  const see = os === "al2023" ? pages.images : pages.bottlerocket;
  return [{ code: "image-version", path: `${path}.imageVersion`, got: show(imageVersion), expected, see }];
}

function checkSize(path: string, { minSize, maxSize, desiredSize, scaling }: InstancesSettings): Problem[] {
  const see = pages.group;
  const problems: Problem[] = [];
  if (!isCount(minSize)) {
    problems.push({ code: "group-size", path: `${path}.minSize`, got: show(minSize), expected: "an integer of 0 or more", see });
  }
  const fewest = Math.max(minSize, 1);
  if (!isCount(maxSize) || maxSize < fewest) {
    problems.push({ code: "group-size", path: `${path}.maxSize`, got: show(maxSize), expected: `an integer of ${fewest} or more`, see });
  }
  if (desiredSize === undefined) return problems;
  const desired = initialOf(desiredSize);
  if (!isCount(desired) || desired < minSize || desired > maxSize) {
    const expected = `an integer from minSize, ${minSize}, to maxSize, ${maxSize}`;
    problems.push({ code: "group-size", path: `${path}.desiredSize`, got: show(desired), expected, see });
  }
  if (scaling !== undefined) {
    const expected = `no such prop, or scaling: "off": ECS and Terraform would undo each other's changes`;
    problems.push({ code: "desired-size-owner", path: `${path}.desiredSize`, got: `${desired}, with managed scaling`, expected, see: pages.managedScaling });
  }
  return problems;
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value >= 0;
}

function checkPurchase(path: string, { purchase, maxSize }: InstancesSettings): Problem[] {
  if (typeof purchase === "string") return [];
  const see = pages.distribution;
  const { onDemandBase = 0, onDemandPercent } = purchase;
  const problems: Problem[] = [];
  if (!isCount(onDemandBase) || onDemandBase > maxSize) {
    const expected = `an integer from 0 to maxSize, ${maxSize}`;
    problems.push({ code: "purchase-base", path: `${path}.purchase.onDemandBase`, got: show(onDemandBase), expected, see });
  }
  if (!isWithin(onDemandPercent, 0, 100)) {
    const expected = "an integer from 0 to 100";
    problems.push({ code: "purchase-percent", path: `${path}.purchase.onDemandPercent`, got: show(onDemandPercent), expected, see });
  }
  return problems;
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function checkScaling(path: string, { scaling, terminationProtection }: InstancesSettings): Problem[] {
  if (scaling === undefined) {
    if (!terminationProtection) return [];
    const expected = "false, or managed scaling, which decides what may go";
    const got = `true with scaling: "off"`;
    return [{ code: "termination-protection", path: `${path}.terminationProtection`, got, expected, see: pages.groupProvider }];
  }
  const { targetPercent, minimumStep, maximumStep, warmupSeconds } = scaling;
  const { target, step, warmupSeconds: longest } = managedScaling;
  const see = pages.managedScaling;
  const problems: Problem[] = [];
  if (!isWithin(targetPercent, 1, target)) {
    const expected = `an integer from 1 to ${target}`;
    problems.push({ code: "scaling-target", path: `${path}.scaling.targetPercent`, got: show(targetPercent), expected, see });
  }
  if (!isWithin(minimumStep, 1, step)) {
    const expected = `an integer from 1 to ${step}`;
    problems.push({ code: "scaling-step", path: `${path}.scaling.minimumStep`, got: show(minimumStep), expected, see });
  }
  const smallest = Math.max(1, minimumStep);
  if (!isWithin(maximumStep, smallest, step)) {
    const expected = `an integer from ${smallest} to ${step}`;
    problems.push({ code: "scaling-step", path: `${path}.scaling.maximumStep`, got: show(maximumStep), expected, see });
  }
  if (!isWithin(warmupSeconds, 0, longest)) {
    const expected = `an integer from 0 to ${longest}`;
    problems.push({ code: "scaling-warmup", path: `${path}.scaling.warmupSeconds`, got: show(warmupSeconds), expected, see });
  }
  return problems;
}

function checkVolume(path: string, { volume, image }: InstancesSettings): Problem[] {
  const { smallestGiB, mostMibps } = volumeLimits;
  return [
    ...checkKeyArn(`${path}.volume.kmsKeyArn`, volume.kmsKeyArn, pages.volume),
    ...checkGp3(`${path}.volume`, volume, { smallestGiB: smallestGiB[imageFacts(image).os], mostMibps, see: pages.volume }),
  ];
}

function checkReplacement(path: string, { refresh, maxLifetimeDays }: InstancesSettings): Problem[] {
  const problems: Problem[] = [];
  if (refresh !== undefined && !isWithin(refresh.minHealthyPercent, 0, 100)) {
    const got = show(refresh.minHealthyPercent);
    problems.push({ code: "refresh-percent", path: `${path}.refresh.minHealthyPercent`, got, expected: "an integer from 0 to 100", see: pages.refresh });
  }
  const { least, most } = lifetimeDays;
  if (maxLifetimeDays !== undefined && !isWithin(maxLifetimeDays, least, most)) {
    const expected = `an integer from ${least} to ${most}`;
    problems.push({ code: "instance-lifetime", path: `${path}.maxLifetimeDays`, got: show(maxLifetimeDays), expected, see: pages.lifetime });
  }
  return problems;
}

function checkAttributes(path: string, { attributes }: InstancesSettings): Problem[] {
  const see = pages.attributes;
  return Object.entries(attributes).flatMap(([key, value]) => {
    const at = `${path}.attributes[${show(key)}]`;
    const problems: Problem[] = [];
    if (!attribute.name.test(key) || key.startsWith("ecs.")) {
      const expected = "a name of up to 128 letters, digits and _-./\\, not of ECS's own that begin with ecs.";
      problems.push({ code: "instance-attribute", path: at, got: `named ${show(key)}`, expected, see });
    }
    if (!attribute.value.test(value)) {
      const expected = "1 to 128 letters, digits, spaces and _-.@/\\:, without a space at either end";
      problems.push({ code: "instance-attribute", path: at, got: show(value), expected, see });
    }
    return problems;
  });
}

function checkAgent(path: string, { agent, image }: InstancesSettings): Problem[] {
  const see = pages.agent;
  const problems: Problem[] = [];
  if (Object.keys(agent).length > 0 && imageFacts(image).os === "bottlerocket") {
    const expected = "no such prop: Bottlerocket has settings of its own, see override.launchTemplate";
    problems.push({ code: "agent-setting", path: `${path}.agent`, got: "given for Bottlerocket", expected, see: pages.bottlerocket });
  }
  for (const [key, value] of Object.entries(agent)) {
    const at = `${path}.agent.${key}`;
    const own = ownAgentSettings[key];
    if (own !== undefined) {
      problems.push({ code: "agent-setting", path: at, got: "one that the module writes", expected: `no such setting: ${own}`, see });
    } else if (!/^[A-Z][A-Z0-9_]*$/.test(key)) {
      problems.push({ code: "agent-setting", path: at, got: `named ${show(key)}`, expected: "a name such as ECS_LOGLEVEL", see });
    }
    if (value.includes("\n")) {
      problems.push({ code: "agent-setting", path: at, got: show(value), expected: "one line", see });
    }
  }
  return problems;
}

import { checkTags, initialOf, mustBeKnown, show, subnetsOf, type Problem } from "@terrace/core";
import { checkCodeDeploy, checkHooks } from "./check-codedeploy";
import { checkConnect } from "./check-connect";
import { checkDiscovery } from "./check-discovery";
import { checkPlacement } from "./check-placement";
import { checkOnInstances } from "./check-placement-rules";
import { checkRange, repeated } from "./check-range";
import { checkShift } from "./check-shift";
import { checkScaling } from "./check-scaling";
import { checkTask } from "./check-task";
import { checkWords } from "./check-words";
import { most, pages, ranges, usualGraceSeconds } from "./limits";
import { atTypedPaths } from "./json-paths";
import { checkStart } from "./needs";
import { deploymentBounds, possibleCounts, type ServiceSettings, type TargetSettings } from "./service-settings";
import { hasOwnAddress, isLater, isWindows, protocolsOf, type TaskSettings } from "./task-settings";

/** Every problem of the settings. Pure. */
export function check(settings: ServiceSettings): Problem[] {
  const unknown = checkKnown(settings);
  if (unknown.length > 0) return unknown;
  const noWords = checkWords(settings);
  if (noWords.length > 0) return atTypedPaths(settings.task, noWords);
  return atTypedPaths(settings.task, [
    ...checkPlacement(settings),
    ...checkOnInstances(settings),
    ...checkDiscovery(settings),
    ...checkTask(settings.task, settings.exec !== undefined),
    ...checkCount(settings),
    ...checkCapacity(settings),
    ...checkDeployment(settings),
    ...checkShift(settings),
    ...checkHooks(settings),
    ...checkCodeDeploy(settings),
    ...checkRebalancing(settings),
    ...checkTargets(settings),
    ...checkGrace(settings),
    ...checkConnect(settings),
    ...checkScaling(settings),
    ...checkStart(settings, settings.serviceConnect !== undefined),
    ...checkTags("tags", settings.tags),
  ]);
}

function checkKnown({ name, tier, network, desiredCount, capacity, placement, deployment, targets, gracePeriodSeconds, serviceConnect, scaling }: ServiceSettings): Problem[] {
  return mustBeKnown({
    name,
    tier,
    "network.subnets": network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone })),
    desiredCount,
    // Names of the cluster's own providers may be known only after apply.
    capacity: capacity.map(({ weight, base }) => ({ weight, base })),
    placement,
    deployment: { ...deployment, alarmNames: undefined, hooks: undefined, codeDeploy: deployment.codeDeploy && { traffic: deployment.codeDeploy.traffic } },
    targets: targets.map(({ key, container, port }) => ({ key, container, port })),
    gracePeriodSeconds,
    "serviceConnect.offers": serviceConnect?.offers.map(({ portName, dnsName, port, requestTimeoutSeconds, idleTimeoutSeconds }) => ({ portName, dnsName, port, requestTimeoutSeconds, idleTimeoutSeconds })),
    "serviceConnect.calls": serviceConnect?.calls,
    scaling: scaling && { min: scaling.min, max: scaling.max, steps: Object.entries(scaling.steps ?? {}).map(([key, { changes }]) => ({ key, changes })), schedules: scaling.schedules, metrics: Object.entries(scaling.metrics ?? {}).map(([key, { metrics }]) => [key, ...Object.keys(metrics)]) },
  });
}

function checkCount({ desiredCount }: ServiceSettings): Problem[] {
  const desired = initialOf(desiredCount);
  if (Number.isInteger(desired) && desired >= 0) return [];
  return [{ code: "desired-count", path: "desiredCount", got: show(desired), expected: "a whole number, 0 or more", see: pages.createService }];
}

function checkCapacity(settings: ServiceSettings): Problem[] {
  const { capacity, cluster } = settings;
  const see = pages.capacity;
  const problems: Problem[] = [];
  capacity.forEach(({ provider, weight, base }, index) => {
    const path = `capacity[${index}]`;
    const isFargates = provider === "FARGATE" || provider === "FARGATE_SPOT";
    if (isFargates !== (settings.task.launchType === "FARGATE") && !isLater(provider)) {
      const expected = isFargates ? "a provider of instances: they do not mix with Fargate" : "FARGATE or FARGATE_SPOT: they do not mix with instances";
      problems.push({ code: "capacity-provider", path: `${path}.provider`, got: show(provider), expected, see });
    } else if (![provider, ...cluster.capacityProviders].some(isLater) && !cluster.capacityProviders.includes(provider)) {
      const expected = `one of the cluster's: ${cluster.capacityProviders.join(", ") || "it has none"}`;
      problems.push({ code: "capacity-provider", path: `${path}.provider`, got: show(provider), expected, see });
    }
    if (provider === "FARGATE_SPOT" && isWindows(settings.task)) {
      problems.push({ code: "spot-windows", path: `${path}.provider`, got: `"FARGATE_SPOT" on Windows`, expected: `"FARGATE"`, see });
    }
    problems.push(...checkRange("capacity-weight", `${path}.weight`, weight, ranges.weight, see));
    problems.push(...checkRange("capacity-base", `${path}.base`, base, ranges.base, see));
  });
  for (const index of repeated(capacity.map(({ provider }) => provider))) {
    const got = `${show(capacity[index]?.provider)} again`;
    problems.push({ code: "capacity-duplicate", path: `capacity[${index}].provider`, got, expected: "each provider once", see });
  }
  const based = capacity.flatMap(({ base }, index) => (base > 0 ? [index] : []));
  if (based.length > 1) {
    const path = `capacity[${based[1]}].base`;
    problems.push({ code: "capacity-base", path, got: "a second base", expected: "one provider with a base", see });
  }
  if (capacity.length > most.capacityProviders) {
    problems.push({ code: "capacity-count", path: "capacity", got: `${capacity.length} providers`, expected: `at most ${most.capacityProviders}`, see });
  }
  if (capacity.length > 0 && capacity.every(({ weight }) => weight === 0)) {
    problems.push({ code: "capacity-weight", path: "capacity", got: "without a weight above 0", expected: "a provider that takes tasks", see });
  }
  if (capacity.length > 0 && capacity.every(({ provider }) => provider === "FARGATE_SPOT")) {
    const got = "Spot alone: AWS can take every task at once, with two minutes' notice";
    problems.push({ code: "spot-only", path: "capacity", got, expected: "FARGATE with a base, unless it may be down", see, severity: "warning" });
  }
  return problems;
}

function checkDeployment(settings: ServiceSettings): Problem[] {
  const { deployment } = settings;
  const { minHealthyPercent, maxPercent, alarmNames, circuitBreaker, strategy } = deployment;
  const see = pages.deployment;
  const problems: Problem[] = [];
  for (const [prop, percent] of Object.entries({ minHealthyPercent, maxPercent })) {
    if (Number.isInteger(percent) && percent >= 0) continue;
    problems.push({ code: "deployment-percent", path: `deployment.${prop}`, got: show(percent), expected: "a whole number, 0 or more", see });
  }
  if (maxPercent < minHealthyPercent) {
    const got = `${maxPercent}, less than minHealthyPercent`;
    problems.push({ code: "deployment-percent", path: "deployment.maxPercent", got, expected: `more than ${minHealthyPercent}`, see });
  }
  // The new revision starts as a whole beside the old one, whatever the percentages say.
  if (problems.length > 0 || strategy !== undefined || deployment.codeDeploy !== undefined) return problems;
  const stuck = possibleCounts(settings).find((count) => !deploymentBounds(count, deployment).canProgress);
  if (stuck !== undefined) {
    const { lowest, highest } = deploymentBounds(stuck, deployment);
    const got = `stuck with ${stuck} tasks: ${lowest} must stay, and ${highest} may run`;
    const expected = `maxPercent of ${Math.ceil(((stuck + 1) * 100) / stuck)} or more, or a lower minHealthyPercent`;
    problems.push({ code: "deployment-stuck", path: "deployment", got, expected, see });
  }
  const outage = possibleCounts(settings).find((count) => count > 0 && deploymentBounds(count, deployment).lowest === 0);
  if (outage !== undefined && settings.scheduling === "REPLICA") {
    const got = `${minHealthyPercent}: with ${outage} tasks, all may stop before a new one has started`;
    problems.push({ code: "deployment-outage", path: "deployment.minHealthyPercent", got, expected: "100, unless it may be down", see, severity: "warning" });
  }
  if (circuitBreaker === "off" && alarmNames.length === 0) {
    const got = `"off": a revision that cannot start is tried for ever`;
    problems.push({ code: "circuit-breaker-off", path: "deployment.circuitBreaker", got, expected: `"rollback"`, see: pages.circuitBreaker, severity: "warning" });
  }
  const [twice] = repeated(alarmNames);
  if (twice !== undefined) {
    const path = `deployment.alarmNames[${twice}]`;
    problems.push({ code: "deployment-alarms", path, got: `${show(alarmNames[twice])} again`, expected: "each alarm once", see });
  }
  return problems;
}

function checkRebalancing({ availabilityZoneRebalancing, deployment, network, tier }: ServiceSettings): Problem[] {
  if (!availabilityZoneRebalancing) return [];
  const path = "availabilityZoneRebalancing";
  if (deployment.maxPercent <= 100) {
    const got = `true with maxPercent ${deployment.maxPercent}`;
    return [{ code: "rebalancing-percent", path, got, expected: "maxPercent above 100: a task starts elsewhere before one stops", see: pages.rebalancing }];
  }
  const zones = new Set(subnetsOf(network, tier).map(({ availabilityZone }) => availabilityZone));
  if (zones.size !== 1) return [];
  const got = `in ${[...zones].join()} only, which is lost with it`;
  return [{ code: "one-zone", path: "tier", got, expected: "a tier of several zones", see: pages.rebalancing, severity: "warning" }];
}

function checkTargets({ targets, task }: ServiceSettings): Problem[] {
  const see = pages.loadBalancer;
  const problems: Problem[] = [];
  if (targets.length > most.targets) {
    problems.push({ code: "target-count", path: "targets", got: `${targets.length} target groups`, expected: `at most ${most.targets}`, see });
  }
  for (const index of repeated(targets.map(({ targetGroup }) => targetGroup.targetGroupArn))) {
    const path = `targets.${targets[index]?.key}.targetGroup`;
    problems.push({ code: "target-duplicate", path, got: "a target group again", expected: "each target group once", see });
  }
  const ports = task.containers.flatMap(({ name, ports: own }) => own.map(({ port }) => `${name}:${port}`));
  return [...problems, ...targets.flatMap((target) => checkTarget(task, target, ports))];
}

function checkTarget(task: TaskSettings, { key, targetGroup, container, port }: TargetSettings, ports: readonly string[]): Problem[] {
  const containers = task.containers.map(({ name }) => name);
  const path = `targets.${key}`;
  const see = pages.loadBalancer;
  const problems: Problem[] = [];
  const wanted = hasOwnAddress(task) ? "ip" : "instance";
  if (targetGroup.targetType !== wanted) {
    const expected = wanted === "ip" ? `"ip": tasks have addresses of their own` : `"instance": tasks are reached by ports of the instances`;
    problems.push({ code: "target-type", path: `${path}.targetGroup.targetType`, got: show(targetGroup.targetType), expected, see: pages.awsvpc });
  }
  if (task.networkMode === "none") {
    problems.push({ code: "network-mode", path, got: `given with "none"`, expected: "no target: nothing is reached", see: pages.networkMode });
  }
  if (container !== undefined && !containers.includes(container)) {
    problems.push({ code: "target-container", path: `${path}.container`, got: show(container), expected: `one of ${containers.join(", ")}`, see });
  } else if (container === undefined || port === undefined || !ports.includes(`${container}:${port}`)) {
    const got = port === undefined ? "missing, and not the only one" : `${port}, which no container listens on`;
    const expected = ports.length === 0 ? "ports of a container" : `one of ${ports.join(", ")}`;
    problems.push({ code: "target-port", path: `${path}.port`, got, expected, see });
  } else if (targetGroup.loadBalancer === "application" && !protocolsOf(task, port, container).includes("tcp")) {
    problems.push({ code: "target-port", path: `${path}.port`, got: `${port} of udp behind an ALB`, expected: "a port of tcp, or an NLB", see });
  }
  return problems;
}

function checkGrace({ gracePeriodSeconds, targets, task }: ServiceSettings): Problem[] {
  const path = "gracePeriodSeconds";
  const see = pages.loadBalancer;
  const problems = checkRange("grace-period", path, gracePeriodSeconds, ranges.gracePeriod, see);
  if (gracePeriodSeconds === undefined || problems.length > 0) return problems;
  const isJudged = targets.length > 0 || task.containers.some(({ healthCheck }) => healthCheck !== undefined);
  if (!isJudged) {
    const expected = "no such prop: nobody judges its tasks";
    return [{ code: "grace-period-useless", path, got: `${gracePeriodSeconds} without a target group`, expected, see, severity: "warning" }];
  }
  const [kind] = targets.map(({ targetGroup }) => targetGroup.loadBalancer).toSorted().toReversed();
  const usual = kind === undefined ? 0 : usualGraceSeconds[kind];
  if (gracePeriodSeconds >= usual) return [];
  const got = `${gracePeriodSeconds} with a load balancer of the kind ${kind}: slow starters are killed before they answer`;
  return [{ code: "grace-period-short", path, got, expected: `${usual} or more`, see, severity: "warning" }];
}

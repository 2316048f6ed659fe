import { show, type Problem } from "@terrace/core";
import { checkExpressions } from "./check-instance-task";
import { most, pages } from "./limits";
import { allowsRebalancing, type ServiceSettings } from "./service-settings";
import { hasOwnAddress } from "./task-settings";
import type { PlacementStrategyProps } from "./ec2-service-props";

/** Where tasks on instances are put, and what daemons have not. */
export function checkOnInstances(settings: ServiceSettings): Problem[] {
  return [
    ...checkMisfits(settings),
    ...checkGroup(settings),
    ...checkConstraints(settings),
    ...checkStrategies(settings),
    ...checkBalance(settings),
    ...checkFixedPorts(settings),
    ...checkPublicTask(settings),
  ];
}

const becauseOfDaemon: Readonly<Record<string, string>> = {
  desiredCount: "as many tasks as there are instances",
  scaling: "as many tasks as there are instances",
  capacity: "the launch type EC2",
  availabilityZoneRebalancing: "a task stays on its instance",
  "deployment.codeDeploy": "rolling, instance by instance",
  "deployment.hooks": "rolling, instance by instance",
  "deployment.maxPercent": "100: one task on an instance",
  "deployment.strategy": "rolling, instance by instance",
  "placement.distinctInstances": "one task on an instance anyway",
  "placement.strategies": "every instance that constraints leave",
};

function checkMisfits({ misfits }: ServiceSettings): Problem[] {
  return Object.entries(misfits).map(([path, value]) => ({
    code: "daemon-unsupported",
    path,
    got: `${show(value)} of a daemon`,
    expected: `no such prop: ${becauseOfDaemon[path]}`,
    see: pages.daemon,
  }));
}

function checkGroup({ task, instanceSecurityGroup, securityGroups }: ServiceSettings): Problem[] {
  const see = pages.networkMode;
  const mode = show(task.networkMode);
  if (hasOwnAddress(task)) {
    if (instanceSecurityGroup === undefined) return [];
    const expected = `no such prop: tasks have a group of their own`;
    return [{ code: "instance-security-group", path: "instanceSecurityGroup", got: `given with ${mode}`, expected, see, severity: "warning" }];
  }
  const problems: Problem[] = [];
  if (instanceSecurityGroup === undefined) {
    problems.push({ code: "instance-security-group", path: "instanceSecurityGroup", got: `missing with ${mode}`, expected: "the group of the instances, which guards the tasks", see });
  }
  if (securityGroups.length > 0) {
    problems.push({ code: "network-mode", path: "securityGroups", got: `given with ${mode}`, expected: "no such prop: tasks have no address of their own", see });
  }
  return problems;
}

function checkConstraints({ placement, task }: ServiceSettings): Problem[] {
  const problems = checkExpressions("placement.memberOf", placement.memberOf);
  const count = placement.memberOf.length + task.placementConstraints.length + (placement.distinctInstances ? 1 : 0);
  if (count <= most.placementConstraints) return problems;
  const expected = `at most ${most.placementConstraints}`;
  return [...problems, { code: "placement-constraint-count", path: "placement", got: `${count} constraints, with those of the task`, expected, see: pages.placementConstraint }];
}

function checkStrategies({ placement }: ServiceSettings): Problem[] {
  const { strategies } = placement;
  const path = "placement.strategies";
  const see = pages.placement;
  const problems: Problem[] = strategies.flatMap((strategy, index) => {
    const expected = wrongField(strategy);
    return expected === undefined ? [] : [{ code: "placement-strategy", path: `${path}[${index}]`, got: `${strategy.type} by ${show(strategy.field)}`, expected, see }];
  });
  if (strategies.length > most.placementStrategies) {
    problems.push({ code: "placement-strategy-count", path, got: `${strategies.length} strategies`, expected: `at most ${most.placementStrategies}`, see });
  }
  return problems;
}

/** What a strategy should have, or undefined where it has it. */
function wrongField({ type, field }: PlacementStrategyProps): string | undefined {
  switch (type) {
    case "binpack":
      return field === "cpu" || field === "memory" ? undefined : `field: "cpu" or "memory"`;
    case "spread":
      return field !== undefined && /^(instanceId|host|attribute:.+)$/.test(field) ? undefined : `field: "instanceId" or "attribute:<name>"`;
    case "random":
      return field === undefined ? undefined : "no field";
  }
}

function checkBalance(settings: ServiceSettings): Problem[] {
  if (!settings.availabilityZoneRebalancing || allowsRebalancing(settings)) return [];
  const got = "true, and placement decides otherwise";
  const expected = "spread by attribute:ecs.availability-zone first, or no strategy, and no constraint on zones";
  return [{ code: "rebalancing-placement", path: "availabilityZoneRebalancing", got, expected, see: pages.rebalancing }];
}

/** A port of an instance is one task's at a time: the next one must find another instance, or wait until it is free. */
function checkFixedPorts({ task, scheduling, deployment }: ServiceSettings): Problem[] {
  if (hasOwnAddress(task) || scheduling === "DAEMON" || deployment.minHealthyPercent < 100) return [];
  const fixed = task.containers.flatMap(({ name, ports }) => ports.flatMap(({ hostPort }, index) => (hostPort === 0 ? [] : [`task.containers.${name}.ports[${index}]`])));
  const [path] = fixed;
  if (path === undefined) return [];
  const got = "one of the instance, and no task may stop before the next one runs: each deployment needs instances without one";
  return [{ code: "host-port-fixed", path, got, expected: "hostPort 0, minHealthyPercent below 100, or spare instances", see: pages.portMapping, severity: "warning" }];
}

/** Instances may have public addresses; what a task with an address of its own sends comes from another one. */
function checkPublicTask({ task, publicIp, tier }: ServiceSettings): Problem[] {
  if (task.launchType !== "EC2" || !publicIp || !hasOwnAddress(task)) return [];
  const got = `true, but tasks in ${tier} have addresses of their own, which are never public: containers do not reach the internet`;
  return [{ code: "ec2-public-task", path: "publicIp", got, expected: `a tier with NAT, or networkMode "bridge"`, see: pages.awsvpc, severity: "warning" }];
}

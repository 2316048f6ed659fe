import type { DaemonServiceProps, Ec2ServiceProps, OnInstancesProps } from "./ec2-service-props";
import { resolve, resolveCapacity, type LaunchSettings, type ServiceSettings } from "./service-settings";
import { resolveTask } from "./task-settings";

/** Fills every default of a service on instances. Pure; checks nothing. */
export function resolveEc2(props: Ec2ServiceProps): ServiceSettings {
  const { memberOf, distinctInstances, strategies } = props.placement ?? {};
  return resolve(props, {
    ...onInstances(props),
    capacity: resolveCapacity(props.capacity),
    scheduling: "REPLICA",
    misfits: {},
    placement: { memberOf: memberOf ?? [], distinctInstances: distinctInstances ?? false, strategies: strategies ?? [] },
  });
}

/** Fills every default of a daemon: of one task, which stops before the next one starts. Pure; checks nothing. */
export function resolveDaemon(props: DaemonServiceProps): ServiceSettings {
  const { minHealthyPercent, circuitBreaker, alarmNames } = props.deployment ?? {};
  const launch: LaunchSettings = {
    ...onInstances(props),
    capacity: [],
    scheduling: "DAEMON",
    misfits: misfitsOf(props),
    placement: { memberOf: props.placement?.memberOf ?? [], distinctInstances: false, strategies: [] },
  };
  const deployment = { minHealthyPercent: minHealthyPercent ?? 0, maxPercent: 100, circuitBreaker, alarmNames };
  const { name, cluster, network, targets, gracePeriodSeconds, serviceConnect, discovery, exec, taskDefinitionOwner } = props;
  const { waitForSteadyState, securityGroups, dependsOn, tags, override } = props;
  return resolve(
    {
      name, cluster, network, targets, gracePeriodSeconds, serviceConnect, discovery, exec, taskDefinitionOwner,
      waitForSteadyState, securityGroups, dependsOn, tags, override, deployment,
    },
    launch,
  );
}

function onInstances({ tier, publicIp, task, instanceSecurityGroup, opensInstances }: OnInstancesProps) {
  return {
    tier,
    publicIp: publicIp ?? false,
    platformVersion: undefined,
    task: resolveTask(task, "EC2"),
    instanceSecurityGroup,
    opensInstances: opensInstances ?? true,
  };
}

/** What daemons have not, by the path that the caller typed. */
function misfitsOf(props: DaemonServiceProps): Readonly<Record<string, unknown>> {
  const unknown = {
    "": ["availabilityZoneRebalancing", "capacity", "desiredCount", "scaling"],
    "deployment.": ["codeDeploy", "hooks", "maxPercent", "strategy"],
    "placement.": ["distinctInstances", "strategies"],
  };
  const groups: Readonly<Record<string, object>> = { "": props, "deployment.": props.deployment ?? {}, "placement.": props.placement ?? {} };
  return Object.fromEntries(
    Object.entries(unknown).flatMap(([prefix, keys]) =>
      Object.entries(groups[prefix] ?? {}).flatMap(([key, value]) => (keys.includes(key) && value !== undefined ? [[`${prefix}${key}`, value]] : [])),
    ),
  );
}

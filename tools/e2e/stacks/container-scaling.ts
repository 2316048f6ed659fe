import { DescribeScalableTargetsCommand, DescribeScalingPoliciesCommand, DescribeScheduledActionsCommand } from "@aws-sdk/client-application-auto-scaling";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";

/** Who decides how many tasks there are: bounds, policies and schedules of the services that autoscaling owns the number of. */
export async function scalingChecks({ scaling }: Aws, environment: Environment): Promise<Check[]> {
  const ServiceNamespace = "ecs";
  const { ScalableTargets = [] } = await scaling.send(new DescribeScalableTargetsCommand({ ServiceNamespace }));
  const { ScalingPolicies = [] } = await scaling.send(new DescribeScalingPoliciesCommand({ ServiceNamespace }));
  const { ScheduledActions = [] } = await scaling.send(new DescribeScheduledActionsCommand({ ServiceNamespace }));
  const scaled = Object.entries(environment.containers.services).flatMap(([role, { scaling: props }]) => (props === undefined ? [] : [{ role, props }]));
  return [
    equal(
      "bounds of the services that scale",
      ScalableTargets.map(({ ResourceId, MinCapacity, MaxCapacity }) => [ResourceId, MinCapacity, MaxCapacity]).sort(),
      scaled.map(({ role, props: { min, max } }) => [`service/${nameIn(environment, "apps")}/${nameIn(environment, role)}`, min, max]).sort(),
    ),
    equal(
      "what decides the number of tasks",
      ScalingPolicies.map(({ PolicyName, TargetTrackingScalingPolicyConfiguration: tracking }) => [PolicyName, tracking?.TargetValue]).sort(),
      scaled
        .flatMap(({ role, props: { cpuPercent, memoryPercent } }) => [
          ...(cpuPercent === undefined ? [] : [[`${nameIn(environment, role)}-cpu`, cpuPercent]]),
          ...(memoryPercent === undefined ? [] : [[`${nameIn(environment, role)}-memory`, memoryPercent]]),
        ])
        .sort(),
    ),
    equal(
      "schedules of bounds",
      ScheduledActions.map(({ ScheduledActionName, Schedule, Timezone, ScalableTargetAction: bounds }) => [
        ScheduledActionName,
        Schedule,
        Timezone,
        bounds?.MinCapacity,
        bounds?.MaxCapacity,
      ]).sort(),
      scaled
        .flatMap(({ role, props: { schedules = {} } }) =>
          Object.entries(schedules).map(([key, { schedule, timezone, min, max }]) => [`${nameIn(environment, role)}-${key}`, schedule, timezone, min, max]),
        )
        .sort(),
    ),
  ];
}

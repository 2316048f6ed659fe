import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { needsProvider, writeFeature, type Problem } from "@terrace/core";
import { dependable } from "cdktf";
import type { Construct } from "constructs";
import { jsonOf } from "./container-definitions";
import { createServiceRole, type ServiceRole } from "./service-role";
import type { ServiceSettings } from "./service-settings";
import { allow, unique } from "./statements";

/** What the provider must have for the strategy. */
function featureOf({ deployment }: ServiceSettings) {
  if (deployment.strategy === undefined) return undefined;
  return deployment.strategy.kind === "blue-green" ? "ecs-blue-green" : "ecs-gradual-shift";
}

/** A problem where the provider of `scope` cannot shift traffic. */
export function checkShiftProvider(scope: Construct, settings: ServiceSettings): Problem[] {
  const told = Object.entries(settings.deployment.hooks).find(([, { details }]) => details !== undefined)?.[0];
  return [
    ...needsProvider(scope, "deployment.strategy", featureOf(settings)),
    ...needsProvider(scope, `deployment.hooks.${told}.details`, told === undefined ? undefined : "ecs-hook-details"),
  ];
}

/** Lets ECS shift the traffic of the targets: a role that changes their rules, and where they lead. */
export function shiftTraffic(scope: Construct, settings: ServiceSettings, service: EcsService): void {
  const feature = featureOf(settings);
  const { strategy } = settings.deployment;
  if (feature === undefined || strategy === undefined) return;
  const { kind, bakeMinutes, stepPercent, stepBakeMinutes } = strategy;
  const minutes = String(stepBakeMinutes);
  const step =
    kind === "linear" ? { linear_configuration: { step_percent: stepPercent, step_bake_time_in_minutes: minutes } }
    : kind === "canary" ? { canary_configuration: { canary_percent: stepPercent, canary_bake_time_in_minutes: minutes } }
    : {};
  writeFeature(service, feature, {
    deployment_configuration: { strategy: kind.toUpperCase().replace("-", "_"), bake_time_in_minutes: String(bakeMinutes), ...step, ...createHooks(scope, settings, service) },
  });
  const shifted = settings.targets.flatMap((target) => (target.shift === undefined ? [] : [{ ...target, shift: target.shift }]));
  if (shifted.length === 0) return;
  const { role, policy } = createInfrastructureRole(scope, settings);
  service.dependsOn = [...(service.dependsOn ?? []), dependable(policy)];
  writeFeature(service, feature, {
    load_balancer: shifted.map(({ targetGroup, container, port, shift }) => ({
      target_group_arn: targetGroup.targetGroupArn,
      container_name: container,
      container_port: port,
      advanced_configuration: {
        alternate_target_group_arn: shift.alternate.targetGroupArn,
        production_listener_rule: shift.productionRuleArn,
        role_arn: role.arn,
        ...(shift.testRuleArn === undefined ? {} : { test_listener_rule: shift.testRuleArn }),
      },
    })),
  });
}

/** Functions that are asked, and a role by which ECS asks them. */
function createHooks(scope: Construct, settings: ServiceSettings, service: EcsService) {
  const hooks = Object.values(settings.deployment.hooks);
  if (hooks.length === 0) return {};
  const { role, policy } = createServiceRole(scope, "hooks", settings, {
    principal: "ecs.amazonaws.com",
    description: `Lets ECS ask the hooks of ${settings.name}`,
    statements: [allow("lambda:InvokeFunction", unique(hooks.map(({ functionArn }) => functionArn)))],
  });
  service.dependsOn = [...(service.dependsOn ?? []), dependable(policy)];
  if (hooks.some(({ details }) => details !== undefined)) writeFeature(service, "ecs-hook-details", {});
  return {
    lifecycle_hook: hooks.map(({ functionArn, stages, details }) => ({
      hook_target_arn: functionArn,
      role_arn: role.arn,
      lifecycle_stages: stages,
      ...(details === undefined ? {} : { hook_details: jsonOf(details) }),
    })),
  };
}

/** What ECS acts as when it changes rules: the actions of AWS's managed policy for it, on these rules and groups only. */
function createInfrastructureRole(scope: Construct, settings: ServiceSettings): ServiceRole {
  const { name, targets } = settings;
  const groups = targets.flatMap(({ targetGroup, shift }) => [targetGroup.targetGroupArn, ...(shift === undefined ? [] : [shift.alternate.targetGroupArn])]);
  const rules = targets.flatMap(({ shift }) => [shift?.productionRuleArn, shift?.testRuleArn].filter((arn) => arn !== undefined));
  const reads = ["DescribeListeners", "DescribeRules", "DescribeTargetGroups", "DescribeTargetHealth"];
  const action = (verb: string) => `elasticloadbalancing:${verb}`;
  return createServiceRole(scope, "shift", settings, {
    principal: "ecs.amazonaws.com",
    description: `Lets ECS shift the traffic of ${name}`,
    statements: [
      allow(reads.map(action), "*"),
      allow(["DeregisterTargets", "RegisterTargets"].map(action), groups),
      allow(["ModifyListener", "ModifyRule"].map(action), rules),
    ],
  });
}

import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import { needsProvider, writeFeature, type Problem } from "@terrace/core";
import type { Construct } from "constructs";
import type { PredictiveScaling } from "./metric-props";
import { createAlarm } from "./scaling-alarm";
import { trackings } from "./scaling-metrics";
import type { ServiceSettings } from "./service-settings";

/** A problem where the provider of `scope` cannot foretell. */
export function checkScalingProvider(scope: Construct, { scaling }: ServiceSettings): Problem[] {
  return needsProvider(scope, "scaling.predictive", scaling?.predictive && "ecs-predictive-scaling");
}

/** Lets autoscaling decide how many tasks there are. Gives the ARNs of the policies that alarms trigger, by name. */
export function createScaling(scope: Construct, { name, cluster, scaling, tags }: ServiceSettings, service: EcsService): Record<string, string> {
  if (scaling === undefined) return {};
  const target = new AppautoscalingTarget(scope, "scaling-target", {
    minCapacity: scaling.min,
    maxCapacity: scaling.max,
    // The service's own name, so that it is there before its target.
    resourceId: `service/${cluster.clusterName}/${service.name}`,
    scalableDimension: "ecs:service:DesiredCount",
    serviceNamespace: "ecs",
    tags: { ...tags, Name: name },
  });
  const { resourceId, scalableDimension, serviceNamespace } = target;
  const scaled = { resourceId, scalableDimension, serviceNamespace };
  for (const [key, tracking] of Object.entries(trackings(scaling, cluster.clusterName, name))) {
    new AppautoscalingPolicy(scope, `scale-on-${key}`, {
      ...scaled,
      name: `${name}-${key}`,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        scaleInCooldown: scaling.scaleInCooldownSeconds ?? 300,
        scaleOutCooldown: scaling.scaleOutCooldownSeconds ?? 60,
        disableScaleIn: scaling.scaleIn === false ? true : undefined,
        ...tracking,
      },
    });
  }
  createPrediction(scope, name, scaled, scaling.predictive);
  for (const [key, { schedule, timezone, min, max }] of Object.entries(scaling.schedules ?? {})) {
    new AppautoscalingScheduledAction(scope, `schedule-${key}`, {
      ...scaled,
      name: `${name}-${key}`,
      schedule,
      timezone: timezone ?? "UTC",
      scalableTargetAction: { minCapacity: String(min), maxCapacity: String(max) },
    });
  }
  return Object.fromEntries(
    Object.entries(scaling.steps ?? {}).map(([key, { adjustment, changes, alarm, cooldownSeconds, aggregation, minChange }]) => {
      const policy = new AppautoscalingPolicy(scope, `step-${key}`, {
        ...scaled,
        name: `${name}-${key}`,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          adjustmentType: adjustment ?? "ChangeInCapacity",
          cooldown: cooldownSeconds ?? scaling.scaleOutCooldownSeconds ?? 60,
          metricAggregationType: aggregation ?? "Average",
          minAdjustmentMagnitude: minChange,
          stepAdjustment: changes.map(({ from, to, change }) => ({
            metricIntervalLowerBound: from === undefined ? undefined : String(from),
            metricIntervalUpperBound: to === undefined ? undefined : String(to),
            scalingAdjustment: change,
          })),
        },
      });
      if (alarm !== undefined) createAlarm(scope, key, { name, cluster, tags }, alarm, policy.arn);
      return [key, policy.arn];
    }),
  );
}

/** Names of a scalable target. */
interface Scaled {
  readonly resourceId: string;
  readonly scalableDimension: string;
  readonly serviceNamespace: string;
}

function createPrediction(scope: Construct, name: string, scaled: Scaled, predictive: PredictiveScaling | undefined): void {
  if (predictive === undefined) return;
  const { metric, targetPercent, mode, bufferSeconds, beyondMaxPercent } = predictive;
  const policy = new AppautoscalingPolicy(scope, "scale-before", { ...scaled, name: `${name}-before`, policyType: "PredictiveScaling" });
  writeFeature(policy, "ecs-predictive-scaling", {
    predictive_scaling_policy_configuration: {
      mode: mode ?? "ForecastOnly",
      scheduling_buffer_time: bufferSeconds ?? 300,
      metric_specification: [
        {
          target_value: String(targetPercent),
          predefined_metric_pair_specification: [{ predefined_metric_type: metric === "cpu" ? "ECSServiceCPUUtilization" : "ECSServiceMemoryUtilization" }],
        },
      ],
      ...(beyondMaxPercent === undefined ? {} : { max_capacity_breach_behavior: "IncreaseMaxCapacity", max_capacity_buffer: beyondMaxPercent }),
    },
  });
}

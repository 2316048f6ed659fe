import { AppautoscalingPolicy, type AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { EcsService } from "@cdktf/provider-aws/lib/ecs-service";
import type { Construct } from "constructs";
import type { ScalingProps } from "./scaling-props";
import type { ServiceSettings } from "./service-settings";

type Tracking = AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration;

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
        ...tracking,
      },
    });
  }
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
    Object.entries(scaling.steps ?? {}).map(([key, { adjustment, changes }]) => {
      const policy = new AppautoscalingPolicy(scope, `step-${key}`, {
        ...scaled,
        name: `${name}-${key}`,
        policyType: "StepScaling",
        stepScalingPolicyConfiguration: {
          adjustmentType: adjustment ?? "ChangeInCapacity",
          cooldown: scaling.scaleOutCooldownSeconds ?? 60,
          metricAggregationType: "Average",
          stepAdjustment: changes.map(({ from, to, change }) => ({
            metricIntervalLowerBound: from === undefined ? undefined : String(from),
            metricIntervalUpperBound: to === undefined ? undefined : String(to),
            scalingAdjustment: change,
          })),
        },
      });
      return [key, policy.arn];
    }),
  );
}

/** What each policy keeps near a value, by name. */
function trackings({ cpuPercent, memoryPercent, requests, queue }: ScalingProps, clusterName: string, serviceName: string): Record<string, Tracking> {
  const predefined = (predefinedMetricType: string, targetValue: number, resourceLabel?: string): Tracking => ({
    targetValue,
    predefinedMetricSpecification: { predefinedMetricType, resourceLabel },
  });
  return {
    ...(cpuPercent === undefined ? {} : { cpu: predefined("ECSServiceAverageCPUUtilization", cpuPercent) }),
    ...(memoryPercent === undefined ? {} : { memory: predefined("ECSServiceAverageMemoryUtilization", memoryPercent) }),
    ...(requests === undefined ? {} : { requests: predefined("ALBRequestCountPerTarget", requests.perTask, requests.resourceLabel) }),
    ...(queue === undefined ? {} : { queue: backlog(queue.queueName, queue.messagesPerTask, clusterName, serviceName) }),
  };
}

/** Messages that wait for each running task: the queue knows the ones, Container Insights the others. */
function backlog(queueName: string, targetValue: number, clusterName: string, serviceName: string): Tracking {
  const metric = (namespace: string, metricName: string, dimensions: Readonly<Record<string, string>>) => ({
    metric: { namespace, metricName, dimensions: Object.entries(dimensions).map(([name, value]) => ({ name, value })) },
    stat: "Average",
  });
  return {
    targetValue,
    customizedMetricSpecification: {
      metrics: [
        { id: "waiting", metricStat: metric("AWS/SQS", "ApproximateNumberOfMessagesVisible", { QueueName: queueName }), returnData: false },
        {
          id: "running",
          metricStat: metric("ECS/ContainerInsights", "RunningTaskCount", { ClusterName: clusterName, ServiceName: serviceName }),
          returnData: false,
        },
        // Without a running task the quotient has no value, and nothing would ever start.
        { id: "backlog", expression: "IF(running > 0, waiting / running, waiting)", label: "Messages for each running task", returnData: true },
      ],
    },
  };
}

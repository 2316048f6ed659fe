import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import type { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import type { Construct } from "constructs";
import type { ReplicationGroupSettings } from "./settings";

const dimensions = {
  shards: "elasticache:replication-group:NodeGroups",
  replicas: "elasticache:replication-group:Replicas",
} as const;

const metrics = {
  "engine-cpu": "ElastiCachePrimaryEngineCPUUtilization",
  memory: "ElastiCacheDatabaseMemoryUsageCountedForEvictPercentage",
  "replica-cpu": "ElastiCacheReplicaEngineCPUUtilization",
} as const;

const serviceNamespace = "elasticache";

/** Makes a target and a policy for each number that follows the load. */
export function createAutoscaling(scope: Construct, { name, autoscaling, tags }: ReplicationGroupSettings, group: ElasticacheReplicationGroup): void {
  for (const kind of ["shards", "replicas"] as const) {
    const settings = autoscaling[kind];
    if (settings === undefined) continue;
    const target = new AppautoscalingTarget(scope, `autoscaling-${kind}`, {
      serviceNamespace,
      resourceId: `replication-group/${group.replicationGroupId}`,
      scalableDimension: dimensions[kind],
      minCapacity: settings.min,
      maxCapacity: settings.max,
      tags,
    });
    new AppautoscalingPolicy(scope, `autoscaling-${kind}-policy`, {
      name: `${name}-${kind}`,
      serviceNamespace,
      resourceId: target.resourceId,
      scalableDimension: target.scalableDimension,
      policyType: "TargetTrackingScaling",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: metrics[settings.metric] },
        targetValue: settings.targetPercent,
        scaleInCooldown: settings.scaleInCooldownSeconds,
        scaleOutCooldown: settings.scaleOutCooldownSeconds,
      },
    });
  }
}

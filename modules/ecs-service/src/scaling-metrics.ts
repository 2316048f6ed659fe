import type { AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import type { MetricProps, MetricScaling } from "./metric-props";
import type { ScalingProps } from "./scaling-props";

type Tracking = AppautoscalingPolicyTargetTrackingScalingPolicyConfiguration;

/** What each policy keeps near a value, by name. */
export function trackings({ cpuPercent, memoryPercent, requests, queue, metrics = {} }: ScalingProps, clusterName: string, serviceName: string): Record<string, Tracking> {
  const predefined = (predefinedMetricType: string, targetValue: number, resourceLabel?: string): Tracking => ({
    targetValue,
    predefinedMetricSpecification: { predefinedMetricType, resourceLabel },
  });
  return {
    ...(cpuPercent === undefined ? {} : { cpu: predefined("ECSServiceAverageCPUUtilization", cpuPercent) }),
    ...(memoryPercent === undefined ? {} : { memory: predefined("ECSServiceAverageMemoryUtilization", memoryPercent) }),
    ...(requests === undefined ? {} : { requests: predefined("ALBRequestCountPerTarget", requests.perTask, requests.resourceLabel) }),
    ...(queue === undefined ? {} : { queue: backlog(queue.queueName, queue.messagesPerTask, clusterName, serviceName) }),
    ...Object.fromEntries(Object.entries(metrics).map(([key, metric]) => [key, custom(metric)])),
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

/** Metrics of the caller's, and the arithmetic over them. */
function custom({ target, metrics, expression }: MetricScaling): Tracking {
  const values = Object.entries(metrics).map(([id, metric]) => ({ id, metricStat: statOf(metric), returnData: expression === undefined }));
  const result = expression === undefined ? [] : [{ id: "result", expression, returnData: true }];
  return { targetValue: target, customizedMetricSpecification: { metrics: [...values, ...result] } };
}

function statOf({ namespace, name, dimensions = {}, statistic }: MetricProps) {
  return {
    metric: { namespace, metricName: name, dimensions: Object.entries(dimensions).map(([key, value]) => ({ name: key, value })) },
    stat: statistic ?? "Average",
  };
}

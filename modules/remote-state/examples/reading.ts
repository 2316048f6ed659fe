import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { keepStateIn, OutputReader, stateKey } from "@terrace/remote-state";
import type { TerraformStack } from "cdktf";
import { queuesContract, queuesState } from "./publishing";

/** Reads what another stack published: a name or a type that the contract does not have does not compile. */
export function reading(stack: TerraformStack): void {
  keepStateIn(stack, { ...queuesState, key: stateKey({ project: "shop", environment: "dev" }, "alarms") });
  const queues = new OutputReader(stack, queuesContract, { location: queuesState });
  new SsmParameter(stack, "order-queue", {
    name: "/dev/shop/order-queue",
    type: "String",
    value: queues.getMapValue("queue_arns", "orders"),
  });
  new CloudwatchMetricAlarm(stack, "orders-wait", {
    alarmName: "dev-shop-orders-wait",
    namespace: "AWS/SQS",
    metricName: "ApproximateAgeOfOldestMessage",
    comparisonOperator: "GreaterThanThreshold",
    statistic: "Maximum",
    period: 300,
    evaluationPeriods: 1,
    threshold: queues.getNumber("retention_seconds"),
  });
}

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Tags } from "@terrace/core";
import type { Construct } from "constructs";
import type { LogSettings } from "./settings";

/**
 * Name of one log's group. ElastiCache adds every group outside `/aws/vendedlogs/` to one policy of the account, which
 * has a longest size.
 */
export function logGroupName(cache: string, type: string): string {
  return `/aws/vendedlogs/elasticache/${cache}/${type}`;
}

/** Makes the log groups, and says where each log goes. */
export function createLogDelivery(
  scope: Construct,
  { name, logs, tags }: { readonly name: string; readonly logs: Readonly<Record<string, LogSettings>>; readonly tags: Tags },
) {
  return Object.entries(logs).map(([logType, log]) => {
    const common = { logType, logFormat: log.format };
    if (log.to === "firehose") {
      return { ...common, destinationType: "kinesis-firehose", destination: log.deliveryStreamName };
    }
    const { name: destination } = new CloudwatchLogGroup(scope, `${logType}-log-group`, {
      name: logGroupName(name, logType),
      retentionInDays: log.retentionDays,
      kmsKeyId: log.kmsKeyArn,
      tags,
    });
    return { ...common, destinationType: "cloudwatch-logs", destination };
  });
}

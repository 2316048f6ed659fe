import type { LbAccessLogs } from "@cdktf/provider-aws/lib/lb";
import type { LogsProps } from "./props";

/** Logs as Terraform writes them: undefined where there are none. */
export function logsOf(logs: LogsProps | undefined): LbAccessLogs | undefined {
  return logs === undefined ? undefined : { enabled: true, bucket: logs.bucket, prefix: logs.prefix };
}

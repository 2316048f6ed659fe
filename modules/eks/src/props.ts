import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { Tags } from "@terrace/core";

/** What a Eks is made from. */
export interface EksProps {
  /**
   * Name of the log group. A change replaces it, and what it holds is lost.
   *
   * @throws InvalidPropsError [name-length] [name-characters]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_CreateLogGroup.html
   */
  readonly name: string;

  /**
   * Days that events are kept, one of CloudWatch's own steps. A shorter time deletes older events.
   *
   * @default 90
   * @throws InvalidPropsError [eks-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: EksOverrides;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface EksOverrides {
  /**
   * For the log group.
   *
   * @default - nothing is overridden
   */
  readonly logGroup?: Partial<CloudwatchLogGroupConfig>;
}

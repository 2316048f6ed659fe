import type { CloudwatchLogGroupConfig } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { IamRolePolicyConfig } from "@cdktf/provider-aws/lib/iam-role-policy";
import type { ConfigMapV1Config } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import type { NamespaceV1Config } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import type { ClusterRef, NetworkRef, Tags } from "@terrace/core";

/** What the logs of Fargate pods become. */
export interface FargateLoggingProps {
  /**
   * The cluster. The role of each of its Fargate profiles is given the right to write to the outputs.
   *
   * @throws InvalidPropsError [fargate-profiles-missing]
   */
  readonly cluster: ClusterRef;

  /**
   * Where records go, by a name of yours: each gets what its `match` takes.
   *
   * @default - one log group, `/aws/eks/<cluster>/fargate`, with 90 days of retention
   * @throws InvalidPropsError [logging-output-missing] [logging-name]
   */
  readonly outputs?: Readonly<Record<string, LogOutput>>;

  /**
   * What is done with records before, in this order.
   *
   * @default - nothing
   */
  readonly filters?: readonly LogFilter[];

  /**
   * How text becomes fields, by the name that filters call it.
   *
   * @default - none
   */
  readonly parsers?: Readonly<Record<string, LogParser>>;

  /**
   * Sections in Fluent Bit's own words, after those above, held to the same rules.
   *
   * @default - none
   */
  readonly raw?: RawLogging;

  /**
   * True writes what the log router itself says to `<cluster>-fluent-bit-logs`, a log group that is made here. Costs what
   * CloudWatch takes for it; pods must be restarted to follow a change.
   *
   * @default false
   */
  readonly routerLogs?: boolean;

  /**
   * The network of the cluster. With it, a tier of pods that cannot reach CloudWatch Logs is an error.
   *
   * @default - not looked at; `workloads` says what must be reached
   */
  readonly network?: NetworkRef;

  /**
   * Tags of the log groups, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the providers' own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: FargateLoggingOverrides;
}

/** Where records go. */
export type LogOutput = CloudWatchOutput | FirehoseOutput | KinesisOutput | OpenSearchOutput;

/** What every output has. */
export interface OutputOptions {
  /**
   * Which records, by their tag, in which `*` stands for anything. Tags begin with `kube.` unless a `rewrite_tag` filter
   * makes others.
   *
   * @default "*"
   * @throws InvalidPropsError [logging-match]
   */
  readonly match?: string;
  /**
   * More keys of the plugin, as Fluent Bit names them.
   *
   * @default - none
   * @throws InvalidPropsError [logging-key] [logging-value] [logging-environment]
   */
  readonly options?: Readonly<Record<string, boolean | number | string>>;
}

/** A log group of CloudWatch Logs. */
export interface CloudWatchOutput extends OutputOptions {
  readonly to: "cloudwatch";
  /**
   * A log group to make, or one that is there: `{ name, arn }`.
   *
   * @throws InvalidPropsError [name-length] [name-characters] [logging-group-twice]
   */
  readonly logGroup: NewLogGroup | GivenLogGroup;
  /**
   * What the streams' names begin with; the pod and container follow.
   *
   * @default "fargate-"
   * @throws InvalidPropsError [logging-value]
   */
  readonly streamPrefix?: string;
}

/** A log group that is made before the pods that write to it. */
export interface NewLogGroup {
  readonly name: string;
  /**
   * Days that events are kept, one of CloudWatch's own steps.
   *
   * @default 90
   * @throws InvalidPropsError [logging-retention]
   * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
   */
  readonly retentionDays?: number;
  /**
   * ARN of the key that encrypts it.
   *
   * @default - a key of CloudWatch's own
   * @throws InvalidPropsError [logging-kms-key]
   */
  readonly kmsKeyArn?: string;
}

/** A log group that is there. */
export interface GivenLogGroup {
  readonly name: string;
  /**
   * Without the `:*` at its end. A token of another stack is fine.
   *
   * @throws InvalidPropsError [logging-arn]
   */
  readonly arn: string;
}

/** A Firehose stream, from which S3 is reached too. */
export interface FirehoseOutput extends OutputOptions {
  readonly to: "firehose";
  readonly streamName: string;
  /**
   * @throws InvalidPropsError [logging-arn]
   */
  readonly streamArn: string;
}

/** A Kinesis data stream. */
export interface KinesisOutput extends OutputOptions {
  readonly to: "kinesis";
  readonly streamName: string;
  /**
   * @throws InvalidPropsError [logging-arn]
   */
  readonly streamArn: string;
}

/** An OpenSearch domain. The pods' roles must be mapped inside the domain too, which nothing outside it can do. */
export interface OpenSearchOutput extends OutputOptions {
  readonly to: "opensearch";
  /**
   * Name of the domain's endpoint, without `https://`.
   *
   * @throws InvalidPropsError [logging-host]
   */
  readonly host: string;
  /**
   * @throws InvalidPropsError [logging-arn]
   */
  readonly domainArn: string;
  /**
   * @default - Fluent Bit's own
   */
  readonly index?: string;
}

/** A filter: the plugins that AWS lets in. */
export interface LogFilter {
  /**
   * @throws InvalidPropsError [logging-plugin]
   */
  readonly name: "grep" | "kubernetes" | "modify" | "nest" | "parser" | "record_modifier" | "rewrite_tag" | "throttle";
  /**
   * Which records, by their tag.
   *
   * @default "kube.*"
   * @throws InvalidPropsError [logging-match]
   */
  readonly match?: string;
  /**
   * Keys of the plugin, as Fluent Bit names them; a list writes a key several times.
   *
   * @default - none
   * @throws InvalidPropsError [logging-key] [logging-value] [logging-environment] [logging-kubernetes-key] [logging-parser]
   */
  readonly options?: Readonly<Record<string, boolean | number | string | readonly string[]>>;
}

/** How text becomes fields. */
export interface LogParser {
  readonly format: "json" | "logfmt" | "ltsv" | "regex";
  /**
   * With named groups: for the format `regex`, and for no other.
   *
   * @default - none
   * @throws InvalidPropsError [logging-regex]
   */
  readonly regex?: string;
  /**
   * More keys, such as `Time_Key` and `Time_Format`.
   *
   * @default - none
   * @throws InvalidPropsError [logging-key] [logging-value] [logging-environment]
   */
  readonly options?: Readonly<Record<string, boolean | number | string>>;
}

/**
 * Sections in Fluent Bit's own words. Each part takes sections of its own kind only.
 *
 * @throws InvalidPropsError [logging-section] [logging-indentation] [logging-key-missing] [logging-plugin]
 */
export interface RawLogging {
  /**
   * @default - none
   */
  readonly filters?: string;
  /**
   * @default - none
   * @throws InvalidPropsError [logging-rights]
   */
  readonly outputs?: string;
  /**
   * @default - none
   */
  readonly parsers?: string;
  /**
   * What the raw outputs need of AWS.
   *
   * @default - nothing
   * @throws InvalidPropsError [logging-rights]
   */
  readonly rights?: readonly LoggingRights[];
}

/** Rights that the pods' roles are given. */
export interface LoggingRights {
  /** Such as `logs:PutLogEvents`. No wildcards. */
  readonly actions: readonly string[];
  /** ARNs. */
  readonly resources: readonly string[];
}

/** The escape hatch: arguments of the providers' resources, applied last. */
export interface FargateLoggingOverrides {
  /**
   * @default - nothing is overridden
   */
  readonly namespace?: Partial<NamespaceV1Config>;
  /**
   * @default - nothing is overridden
   */
  readonly configMap?: Partial<ConfigMapV1Config>;
  /**
   * For each log group.
   *
   * @default - nothing is overridden
   */
  readonly logGroup?: Partial<CloudwatchLogGroupConfig>;
  /**
   * For the policy of each role.
   *
   * @default - nothing is overridden
   */
  readonly rolePolicy?: Partial<IamRolePolicyConfig>;
}

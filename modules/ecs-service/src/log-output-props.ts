import type { SecretSource } from "./secret-props";

/**
 * Where the log router sends what a container logs. The options of Fluent Bit's plugin, the rights of the task role, the
 * secrets of the execution role and the ways through the network are told from it.
 */
export type LogOutput =
  | CloudWatchOutput
  | DatadogOutput
  | FirehoseOutput
  | HttpOutput
  | KinesisOutput
  | NewRelicOutput
  | OpenSearchOutput
  | S3Output
  | SplunkOutput;

/** What outputs to AWS have in common. */
interface AwsOutput {
  /**
   * Only the line that the container wrote is sent, without what ECS knows of the container.
   *
   * @default false
   */
  readonly lineOnly?: boolean;
}

/** To a log group that is there already. */
export interface CloudWatchOutput extends AwsOutput {
  readonly to: "cloudwatch-logs";
  /**
   * ARN of the log group. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-arn]
   */
  readonly logGroupArn: string;
  /**
   * The beginning of the names of its streams.
   *
   * @default - the task's name, and a slash
   */
  readonly streamPrefix?: string;
}

/** To a stream of Amazon Data Firehose. */
export interface FirehoseOutput extends AwsOutput {
  readonly to: "firehose";
  /**
   * ARN of the stream. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-arn]
   */
  readonly deliveryStreamArn: string;
}

/** To a stream of Kinesis Data Streams. */
export interface KinesisOutput extends AwsOutput {
  readonly to: "kinesis";
  /**
   * ARN of the stream. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-arn]
   */
  readonly streamArn: string;
  /**
   * ARN of the customer's key that encrypts the stream.
   *
   * @default - AWS's own key, which needs no right
   * @throws InvalidPropsError [log-output-key]
   */
  readonly kmsKeyArn?: string;
}

/** To objects of a bucket, compressed. */
export interface S3Output extends AwsOutput {
  readonly to: "s3";
  /**
   * ARN of the bucket. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-arn]
   */
  readonly bucketArn: string;
  /**
   * Region of the bucket.
   *
   * @default - the task's
   */
  readonly region?: string;
  /**
   * The beginning of every key, such as `logs/`: the task role may write nowhere else.
   *
   * @default - the task's name, and a slash
   * @throws InvalidPropsError [log-output-prefix]
   */
  readonly prefix?: string;
  /**
   * Size at which an object is written, in MiB of the router's disk: 1 to 1024.
   *
   * @default 50
   * @throws InvalidPropsError [log-output-range]
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/s3
   */
  readonly objectMiB?: number;
  /**
   * Minutes after which an object is written, however small it is: 1 to 1440. What the router holds is lost with its task.
   *
   * @default 10
   * @throws InvalidPropsError [log-output-range]
   * @see https://docs.fluentbit.io/manual/data-pipeline/outputs/s3
   */
  readonly uploadMinutes?: number;
  /**
   * ARN of the customer's key that encrypts the bucket.
   *
   * @default - S3's own key, which needs no right
   * @throws InvalidPropsError [log-output-key]
   */
  readonly kmsKeyArn?: string;
}

/** To an index of a domain of Amazon OpenSearch Service, with the task role's credentials. */
export interface OpenSearchOutput {
  readonly to: "opensearch";
  /**
   * ARN of the domain. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-arn]
   */
  readonly domainArn: string;
  /**
   * The domain's endpoint: a host without scheme and path. May be known only after apply.
   *
   * @throws InvalidPropsError [log-output-host]
   */
  readonly host: string;
  /** Name of the index. */
  readonly index: string;
}

/** To Datadog. */
export interface DatadogOutput {
  readonly to: "datadog";
  /** The API key. */
  readonly apiKey: SecretSource;
  /**
   * The intake of your site: a host without scheme and path.
   *
   * @default "http-intake.logs.datadoghq.com"
   * @throws InvalidPropsError [log-output-host]
   */
  readonly host?: string;
  /**
   * What Datadog calls the service.
   *
   * @default - the task's name
   */
  readonly service?: string;
  /**
   * What Datadog calls the source: it chooses how lines are read.
   *
   * @default - the container's name
   */
  readonly source?: string;
  /**
   * Tags of Datadog's, such as `{ env: "prd" }`.
   *
   * @default - none
   */
  readonly tags?: Readonly<Record<string, string>>;
}

/** To the HTTP Event Collector of Splunk. */
export interface SplunkOutput {
  readonly to: "splunk";
  /**
   * A host without scheme and path.
   *
   * @throws InvalidPropsError [log-output-host]
   */
  readonly host: string;
  /**
   * 1 to 65535.
   *
   * @default 8088
   * @throws InvalidPropsError [log-output-range]
   */
  readonly port?: number;
  /** The collector's token. */
  readonly token: SecretSource;
}

/** To New Relic. */
export interface NewRelicOutput {
  readonly to: "newrelic";
  /** The license key. */
  readonly licenseKey: SecretSource;
  /**
   * Where the account lives.
   *
   * @default "us"
   */
  readonly dataCenter?: "eu" | "us";
}

/** To anything that takes JSON by https. */
export interface HttpOutput {
  readonly to: "http";
  /**
   * A host without scheme and path.
   *
   * @throws InvalidPropsError [log-output-host]
   */
  readonly host: string;
  /**
   * 1 to 65535.
   *
   * @default 443
   * @throws InvalidPropsError [log-output-range]
   */
  readonly port?: number;
  /**
   * Path of the address, beginning with a slash.
   *
   * @default "/"
   * @throws InvalidPropsError [absolute-path]
   */
  readonly path?: string;
  /**
   * A secret whose value is a header and what it says, such as `Authorization Bearer abc`.
   *
   * @default - none
   */
  readonly header?: SecretSource;
}

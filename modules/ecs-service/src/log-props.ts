import type { LogOutput } from "./log-output-props";
import type { SecretSource } from "./secret-props";

/** Where the output of a container goes. Fargate has these drivers and no others. */
export type LogProps = AwsLogs | FireLensLogs | NoLogs | SplunkLogs;

/** To the log group of the task, which the module makes, or to one that is there. */
export interface AwsLogs {
  readonly driver: "awslogs";
  /**
   * A log group that somebody else makes, by name: in the cluster's account and, unless `region` says another, region.
   *
   * @default - the task's, which the module makes
   * @throws InvalidPropsError [log-group]
   */
  readonly group?: string;
  /**
   * Region of `group`.
   *
   * @default - the cluster's
   * @throws InvalidPropsError [log-group]
   */
  readonly region?: string;
  /**
   * Beginning of the streams' names, before container and task.
   *
   * @default - the name of the service or task
   */
  readonly streamPrefix?: string;
  /**
   * What happens when lines come faster than they can be sent: `non-blocking` drops them, `blocking` stops the container
   * until they are through, which has taken services down.
   *
   * @default "non-blocking"
   */
  readonly mode?: "blocking" | "non-blocking";
  /**
   * Lines that wait to be sent, in MiB of each task's memory, with `non-blocking`: 1 to 1024.
   *
   * @default 10
   * @throws InvalidPropsError [log-buffer]
   */
  readonly bufferMiB?: number;
  /**
   * How the first line of an entry begins, as a format of dates: entries of several lines stay together.
   *
   * @default - each line is an entry
   * @throws InvalidPropsError [log-multiline]
   */
  readonly datetimeFormat?: string;
  /**
   * How the first line of an entry begins, as a regular expression.
   *
   * @default - each line is an entry
   * @throws InvalidPropsError [log-multiline]
   */
  readonly multilinePattern?: string;
}

/** To the log router of the task, which must be one of its containers. */
export interface FireLensLogs {
  readonly driver: "awsfirelens";
  /**
   * Where the router sends the lines, with all that this asks for: options, rights, secrets. It needs Fluent Bit.
   *
   * @default - `options`, or the router's own configuration, decide
   * @throws InvalidPropsError [log-output-router]
   */
  readonly output?: LogOutput;
  /**
   * More of what the router's output plugin takes. It wins over what `output` says.
   *
   * @default - none
   * @throws InvalidPropsError [log-output-name]
   */
  readonly options?: Readonly<Record<string, string>>;
  /**
   * Options of the output plugin that nobody may read, by name.
   *
   * @default - those that `output` has
   * @throws InvalidPropsError [log-option-twice] [secret-arn] [secret-kms-key]
   */
  readonly secretOptions?: Readonly<Record<string, SecretSource>>;
  /**
   * Lines that wait for the router in memory: 0 to 536870912. More memory is used, and fewer lines are lost.
   *
   * @default - Docker's
   * @throws InvalidPropsError [log-output-range]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
   */
  readonly bufferLines?: number;
}

/** To Splunk. */
export interface SplunkLogs {
  readonly driver: "splunk";
  /**
   * An https address.
   *
   * @throws InvalidPropsError [splunk-url]
   */
  readonly url: string;
  /** The token of its HTTP Event Collector. */
  readonly token: SecretSource;
  /**
   * The index that events go to.
   *
   * @default - the token's
   */
  readonly index?: string;
  /**
   * How lines are read, in Splunk's words.
   *
   * @default - the token's
   */
  readonly sourceType?: string;
  /**
   * How lines are sent: with what ECS knows of the container, as JSON, or as they are.
   *
   * @default "inline"
   */
  readonly format?: "inline" | "json" | "raw";
}

/** Nowhere. */
export interface NoLogs {
  readonly driver: "none";
}

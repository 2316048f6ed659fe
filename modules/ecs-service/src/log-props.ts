import type { SecretSource } from "./task-props";

/** Where the output of a container goes. Fargate has these drivers and no others. */
export type LogProps = AwsLogs | FireLensLogs | NoLogs | SplunkLogs;

/** To the log group of the task, which the module makes. */
export interface AwsLogs {
  readonly driver: "awslogs";
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
   * What the router's output plugin takes, such as `{ Name: "cloudwatch", … }`.
   *
   * @default - the router's own configuration decides
   */
  readonly options?: Readonly<Record<string, string>>;
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
  readonly token: SecretSource;
}

/** Nowhere. */
export interface NoLogs {
  readonly driver: "none";
}

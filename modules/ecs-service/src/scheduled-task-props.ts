/** When a one-off task runs, and what happens when it cannot. */
export interface TaskScheduleProps {
  /**
   * `cron(minute hour day month weekday year)`, `rate(5 minutes)` or `at(2026-12-24T18:00:00)`.
   *
   * @throws InvalidPropsError [schedule-expression]
   * @see https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly schedule: string;
  /**
   * Time zone of `cron` and `at`, such as `Asia/Tokyo`.
   *
   * @default "UTC"
   * @throws InvalidPropsError [schedule-timezone]
   */
  readonly timezone?: string;
  /**
   * Name of a schedule group that is there already.
   *
   * @default - AWS's group `default`
   * @throws InvalidPropsError [schedule-group]
   */
  readonly group?: string;
  /**
   * Minutes within which it starts, so that not everything starts at once: 1 to 1440.
   *
   * @default - it starts on time
   * @throws InvalidPropsError [schedule-window]
   */
  readonly flexibleMinutes?: number;
  /**
   * Replaces the command of the task's container.
   *
   * @default - the command of the task definition
   */
  readonly command?: readonly string[];
  /**
   * More environment variables of the task's container, or other values of them.
   *
   * @default - none
   */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * How often it is tried again to start the task: 0 to 185. A task that started and failed is not run again.
   *
   * @default 3
   * @throws InvalidPropsError [schedule-retry]
   */
  readonly retries?: number;
  /**
   * Seconds after which it is too late to start: 60 to 86400.
   *
   * @default 3600
   * @throws InvalidPropsError [schedule-retry]
   */
  readonly maxAgeSeconds?: number;
  /**
   * A standard queue of SQS that is told what could not be started.
   *
   * @default - nobody is told
   * @throws InvalidPropsError [schedule-queue]
   */
  readonly deadLetterQueue?: {
    readonly queueArn: string;
    /**
     * ARN of the customer's key that encrypts it.
     *
     * @default - SQS's own key, which needs no right
     */
    readonly kmsKeyArn?: string;
  };
  /**
   * False where it waits for somebody to switch it on.
   *
   * @default true
   */
  readonly enabled?: boolean;
}

/** How ECS tells whether a container is healthy. */
export interface HealthCheckProps {
  /**
   * `["CMD", program, ...]`, or `["CMD-SHELL", line]`. It succeeds with exit code 0.
   *
   * @throws InvalidPropsError [health-command]
   */
  readonly command: readonly string[];
  /**
   * Seconds between two checks: 5 to 300.
   *
   * @default 30
   * @throws InvalidPropsError [health-interval]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly intervalSeconds?: number;
  /**
   * Seconds until a check has failed: 2 to 60.
   *
   * @default 5
   * @throws InvalidPropsError [health-timeout]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly timeoutSeconds?: number;
  /**
   * Failures in a row that make the container unhealthy: 1 to 10.
   *
   * @default 3
   * @throws InvalidPropsError [health-retries]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly retries?: number;
  /**
   * Seconds in which failures do not count, for slow starters: 0 to 300.
   *
   * @default 0
   * @throws InvalidPropsError [health-start-period]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html
   */
  readonly startPeriodSeconds?: number;
}

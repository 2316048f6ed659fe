/** Moments of a deployment that shifts traffic, in ECS's words. */
export type HookStage = (typeof hookStages)[number];

/**
 * Every moment that a hook can run at.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHook.html
 */
export const hookStages = [
  "RECONCILE_SERVICE",
  "PRE_SCALE_UP",
  "POST_SCALE_UP",
  "TEST_TRAFFIC_SHIFT",
  "POST_TEST_TRAFFIC_SHIFT",
  "PRE_PRODUCTION_TRAFFIC_SHIFT",
  "PRODUCTION_TRAFFIC_SHIFT",
  "POST_PRODUCTION_TRAFFIC_SHIFT",
] as const;

/** A function that is asked whether the deployment goes on: it answers with `hookStatus`. */
export interface HookProps {
  /**
   * ARN of the Lambda function. A role of the service's own lets ECS call it.
   *
   * @throws InvalidPropsError [hook-function]
   */
  readonly functionArn: string;
  /**
   * When it is asked.
   *
   * @throws InvalidPropsError [hook-stages]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/lambda-lifecycle-hooks.html
   */
  readonly stages: readonly HookStage[];
  /**
   * What it is told beside what ECS tells. It needs AWS provider 6.14.0 or later.
   *
   * @default - nothing
   * @throws InvalidPropsError [needs-provider]
   */
  readonly details?: Readonly<Record<string, boolean | number | string>>;
}

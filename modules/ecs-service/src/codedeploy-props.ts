import type { TargetGroupRef } from "@terrace/core";

/** How CodeDeploy puts a new revision beside the old one, moves the traffic, and takes the old one away. */
export interface CodeDeployProps {
  /**
   * The target group of the other side. Both change their part with every deployment.
   *
   * @throws InvalidPropsError [codedeploy-group]
   */
  readonly alternate: TargetGroupRef;
  /** ARN of the listener whose traffic moves. CodeDeploy changes its default action: leave it alone. */
  readonly productionListenerArn: string;
  /**
   * ARN of a listener of the same load balancer that leads to the new revision first.
   *
   * @default - none
   * @throws InvalidPropsError [codedeploy-listener]
   */
  readonly testListenerArn?: string;
  /**
   * How the traffic moves. An NLB takes all at once only.
   *
   * @default - all at once
   * @throws InvalidPropsError [codedeploy-traffic]
   */
  readonly traffic?: CodeDeployTraffic;
  /**
   * Minutes in which somebody has to say that the traffic may move, before the deployment is stopped: 1 to 2880.
   *
   * @default - it moves as soon as the new revision is ready
   * @throws InvalidPropsError [codedeploy-minutes]
   */
  readonly approvalMinutes?: number;
  /**
   * Minutes that the old revision stays ready after all traffic has moved: 0 to 2880.
   *
   * @default 5
   * @throws InvalidPropsError [codedeploy-minutes]
   */
  readonly terminationMinutes?: number;
  /**
   * What takes the traffic back. An alarm does where `deployment.alarmNames` has any.
   *
   * @default - a deployment that fails
   */
  readonly rollbackOn?: readonly ("failure" | "stop")[];
  /**
   * ARNs of the Lambda functions that AppSpec files name as hooks.
   *
   * @default - none
   * @throws InvalidPropsError [hook-function]
   */
  readonly hookFunctionArns?: readonly string[];
}

/** Steps in which the traffic moves. */
export type CodeDeployTraffic =
  | { readonly kind: "all-at-once" }
  | {
      /** A part first and then the rest, or equal parts. */
      readonly kind: "canary" | "linear";
      /** Percent of each part: 1 to 99. */
      readonly percent: number;
      /** Minutes between two parts: 1 to 2880. */
      readonly minutes: number;
    };

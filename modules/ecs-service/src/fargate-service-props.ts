import type { ReplicaProps } from "./service-props";
import type { TaskProps } from "./task-props";

/** What a service on Fargate is made from. */
export interface FargateServiceProps extends ReplicaProps {
  /**
   * The tier whose subnets tasks run in: they must reach from there what they need to start.
   *
   * @throws InvalidPropsError [service-tier] [subnet-count] [image-needs-internet]
   */
  readonly tier: string;

  /**
   * Tasks get public addresses, without which an internet gateway leads nowhere. Each is charged by the hour.
   *
   * @default false
   */
  readonly publicIp?: boolean;

  /**
   * Version of Fargate. Linux has `1.4.0`, Windows `1.0.0`. A change starts new tasks.
   *
   * @default - `LATEST`, as AWS takes it
   * @throws InvalidPropsError [platform-version]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html
   */
  readonly platformVersion?: PlatformVersion;

  /** The task that it keeps running. */
  readonly task: TaskProps;

  /**
   * Where tasks run, when it is not Fargate alone: shares of `FARGATE` and `FARGATE_SPOT`.
   *
   * AWS provider 5 may replace the service when it changes; provider 6.15 changes it in place.
   *
   * @default - the launch type FARGATE
   * @throws InvalidPropsError [capacity-provider] [capacity-duplicate] [capacity-base] [capacity-weight] [spot-windows]
   */
  readonly capacity?: readonly CapacityProps[];
}

/** A version of Fargate. */
export type PlatformVersion = "1.0.0" | "1.4.0" | "LATEST";

/** The share of one capacity provider. */
export interface CapacityProps {
  readonly provider: "FARGATE" | "FARGATE_SPOT";
  /**
   * Its share of the tasks beyond all bases: 0 to 1000.
   *
   * @default 1
   * @throws InvalidPropsError [capacity-weight]
   */
  readonly weight?: number;
  /**
   * How many tasks run there before shares count. One provider can have a base.
   *
   * @default 0
   * @throws InvalidPropsError [capacity-base]
   */
  readonly base?: number;
}

import type { SecurityGroupRef } from "@terrace/core";
import type { Ec2TaskProps } from "./ec2-task-props";
import type { ReplicaProps, ServiceProps } from "./service-props";

/** Where tasks on instances run, and by which group they are reached. */
export interface OnInstancesProps {
  /**
   * The tier that the instances are in, and with `awsvpc` the tasks' own addresses: images, logs and secrets must be
   * reached from there.
   *
   * @throws InvalidPropsError [service-tier] [image-needs-internet]
   */
  readonly tier: string;

  /**
   * The instances have public addresses. Tasks with addresses of their own never do.
   *
   * @default false
   * @throws InvalidPropsError [ec2-public-task]
   */
  readonly publicIp?: boolean;

  /** The task that it keeps running. */
  readonly task: Ec2TaskProps;

  /**
   * The group of the instances, which guards the tasks where they have no address of their own: required but for
   * `awsvpc`.
   *
   * @default - a group of the service's own, with `awsvpc`
   * @throws InvalidPropsError [instance-security-group]
   */
  readonly instanceSecurityGroup?: SecurityGroupRef;

  /**
   * Load balancers are let in to the ports of the instances: false for a second service with the same load balancer and
   * the same instances, because AWS refuses the same rule twice.
   *
   * @default true
   */
  readonly opensInstances?: boolean;
}

/** What a service on instances of the cluster is made from. */
export interface Ec2ServiceProps extends OnInstancesProps, ReplicaProps {
  /**
   * Capacity providers of the cluster that tasks run on, and their shares. One of instances does not mix with Fargate.
   *
   * @default - the launch type EC2: any instance of the cluster that has room
   * @throws InvalidPropsError [capacity-provider] [capacity-duplicate] [capacity-base] [capacity-weight]
   */
  readonly capacity?: readonly InstanceCapacityProps[];

  /**
   * On which instances tasks are put.
   *
   * @default - spread over zones, as ECS does it
   */
  readonly placement?: PlacementProps;
}

/** What a service is made from that runs one task on each instance of the cluster. */
export interface DaemonServiceProps extends OnInstancesProps, ServiceProps {
  /**
   * How a new revision takes the place of the old one.
   *
   * @default - instance by instance, the old task stopped before the new one starts, and back by itself when it fails
   */
  readonly deployment?: DaemonDeploymentProps;

  /**
   * On which instances a task is put.
   *
   * @default - on every one
   */
  readonly placement?: DaemonPlacementProps;
}

/** The share of one capacity provider of instances. */
export interface InstanceCapacityProps {
  /** Its name, as the cluster has it. */
  readonly provider: string;
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

/** On which instances a daemon runs. */
export interface DaemonPlacementProps {
  /**
   * Instances that it may run on, as expressions of the cluster query language: up to 10 with those of the task.
   *
   * @default - any
   * @throws InvalidPropsError [placement-constraint] [placement-constraint-count]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html
   */
  readonly memberOf?: readonly string[];
}

/** On which instances tasks are put. A change keeps the tasks that run; those that start later heed it. */
export interface PlacementProps extends DaemonPlacementProps {
  /**
   * No two tasks of the service on one instance.
   *
   * @default false
   */
  readonly distinctInstances?: boolean;
  /**
   * What decides among the instances that are left, the first one first: up to 5.
   *
   * @default - none: ECS spreads over zones
   * @throws InvalidPropsError [placement-strategy] [placement-strategy-count]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-placement-strategies.html
   */
  readonly strategies?: readonly PlacementStrategyProps[];
}

/** What decides among instances. */
export interface PlacementStrategyProps {
  /** Over as many as there are; on as few as there can be; at random. */
  readonly type: "binpack" | "random" | "spread";
  /**
   * `spread`: `instanceId`, `host` or `attribute:<name>`, such as `attribute:ecs.availability-zone`. `binpack`: `cpu` or
   * `memory`, of which as little as possible is left.
   *
   * @default - none, with `random`
   * @throws InvalidPropsError [placement-strategy]
   */
  readonly field?: string;
}

/** How a new revision of a daemon takes the place of the old one. */
export interface DaemonDeploymentProps {
  /**
   * The fewest instances on which it runs while it deploys, in percent, rounded up: 0 to 99. With one instance, only 0
   * lets it begin.
   *
   * @default 0
   * @throws InvalidPropsError [deployment-percent] [deployment-stuck]
   */
  readonly minHealthyPercent?: number;
  /**
   * What happens when tasks of the new revision keep failing: `rollback` goes back to the last revision that worked,
   * `stop` leaves it, `off` tries for ever.
   *
   * @default "rollback"
   */
  readonly circuitBreaker?: "off" | "rollback" | "stop";
  /**
   * Names of CloudWatch alarms that fail a deployment and roll it back.
   *
   * @default - none
   * @throws InvalidPropsError [deployment-alarms]
   */
  readonly alarmNames?: readonly string[];
}

import type { EcsServiceConfig } from "@cdktf/provider-aws/lib/ecs-service";
import type { EcsClusterRef, NetworkRef, Owned, SecurityGroupRef, Tags, TargetGroupRef } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { CodeDeployProps } from "./codedeploy-props";
import type { ServiceConnectProps } from "./connect-props";
import type { HookProps } from "./hook-props";
import type { DiscoveryProps } from "./discovery-props";
import type { ScalingProps } from "./scaling-props";

/** What services have in common, wherever their tasks run. */
export interface ServiceProps {
  /**
   * Name of the service, of its task definition's family, and the beginning of the name of everything here: up to 54
   * lower-case letters, digits and hyphens. A change replaces the service: it is down until the new one has started.
   *
   * @throws InvalidPropsError [service-name] [name-taken]
   */
  readonly name: string;

  /** The cluster. A change replaces the service. */
  readonly cluster: EcsClusterRef;

  /** The network that tasks run in. */
  readonly network: NetworkRef;

  /**
   * Target groups that tasks register with, by a name of yours: up to 5.
   *
   * @default - none
   * @throws InvalidPropsError [target-count] [target-type] [target-duplicate] [target-container] [target-port]
   */
  readonly targets?: Readonly<Record<string, TargetProps>>;

  /**
   * Seconds in which a load balancer's verdict on a new task is not heeded. Too short, and slow starters are killed
   * for ever: take what the application needs to start, and more with an NLB. `slow-start` is 600, for what renders on the
   * server or loads much before it answers, such as Nuxt.
   *
   * @default - 60 with an ALB, 330 with an NLB, none without a target group
   * @throws InvalidPropsError [grace-period]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html
   */
  readonly gracePeriodSeconds?: number | "slow-start";

  /**
   * Names by which other services of the namespace call this one, and this one calls them.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect.html
   */
  readonly serviceConnect?: ServiceConnectProps;

  /**
   * Names in a DNS namespace of Cloud Map that lead to the tasks: for clients that Service Connect does not reach. Open
   * the ports to them with `allowFrom`.
   *
   * @default - none
   * @throws InvalidPropsError [discovery-network-mode]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html
   */
  readonly discovery?: DiscoveryProps;

  /**
   * ECS Exec: a shell in running tasks for whoever `execCallerPolicy` is given to. Tasks get the rights and an init
   * process. It takes effect for tasks that start from then on.
   *
   * @default false
   * @throws InvalidPropsError [exec-read-only-root] [exec-record]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html
   */
  readonly exec?: ExecProps | boolean;

  /**
   * Who registers new revisions later, in a word such as `ci`: Terraform makes the first one, and leaves the service's
   * revision alone from then on.
   *
   * @default - Terraform
   */
  readonly taskDefinitionOwner?: string;

  /**
   * An apply waits until the service is steady, and fails after 20 minutes.
   *
   * @default false
   */
  readonly waitForSteadyState?: boolean;

  /**
   * More security groups for tasks, beside the service's own: up to 4.
   *
   * @default - none
   * @throws InvalidPropsError [security-group-count]
   */
  readonly securityGroups?: readonly SecurityGroupRef[];

  /**
   * What must be there before tasks start and cannot be told from the props: the listener of a target group, the mount
   * targets of a file system, a policy of the task role.
   *
   * @default - none
   */
  readonly dependsOn?: readonly ITerraformDependable[];

  /**
   * Tags of everything here and of the tasks, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resource, applied last: for what this module has no prop for.
   *
   * @default - nothing is overridden
   */
  readonly override?: Partial<EcsServiceConfig>;
}

/** What services have that keep a number of tasks running. */
export interface ReplicaProps extends ServiceProps {
  /**
   * How many tasks it keeps running. `{ initial, owner }` leaves it to somebody else after creation.
   *
   * @default - 1; with `scaling`, its `min` at first, and autoscaling's from then on
   * @throws InvalidPropsError [desired-count] [scaling-owner] [scaling-range]
   */
  readonly desiredCount?: Owned<number>;

  /**
   * How a new revision takes the place of the old one.
   *
   * @default - rolling, never with fewer tasks than wanted, and back by itself when it fails
   */
  readonly deployment?: DeploymentProps;

  /**
   * Who decides how many tasks there are, and how.
   *
   * @default - none: `desiredCount` decides
   */
  readonly scaling?: ScalingProps;

  /**
   * Tasks move to where fewer of them run, when zones are out of balance.
   *
   * @default - true, unless `deployment.maxPercent` leaves no room for it
   * @throws InvalidPropsError [rebalancing-percent]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html
   */
  readonly availabilityZoneRebalancing?: boolean;
}

/** How a new revision takes the place of the old one. */
export interface DeploymentProps {
  /**
   * The fewest tasks that run while it deploys, in percent of the desired count, rounded up: 0 to 100 or more.
   *
   * @default 100
   * @throws InvalidPropsError [deployment-percent] [deployment-stuck]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  readonly minHealthyPercent?: number;
  /**
   * The most tasks that run while it deploys, in percent of the desired count, rounded down.
   *
   * @default 200
   * @throws InvalidPropsError [deployment-percent] [deployment-stuck]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
   */
  readonly maxPercent?: number;
  /**
   * What happens when tasks of the new revision keep failing: `rollback` goes back to the last revision that worked,
   * `stop` leaves it, `off` tries for ever.
   *
   * @default "rollback"
   */
  readonly circuitBreaker?: "off" | "rollback" | "stop";
  /**
   * The new revision starts beside the old one, and takes its traffic all at once or by and by: a deployment of ECS's
   * own. Every target needs `shift`. The circuit breaker is for rolling deployments only, and is left out.
   *
   * It needs AWS provider 6.4.0 or later; `linear` and `canary` 6.21.0.
   *
   * @default - rolling
   * @throws InvalidPropsError [needs-provider] [shift-bake] [shift-percent] [shift-target]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-blue-green.html
   */
  readonly strategy?: StrategyProps;
  /**
   * Functions that are asked, by a name of yours, whether a deployment that shifts traffic goes on.
   *
   * @default - none
   * @throws InvalidPropsError [hook-strategy] [hook-function] [hook-stages]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html
   */
  readonly hooks?: Readonly<Record<string, HookProps>>;
  /**
   * CodeDeploy deploys: the older way, which AWS provider 5 has. Terraform makes the first revision; a pipeline deploys
   * the others by `codeDeploy` of the service. Revision, target group, subnets and security groups are CodeDeploy's from
   * then on: ECS refuses to change them otherwise. A change to it or from it replaces the service.
   *
   * @default - ECS deploys
   * @throws InvalidPropsError [codedeploy-refuses] [codedeploy-target]
   * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html
   */
  readonly codeDeploy?: CodeDeployProps;
  /**
   * Names of CloudWatch alarms that fail a deployment and roll it back.
   *
   * @default - none
   * @throws InvalidPropsError [deployment-alarms]
   */
  readonly alarmNames?: readonly string[];
}

/** How traffic moves to the new revision. */
export interface StrategyProps {
  /** All at once, in equal steps, or a little first and then the rest. */
  readonly kind: "blue-green" | "canary" | "linear";
  /**
   * Minutes that the old revision stays ready after all traffic has moved: 0 to 1440.
   *
   * @default 5
   * @throws InvalidPropsError [shift-bake]
   */
  readonly bakeMinutes?: number;
  /**
   * Percent of the traffic in each step (3 to 100), or of the canary (0.1 to 100).
   *
   * @default - 10 with `linear`, 5 with `canary`
   * @throws InvalidPropsError [shift-percent]
   */
  readonly stepPercent?: number;
  /**
   * Minutes between two steps, or that the canary is watched: 0 to 1440.
   *
   * @default - 6 with `linear`, 10 with `canary`
   * @throws InvalidPropsError [shift-bake]
   */
  readonly stepBakeMinutes?: number;
}

/** The other side of a target, for a deployment that shifts traffic. ECS changes the rules' weights: leave them alone. */
export interface ShiftProps {
  /** The target group that the new revision registers with. */
  readonly alternate: TargetGroupRef;
  /** ARN of the listener rule (of an ALB) or listener (of an NLB) whose traffic moves. */
  readonly productionRuleArn: string;
  /**
   * ARN of a rule or listener that leads to the new revision before production does.
   *
   * @default - none
   */
  readonly testRuleArn?: string;
}

/** A target group, and the port of the container that it leads to. */
export interface TargetProps {
  readonly targetGroup: TargetGroupRef;
  /**
   * Name of the container.
   *
   * @default - the only one with a port
   * @throws InvalidPropsError [target-container]
   */
  readonly container?: string;
  /**
   * A port of the container.
   *
   * @default - its only one
   * @throws InvalidPropsError [target-port]
   */
  readonly port?: number;
  /**
   * The other side of it, for `deployment.strategy`.
   *
   * @default - none: deployments are rolling
   * @throws InvalidPropsError [shift-target] [shift-same-group]
   */
  readonly shift?: ShiftProps;
}

/** What ECS Exec needs to know where the cluster keeps a record of sessions. */
export interface ExecProps {
  /**
   * ARN of the log group that the cluster records sessions in.
   *
   * @default - none
   * @throws InvalidPropsError [exec-record]
   */
  readonly logGroupArn?: string;
  /**
   * ARN of the bucket that the cluster records sessions in.
   *
   * @default - none
   * @throws InvalidPropsError [exec-record]
   */
  readonly bucketArn?: string;
}

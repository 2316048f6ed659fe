import { checkTags, mustBeKnown, show, subnetsOf, throwIfAny, type Problem, type RoleRef, type SecurityGroupRef, type Workload } from "@terrace/core";
import { Construct } from "constructs";
import { checkPlacement } from "./check-placement";
import { checkTask } from "./check-task";
import { checkTaskWords } from "./check-task-words";
import { jsonOf } from "./container-definitions";
import { pages } from "./limits";
import { atTypedPaths } from "./json-paths";
import { checkStart, workloadOf } from "./needs";
import type { OneOffTaskProps } from "./one-off-task-props";
import { runStatements } from "./policies";
import { TaskSchedule, type ScheduledTarget } from "./scheduled-task";
import type { TaskScheduleProps } from "./scheduled-task-props";
import { claimName } from "./service-registry";
import type { PlacementSettings } from "./service-settings";
import { policyOf } from "./statements";
import { createTask, tasksArnOf, type TaskResources } from "./task-resources";
import { createSecurityGroup } from "./task-security-group";
import { resolveTask, type TaskSettings } from "./task-settings";
import { ebsOf } from "./volume-settings";

/**
 * A task on Fargate that runs when somebody says so, such as the migration of a database before a deployment.
 *
 * Creates a task definition, a task role and an execution role with exactly the rights that are used, a log group and a
 * security group. It runs nothing: `terrace-run-task` of this package does, with `runConfiguration`, for whoever has
 * `runPolicy`.
 *
 * Charged by the second while it runs, and by the gigabyte of logs.
 *
 * @example
 * const migrate = new OneOffTask(stack, "migrate", {
 *   name: "dev-shop-migrate", cluster, network: vpc.network, tier: "private",
 *   task: { cpu: 256, memoryMiB: 512, containers: { migrate: { image: { repository, tag } } } },
 * });
 */
export class OneOffTask extends Construct {
  /** The group of the task; other modules' rules may name it. */
  public readonly securityGroup: SecurityGroupRef;
  /** What the containers act as: attach to it what the task may do. */
  public readonly taskRole: RoleRef;
  /** What ECS acts as before the containers start. */
  public readonly executionRole: RoleRef;
  /** What the task must reach, for `requireReachability` and for deriving endpoints. */
  public readonly workload: Workload;
  /** Name of the log group; undefined where no container logs to CloudWatch. */
  public readonly logGroupName: string | undefined;
  /** Where the task runs, as JSON: `--network-configuration` of the AWS CLI. */
  public readonly networkConfiguration: string;
  /** All that `terrace-run-task` wants to know, as JSON: publish it as an output. */
  public readonly runConfiguration: string;
  /** The least that runs this task in this cluster, follows it and stops it: JSON of a policy. */
  public readonly runPolicy: string;

  private readonly definitionArn: string;
  private readonly scheduled: ScheduledTarget;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: OneOffTaskProps) {
    super(scope, id);
    const placement = resolvePlacement(props);
    const container = containerOf(props.container, placement);
    throwIfAny(this, "OneOffTask", [...check(placement, container), ...claimName(this, placement.name)]);

    this.workload = workloadOf(placement, false);
    const task = createTask(this, placement);
    this.taskRole = task.taskRole;
    this.executionRole = task.executionRole;
    this.definitionArn = task.definition.arn;
    this.logGroupName = task.logGroup?.name;
    this.securityGroup = createSecurityGroup(this, placement);
    const network = networkConfigurationOf(placement, this.securityGroup);
    this.networkConfiguration = jsonOf(network);
    this.runConfiguration = jsonOf(this.runConfigurationOf(placement, task, network, container));
    this.runPolicy = jsonOf(policyOf(runStatementsOf(placement, task)));
    this.scheduled = {
      placement,
      container: container ?? "",
      definitionArn: this.definitionArn,
      definitionArns: `${task.definition.arnWithoutRevision}:*`,
      roleArns: [this.taskRole.roleArn, this.executionRole.roleArn],
      tasksArn: tasksArnOf(placement),
      securityGroup: this.securityGroup,
    };
  }

  /**
   * Runs it by the clock, by EventBridge Scheduler: with a role that may run this task in this cluster only.
   *
   * @param id a stable name of the schedule, such as `nightly`; schedule and role are named after the task and it
   * @throws InvalidPropsError [schedule-expression] [schedule-name] [schedule-timezone] [schedule-group] [schedule-window] [schedule-retry] [schedule-queue]
   */
  public addSchedule(id: string, props: TaskScheduleProps): TaskSchedule {
    return new TaskSchedule(this, id, this.scheduled, props);
  }

  /** ARN of the revision that Terraform made last. */
  public get taskDefinitionArn(): string {
    return this.definitionArn;
  }

  private runConfigurationOf({ name, cluster, task, platformVersion }: PlacementSettings, { region }: TaskResources, networkConfiguration: unknown, container = "") {
    const isLogged = task.containers.some((one) => one.name === container && one.log.driver === "awslogs");
    return {
      cluster: cluster.clusterArn,
      container,
      networkConfiguration,
      taskDefinition: this.definitionArn,
      ...(platformVersion === undefined ? {} : { platformVersion }),
      ...(isLogged ? { logs: { group: this.logGroupName, region, streamPrefix: name } } : {}),
    };
  }
}

function resolvePlacement(props: OneOffTaskProps): PlacementSettings {
  const { name, cluster, network, tier } = props;
  return {
    name,
    cluster,
    network,
    tier,
    publicIp: props.publicIp ?? false,
    platformVersion: props.platformVersion,
    task: resolveTask(props.task, "FARGATE"),
    instanceSecurityGroup: undefined,
    exec: undefined,
    securityGroups: props.securityGroups ?? [],
    tags: props.tags ?? {},
  };
}

/** The container that is asked for, or the only essential one; undefined where there is a choice. */
function containerOf(asked: string | undefined, { task }: PlacementSettings): string | undefined {
  const [first, ...others] = task.containers.filter(({ name, essential }) => (asked === undefined ? essential : name === asked));
  return others.length === 0 ? first?.name : undefined;
}

function check(placement: PlacementSettings, container: string | undefined): Problem[] {
  const { name, tier, network, task, tags } = placement;
  const subnets = network.subnets.map((subnet) => ({ tier: subnet.tier, availabilityZone: subnet.availabilityZone }));
  const unknown = mustBeKnown({ name, tier, "network.subnets": subnets });
  if (unknown.length > 0) return unknown;
  const noWords = checkTaskWords(task);
  if (noWords.length > 0) return atTypedPaths(task, noWords);
  return atTypedPaths(task, [
    ...checkPlacement(placement),
    ...checkTask(task, false),
    ...checkVolume(task),
    ...checkRunContainer(container, task.containers.map((one) => one.name)),
    ...checkStart(placement, false),
    ...checkTags("tags", tags),
  ]);
}

/** Only a service says what its volumes of EBS are. */
function checkVolume(task: TaskSettings): Problem[] {
  const volume = ebsOf(task);
  if (volume === undefined) return [];
  return [{ code: "ebs-service", path: `task.volumes.${volume.name}.ebs`, got: "given for a task without a service", expected: "an empty volume, or EFS", see: pages.ebs }];
}

function checkRunContainer(container: string | undefined, names: readonly string[]): Problem[] {
  if (container !== undefined || names.length === 0) return [];
  const got = `${show(container)}, and not the only essential one`;
  return [{ code: "run-container", path: "container", got, expected: `one of ${names.join(", ")}`, see: pages.taskDefinition }];
}

function networkConfigurationOf({ network, tier, publicIp, securityGroups }: PlacementSettings, own: SecurityGroupRef) {
  return {
    awsvpcConfiguration: {
      subnets: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
      securityGroups: [own, ...securityGroups].map(({ securityGroupId }) => securityGroupId),
      assignPublicIp: publicIp ? "ENABLED" : "DISABLED",
    },
  };
}

function runStatementsOf(placement: PlacementSettings, { definition, taskRole, executionRole, logGroup }: TaskResources) {
  return runStatements({
    clusterArn: placement.cluster.clusterArn,
    tasksArn: tasksArnOf(placement),
    taskDefinitionArns: `${definition.arnWithoutRevision}:*`,
    roleArns: [taskRole.roleArn, executionRole.roleArn],
    logGroupArn: logGroup?.arn,
  });
}

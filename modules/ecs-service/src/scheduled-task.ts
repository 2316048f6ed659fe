import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule";
import { isKmsKeyArn, show, subnetsOf, throwIfAny, type Problem, type SecurityGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { checkRange } from "./check-range";
import { checkSchedule, checkTimezone } from "./check-schedule";
import { jsonOf } from "./container-definitions";
import { pages } from "./limits";
import type { TaskScheduleProps } from "./scheduled-task-props";
import { createServiceRole } from "./service-role";
import type { PlacementSettings } from "./service-settings";
import { allow, type Statement } from "./statements";
import { isLater, sortedEntries } from "./task-settings";

/** What a schedule runs. */
export interface ScheduledTarget {
  readonly placement: PlacementSettings;
  /** The container whose command and variables are replaced. */
  readonly container: string;
  readonly definitionArn: string;
  /** Every revision of it, as a policy names them. */
  readonly definitionArns: string;
  readonly roleArns: readonly string[];
  readonly tasksArn: string;
  readonly securityGroup: SecurityGroupRef;
}

/** A one-off task that EventBridge Scheduler runs, by a role that may run this task and pass its two roles only. */
export class TaskSchedule extends Construct {
  /** ARN of the schedule. */
  public readonly scheduleArn: string;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, target: ScheduledTarget, props: TaskScheduleProps) {
    super(scope, id);
    const { placement, container, definitionArn, securityGroup } = target;
    const name = `${placement.name}-${id}`;
    throwIfAny(this, "TaskSchedule", check(name, props));
    const { role, policy } = createServiceRole(this, "schedule", { ...placement, name }, {
      principal: "scheduler.amazonaws.com",
      description: `Runs ${placement.name} by the clock`,
      statements: statementsOf(target, props),
    });
    const { deadLetterQueue, flexibleMinutes } = props;
    const schedule = new SchedulerSchedule(this, "Resource", {
      name,
      groupName: props.group,
      description: `Runs ${placement.name}`,
      scheduleExpression: props.schedule,
      scheduleExpressionTimezone: props.timezone ?? "UTC",
      flexibleTimeWindow: flexibleMinutes === undefined ? { mode: "OFF" } : { mode: "FLEXIBLE", maximumWindowInMinutes: flexibleMinutes },
      state: props.enabled === false ? "DISABLED" : "ENABLED",
      target: {
        arn: placement.cluster.clusterArn,
        roleArn: role.arn,
        input: inputOf(container, props),
        deadLetterConfig: deadLetterQueue === undefined ? undefined : { arn: deadLetterQueue.queueArn },
        retryPolicy: { maximumRetryAttempts: props.retries ?? 3, maximumEventAgeInSeconds: props.maxAgeSeconds ?? 3600 },
        ecsParameters: {
          taskDefinitionArn: definitionArn,
          launchType: "FARGATE",
          platformVersion: placement.platformVersion,
          taskCount: 1,
          enableEcsManagedTags: true,
          propagateTags: "TASK_DEFINITION",
          networkConfiguration: {
            subnets: subnetsOf(placement.network, placement.tier).map(({ subnetId }) => subnetId),
            securityGroups: [securityGroup, ...placement.securityGroups].map(({ securityGroupId }) => securityGroupId),
            assignPublicIp: placement.publicIp,
          },
        },
      },
      dependsOn: [policy],
    });
    this.scheduleArn = schedule.arn;
  }
}

function inputOf(container: string, { command, environment }: TaskScheduleProps): string | undefined {
  if (command === undefined && environment === undefined) return undefined;
  const override = {
    name: container,
    ...(command === undefined ? {} : { command }),
    ...(environment === undefined ? {} : { environment: sortedEntries(environment).map(([name, value]) => ({ name, value })) }),
  };
  return jsonOf({ containerOverrides: [override] });
}

/** What the scheduler must be able to do: run this task, tag what it runs, pass its roles, and tell what it could not do. */
function statementsOf({ placement, definitionArns, roleArns, tasksArn }: ScheduledTarget, { deadLetterQueue }: TaskScheduleProps): Statement[] {
  const { clusterArn } = placement.cluster;
  return [
    allow("ecs:RunTask", definitionArns, { ArnEquals: { "ecs:cluster": clusterArn } }),
    allow("ecs:TagResource", tasksArn, { StringEquals: { "ecs:CreateAction": "RunTask" } }),
    allow("iam:PassRole", roleArns, { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } }),
    ...(deadLetterQueue === undefined ? [] : [allow("sqs:SendMessage", deadLetterQueue.queueArn)]),
    ...(deadLetterQueue?.kmsKeyArn === undefined ? [] : [allow(["kms:Decrypt", "kms:GenerateDataKey"], deadLetterQueue.kmsKeyArn)]),
  ];
}

function check(name: string, { schedule, timezone, group, flexibleMinutes, retries, maxAgeSeconds, deadLetterQueue }: TaskScheduleProps): Problem[] {
  const see = pages.scheduler;
  const problems = [...checkSchedule("schedule-expression", "schedule", schedule, see), ...checkTimezone("schedule-timezone", "timezone", timezone, see)];
  // Roles have 64 characters, and this one's name ends with -schedule.
  if (!/^[\w.-]{1,55}$/.test(name)) {
    problems.push({ code: "schedule-name", path: "id", got: `${show(name)} with the task's name`, expected: "up to 55 letters, digits, hyphens, dots and _", see });
  }
  if (group !== undefined && !isLater(group) && !/^[\w.-]{1,64}$/.test(group)) {
    problems.push({ code: "schedule-group", path: "group", got: show(group), expected: "up to 64 letters, digits, hyphens, dots and _", see });
  }
  return [
    ...problems,
    ...checkRange("schedule-window", "flexibleMinutes", flexibleMinutes, { least: 1, most: 1440 }, see),
    ...checkRange("schedule-retry", "retries", retries, { least: 0, most: 185 }, see),
    ...checkRange("schedule-retry", "maxAgeSeconds", maxAgeSeconds, { least: 60, most: 86400 }, see),
    ...checkQueue(deadLetterQueue),
  ];
}

function checkQueue(queue: TaskScheduleProps["deadLetterQueue"]): Problem[] {
  if (queue === undefined) {
    const got = "missing: nobody learns what could not be started";
    return [{ code: "schedule-unwatched", path: "deadLetterQueue", got, expected: "a queue that somebody looks into", see: pages.schedulerQueue, severity: "warning" }];
  }
  const { queueArn, kmsKeyArn } = queue;
  const path = "deadLetterQueue";
  const problems: Problem[] = [];
  if (!isLater(queueArn) && !/^arn:aws[a-z-]*:sqs:[a-z0-9-]+:\d{12}:[\w-]{1,80}$/.test(queueArn)) {
    const expected = "arn:<partition>:sqs:<region>:<account>:<name> of a standard queue";
    problems.push({ code: "schedule-queue", path: `${path}.queueArn`, got: show(queueArn), expected, see: pages.schedulerQueue });
  }
  if (kmsKeyArn !== undefined && !isKmsKeyArn(kmsKeyArn)) {
    problems.push({ code: "schedule-queue", path: `${path}.kmsKeyArn`, got: show(kmsKeyArn), expected: "the ARN of a key", see: pages.schedulerQueue });
  }
  return problems;
}

import { only, problemsOf, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import { OneOffTask } from "../src/one-off-task";
import { wrongSchedule } from "../src/schedule-expression";
import type { TaskScheduleProps } from "../src/scheduled-task-props";
import { decode } from "./decode";
import { cluster, network, task } from "./fixtures";

const deadLetterQueue = { queueArn: "arn:aws:sqs:ap-northeast-1:111111111111:lost" };
const key = "arn:aws:kms:ap-northeast-1:111111111111:key/01234567-89ab-cdef-0123-456789abcdef";

function make(change: Partial<TaskScheduleProps> = {}, id = "nightly") {
  const stack = testStack();
  const made = new OneOffTask(stack, "job", { name: "dev-shop-job", cluster, network, tier: "private", task });
  made.addSchedule(id, { schedule: "rate(1 hour)", deadLetterQueue, ...change });
  return stack;
}

test("runs the task where it runs, once, and tells a queue what it could not start", () => {
  expect(only(synth(make()), "aws_scheduler_schedule")).toMatchObject({
    name: "dev-shop-job-nightly",
    schedule_expression: "rate(1 hour)",
    schedule_expression_timezone: "UTC",
    flexible_time_window: { mode: "OFF" },
    state: "ENABLED",
    target: {
      arn: cluster.clusterArn,
      dead_letter_config: { arn: deadLetterQueue.queueArn },
      retry_policy: { maximum_retry_attempts: 3, maximum_event_age_in_seconds: 3600 },
      ecs_parameters: {
        launch_type: "FARGATE",
        task_count: 1,
        propagate_tags: "TASK_DEFINITION",
        task_definition_arn: expect.stringMatching(/aws_ecs_task_definition\.job_/),
        network_configuration: { subnets: ["subnet-private-apne1-az1", "subnet-private-apne1-az2"], assign_public_ip: false },
      },
    },
    depends_on: [expect.stringMatching(/schedule-policy/)],
  });
});

test("says what is replaced, within a window, in a group, for later", () => {
  const made = only(synth(make({ command: ["run", "b"], environment: { B: "2", A: "1" }, flexibleMinutes: 5, group: "shop", enabled: false, retries: 0, maxAgeSeconds: 60 })), "aws_scheduler_schedule");
  expect(made).toMatchObject({
    group_name: "shop",
    flexible_time_window: { mode: "FLEXIBLE", maximum_window_in_minutes: 5 },
    state: "DISABLED",
    target: { retry_policy: { maximum_retry_attempts: 0, maximum_event_age_in_seconds: 60 } },
  });
  expect(JSON.stringify(made["target"])).toContain('{\\"containerOverrides\\" = [{\\"name\\" = \\"web\\", \\"command\\" = [\\"run\\", \\"b\\"], \\"environment\\" = [{\\"name\\" = \\"A\\", \\"value\\" = \\"1\\"}');
});

test("may run this task, pass its roles, and tell the queue only", () => {
  const made = synth(make({ deadLetterQueue: { ...deadLetterQueue, kmsKeyArn: key } }));
  const [, policy] = Object.entries(resourcesOf(made, "aws_iam_role_policy")).find(([id]) => id.includes("schedule-policy")) ?? [];
  const text = String(policy?.["policy"]);
  expect(text).toMatch(/"ecs:RunTask", "Resource" = "\$\{aws_ecs_task_definition\.[\w-]+\.arn_without_revision\}:\*", "Condition" = \{"ArnEquals" = \{"ecs:cluster" = "arn:aws:ecs:[^"]+"\}\}/);
  expect(text).toMatch(/"ecs:TagResource", .*"ecs:CreateAction" = "RunTask"/);
  expect(text).toMatch(/"iam:PassRole", "Resource" = \[aws_iam_role\.job_task-role_\w+\.arn, aws_iam_role\.job_execution-role_\w+\.arn\].*"ecs-tasks.amazonaws.com"/);
  expect(text).toContain(`"sqs:SendMessage", "Resource" = "${deadLetterQueue.queueArn}"`);
  expect(text).toContain(`["kms:Decrypt", "kms:GenerateDataKey"], "Resource" = "${key}"`);
  const roles = Object.values(resourcesOf(made, "aws_iam_role"));
  expect(decode(roles.find(({ name }) => name === "dev-shop-job-nightly-schedule")?.["assume_role_policy"])).toMatchObject({
    Statement: [{ Principal: { Service: "scheduler.amazonaws.com" }, Condition: { StringEquals: { "aws:SourceAccount": "111111111111" } } }],
  });
});

test.each<[string, Partial<TaskScheduleProps>, string[]]>([
  ["a schedule of five fields", { schedule: "cron(0 3 * * *)" }, ["schedule-expression schedule"]],
  ["a time zone with a space", { timezone: "Asia Tokyo" }, ["schedule-timezone timezone"]],
  ["a group with a slash", { group: "a/b" }, ["schedule-group group"]],
  ["a window of two days", { flexibleMinutes: 2880 }, ["schedule-window flexibleMinutes"]],
  ["186 tries", { retries: 186 }, ["schedule-retry retries"]],
  ["a minute too short", { maxAgeSeconds: 59 }, ["schedule-retry maxAgeSeconds"]],
  ["a queue with an order", { deadLetterQueue: { queueArn: `${deadLetterQueue.queueArn}.fifo` } }, ["schedule-queue deadLetterQueue.queueArn"]],
  ["a queue's key by alias", { deadLetterQueue: { ...deadLetterQueue, kmsKeyArn: "alias/x" } }, ["schedule-queue deadLetterQueue.kmsKeyArn"]],
])("refuses %s", (_why, change, expected) => {
  expect(problemsOf(() => make(change))).toEqual(expected);
});

test("refuses a name that no role can have", () => {
  expect(problemsOf(() => make({}, "n".repeat(50)))).toEqual(["schedule-name id"]);
});

test("warns where nobody learns what was not started", () => {
  const stack = testStack();
  new OneOffTask(stack, "job", { name: "dev-shop-job", cluster, network, tier: "private", task }).addSchedule("nightly", { schedule: "rate(1 day)" });
  expect(warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"))).toEqual(["schedule-unwatched deadLetterQueue"]);
});

test.each([
  "rate(1 hour)", "rate(5 minutes)", "at(2026-12-24T18:00:00)", "cron(0 18 * * ? *)", "cron(0/15 8-17 ? * MON-FRI *)", "cron(0 0 L * ? *)",
  "cron(0 0 15W * ? 2026)", "cron(0 0 ? * 6#3 *)", "cron(0 0 ? JAN,MAR FRIL *)", "cron(0 0 1,15 */2 ? *)",
])("%s is a schedule", (expression) => {
  expect(wrongSchedule(expression)).toBeUndefined();
});

test.each([
  ["every day", "no cron, rate or at"],
  ["rate(0 minutes)", "a rate of nothing"],
  ["rate(1 hours)", '1 with "hours"'],
  ["rate(5 minute)", '5 with "minute"'],
  ["at(2026-13-24T18:00:00)", "no cron, rate or at"],
  ["cron(0 18 * * *)", "5 fields, not 6"],
  ["cron(0 18 * * * *)", "day and weekday, of which exactly one is ?"],
  ["cron(0 18 ? * ? *)", "day and weekday, of which exactly one is ?"],
  ["cron(60 18 * * ? *)", 'minute "60"'],
  ["cron(0 24 * * ? *)", 'hour "24"'],
  ["cron(0 0 32 * ? *)", 'day "32"'],
  ["cron(0 0 1 13 ? *)", 'month "13"'],
  ["cron(0 0 ? * 8 *)", 'weekday "8"'],
  ["cron(0 0 ? * 8#2 *)", 'weekday "8#2"'],
  ["cron(0 0 ? * MON 1969)", 'year "1969"'],
  ["cron(0/0 0 ? * MON *)", 'minute "0/0"'],
  ["cron(0/1/2 0 ? * MON *)", 'minute "0/1/2"'],
  ["cron(? 0 ? * MON *)", 'minute "?"'],
])("%s is none: %s", (expression, because) => {
  expect(wrongSchedule(expression)).toBe(because);
});

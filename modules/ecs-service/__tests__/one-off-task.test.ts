import { inventory, only, problemsOf, render, synth, testStack } from "@terrace/testkit";
import { FargateService } from "../src/fargate-service";
import { OneOffTask } from "../src/one-off-task";
import type { OneOffTaskProps } from "../src/one-off-task-props";
import { cluster, image, network, task } from "./fixtures";

const valid: OneOffTaskProps = { name: "dev-shop-migrate", cluster, network, tier: "private", task };

function make(change: Partial<OneOffTaskProps> = {}) {
  const stack = testStack();
  return { stack, task: new OneOffTask(stack, "migrate", { ...valid, ...change }) };
}

test.each<[string, Partial<OneOffTaskProps>, string[]]>([
  ["a name with capitals", { name: "Migrate" }, ["service-name name"]],
  ["a tier that is not there", { tier: "data" }, ["service-tier tier"]],
  ["a container that is not there", { container: "api" }, ["run-container container"]],
  ["a choice of containers", { task: { ...task, containers: { a: { image }, b: { image } } } }, ["run-container container"]],
  ["a size that Fargate lacks", { task: { ...task, cpu: 100 } }, ["fargate-cpu task.cpu"]],
  ["no way to its image and logs", { tier: "isolated" }, Array.from({ length: 4 }, () => "endpoint-missing workloads.dev-shop-migrate")],
  ["a tag key of AWS's own", { tags: { "aws:x": "y" } }, ['tag-key tags["aws:x"]']],
])("%s is refused", (_why, change, expected) => {
  expect(problemsOf(() => make(change))).toEqual(expected);
});

test("is a task definition without a service", () => {
  expect(inventory(synth(make().stack))).toEqual({
    aws_cloudwatch_log_group: 1,
    aws_ecs_task_definition: 1,
    aws_iam_role: 2,
    aws_iam_role_policy: 1,
    aws_security_group: 1,
    aws_vpc_security_group_egress_rule: 1,
  });
});

test("says all that runs it", () => {
  const { stack, task: made } = make({ securityGroups: [{ securityGroupId: "sg-more" }] });
  const text = String(render(stack, made.runConfiguration));
  expect(text).toContain(`"cluster" = "${cluster.clusterArn}"`);
  expect(text).toContain('"container" = "web"');
  expect(text).toMatch(/"taskDefinition" = aws_ecs_task_definition\.[\w-]+\.arn/);
  expect(text).toContain('"region" = "ap-northeast-1", "streamPrefix" = "dev-shop-migrate"');
  expect(String(render(stack, made.networkConfiguration))).toMatch(/"subnets" = \["subnet-private-apne1-az1", "subnet-private-apne1-az2"\], "securityGroups" = \[aws_security_group\.[\w-]+\.id, "sg-more"\], "assignPublicIp" = "DISABLED"/);
});

test("stays on a version of Fargate, by hand and by the clock", () => {
  const { stack, task: made } = make({ platformVersion: "1.4.0" });
  made.addSchedule("nightly", { schedule: "rate(1 day)" });
  expect(String(render(stack, made.runConfiguration))).toContain('"platformVersion" = "1.4.0"');
  expect(only(synth(stack), "aws_scheduler_schedule")).toMatchObject({ target: { ecs_parameters: { platform_version: "1.4.0" } } });
});

test("has a name that nothing else in its stack has", () => {
  const { stack } = make();
  expect(problemsOf(() => new OneOffTask(stack, "again", valid))).toEqual(["name-taken name"]);
  expect(problemsOf(() => new FargateService(stack, "web", valid))).toEqual(["name-taken name"]);
  new OneOffTask(stack, "other", { ...valid, name: "dev-shop-seed" });
  new OneOffTask(testStack(), "migrate", valid);
});

test("lets an operator run this task in this cluster, and pass its two roles to ECS only", () => {
  const { stack, task: made } = make();
  const text = String(render(stack, made.runPolicy));
  expect(text).toMatch(/"Action" = "ecs:RunTask", "Resource" = "\$\{aws_ecs_task_definition\.[\w-]+\.arn_without_revision\}:\*", "Condition" = \{"ArnEquals" = \{"ecs:cluster" = "arn:aws:ecs:[^"]+:cluster\/dev-shop"\}\}/);
  expect(text).toMatch(/"Action" = "iam:PassRole", "Resource" = \[aws_iam_role\.[\w-]+\.arn, aws_iam_role\.[\w-]+\.arn\], "Condition" = \{"StringEquals" = \{"iam:PassedToService" = "ecs-tasks.amazonaws.com"\}\}/);
  expect(text).toMatch(/"Action" = "logs:GetLogEvents", "Resource" = "\$\{aws_cloudwatch_log_group\.[\w-]+\.arn\}:\*"/);
});

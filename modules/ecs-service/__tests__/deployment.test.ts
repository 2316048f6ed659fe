import { requireAwsProvider } from "@terrace/core";
import { inventory, only, problemsOf, render, resourcesOf, synth, testStack, warningsOf } from "@terrace/testkit";
import type { TerraformStack } from "cdktf";
import type { CodeDeployProps } from "../src/codedeploy-props";
import { FargateService } from "../src/fargate-service";
import type { FargateServiceProps } from "../src/fargate-service-props";
import type { HookProps } from "../src/hook-props";
import { decode } from "./decode";
import { cluster, targetGroup, valid } from "./fixtures";

const functionArn = "arn:aws:lambda:ap-northeast-1:111111111111:function:ask";
const elb = "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111";
const listener = (name: string) => `${elb}:listener/app/shop/0123456789abcdef/${name}`;
const green = { ...targetGroup, targetGroupArn: `${elb}:targetgroup/green/0123456789abcdef` };
const shift = { alternate: green, productionRuleArn: "arn:rule" };

function make(change: Partial<FargateServiceProps>, provider = "5.0.0") {
  const stack = testStack();
  requireAwsProvider(stack, provider);
  return { stack, service: new FargateService(stack, "web", { ...valid, ...change }) };
}

/** Warnings with codes and paths only. */
function said(stack: TerraformStack): string[] {
  return warningsOf(stack).map((warning) => warning.replace(/^\[(.*?)\] (\S+) is .*$/s, "$1 $2"));
}

function statements(change: Partial<FargateServiceProps>, id: string, provider?: string) {
  const found = Object.entries(resourcesOf(synth(make(change, provider).stack), "aws_iam_role_policy")).find(([key]) => key.startsWith(`web_${id}`));
  return decode(found?.[1]["policy"]).Statement;
}

const hook: HookProps = { functionArn, stages: ["POST_SCALE_UP", "PRODUCTION_TRAFFIC_SHIFT"] };

function asked(hooks: Record<string, HookProps>): Partial<FargateServiceProps> {
  return { targets: { web: { targetGroup, shift } }, deployment: { strategy: { kind: "blue-green" }, hooks } };
}

describe("hooks", () => {
  test("are asked by a role that may call these functions only", () => {
    const { stack } = make(asked({ ask: hook }), "6.4.0");
    const made = only(synth(stack), "aws_ecs_service");
    expect(made["deployment_configuration"]).toEqual({
      strategy: "BLUE_GREEN",
      bake_time_in_minutes: "5",
      lifecycle_hook: [{ hook_target_arn: functionArn, role_arn: expect.stringMatching(/aws_iam_role\.web_hooks-role/), lifecycle_stages: hook.stages }],
    });
    expect(made["depends_on"]).toContainEqual(expect.stringMatching(/^aws_iam_role_policy\.web_hooks-policy/));
    expect(statements(asked({ ask: hook, again: hook }), "hooks-policy", "6.4.0")).toEqual([{ Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [functionArn] }]);
  });

  test("are told something where the provider can say so", () => {
    const { stack } = make(asked({ ask: { ...hook, details: { suite: "smoke" } } }), "6.4.0");
    const made = synth(stack);
    expect(made.terraform["required_providers"]).toMatchObject({ aws: { version: ">= 6.14.0, < 7.0.0" } });
    expect(JSON.stringify(only(made, "aws_ecs_service")["deployment_configuration"])).toContain('jsonencode({\\"suite\\" = \\"smoke\\"})');
  });

  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a function by name", asked({ ask: { ...hook, functionArn: "ask" } }), ["hook-function deployment.hooks.ask.functionArn"]],
    ["no moment", asked({ ask: { ...hook, stages: [] } }), ["hook-stages deployment.hooks.ask.stages"]],
    ["a moment twice", asked({ ask: { ...hook, stages: ["PRE_SCALE_UP", "PRE_SCALE_UP"] } }), ["hook-stages deployment.hooks.ask.stages"]],
    ["a word that is no moment", asked({ ask: { ...hook, stages: JSON.parse('["AFTER_LUNCH"]') } }), ["hook-stages deployment.hooks.ask.stages"]],
    ["a rolling deployment", { deployment: { hooks: { ask: hook } } }, ["hook-strategy deployment.hooks.ask"]],
  ])("are refused with %s", (_why, change, expected) => {
    expect(problemsOf(() => make(change, "6.21.0"))).toEqual(expected);
  });

  test("with details need provider 6", () => {
    expect(problemsOf(() => make(asked({ ask: { ...hook, details: { a: 1 } } })))).toEqual(["needs-provider deployment.strategy", "needs-provider deployment.hooks.ask.details"]);
  });

  test("for test traffic that there is none of are likely to be regretted", () => {
    const { stack } = make(asked({ ask: { ...hook, stages: ["POST_TEST_TRAFFIC_SHIFT"] } }), "6.4.0");
    expect(said(stack)).toEqual(["hook-test-traffic deployment.hooks.ask.stages"]);
    const tested = { ...asked({ ask: { ...hook, stages: ["TEST_TRAFFIC_SHIFT"] } }), targets: { web: { targetGroup, shift: { ...shift, testRuleArn: "arn:test" } } } } as const;
    expect(warningsOf(make(tested, "6.4.0").stack)).toEqual([]);
  });
});

const codeDeploy: CodeDeployProps = { alternate: green, productionListenerArn: listener("prd") };

function byCodeDeploy(change: Partial<CodeDeployProps> = {}, more: Partial<FargateServiceProps> = {}): Partial<FargateServiceProps> {
  return { targets: { web: { targetGroup } }, ...more, deployment: { ...more.deployment, codeDeploy: { ...codeDeploy, ...change } } };
}

describe("CodeDeploy", () => {
  test("owns all that a deployment is made of", () => {
    const made = only(synth(make(byCodeDeploy({}, { desiredCount: { initial: 2, owner: "ci" } })).stack), "aws_ecs_service");
    expect(made).toMatchObject({
      deployment_controller: { type: "CODE_DEPLOY" },
      load_balancer: [{ target_group_arn: targetGroup.targetGroupArn }],
      availability_zone_rebalancing: "DISABLED",
      lifecycle: { ignore_changes: ["desired_count", "task_definition", "load_balancer", "network_configuration"] },
    });
    for (const refused of ["deployment_circuit_breaker", "alarms", "deployment_maximum_percent", "deployment_minimum_healthy_percent"]) {
      expect(made).not.toHaveProperty(refused);
    }
  });

  test("moves all traffic at once, keeps the old revision, and goes back when it fails", () => {
    const made = synth(make(byCodeDeploy()).stack);
    expect(only(made, "aws_codedeploy_app")).toMatchObject({ name: "dev-shop-web", compute_platform: "ECS" });
    expect(only(made, "aws_codedeploy_deployment_group")).toMatchObject({
      deployment_config_name: "CodeDeployDefault.ECSAllAtOnce",
      deployment_style: { deployment_option: "WITH_TRAFFIC_CONTROL", deployment_type: "BLUE_GREEN" },
      ecs_service: { cluster_name: "dev-shop", service_name: expect.stringMatching(/^\$\{aws_ecs_service\.web_\w+\.name\}$/) },
      load_balancer_info: {
        target_group_pair_info: {
          prod_traffic_route: { listener_arns: [listener("prd")] },
          target_group: [{ name: "web" }, { name: "green" }],
        },
      },
      blue_green_deployment_config: {
        deployment_ready_option: { action_on_timeout: "CONTINUE_DEPLOYMENT" },
        terminate_blue_instances_on_deployment_success: { action: "TERMINATE", termination_wait_time_in_minutes: 5 },
      },
      auto_rollback_configuration: { enabled: true, events: ["DEPLOYMENT_FAILURE"] },
      depends_on: [expect.stringContaining("codedeploy-policy")],
    });
    expect(inventory(made)["aws_codedeploy_deployment_config"]).toBeUndefined();
  });

  test("waits for somebody, asks test traffic first, and heeds alarms", () => {
    const change = byCodeDeploy({ approvalMinutes: 60, terminationMinutes: 30, testListenerArn: listener("test"), rollbackOn: ["stop"] }, { deployment: { alarmNames: ["errors"] } });
    expect(only(synth(make(change).stack), "aws_codedeploy_deployment_group")).toMatchObject({
      load_balancer_info: { target_group_pair_info: { test_traffic_route: { listener_arns: [listener("test")] } } },
      blue_green_deployment_config: {
        deployment_ready_option: { action_on_timeout: "STOP_DEPLOYMENT", wait_time_in_minutes: 60 },
        terminate_blue_instances_on_deployment_success: { termination_wait_time_in_minutes: 30 },
      },
      alarm_configuration: { alarms: ["errors"], enabled: true },
      auto_rollback_configuration: { events: ["DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST"] },
    });
  });

  test.each<[CodeDeployProps["traffic"] & object, object]>([
    [{ kind: "canary", percent: 10, minutes: 15 }, { type: "TimeBasedCanary", time_based_canary: { percentage: 10, interval: 15 } }],
    [{ kind: "linear", percent: 20, minutes: 5 }, { type: "TimeBasedLinear", time_based_linear: { percentage: 20, interval: 5 } }],
  ])("moves traffic by %j", (traffic, config) => {
    const made = synth(make(byCodeDeploy({ traffic })).stack);
    expect(only(made, "aws_codedeploy_deployment_config")).toMatchObject({ traffic_routing_config: config, compute_platform: "ECS", lifecycle: { create_before_destroy: true } });
    expect(only(made, "aws_codedeploy_deployment_group")["deployment_config_name"]).toContain("aws_codedeploy_deployment_config.web_codedeploy-config");
  });

  test("may change this service, these listeners, and pass these roles only", () => {
    const change = byCodeDeploy({ testListenerArn: listener("test"), hookFunctionArns: [functionArn] }, { deployment: { alarmNames: ["errors"] } });
    expect(statements(change, "codedeploy-policy")).toEqual([
      { Effect: "Allow", Action: ["ecs:DescribeServices", "ecs:UpdateServicePrimaryTaskSet"], Resource: "arn:aws:ecs:ap-northeast-1:111111111111:service/dev-shop/dev-shop-web" },
      { Effect: "Allow", Action: "ecs:DeleteTaskSet", Resource: "arn:aws:ecs:ap-northeast-1:111111111111:task-set/dev-shop/dev-shop-web/*" },
      { Effect: "Allow", Action: "ecs:CreateTaskSet", Resource: "*", Condition: { ArnEquals: { "ecs:cluster": cluster.clusterArn } } },
      { Effect: "Allow", Action: ["DescribeListeners", "DescribeRules", "DescribeTargetGroups"].map((action) => `elasticloadbalancing:${action}`), Resource: "*" },
      { Effect: "Allow", Action: "elasticloadbalancing:ModifyListener", Resource: [listener("prd"), listener("test")] },
      { Effect: "Allow", Action: "elasticloadbalancing:ModifyRule", Resource: [listener("prd"), listener("test")].map((arn) => `${arn.replace(":listener/", ":listener-rule/")}/*`) },
      {
        Effect: "Allow",
        Action: "iam:PassRole",
        Resource: [expect.stringMatching(/task-role.*execution-role/)],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
      },
      { Effect: "Allow", Action: "cloudwatch:DescribeAlarms", Resource: "*" },
      { Effect: "Allow", Action: "lambda:InvokeFunction", Resource: [functionArn] },
    ]);
  });

  test("is told by a pipeline what Terraform made", () => {
    const { stack, service } = make(byCodeDeploy());
    const spec = decode(render(stack, service.codeDeploy?.appSpec));
    expect(spec).toEqual({
      version: 1,
      Resources: [{ TargetService: { Type: "AWS::ECS::Service", Properties: { TaskDefinition: expect.stringContaining("aws_ecs_task_definition"), LoadBalancerInfo: { ContainerName: "web", ContainerPort: 8080 } } } }],
    });
    expect(make({}).service.codeDeploy).toBeUndefined();
  });

  test("starts as many tasks again", () => {
    expect(make(byCodeDeploy({}, { desiredCount: 3 })).service.deploymentBounds).toEqual({ desired: 3, lowest: 3, highest: 6, canProgress: true });
  });

  const at = "deployment.codeDeploy";
  const nlb = { ...targetGroup, loadBalancer: "network" } as const;
  test.each<[string, Partial<FargateServiceProps>, string[]]>([
    ["a strategy of ECS's", byCodeDeploy({}, { targets: { web: { targetGroup, shift } }, deployment: { strategy: { kind: "canary" } } }), ["codedeploy-refuses deployment.strategy"]],
    ["a circuit breaker", byCodeDeploy({}, { deployment: { circuitBreaker: "stop" } }), ["codedeploy-refuses deployment.circuitBreaker"]],
    ["hooks of ECS's", byCodeDeploy({}, { deployment: { hooks: { ask: hook } } }), ["codedeploy-refuses deployment.hooks"]],
    ["names of Service Connect", byCodeDeploy({}, { serviceConnect: { namespaceArn: "arn:aws:servicediscovery:x" } }), ["codedeploy-refuses serviceConnect"]],
    ["another owner of the revision", byCodeDeploy({}, { taskDefinitionOwner: "ci" }), ["codedeploy-refuses taskDefinitionOwner"]],
    ["no target", byCodeDeploy({}, { targets: {} }), ["codedeploy-target targets"]],
    ["two targets", byCodeDeploy({}, { targets: { a: { targetGroup }, b: { targetGroup: green } } }), ["codedeploy-target targets"]],
    ["one target group for both sides", byCodeDeploy({ alternate: targetGroup }), ["codedeploy-group deployment.codeDeploy.alternate"]],
    ["a target group of an NLB beside one of an ALB", byCodeDeploy({ alternate: { ...green, loadBalancer: "network" } }), ["codedeploy-group deployment.codeDeploy.alternate"]],
    ["a canary behind an NLB", byCodeDeploy({ alternate: { ...green, loadBalancer: "network" }, traffic: { kind: "canary", percent: 10, minutes: 5 } }, { targets: { web: { targetGroup: nlb } } }), ["codedeploy-traffic deployment.codeDeploy.traffic.kind"]],
    ["all traffic in a part", byCodeDeploy({ traffic: { kind: "linear", percent: 100, minutes: 5 } }), ["codedeploy-traffic deployment.codeDeploy.traffic.percent"]],
    ["no minute between parts", byCodeDeploy({ traffic: { kind: "linear", percent: 10, minutes: 0 } }), ["codedeploy-traffic deployment.codeDeploy.traffic.minutes"]],
    ["no time to say so", byCodeDeploy({ approvalMinutes: 0 }), ["codedeploy-minutes deployment.codeDeploy.approvalMinutes"]],
    ["three days of two revisions", byCodeDeploy({ terminationMinutes: 4320 }), ["codedeploy-minutes deployment.codeDeploy.terminationMinutes"]],
    ["tests of production", byCodeDeploy({ testListenerArn: listener("prd") }), ["codedeploy-listener deployment.codeDeploy.testListenerArn"]],
    ["a hook by name", byCodeDeploy({ hookFunctionArns: ["ask"] }), [`hook-function ${at}.hookFunctionArns[0]`]],
  ])("refuses %s", (_why, change, expected) => {
    expect(problemsOf(() => make(change, "6.21.0"))).toEqual(expected);
  });

  test("has no use for percentages", () => {
    const { stack } = make(byCodeDeploy({}, { deployment: { maxPercent: 150 } }));
    expect(said(stack)).toEqual(["codedeploy-percent deployment"]);
  });
});

import { requireAwsProvider } from "@terrace/core";
import { only, problemsOf, resourcesOf, synth, testStack, warningsOf, type Block, type Template } from "@terrace/testkit";
import { FargateService } from "../src/fargate-service";
import type { AlarmProps, MetricScaling, PredictiveScaling } from "../src/metric-props";
import type { ScalingProps, StepScaling } from "../src/scaling-props";
import { valid } from "./fixtures";

function make(scaling: Partial<ScalingProps>, provider = "5.0.0") {
  const stack = testStack();
  requireAwsProvider(stack, provider);
  new FargateService(stack, "web", { ...valid, scaling: { min: 1, max: 4, ...scaling } });
  return stack;
}

function policies(made: Template): Block[] {
  return Object.values(resourcesOf(made, "aws_appautoscaling_policy"));
}

const metric = { namespace: "Shop", name: "Orders" };
const orders: MetricScaling = { target: 10, metrics: { orders: metric } };
const step: StepScaling = { changes: [{ from: 0, change: 2 }] };
const alarm: AlarmProps = { metric: "cpu", threshold: 80 };
const foreseen: PredictiveScaling = { metric: "cpu", targetPercent: 60 };

describe("metrics of the caller's", () => {
  test("are kept near a target", () => {
    const made = synth(make({ metrics: { orders: { target: 10, metrics: { orders: { ...metric, dimensions: { Shop: "a" }, statistic: "Sum" } } } } }));
    expect(only(made, "aws_appautoscaling_policy")).toMatchObject({
      name: "dev-shop-web-orders",
      target_tracking_scaling_policy_configuration: {
        target_value: 10,
        customized_metric_specification: {
          metrics: [{ id: "orders", metric_stat: { metric: { namespace: "Shop", metric_name: "Orders", dimensions: [{ name: "Shop", value: "a" }] }, stat: "Sum" }, return_data: true }],
        },
      },
    });
  });

  test("are computed with", () => {
    const change = { metrics: { each: { target: 2, metrics: { a: metric, b: metric }, expression: "a / b" } } };
    expect(only(synth(make(change)), "aws_appautoscaling_policy")).toMatchObject({
      target_tracking_scaling_policy_configuration: {
        customized_metric_specification: {
          metrics: [{ id: "a", return_data: false, metric_stat: { stat: "Average" } }, { id: "b", return_data: false }, { id: "result", expression: "a / b", return_data: true }],
        },
      },
    });
  });

  test("may only ask for more", () => {
    const made = make({ metrics: { orders }, scaleIn: false });
    expect(only(synth(made), "aws_appautoscaling_policy")).toMatchObject({ target_tracking_scaling_policy_configuration: { disable_scale_in: true } });
    expect(warningsOf(made).map((warning) => warning.split(" is ")[0])).toEqual(["[scaling-never-in] scaling.scaleIn"]);
    const night = { night: { schedule: "cron(0 18 * * ? *)", min: 1, max: 2 } };
    expect(warningsOf(make({ metrics: { orders }, scaleIn: false, schedules: night }))).toEqual([]);
  });
});

describe("steps", () => {
  test("come with their alarm", () => {
    const made = synth(make({ steps: { burst: { ...step, adjustment: "PercentChangeInCapacity", minChange: 2, cooldownSeconds: 30, aggregation: "Maximum", alarm } } }));
    expect(only(made, "aws_appautoscaling_policy")).toMatchObject({
      step_scaling_policy_configuration: { adjustment_type: "PercentChangeInCapacity", min_adjustment_magnitude: 2, cooldown: 30, metric_aggregation_type: "Maximum" },
    });
    expect(only(made, "aws_cloudwatch_metric_alarm")).toMatchObject({
      alarm_name: "dev-shop-web-burst",
      namespace: "AWS/ECS",
      metric_name: "CPUUtilization",
      dimensions: { ClusterName: "dev-shop", ServiceName: "dev-shop-web" },
      statistic: "Average",
      threshold: 80,
      comparison_operator: "GreaterThanOrEqualToThreshold",
      period: 60,
      evaluation_periods: 3,
      datapoints_to_alarm: 3,
      treat_missing_data: "missing",
      alarm_actions: [expect.stringMatching(/^\$\{aws_appautoscaling_policy\.web_step-burst_\w+\.arn\}$/)],
    });
  });

  test("follow any metric", () => {
    const own: AlarmProps = { metric: { ...metric, statistic: "p99" }, threshold: 1, comparison: "LessThanThreshold", periodSeconds: 300, periods: 2, datapoints: 1, missingData: "breaching" };
    const made = synth(make({ steps: { quiet: { changes: [{ to: 0, change: -1 }], alarm: own }, idle: { changes: [{ to: 0, change: -1 }], alarm: { ...own, metric: "memory" } } } }));
    const [first, second] = Object.values(resourcesOf(made, "aws_cloudwatch_metric_alarm"));
    expect(first).toMatchObject({ namespace: "Shop", metric_name: "Orders", extended_statistic: "p99", comparison_operator: "LessThanThreshold", period: 300, evaluation_periods: 2, datapoints_to_alarm: 1, treat_missing_data: "breaching" });
    expect(first).not.toHaveProperty("statistic");
    expect(second).toMatchObject({ metric_name: "MemoryUtilization" });
  });
});

describe("foresight", () => {
  test("shows what it would do, where the provider has it", () => {
    const made = synth(make({ predictive: foreseen }, "6.0.0"));
    expect(made.terraform["required_providers"]).toMatchObject({ aws: { version: ">= 6.13.0, < 7.0.0" } });
    expect(policies(made)).toMatchObject([
      {
        name: "dev-shop-web-before",
        policy_type: "PredictiveScaling",
        predictive_scaling_policy_configuration: {
          mode: "ForecastOnly",
          scheduling_buffer_time: 300,
          metric_specification: [{ target_value: "60", predefined_metric_pair_specification: [{ predefined_metric_type: "ECSServiceCPUUtilization" }] }],
        },
      },
    ]);
  });

  test("acts, and goes beyond the most", () => {
    const made = synth(make({ predictive: { metric: "memory", targetPercent: 60, mode: "ForecastAndScale", bufferSeconds: 0, beyondMaxPercent: 10 } }, "6.13.0"));
    expect(policies(made)).toMatchObject([
      {
        predictive_scaling_policy_configuration: {
          mode: "ForecastAndScale",
          scheduling_buffer_time: 0,
          max_capacity_breach_behavior: "IncreaseMaxCapacity",
          max_capacity_buffer: 10,
          metric_specification: [{ predefined_metric_pair_specification: [{ predefined_metric_type: "ECSServiceMemoryUtilization" }] }],
        },
      },
    ]);
  });
});

describe("bad input", () => {
  const many = Object.fromEntries(Array.from({ length: 10 }, (_, n) => [`m${n}`, metric]));
  test.each<[string, Partial<ScalingProps>, string[]]>([
    ["a target of nothing", { metrics: { orders: { ...orders, target: 0 } } }, ["scaling-metric-target scaling.metrics.orders.target"]],
    ["no metric", { metrics: { orders: { target: 1, metrics: {} } } }, ["scaling-metric scaling.metrics.orders.metrics"]],
    ["ten metrics", { metrics: { orders: { target: 1, metrics: many, expression: "m0" } } }, ["scaling-metric scaling.metrics.orders.metrics"]],
    ["two metrics without arithmetic", { metrics: { orders: { target: 1, metrics: { a: metric, b: metric } } } }, ["scaling-metric scaling.metrics.orders.expression"]],
    ["arithmetic that leaves one out", { metrics: { orders: { target: 1, metrics: { a: metric, b: metric }, expression: "a * 2" } } }, ["scaling-metric scaling.metrics.orders.expression"]],
    ["a name with a capital", { metrics: { orders: { target: 1, metrics: { Orders: metric } } } }, ["scaling-metric-id scaling.metrics.orders.metrics"]],
    ["the name of what is computed", { metrics: { orders: { target: 1, metrics: { result: metric } } } }, ["scaling-metric-id scaling.metrics.orders.metrics"]],
    ["a policy's name that is taken", { metrics: { cpu: orders } }, ["scaling-name scaling.metrics.cpu"]],
    ["a step's name that is taken", { steps: { queue: step } }, ["scaling-name scaling.steps.queue"]],
    ["a step named as a metric", { metrics: { orders }, steps: { orders: step } }, ["scaling-name scaling.steps.orders"]],
    ["a rest of two days", { steps: { burst: { ...step, cooldownSeconds: 172800 } } }, ["scaling-cooldown scaling.steps.burst.cooldownSeconds"]],
    ["the fewest tasks of a change in tasks", { steps: { burst: { ...step, minChange: 2 } } }, ["scaling-min-change scaling.steps.burst.minChange"]],
    ["no task at least", { steps: { burst: { ...step, adjustment: "PercentChangeInCapacity", minChange: 0 } } }, ["scaling-min-change scaling.steps.burst.minChange"]],
    ["exactly less than no task", { steps: { burst: { adjustment: "ExactCapacity", changes: [{ from: 0, change: -1 }] } } }, ["scaling-exact scaling.steps.burst.changes[0].change"]],
    ["a value each 45 seconds", { steps: { burst: { ...step, alarm: { ...alarm, periodSeconds: 45 } } } }, ["alarm-period scaling.steps.burst.alarm.periodSeconds"]],
    ["no value", { steps: { burst: { ...step, alarm: { ...alarm, periods: 0 } } } }, ["alarm-periods scaling.steps.burst.alarm.periods"]],
    ["two days of values", { steps: { burst: { ...step, alarm: { ...alarm, periodSeconds: 86400, periods: 2 } } } }, ["alarm-periods scaling.steps.burst.alarm.periods"]],
    ["more values than there are", { steps: { burst: { ...step, alarm: { ...alarm, periods: 2, datapoints: 3 } } } }, ["alarm-periods scaling.steps.burst.alarm.datapoints"]],
    ["a change that the alarm is silent about", { steps: { burst: { changes: [{ to: 0, change: -1 }, { from: 0, change: 1 }], alarm } } }, ["scaling-step-idle scaling.steps.burst.changes[0]"]],
    ["a change above an alarm for below", { steps: { burst: { changes: [{ from: 0, change: 1 }], alarm: { ...alarm, comparison: "LessThanThreshold" } } } }, ["scaling-step-idle scaling.steps.burst.changes[0]"]],
    ["foresight on provider 5", { predictive: foreseen }, ["needs-provider scaling.predictive"]],
    ["more than all CPU foreseen", { predictive: { ...foreseen, targetPercent: 101 } }, ["scaling-percent scaling.predictive.targetPercent", "needs-provider scaling.predictive"]],
    ["tasks two hours early", { predictive: { ...foreseen, bufferSeconds: 7200 } }, ["scaling-predictive scaling.predictive.bufferSeconds", "needs-provider scaling.predictive"]],
    ["twice the most and more", { predictive: { ...foreseen, beyondMaxPercent: 101 } }, ["scaling-predictive scaling.predictive.beyondMaxPercent", "needs-provider scaling.predictive"]],
  ])("%s", (_why, change, expected) => {
    expect(problemsOf(() => make(change))).toEqual(expected);
  });
});

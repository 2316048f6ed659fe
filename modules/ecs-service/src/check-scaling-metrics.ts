import { show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { pages } from "./limits";
import type { AlarmProps, MetricScaling } from "./metric-props";
import type { ScalingProps, StepChange, StepScaling } from "./scaling-props";
import { isLater } from "./task-settings";

const aDay = 86400;

/** Metrics and alarms that decide how many tasks there are. */
export function checkMetrics({ metrics = {}, steps = {}, predictive, ...scaling }: ScalingProps): Problem[] {
  const own = ["cpu", "memory", "requests", "queue", "before"].filter((key) => key in metrics || key in steps);
  return [
    ...own.map((key) => ({
      code: "scaling-name",
      path: `scaling.${key in metrics ? "metrics" : "steps"}.${key}`,
      got: `named ${show(key)}, as a policy of the module's own`,
      expected: "another name",
      see: pages.scaling,
    })),
    ...Object.keys(metrics).filter((key) => key in steps).map((key) => ({
      code: "scaling-name", path: `scaling.steps.${key}`, got: `named ${show(key)}, as one of metrics`, expected: "another name", see: pages.scaling,
    })),
    ...Object.entries(metrics).flatMap(([key, metric]) => checkMetric(`scaling.metrics.${key}`, metric)),
    ...Object.entries(steps).flatMap(([key, step]) => checkStep(`scaling.steps.${key}`, step)),
    ...checkPrediction(predictive),
    ...checkScaleIn(scaling),
  ];
}

function checkMetric(path: string, { target, metrics, expression }: MetricScaling): Problem[] {
  const see = pages.targetTracking;
  const ids = Object.keys(metrics);
  const problems: Problem[] = [];
  if (!isLater(target) && !(target > 0)) {
    problems.push({ code: "scaling-metric-target", path: `${path}.target`, got: show(target), expected: "above 0", see });
  }
  for (const id of ids) {
    if (/^[a-z]\w*$/.test(id) && id !== "result") continue;
    const expected = "a lower-case letter, then letters, digits and _, but not result";
    problems.push({ code: "scaling-metric-id", path: `${path}.metrics`, got: `with ${show(id)}`, expected, see });
  }
  if (ids.length === 0 || ids.length > 9) {
    problems.push({ code: "scaling-metric", path: `${path}.metrics`, got: `${ids.length} metrics`, expected: "1 to 9", see });
  } else if (expression === undefined && ids.length > 1) {
    problems.push({ code: "scaling-metric", path: `${path}.expression`, got: `missing for ${ids.length} metrics`, expected: `arithmetic over ${ids.join(", ")}`, see });
  } else if (expression !== undefined && !isLater(expression)) {
    const unused = ids.filter((id) => !new RegExp(`\\b${id}\\b`).test(expression));
    if (unused.length === 0) return problems;
    problems.push({ code: "scaling-metric", path: `${path}.expression`, got: `without ${unused.join(", ")}`, expected: "every metric, or fewer of them", see });
  }
  return problems;
}

function checkStep(path: string, { adjustment, alarm, changes, cooldownSeconds, minChange }: StepScaling): Problem[] {
  const see = pages.scaling;
  const problems = checkRange("scaling-cooldown", `${path}.cooldownSeconds`, cooldownSeconds, { least: 0, most: aDay }, see);
  if (minChange !== undefined && (adjustment !== "PercentChangeInCapacity" || !Number.isInteger(minChange) || minChange < 1)) {
    const expected = `1 or more with adjustment "PercentChangeInCapacity"`;
    problems.push({ code: "scaling-min-change", path: `${path}.minChange`, got: `${minChange} with ${adjustment ?? "ChangeInCapacity"}`, expected, see });
  }
  const negative = changes.findIndex(({ change }) => adjustment === "ExactCapacity" && change < 0);
  if (negative >= 0) {
    problems.push({ code: "scaling-exact", path: `${path}.changes[${negative}].change`, got: show(changes[negative]?.change), expected: "0 or more tasks", see });
  }
  return alarm === undefined ? problems : [...problems, ...checkAlarm(`${path}.alarm`, alarm), ...checkReach(path, alarm, changes)];
}

function checkAlarm(path: string, { periodSeconds = 60, periods = 3, datapoints }: AlarmProps): Problem[] {
  const see = pages.alarm;
  const problems: Problem[] = [];
  if (![10, 20, 30].includes(periodSeconds) && !(periodSeconds > 0 && periodSeconds % 60 === 0 && periodSeconds <= aDay)) {
    problems.push({ code: "alarm-period", path: `${path}.periodSeconds`, got: show(periodSeconds), expected: "10, 20, 30 or a multiple of 60 up to 86400", see });
  }
  if (!Number.isInteger(periods) || periods < 1 || periods * periodSeconds > aDay) {
    const expected = "a whole number of periods that span a day at most";
    problems.push({ code: "alarm-periods", path: `${path}.periods`, got: `${periods} of ${periodSeconds} seconds`, expected, see });
  }
  if (datapoints !== undefined && (!Number.isInteger(datapoints) || datapoints < 1 || datapoints > periods)) {
    problems.push({ code: "alarm-periods", path: `${path}.datapoints`, got: show(datapoints), expected: `1 to ${periods}`, see });
  }
  return problems;
}

/** Changes on the side of the threshold where the alarm is silent never happen. */
function checkReach(path: string, { comparison = "GreaterThanOrEqualToThreshold" }: AlarmProps, changes: readonly StepChange[]): Problem[] {
  const isAbove = comparison.startsWith("Greater");
  const idle = changes.findIndex(({ from = -Infinity, to = Infinity }) => (isAbove ? to <= 0 : from >= 0));
  if (idle < 0) return [];
  const got = `${isAbove ? "below" : "above"} the threshold of an alarm that is for ${isAbove ? "above" : "below"} it: nothing ever changes so`;
  return [{ code: "scaling-step-idle", path: `${path}.changes[${idle}]`, got, expected: "a policy of its own, with an alarm for the other side", see: pages.scaling }];
}

function checkPrediction(predictive: ScalingProps["predictive"]): Problem[] {
  if (predictive === undefined) return [];
  const { targetPercent, bufferSeconds, beyondMaxPercent } = predictive;
  const path = "scaling.predictive";
  const see = pages.predictive;
  const problems: Problem[] = [];
  if (!isLater(targetPercent) && !(targetPercent >= 1 && targetPercent <= 100)) {
    problems.push({ code: "scaling-percent", path: `${path}.targetPercent`, got: show(targetPercent), expected: "1 to 100", see });
  }
  return [
    ...problems,
    ...checkRange("scaling-predictive", `${path}.bufferSeconds`, bufferSeconds, { least: 0, most: 3600 }, see),
    ...checkRange("scaling-predictive", `${path}.beyondMaxPercent`, beyondMaxPercent, { least: 0, most: 100 }, see),
  ];
}

/** Tasks that nothing takes away are paid for. */
function checkScaleIn({ scaleIn, schedules = {} }: Pick<ScalingProps, "scaleIn" | "schedules">): Problem[] {
  if (scaleIn !== false || Object.keys(schedules).length > 0) return [];
  const expected = "schedules that make them fewer, or true";
  return [{ code: "scaling-never-in", path: "scaling.scaleIn", got: "false: tasks that came stay", expected, see: pages.targetTracking, severity: "warning" }];
}

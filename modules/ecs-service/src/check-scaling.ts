import { initialOf, show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { checkMetrics } from "./check-scaling-metrics";
import { checkSchedule, checkTimezone } from "./check-schedule";
import { pages } from "./limits";
import type { ScalingProps, StepChange } from "./scaling-props";
import type { ServiceSettings } from "./service-settings";
import { isLater } from "./task-settings";

/** Who decides how many tasks there are: one owner, bounds that hold the count, policies that make sense. */
export function checkScaling({ scaling, desiredCount, targets }: ServiceSettings): Problem[] {
  if (scaling === undefined) return [];
  return [
    ...checkOwner(desiredCount),
    ...checkBounds("scaling", scaling),
    ...checkInitial(initialOf(desiredCount), scaling),
    ...checkTargetTracking(scaling, targets.length > 0),
    ...checkSteps(scaling),
    ...checkMetrics(scaling),
    ...checkSchedules(scaling),
    ...checkEmpty(scaling),
  ];
}

function checkOwner(desiredCount: ServiceSettings["desiredCount"]): Problem[] {
  if (typeof desiredCount === "object" && desiredCount.owner === "autoscaling") return [];
  const got = typeof desiredCount === "object" ? `of ${show(desiredCount.owner)}, with scaling` : `${show(desiredCount)}, with scaling: each apply would undo it`;
  const expected = `{ initial: ${initialOf(desiredCount)}, owner: "autoscaling" }, or no such prop`;
  return [{ code: "scaling-owner", path: "desiredCount", got, expected, see: pages.scaling }];
}

function checkBounds(path: string, { min, max }: { readonly min: number; readonly max: number }): Problem[] {
  if (Number.isInteger(min) && Number.isInteger(max) && min >= 0 && min <= max) return [];
  return [{ code: "scaling-range", path, got: `from ${min} to ${max}`, expected: "whole numbers, 0 or more, min not above max", see: pages.scaling }];
}

function checkInitial(initial: number, { min, max }: ScalingProps): Problem[] {
  if (initial >= min && initial <= max) return [];
  return [{ code: "scaling-range", path: "desiredCount", got: `${initial}, outside of scaling`, expected: `${min} to ${max}`, see: pages.scaling }];
}

function checkTargetTracking({ cpuPercent, memoryPercent, requests, queue, scaleInCooldownSeconds, scaleOutCooldownSeconds }: ScalingProps, hasTargets: boolean): Problem[] {
  const see = pages.targetTracking;
  const problems: Problem[] = [];
  for (const [prop, percent] of Object.entries({ cpuPercent, memoryPercent })) {
    if (percent === undefined || isLater(percent) || (percent >= 1 && percent <= 100)) continue;
    problems.push({ code: "scaling-percent", path: `scaling.${prop}`, got: show(percent), expected: "1 to 100", see });
  }
  const counts = { "requests.perTask": requests?.perTask, "queue.messagesPerTask": queue?.messagesPerTask };
  for (const [prop, count] of Object.entries(counts)) {
    if (count === undefined || isLater(count) || count >= 1) continue;
    problems.push({ code: "scaling-count", path: `scaling.${prop}`, got: show(count), expected: "1 or more", see });
  }
  if (requests !== undefined && !isLater(requests.resourceLabel) && !/^app\/[^/]+\/[^/]+\/targetgroup\/[^/]+\/[^/]+$/.test(requests.resourceLabel)) {
    const expected = "app/<name>/<id>/targetgroup/<name>/<id>";
    problems.push({ code: "scaling-resource-label", path: "scaling.requests.resourceLabel", got: show(requests.resourceLabel), expected, see });
  }
  if (requests !== undefined && !hasTargets) {
    problems.push({ code: "scaling-requests", path: "scaling.requests", got: "given without a target group", expected: "targets", see });
  }
  if (queue !== undefined && !isLater(queue.queueName) && !/^[\w-]{1,75}(\.fifo)?$|^[\w-]{76,80}$/.test(queue.queueName)) {
    problems.push({ code: "scaling-queue", path: "scaling.queue.queueName", got: show(queue.queueName), expected: "the name of an SQS queue, not its ARN or address", see });
  }
  const aDay = { least: 0, most: 86400 };
  return [
    ...problems,
    ...checkRange("scaling-cooldown", "scaling.scaleInCooldownSeconds", scaleInCooldownSeconds, aDay, see),
    ...checkRange("scaling-cooldown", "scaling.scaleOutCooldownSeconds", scaleOutCooldownSeconds, aDay, see),
  ];
}

function checkSteps({ steps = {} }: ScalingProps): Problem[] {
  return Object.entries(steps).flatMap(([key, { changes }]) => {
    const because = problemOfChanges(changes);
    if (because === undefined) return [];
    return [{ code: "scaling-steps", path: `scaling.steps.${key}.changes`, got: because, expected: "intervals that touch each other, one of them open", see: pages.scaling }];
  });
}

/** Intervals without a gap between them and without an overlap, of which the first or the last has no end. */
function problemOfChanges(changes: readonly StepChange[]): string | undefined {
  if (changes.length === 0) return "empty";
  const sorted = changes
    .map(({ from = -Infinity, to = Infinity }) => ({ from, to }))
    .toSorted((a, b) => a.from - b.from);
  const backwards = sorted.find(({ from, to }) => from >= to);
  if (backwards !== undefined) return `from ${backwards.from} to ${backwards.to}`;
  const torn = sorted.findIndex(({ from }, index) => index > 0 && from !== sorted[index - 1]?.to);
  if (torn > 0) return `not touching at ${sorted[torn]?.from}`;
  return sorted[0]?.from === -Infinity || sorted.at(-1)?.to === Infinity ? undefined : "closed on both sides";
}

function checkSchedules({ schedules = {} }: ScalingProps): Problem[] {
  return Object.entries(schedules).flatMap(([key, schedule]) => {
    const path = `scaling.schedules.${key}`;
    const problems = checkBounds(path, schedule);
    return [
      ...problems,
      ...checkSchedule("scaling-schedule", `${path}.schedule`, schedule.schedule, pages.scheduledAction),
      ...checkTimezone("scaling-timezone", `${path}.timezone`, schedule.timezone, pages.scheduledAction),
    ];
  });
}

function checkEmpty({ cpuPercent, memoryPercent, requests, queue, predictive, metrics = {}, steps = {}, schedules = {} }: ScalingProps): Problem[] {
  const ways = [cpuPercent, memoryPercent, requests, queue, predictive, ...Object.keys(metrics), ...Object.keys(steps), ...Object.keys(schedules)];
  if (ways.some((way) => way !== undefined)) return [];
  const expected = "cpuPercent, memoryPercent, requests, queue, metrics, predictive, steps or schedules";
  return [{ code: "scaling-empty", path: "scaling", got: "bounds alone: nothing moves the count", expected, see: pages.scaling, severity: "warning" }];
}

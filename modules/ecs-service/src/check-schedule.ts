import { show, type Problem } from "@terrace/core";
import { wrongSchedule } from "./schedule-expression";

/** When something happens: an expression of EventBridge Scheduler, whose grammar autoscaling shares. */
export function checkSchedule(code: string, path: string, schedule: string, see: string): Problem[] {
  const because = wrongSchedule(schedule);
  if (because === undefined) return [];
  const expected = "cron(minute hour day month weekday year), rate(5 minutes) or at(2026-12-24T18:00:00)";
  return [{ code, path, got: `${show(schedule)}: ${because}`, expected, see }];
}

/** The zone of its hours. */
export function checkTimezone(code: string, path: string, timezone: string | undefined, see: string): Problem[] {
  if (timezone === undefined || /^[A-Za-z][\w+/-]{0,49}$/.test(timezone)) return [];
  return [{ code, path, got: show(timezone), expected: "a name such as Asia/Tokyo", see }];
}

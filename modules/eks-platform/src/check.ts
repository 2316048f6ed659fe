import { checkName, checkTags, mustBeKnown, show, type Problem } from "@terrace/core";
import { pages, retentionDays } from "./limits";
import type { EksPlatformSettings } from "./settings";

/** Every problem of the settings. Pure. */
export function check({ name, retentionDays: days, tags }: EksPlatformSettings): Problem[] {
  const unknown = mustBeKnown({ name, retentionDays: days });
  if (unknown.length > 0) return unknown;
  return [...checkName("name", name, "log-group"), ...checkRetention(days), ...checkTags("tags", tags)];
}

function checkRetention(days: number): Problem[] {
  if (retentionDays.some((one) => one === days)) return [];
  const expected = `one of ${retentionDays.join(", ")}`;
  return [{ code: "eks-platform-retention", path: "retentionDays", got: show(days), expected, see: pages.retention }];
}

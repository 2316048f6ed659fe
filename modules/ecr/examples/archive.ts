import { Repository, simulateLifecycle, type LifecycleRule } from "@terrace/ecr";
import type { TerraformStack } from "cdktf";

/** What nobody pulls for three months is archived, and deleted a year later. */
const lifecycle: LifecycleRule[] = [
  { priority: 10, images: { tagStatus: "any" }, when: { countType: "sinceImagePulled", days: 90 } },
  { priority: 20, images: { tagStatus: "any" }, when: { countType: "sinceImageTransitioned", days: 365 } },
];

/** What becomes of three images at the end of 2026: the one in use stays, the old one is archived, the archived one goes. */
export const outcomes = simulateLifecycle(
  lifecycle,
  [
    { tags: ["v3"], pushedAt: new Date("2026-02-01"), pulledAt: new Date("2026-12-30") },
    { tags: ["v2"], pushedAt: new Date("2026-01-01"), pulledAt: new Date("2026-02-01") },
    { tags: ["v1"], pushedAt: new Date("2025-01-01"), archivedAt: new Date("2025-06-01") },
  ],
  new Date("2026-12-31"),
).map(({ outcome, rule }) => `${outcome} by rule ${rule}`);

/** A repository whose images go when they are no longer used, not when they are old. */
export function archive(stack: TerraformStack): Repository {
  return new Repository(stack, "reports", { name: "prd-shop/reports", lifecycle });
}

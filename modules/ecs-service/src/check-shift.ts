import { show, type Problem } from "@terrace/core";
import { checkRange } from "./check-range";
import { pages } from "./limits";
import type { ServiceSettings } from "./service-settings";

const minutes = { least: 0, most: 1440 } as const;
const leastPercent = { "blue-green": 0, canary: 0.1, linear: 3 } as const;

/** Deployments that shift traffic: every target has another side, and steps are in range. */
export function checkShift({ deployment, targets, serviceConnect }: ServiceSettings): Problem[] {
  const { strategy } = deployment;
  const see = pages.deployment;
  if (strategy === undefined) {
    return targets
      .filter(({ shift }) => shift !== undefined)
      .map(({ key }) => ({ code: "shift-target", path: `targets.${key}.shift`, got: "given for a rolling deployment", expected: "deployment.strategy, or no such prop", see }));
  }
  const { kind, bakeMinutes, stepBakeMinutes, stepPercent } = strategy;
  const path = "deployment.strategy";
  const problems = [
    ...checkRange("shift-bake", `${path}.bakeMinutes`, bakeMinutes, minutes, see),
    ...checkRange("shift-bake", `${path}.stepBakeMinutes`, stepBakeMinutes, minutes, see),
  ];
  if (!(stepPercent >= leastPercent[kind] && stepPercent <= 100)) {
    problems.push({ code: "shift-percent", path: `${path}.stepPercent`, got: show(stepPercent), expected: `${leastPercent[kind]} to 100`, see });
  }
  if (targets.length === 0 && serviceConnect === undefined) {
    problems.push({ code: "shift-target", path, got: "given, and there is no traffic to shift", expected: "targets or serviceConnect", see });
  }
  for (const { key, targetGroup, shift } of targets) {
    if (shift === undefined) {
      problems.push({ code: "shift-target", path: `targets.${key}.shift`, got: "missing", expected: "the other target group, and the rule that leads to it", see });
    } else if (shift.alternate.targetGroupArn === targetGroup.targetGroupArn) {
      problems.push({ code: "shift-same-group", path: `targets.${key}.shift.alternate`, got: "the same target group", expected: "another one", see });
    }
  }
  return problems;
}

import { show, type NetworkRef, type Problem } from "@terrace/core";
import { checkTier } from "./check-instances";
import type { RangeProps } from "./instances-props";
import { pages } from "./limits";
import type { ManagedInstancesSettings } from "./settings";

/** One provider of instances that ECS manages. */
export function checkManagedInstances(path: string, settings: ManagedInstancesSettings, network: NetworkRef | undefined): Problem[] {
  const { tier, vcpus, memoryMiB, instanceTypes, storageGiB, scaleInAfterSeconds } = settings;
  const see = pages.managedInstances;
  const problems = [...checkTier(`${path}.tier`, tier, network), ...checkRange(`${path}.vcpus`, vcpus), ...checkRange(`${path}.memoryMiB`, memoryMiB)];
  if (instanceTypes?.length === 0) {
    const expected = "at least one, or no such prop";
    problems.push({ code: "managed-instance-type", path: `${path}.instanceTypes`, got: "empty", expected, see });
  }
  (instanceTypes ?? []).forEach((type, index) => {
    if (/^[a-z0-9.*-]{1,30}$/.test(type)) return;
    const expected = "a type or a pattern of types, such as m7g.*";
    problems.push({ code: "managed-instance-type", path: `${path}.instanceTypes[${index}]`, got: show(type), expected, see });
  });
  if (storageGiB !== undefined && (!Number.isInteger(storageGiB) || storageGiB < 1)) {
    problems.push({ code: "managed-storage", path: `${path}.storageGiB`, got: show(storageGiB), expected: "an integer of 1 or more", see });
  }
  if (scaleInAfterSeconds !== undefined && !(Number.isInteger(scaleInAfterSeconds) && scaleInAfterSeconds >= -1 && scaleInAfterSeconds <= 3600)) {
    const expected = "an integer from 0 to 3600, or -1 for never";
    const page = pages.infrastructureOptimization;
    problems.push({ code: "managed-scale-in", path: `${path}.scaleInAfterSeconds`, got: show(scaleInAfterSeconds), expected, see: page });
  }
  return problems;
}

function checkRange(path: string, { min, max }: RangeProps): Problem[] {
  const see = pages.managedInstances;
  if (!Number.isInteger(min) || min < 1) {
    return [{ code: "managed-range", path: `${path}.min`, got: show(min), expected: "an integer of 1 or more", see }];
  }
  if (max === undefined || (Number.isInteger(max) && max >= min)) return [];
  return [{ code: "managed-range", path: `${path}.max`, got: show(max), expected: `an integer of ${min} or more`, see }];
}

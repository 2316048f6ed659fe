import { oneOf, show, type Problem } from "@terrace/core";
import { Token } from "cdktf";
import { checkNodes } from "./check-nodes";
import { computePages as pages, nodeGroup } from "./compute-limits";
import { nodeSubnets, type ComputeFacts, type NodeGroupSettings } from "./compute-settings";
import { hasCapacityBlocks } from "./instance-types";

/** One entry of `nodeGroups`. */
export function checkNodeGroup(key: string, settings: NodeGroupSettings, facts: ComputeFacts): Problem[] {
  const path = `nodeGroups.${key}`;
  return [...checkNodes(path, settings, facts), ...checkCapacity(path, settings, facts), ...checkUpdate(path, settings)];
}

function checkCapacity(path: string, settings: NodeGroupSettings, { network }: ComputeFacts): Problem[] {
  const { capacity, instanceTypes } = settings;
  if (typeof capacity === "string") {
    if (capacity === "spot" && instanceTypes.length === 1) return [spotTypes(path)];
    return oneOf(`${path}.capacity`, capacity, ["on-demand", "spot"]);
  }
  const see = pages.capacityBlocks;
  const problems: Problem[] = [];
  const { capacityBlockId } = capacity;
  if (!Token.isUnresolved(capacityBlockId) && !/^cr-[0-9a-f]{17}$/.test(capacityBlockId)) {
    const expected = "an id such as cr-0123456789abcdef0";
    problems.push({ code: "capacity-block-id", path: `${path}.capacity.capacityBlockId`, got: show(capacityBlockId), expected, see });
  }
  if (instanceTypes.length > 1) {
    const expected = "the one type that the block holds";
    problems.push({ code: "capacity-block-types", path: `${path}.instanceTypes`, got: `${instanceTypes.length} types`, expected, see });
  }
  instanceTypes.forEach((type, index) => {
    if (hasCapacityBlocks(type)) return;
    const expected = "a type that Capacity Blocks hold, such as p5.48xlarge";
    problems.push({ code: "capacity-block-family", path: `${path}.instanceTypes[${index}]`, got: show(type), expected, see, severity: "dated" });
  });
  const zones = new Set(nodeSubnets(settings, network).map(({ availabilityZone }) => availabilityZone));
  if (zones.size > 1) {
    const expected = "the one zone of the block";
    problems.push({ code: "capacity-block-zone", path: `${path}.zones`, got: `${zones.size} zones`, expected, see });
  }
  return problems;
}

/** One type is one pool: when EC2 wants it back, it wants all of it. */
export function spotTypes(path: string): Problem {
  const expected = "several types of one size: EC2 takes a whole pool away at once";
  return { code: "spot-types", path: `${path}.instanceTypes`, got: "one type, from Spot", expected, see: pages.spot, severity: "warning" };
}

function checkUpdate(path: string, { update }: NodeGroupSettings): Problem[] {
  const see = pages.update;
  const at = `${path}.update`;
  const most = nodeGroup.unavailable;
  if ("maxUnavailable" in update && "maxUnavailablePercent" in update) {
    return [{ code: "update-config", path: at, got: "a number and percent", expected: "one of both", see }];
  }
  const [prop, value] =
    "maxUnavailable" in update
      ? (["maxUnavailable", update.maxUnavailable] as const)
      : (["maxUnavailablePercent", update.maxUnavailablePercent] as const);
  if (Number.isInteger(value) && value >= 1 && value <= most) return [];
  return [{ code: "update-config", path: `${at}.${prop}`, got: show(value), expected: `an integer from 1 to ${most}`, see }];
}

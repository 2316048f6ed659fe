import { oneOf, type Problem } from "@terrace/core";
import { flowLogTargets, natModes, tierTypes, zoneSlotCounts } from "./limits";
import type { FlowLogProps, NatProps, NetworkAclProps, TierProps, VpcProps } from "./props";

/** What settings are derived from must be there, and of a kind that there is. TypeScript says so too, where it is used. */
export function checkShape(props: VpcProps): Problem[] {
  const { name, cidr, availabilityZones, tiers, nat, zoneSlots, secondaryCidrs = {}, flowLogs = {}, clusters = {} } = props;
  return [
    ...missingIn("", { name, cidr, availabilityZones, tiers }),
    ...(zoneSlots === undefined ? [] : oneOf("zoneSlots", zoneSlots, zoneSlotCounts)),
    ...eachOf("tiers", tiers, checkTier),
    ...(nat === undefined ? [] : checkNat(nat)),
    ...missingIn("secondaryCidrs.", secondaryCidrs),
    ...eachOf("flowLogs", flowLogs, checkFlowLog),
    ...missingIn("clusters.", clusters),
  ];
}

function checkTier(path: string, { type, cidrs = {}, networkAcl }: TierProps): Problem[] {
  return [
    ...oneOf(`${path}.type`, type, tierTypes),
    ...missingIn(`${path}.cidrs.`, cidrs),
    ...(networkAcl === undefined ? [] : checkNetworkAcl(`${path}.networkAcl`, networkAcl)),
  ];
}

function checkNetworkAcl(path: string, { ingress, egress }: NetworkAclProps): Problem[] {
  return [
    ...missingIn(`${path}.`, { ingress, egress }),
    ...missingIn(`${path}.ingress.`, ingress),
    ...missingIn(`${path}.egress.`, egress),
  ];
}

function checkNat(nat: NatProps): Problem[] {
  const problems = oneOf("nat.mode", nat.mode, natModes);
  if (nat.mode === "none" || problems.length > 0) return problems;
  const zones = nat.mode === "zones" ? missingIn("nat.", { availabilityZones: nat.availabilityZones }) : [];
  return [...zones, ...missingIn("nat.allocationIds.", nat.allocationIds)];
}

function checkFlowLog(path: string, { to }: FlowLogProps): Problem[] {
  return oneOf(`${path}.to`, to, flowLogTargets);
}

/** Problems of what is there, and of what is not. */
function eachOf<T>(
  path: string,
  record: Readonly<Record<string, T | undefined>> | undefined,
  check: (path: string, value: T) => Problem[],
): Problem[] {
  const ofValues = Object.entries(record ?? {}).flatMap(([key, value]) =>
    value === undefined ? [] : check(`${path}.${key}`, value),
  );
  return [...missingIn(`${path}.`, record), ...ofValues];
}

function missingIn(prefix: string, record: Readonly<Record<string, unknown>> | undefined): Problem[] {
  return Object.entries(record ?? {})
    .filter(([, value]) => value === undefined)
    .map(([key]) => ({ code: "missing", path: `${prefix}${key}`, got: "missing", expected: "a value, or no such key" }));
}

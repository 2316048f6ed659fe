import { mustBeKnown, type Problem } from "@terrace/core";
import { checkAddresses } from "./check-addresses";
import { checkNat } from "./check-nat";
import {
  checkBlockPublicAccessExclusion,
  checkClusters,
  checkDhcpOptions,
  checkDns,
  checkFlowLogs,
  checkNamesAndTags,
  checkSubnetGroups,
} from "./check-options";
import { checkNetworkAcls } from "./check-network-acls";
import type { VpcSettings } from "./settings";

/** Every problem of the settings. Pure. What needs structure is looked at only when the structure is known. */
export function check(settings: VpcSettings): Problem[] {
  const unknown = mustBeKnown(structureOf(settings));
  if (unknown.length > 0) return unknown;
  return [
    ...checkNamesAndTags(settings),
    ...checkAddresses(settings),
    ...checkNat(settings),
    ...checkNetworkAcls(settings),
    ...checkSubnetGroups(settings),
    ...checkDns(settings),
    ...checkDhcpOptions(settings),
    ...checkFlowLogs(settings),
    ...checkClusters(settings),
    ...checkBlockPublicAccessExclusion(settings),
  ];
}

/** What decides which resources exist, by the path that the caller typed. */
function structureOf(settings: VpcSettings): Record<string, unknown> {
  const tiers = Object.entries(settings.tiers).map(([name, tier]) => {
    const { type, slot, subnetPrefix, within, cidrs, availabilityZones, networkAcl, subnetGroups } = tier;
    return [`tiers.${name}`, { type, slot, subnetPrefix, within, cidrs, availabilityZones, networkAcl, subnetGroups }];
  });
  const { name, cidr, availabilityZones, nat, secondaryCidrs, zoneSlots } = settings;
  const zonal = nat.mode === "none" || nat.mode === "regional" ? {} : { "nat.availabilityZones": nat.availabilityZones };
  return {
    name,
    cidr: typeof cidr === "string" ? cidr : cidr.netmaskLength,
    availabilityZones,
    secondaryCidrs,
    zoneSlots,
    "nat.allocationIds": "allocationIds" in nat ? Object.keys(nat.allocationIds) : [],
    ...zonal,
    ...Object.fromEntries(tiers),
  };
}

import { show, subnetsOf, throwIfAny, type NetworkRef } from "@terrace/core";
import type { Construct } from "constructs";

/**
 * The IPv4 blocks of all subnets of the tiers that something is open to.
 *
 * @param path where the tiers were typed, such as `caches.sessions.openToTiers`
 * @throws InvalidPropsError [open-to-tier] for a tier that the network does not have
 */
export function cidrsOfTiers(scope: Construct, path: string, network: NetworkRef, tiers: readonly string[]): string[] {
  const known = [...new Set(network.subnets.map(({ tier }) => tier))];
  const unknown = tiers.filter((tier) => !known.includes(tier));
  throwIfAny(
    scope,
    "access by tier",
    unknown.map((tier) => ({ code: "open-to-tier", path, got: show(tier), expected: `one of ${known.join(", ")}` })),
  );
  return tiers.flatMap((tier) => subnetsOf(network, tier).map(({ cidrBlock }) => cidrBlock));
}

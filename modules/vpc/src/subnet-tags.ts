import type { Tags } from "@terrace/core";
import type { TierSettings, VpcSettings } from "./settings";

/**
 * Tags of one subnet: the caller's, the name, and those by which the clusters of this VPC find it.
 *
 * Load balancers look for `kubernetes.io/role/elb` in public tiers, `kubernetes.io/role/internal-elb` in all others.
 */
export function subnetTags(settings: VpcSettings, name: string, tier: TierSettings, nameTag: string): Tags {
  const clusters = Object.entries(settings.clusters);
  const role = tier.type === "public" ? "kubernetes.io/role/elb" : "kubernetes.io/role/internal-elb";
  const karpenter = clusters.filter(([, { karpenterTiers }]) => karpenterTiers.includes(name));
  return {
    ...settings.tags,
    ...(clusters.length > 0 ? { [role]: "1" } : {}),
    ...Object.fromEntries(karpenter.map(([cluster]) => [`karpenter.sh/discovery/${cluster}`, "true"])),
    ...tier.tags,
    Name: nameTag,
  };
}

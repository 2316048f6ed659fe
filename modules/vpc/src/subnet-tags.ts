import type { Tags } from "@terrace/core";
import type { TierSettings, VpcSettings } from "./settings";

/**
 * Tags of one subnet: the caller's, the name, and those by which the clusters of this VPC find it.
 *
 * Load balancers look for `kubernetes.io/role/elb` in public tiers, for `kubernetes.io/role/internal-elb` in those that
 * the clusters name.
 */
export function subnetTags(settings: VpcSettings, name: string, tier: TierSettings, nameTag: string): Tags {
  const clusters = Object.entries(settings.clusters);
  const isPublic = tier.type === "public" && clusters.length > 0;
  const isInternal = clusters.some(([, { loadBalancerTiers }]) => loadBalancerTiers.includes(name));
  const karpenter = clusters.filter(([, { karpenterTiers }]) => karpenterTiers.includes(name));
  return {
    ...settings.tags,
    ...(isPublic ? { "kubernetes.io/role/elb": "1" } : {}),
    ...(isInternal ? { "kubernetes.io/role/internal-elb": "1" } : {}),
    ...Object.fromEntries(karpenter.map(([cluster]) => [`karpenter.sh/discovery/${cluster}`, "true"])),
    ...tier.tags,
    Name: nameTag,
  };
}

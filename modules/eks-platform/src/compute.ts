import { checkReachability, subnetsOf, type ClusterRef, type FargateProfileRef, type Need, type NetworkRef, type Problem } from "@terrace/core";
import { pages } from "./limits";

/** Where the pods of a namespace can run. */
export interface Compute {
  /** Fargate profiles that take any pod of the namespace. */
  readonly profiles: readonly FargateProfileRef[];
  /** Fargate profiles that take pods of the namespace with labels. */
  readonly profilesByLabel: readonly FargateProfileRef[];
  /** True if pods that no profile takes find a Linux node. */
  readonly linux: boolean;
  /** Tiers of the subnets that the pods can be in, as far as the cluster says. */
  readonly tiers: readonly string[];
}

/** Where the pods of a namespace run. Fargate comes first: a pod that a profile takes never goes to a node. */
export function computeOf(cluster: ClusterRef, namespace: string): Compute {
  const { autoMode, nodes, fargateProfiles } = cluster;
  const selecting = (labelled: boolean) =>
    fargateProfiles.filter(({ selectors }) =>
      selectors.some((selector) => matches(selector.namespace, namespace) && hasLabels(selector.labels) === labelled),
    );
  const profiles = selecting(false);
  const linuxNodes = nodes.filter(({ os }) => os === "linux");
  const tiers = profiles.length > 0 ? profiles.map(({ tier }) => tier) : linuxNodes.map(({ tier }) => tier);
  return { profiles, profilesByLabel: selecting(true), linux: autoMode || linuxNodes.length > 0, tiers: [...new Set(tiers)] };
}

function hasLabels(labels: Readonly<Record<string, string>> | undefined): boolean {
  return Object.keys(labels ?? {}).length > 0;
}

/** True if a selector's pattern takes a name: `*` stands for any characters, `?` for one. */
function matches(pattern: string, name: string): boolean {
  const literal = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  return new RegExp(`^${literal}$`).test(name);
}

/**
 * Whether pods of a namespace find a place to run at all.
 *
 * @returns problems with the codes `namespace-without-profile`, `compute-missing` and `compute-os`
 */
export function checkCompute(path: string, cluster: ClusterRef, namespace: string): Problem[] {
  const { autoMode, nodes, fargateProfiles } = cluster;
  const { profiles, linux } = computeOf(cluster, namespace);
  if (profiles.length > 0 || linux) return [];
  if (fargateProfiles.length === 0 && nodes.length === 0 && !autoMode) {
    const expected = "Auto Mode, Linux nodes, or a Fargate profile of the namespace";
    return [{ code: "compute-missing", path: "cluster", got: "without nodes, Fargate profiles and Auto Mode", expected, see: pages.fargateProfile }];
  }
  if (fargateProfiles.length === 0) {
    const got = "a cluster whose nodes are all Windows";
    return [{ code: "compute-os", path: "cluster.nodes", got, expected: "Linux nodes for what runs the cluster", see: pages.controllerInstallation }];
  }
  const names = fargateProfiles.map(({ name }) => name).join(", ");
  return [
    {
      code: "namespace-without-profile",
      path,
      got: `"${namespace}", which no selector of the Fargate profiles ${names} takes`,
      expected: `a selector of the namespace without labels, or Linux nodes: its pods wait for ever`,
      see: pages.fargateProfile,
    },
  ];
}

/** True if no subnet that the pods can be in has a way to the internet, and it is known where they can be. */
export function isIsolated({ tiers }: Compute, network: NetworkRef): boolean {
  const subnets = tiers.flatMap((tier) => subnetsOf(network, tier));
  return subnets.length > 0 && subnets.every(({ egress }) => egress === "none");
}

/** Problems of what pods must reach from each tier that they can be in: the codes of core's reachability. */
export function checkNeeds(name: string, { tiers }: Compute, network: NetworkRef, needs: readonly Need[]): Problem[] {
  return tiers.flatMap((tier) => checkReachability({ name, tier, needs }, network));
}

/**
 * Images of public registries, which no endpoint leads to, held against the tiers of the pods.
 *
 * @returns problems with the code `image-needs-internet`, one for each tier without NAT
 */
export function checkPublicImages(path: string, { tiers }: Compute, network: NetworkRef, registries: readonly string[]): Problem[] {
  if (registries.length === 0) return [];
  return tiers
    .filter((tier) => subnetsOf(network, tier).some(({ egress }) => egress !== "nat"))
    .map((tier) => ({
      code: "image-needs-internet",
      path,
      got: `images of ${registries.join(", ")} in the tier ${tier}, which has no NAT`,
      expected: "copies in the account's own ECR, such as by a pull-through cache, or NAT for the tier",
      see: pages.privateClusters,
    }));
}

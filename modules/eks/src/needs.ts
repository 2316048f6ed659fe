import { checkReachability, eksFargateNeeds, eksNodeNeeds, subnetsOf, type Problem, type Workload, type WorkloadIdentity } from "@terrace/core";
import type { AddonSettings } from "./addon-settings";
import { pages } from "./limits";
import { hasNodeGroup, isAuto, type ClusterSettings } from "./settings";

/** What nodes and Fargate pods must reach before they can start, from what they use. */
export function workloadsOf(settings: ClusterSettings): Workload[] {
  const { name, compute, autoMode, tier, podLogs } = { ...settings, podLogs: settings.compute.podExecutionRole.logs };
  const nodes = [...Object.entries(compute.nodeGroups), ...Object.entries(compute.selfManagedGroups)];
  const sessionManager = compute.nodeRole.sessionManager;
  return [
    ...nodes.map(([key, group]) => ({
      name: `${name}-${key}`,
      tier: group.tier,
      ...(group.zones === undefined ? {} : { availabilityZones: group.zones }),
      needs: nodeNeeds(settings, sessionManager),
    })),
    ...(isAuto(autoMode) ? [{ name: `${name}-auto`, tier, needs: nodeNeeds(settings, false) }] : []),
    ...Object.entries(compute.fargateProfiles).map(([key, profile]) => ({
      name: `${name}-fargate-${key}`,
      tier: profile.tier,
      needs: eksFargateNeeds({ cloudWatchLogs: podLogs }),
    })),
  ];
}

function nodeNeeds({ addons, autoMode }: ClusterSettings, sessionManager: boolean) {
  const has = (name: string) => addons.some((addon) => addon.name === name);
  return eksNodeNeeds({
    identity: identityOf(addons, isAuto(autoMode)),
    cloudWatchLogs: has("amazon-cloudwatch-observability"),
    efsDriver: has("aws-efs-csi-driver"),
    sessionManager,
  });
}

/** The first thing that pods on nodes ask for credentials: the add-ons' way, and Pod Identity where only that is there. */
function identityOf(addons: readonly AddonSettings[], autoMode: boolean): WorkloadIdentity {
  if (addons.some(({ identity }) => identity === "irsa")) return "irsa";
  if (autoMode || addons.some(({ identity, name }) => identity === "pod-identity" || name === "eks-pod-identity-agent")) return "pod-identity";
  return "none";
}

/** Whether nodes and pods can start where they are put: "Will it start?". */
export function checkStart(settings: ClusterSettings): Problem[] {
  const { network } = settings;
  // A tier that is not there is told of by the rule of whoever names it.
  const placed = workloadsOf(settings).filter(({ tier }) => subnetsOf(network, tier).length > 0);
  return [...placed.flatMap((workload) => checkReachability(workload, network)), ...checkPublicEndpoint(settings, placed)];
}

/** A public endpoint lies on the internet, also for the cluster's own nodes. */
function checkPublicEndpoint({ endpoint, network, compute }: ClusterSettings, placed: readonly Workload[]): Problem[] {
  if (endpoint.access !== "public") return [];
  const closed = [...new Set(placed.map(({ tier }) => tier))].filter((tier) => subnetsOf(network, tier).some(({ egress }) => egress === "none"));
  return closed.map((tier) => ({
    code: "endpoint-nodes",
    path: "endpoint.access",
    got: `"public", which ${hasNodeGroup(compute) ? "nodes" : "pods"} in the tier ${tier} have no way to`,
    expected: `"private" or "public-and-private", or NAT for the tier`,
    see: pages.endpoint,
  }));
}

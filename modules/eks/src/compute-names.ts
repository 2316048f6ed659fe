/** Names of roles and other things that are made for a cluster's compute: each begins with the cluster's. */

/** Role of the nodes of managed groups. */
export function nodeRoleName(clusterName: string, platform: "linux" | "windows"): string {
  return platform === "linux" ? `${clusterName}-nodes` : `${clusterName}-nodes-windows`;
}

/** Role of the nodes of self-managed groups: EKS lets managed ones in by itself, and would collide with our entry. */
export function selfManagedRoleName(clusterName: string, platform: "linux" | "windows"): string {
  return `${clusterName}-self-managed-${platform}`;
}

/** Role that profiles share. */
export function podExecutionRoleName(clusterName: string, key?: string): string {
  return key === undefined ? `${clusterName}-fargate` : `${clusterName}-fargate-${key}`;
}

/** What belongs to Karpenter. */
export function karpenterNames(clusterName: string) {
  return {
    controller: `${clusterName}-karpenter`,
    nodes: `${clusterName}-karpenter-nodes`,
    queue: `${clusterName}-karpenter`,
    policy: (part: string) => `${clusterName}-karpenter-${part}`,
    rule: (event: string) => `${clusterName}-karpenter-${event}`,
  } as const;
}

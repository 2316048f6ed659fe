import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import type { Construct } from "constructs";
import type { AccessGrant } from "./access-props";
import { accessPresets } from "./limits";
import type { ClusterSettings } from "./settings";

/** Entries of a cluster, and the policies of each. */
export function createAccess(scope: Construct, { accessEntries, tags }: ClusterSettings, clusterName: string, partition: string): void {
  for (const [key, { principalArn, grants, groups, username, type }] of Object.entries(accessEntries)) {
    const entry = new EksAccessEntry(scope, `access-${key}`, {
      clusterName,
      principalArn,
      type,
      kubernetesGroups: groups.length === 0 ? undefined : [...groups],
      userName: username,
      tags,
    });
    for (const { policy, namespaces } of grants) {
      // No policy has "-of-" in its name, so no two pairs of entry and policy come to one id.
      new EksAccessPolicyAssociation(scope, `grant-${policy}-of-${key}`, {
        clusterName,
        // The entry's, so that it is there before its policy and goes after it.
        principalArn: entry.principalArn,
        policyArn: accessPolicyArn(partition, policy),
        accessScope: namespaces === undefined ? { type: "cluster" } : { type: "namespace", namespaces: [...namespaces] },
      });
    }
  }
}

/** Lets nodes of Auto Mode in whose pools are not EKS's own: for its own pools EKS does it. */
export function admitAutoNodes(scope: Construct, { tags }: ClusterSettings, clusterName: string, roleArn: string, partition: string): void {
  const entry = new EksAccessEntry(scope, "auto-node-access", { clusterName, principalArn: roleArn, type: "EC2", tags });
  new EksAccessPolicyAssociation(scope, "auto-node-grant", {
    clusterName,
    principalArn: entry.principalArn,
    policyArn: accessPolicyArn(partition, "AmazonEKSAutoNodePolicy"),
    accessScope: { type: "cluster" },
  });
}

/** ARN of a policy of EKS's own. */
export function accessPolicyArn(partition: string, policy: AccessGrant["policy"]): string {
  const presets: Readonly<Record<string, string>> = accessPresets;
  return `arn:${partition}:eks::aws:cluster-access-policy/${presets[policy] ?? policy}`;
}

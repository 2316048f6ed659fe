import { DescribeAccessEntryCommand, ListAccessEntriesCommand, ListAssociatedAccessPoliciesCommand } from "@aws-sdk/client-eks";
import type { AccessEntryProps } from "@terrace/eks";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, type Check } from "../src/check";
import { nameIn } from "./container-runs";

/** People by the entries of the file, nodes and Fargate pods by those that EKS adds, and nobody else: not even who made it. */
export async function accessChecks({ eks }: Aws, environment: Environment): Promise<Check[]> {
  const clusterName = nameIn(environment, "apps");
  const { accessEntries = [] } = await eks.send(new ListAccessEntriesCommand({ clusterName }));
  const found = accessEntries.map(async (principalArn) => {
    const { accessEntry } = await eks.send(new DescribeAccessEntryCommand({ clusterName, principalArn }));
    const { associatedAccessPolicies = [] } = await eks.send(new ListAssociatedAccessPoliciesCommand({ clusterName, principalArn }));
    const policies = associatedAccessPolicies.map(({ policyArn, accessScope }) => [policyArn, accessScope?.type, accessScope?.namespaces ?? []]);
    return [principalArn, { type: accessEntry?.type, policies: policies.toSorted() }] as const;
  });
  const people = Object.values(environment.kubernetes.accessEntries ?? {}).map((entry) => [entry.principalArn, { type: "STANDARD", policies: policiesOf(entry) }] as const);
  return [equal("who may enter the cluster, and what they may do", sorted(await Promise.all(found)), sorted([...people, ...machinesOf(environment)]))];
}

const policyNames = {
  admin: "AmazonEKSAdminPolicy",
  "admin-view": "AmazonEKSAdminViewPolicy",
  "cluster-admin": "AmazonEKSClusterAdminPolicy",
  edit: "AmazonEKSEditPolicy",
  view: "AmazonEKSViewPolicy",
} as const;

function policiesOf({ access = [] }: AccessEntryProps): unknown[] {
  const grants = typeof access === "string" ? [{ policy: access }] : access;
  const names = new Map<string, string>(Object.entries(policyNames));
  return grants
    .map(({ policy, namespaces = [] }) => [
      `arn:aws:eks::aws:cluster-access-policy/${names.get(policy) ?? policy}`,
      namespaces.length === 0 ? "cluster" : "namespace",
      namespaces,
    ])
    .toSorted();
}

/** A principal, with what it is and the policies that it has. */
type Entry = readonly [principalArn: string, { readonly type: string | undefined; readonly policies: readonly unknown[] }];

function machinesOf(environment: Environment): Entry[] {
  const { nodeGroups = {}, fargateProfiles = {} } = environment.kubernetes;
  const role = (end: string): string => `arn:aws:iam::${environment.account}:role/${nameIn(environment, `apps-${end}`)}`;
  return [
    ...(Object.keys(nodeGroups).length === 0 ? [] : [[role("nodes"), { type: "EC2_LINUX", policies: [] }] satisfies Entry]),
    ...(Object.keys(fargateProfiles).length === 0 ? [] : [[role("fargate"), { type: "FARGATE_LINUX", policies: [] }] satisfies Entry]),
  ];
}

function sorted(entries: readonly Entry[]): Entry[] {
  return entries.toSorted(([one], [other]) => (one < other ? -1 : 1));
}

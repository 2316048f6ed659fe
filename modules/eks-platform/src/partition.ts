import { regionFacts } from "@terrace/core";

/** A partition that the controllers of a cluster know, by its name in ARNs. */
export type ClusterPartition =
  | "aws"
  | "aws-cn"
  | "aws-eusc"
  | "aws-iso"
  | "aws-iso-b"
  | "aws-iso-e"
  | "aws-iso-f"
  | "aws-us-gov";

/** The first part of the names of regions that core's table leaves out, because few can see them. */
const byPrefix: readonly (readonly [string, ClusterPartition])[] = [
  ["eusc-", "aws-eusc"],
  ["eu-isoe-", "aws-iso-e"],
  ["us-iso-", "aws-iso"],
  ["us-isob-", "aws-iso-b"],
  ["us-isof-", "aws-iso-f"],
];

/** The partition of a region; undefined for a region that nobody knows. */
export function partitionOf(region: string): ClusterPartition | undefined {
  const known = byPrefix.find(([prefix]) => region.startsWith(prefix));
  return known?.[1] ?? regionFacts(region)?.partition;
}

/** True for the partitions without a way to the internet. */
export function isIsoPartition(partition: ClusterPartition): boolean {
  return partition.startsWith("aws-iso");
}

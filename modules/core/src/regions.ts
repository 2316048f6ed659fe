/** What an AWS partition is called in ARNs and service names. */
export type Partition = "aws" | "aws-cn" | "aws-us-gov";

/** The facts of one region. */
export interface RegionFacts {
  readonly partition: Partition;
  /** The first part of the region's zone ids: `apne1` in `apne1-az1`. */
  readonly zonePrefix: string;
  /** The numbers in the ids of its zones, those that a new account can use. */
  readonly zoneNumbers: readonly number[];
}

/** The page behind {@link regions}, read November 2026. */
export const zonesPage = "https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html";

const three = [1, 2, 3] as const;

function region(zonePrefix: string, zoneNumbers: readonly number[] = three, partition: Partition = "aws"): RegionFacts {
  return { partition, zonePrefix, zoneNumbers };
}

const regions: ReadonlyMap<string, RegionFacts> = new Map([
  ["af-south-1", region("afs1")],
  ["ap-east-1", region("ape1")],
  ["ap-east-2", region("ape2")],
  ["ap-northeast-1", region("apne1", [1, 2, 4])],
  ["ap-northeast-2", region("apne2", [1, 2, 3, 4])],
  ["ap-northeast-3", region("apne3")],
  ["ap-south-1", region("aps1")],
  ["ap-south-2", region("aps2")],
  ["ap-southeast-1", region("apse1")],
  ["ap-southeast-2", region("apse2")],
  ["ap-southeast-3", region("apse3")],
  ["ap-southeast-4", region("apse4")],
  ["ap-southeast-5", region("apse5")],
  ["ap-southeast-6", region("apse6")],
  ["ap-southeast-7", region("apse7")],
  ["ca-central-1", region("cac1", [1, 2, 4])],
  ["ca-west-1", region("caw1")],
  ["cn-north-1", region("cnn1", [1, 2], "aws-cn")],
  ["cn-northwest-1", region("cnnw1", three, "aws-cn")],
  ["eu-central-1", region("euc1")],
  ["eu-central-2", region("euc2")],
  ["eu-north-1", region("eun1")],
  ["eu-south-1", region("eus1")],
  ["eu-south-2", region("eus2")],
  ["eu-west-1", region("euw1")],
  ["eu-west-2", region("euw2")],
  ["eu-west-3", region("euw3")],
  ["il-central-1", region("ilc1")],
  ["me-central-1", region("mec1")],
  ["me-south-1", region("mes1")],
  ["mx-central-1", region("mxc1")],
  ["sa-east-1", region("sae1")],
  ["us-east-1", region("use1", [1, 2, 3, 4, 5, 6])],
  ["us-east-2", region("use2")],
  ["us-gov-east-1", region("usge1", three, "aws-us-gov")],
  ["us-gov-west-1", region("usgw1", three, "aws-us-gov")],
  ["us-west-1", region("usw1", [1, 3])],
  ["us-west-2", region("usw2", [1, 2, 3, 4])],
]);

/** The facts of a region, or undefined where it is not in the table. */
export function regionFacts(name: string): RegionFacts | undefined {
  return regions.get(name);
}

/** The names of all regions in the table. */
export function regionNames(): string[] {
  return [...regions.keys()];
}

/** The region whose zone ids begin with `prefix`, such as `apne1`. */
export function regionOfZonePrefix(prefix: string): string | undefined {
  return [...regions].find(([, facts]) => facts.zonePrefix === prefix)?.[0];
}

/** What AWS says of file systems, each with its page. Read November 2026. */
export const pages = {
  create: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html",
  performance: "https://docs.aws.amazon.com/efs/latest/ug/performance.html",
  quotas: "https://docs.aws.amazon.com/efs/latest/ug/limits.html",
  lifecycle: "https://docs.aws.amazon.com/efs/latest/ug/API_PutLifecycleConfiguration.html",
  mountTarget: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html",
  dns: "https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html",
  accessPoint: "https://docs.aws.amazon.com/efs/latest/ug/API_CreateAccessPoint.html",
  rootDirectory: "https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html",
  policy: "https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html",
  mountIam: "https://docs.aws.amazon.com/efs/latest/ug/mounting-IAM-option.html",
  replication: "https://docs.aws.amazon.com/efs/latest/ug/API_DestinationToCreate.html",
  overwrite: "https://docs.aws.amazon.com/efs/latest/ug/replicate-existing-destination.html",
  metrics: "https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html",
  ecsVolume: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
  kmsKey: "https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/efs_file_system",
} as const;

/** Port of NFS. */
export const nfsPort = 2049;

/** Days after the last access at which files can move to a colder class. */
export const lifecycleDays = [1, 7, 14, 30, 60, 90, 180, 270, 365] as const;

/**
 * MiB per second that a file system can be provisioned with: the API's range, and the quota of a region that is not in
 * the list. A quota can be raised.
 */
export const provisionedMibps = {
  least: 1,
  most: 3414,
  elsewhere: 1024,
  largeRegions: ["us-east-1", "us-east-2", "us-west-2", "eu-west-1"],
} as const;

/** The largest POSIX id. */
export const largestId = 4294967295;

/** Groups that a user of an access point can have beside the first one. */
export const secondaryGroups = 16;

/** An access point's directory: its length, how deep it lies, and what may not stand in it. */
export const directory = {
  length: 100,
  depth: 4,
  pattern: /^(\/|(\/(?!\.)+[^$#<>;`|&?{}^*/\n]+){1,4})$/,
} as const;

/** Burst credits of a new file system, 2.1 TiB, which is also the most that one below 1 TiB collects. */
export const burstCreditsGiB = 2150;

import type { EfsFileSystemConfig } from "@cdktf/provider-aws/lib/efs-file-system";
import type { EfsMountTargetConfig } from "@cdktf/provider-aws/lib/efs-mount-target";
import type { NetworkRef, Owned, Tags } from "@terrace/core";

/** What a file system is made from. */
export interface FileSystemProps {
  /**
   * Name of the file system, and the beginning of the name of everything here. Lower-case letters, digits and hyphens.
   *
   * A change renames the file system's tag in place, and replaces its security group and alarms; the data stay.
   *
   * @throws InvalidPropsError [file-system-name]
   */
  readonly name: string;

  /** The network that it is mounted in. A file system has mount targets in one VPC only. */
  readonly network: NetworkRef;

  /**
   * The tier whose subnets get a mount target, one in each zone: the clients' own, or one of the same zones. Traffic to
   * another zone is charged, and breaks with that zone.
   *
   * @throws InvalidPropsError [mount-tier] [mount-zone]
   * @see https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
   */
  readonly tier: string;

  /**
   * The one zone that a One Zone file system lives in, as the network calls it. Not every zone of AWS offers it.
   *
   * It costs about half, and its data are lost with the zone. A change replaces the file system, and loses the data.
   *
   * @default - regional: every file is kept in several zones
   * @throws InvalidPropsError [one-zone]
   * @see https://docs.aws.amazon.com/efs/latest/ug/availability-durability.html
   */
  readonly availabilityZone?: string;

  /**
   * `maxIO` is slower for each operation, and AWS advises against it. A change replaces the file system, and loses the
   * data.
   *
   * @default "generalPurpose"
   * @throws InvalidPropsError [max-io]
   * @see https://docs.aws.amazon.com/efs/latest/ug/performance.html#performancemodes
   */
  readonly performanceMode?: "generalPurpose" | "maxIO";

  /**
   * How fast it is, and what is paid for it. It changes in place, but a lower value or another mode only once in 24 hours.
   *
   * @default - elastic: as fast as it is asked to be, charged by the gigabyte read and written
   * @see https://docs.aws.amazon.com/efs/latest/ug/performance.html#throughput-modes
   */
  readonly throughput?: ThroughputProps;

  /**
   * When files move to cheaper classes, and back.
   *
   * @default - never: every file stays in the Standard class
   * @see https://docs.aws.amazon.com/efs/latest/ug/lifecycle-management-efs.html
   */
  readonly lifecycle?: LifecycleProps;

  /**
   * Encryption at rest. A change replaces the file system, and loses the data.
   *
   * @default true
   * @see https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html
   */
  readonly encrypted?: boolean;

  /**
   * ARN of the key that encrypts it. A change replaces the file system, and loses the data.
   *
   * @default - AWS's own key for EFS, free of charge
   * @throws InvalidPropsError [kms-key]
   */
  readonly kmsKeyArn?: string;

  /**
   * Who may mount it, beside what the roles' own policies allow: the file system's policy.
   *
   * @default - only clients with IAM credentials that allow it, over TLS
   * @see https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
   */
  readonly access?: AccessProps;

  /**
   * Backups by AWS Backup, daily, kept for 35 days, charged by the gigabyte kept.
   *
   * @default true
   * @see https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html
   */
  readonly backup?: boolean;

  /**
   * A copy that follows minutes behind. Charged as a file system of its own, and by the gigabyte between regions.
   *
   * A change replaces the replication, not the file systems: the old destination becomes writable and stays.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html
   */
  readonly replication?: ReplicationProps;

  /**
   * Keeps other file systems from being replicated over this one. `false` lets the next replication delete what is here.
   *
   * AWS changes it as soon as this is a destination: write `{ initial: false, owner: "replication" }` from then on.
   *
   * @default true
   * @throws InvalidPropsError [replication-chain]
   * @see https://docs.aws.amazon.com/efs/latest/ug/replicate-existing-destination.html
   */
  readonly overwriteProtection?: Owned<boolean>;

  /**
   * Ways in for one application each, by name: a directory as their root, and a user that they act as. Names are
   * lower-case letters, digits and hyphens. A change of one replaces it, and its clients mount the new one; files stay.
   *
   * @default - none: clients see the whole file system
   * @see https://docs.aws.amazon.com/efs/latest/ug/efs-access-points.html
   */
  readonly accessPoints?: Readonly<Record<string, AccessPointProps>>;

  /**
   * IPv4 blocks that may reach it on 2049, such as those of another network. Prefer `allowFrom(id, peer)`.
   *
   * @default - none: nobody reaches it before `allowFrom`
   * @throws InvalidPropsError [cidr-syntax] [cidr-host-bits] [allow-from-everywhere]
   */
  readonly allowFromCidrs?: readonly string[];

  /**
   * Addresses of the mount targets. `ipv6` takes subnets without IPv4, the others subnets with it.
   *
   * The others than `ipv4` need AWS provider 6.12.0 or later. A change replaces the mount targets and breaks mounts.
   *
   * @default "ipv4"
   * @throws InvalidPropsError [mount-ip-type] [needs-provider]
   * @see https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html
   */
  readonly ipAddressType?: "dualstack" | "ipv4" | "ipv6";

  /**
   * Alarms, each on request. About ten cents a month each.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/efs/latest/ug/efs-metrics.html
   */
  readonly alarms?: AlarmProps;

  /**
   * Makes Terraform refuse to destroy the file system: AWS has no protection of its own. Switch it off in one apply,
   * destroy in the next.
   *
   * @default true
   */
  readonly protect?: boolean;

  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;

  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: FileSystemOverrides;
}

/** How fast a file system is, and what is paid for it. */
export type ThroughputProps = BurstingThroughput | ElasticThroughput | ProvisionedThroughput;

/**
 * Free of charge: 50 MiB/s for each TiB in the Standard class, and more while burst credits last.
 *
 * A small file system is slow once they are spent: 1 MiB/s at 20 GiB. Watch `alarms.burstCreditsBelowGiB`.
 */
export interface BurstingThroughput {
  readonly mode: "bursting";
}

/** As fast as it is asked to be, charged by the gigabyte read and written. */
export interface ElasticThroughput {
  readonly mode: "elastic";
}

/** A speed that is always there, charged by the month for what exceeds the bursting baseline. */
export interface ProvisionedThroughput {
  readonly mode: "provisioned";
  /**
   * MiB per second: 1 to 1024, or to 3414 in us-east-1, us-east-2, us-west-2 and eu-west-1; more with a raised quota.
   *
   * @throws InvalidPropsError [provisioned-mibps]
   * @see https://docs.aws.amazon.com/efs/latest/ug/limits.html
   */
  readonly mibps: number;
}

/**
 * When files move to cheaper classes. Days are counted from the last access: 1, 7, 14, 30, 60, 90, 180, 270 or 365.
 *
 * Reading from a colder class is charged by the gigabyte.
 */
export interface LifecycleProps {
  /**
   * Days until a file moves to Infrequent Access.
   *
   * @default - never
   * @throws InvalidPropsError [lifecycle-days]
   */
  readonly iaAfterDays?: number;
  /**
   * Days until a file moves to Archive, more than `iaAfterDays`. Elastic throughput and `generalPurpose` only.
   *
   * @default - never
   * @throws InvalidPropsError [lifecycle-days] [archive-before-ia] [archive-mode]
   */
  readonly archiveAfterDays?: number;
  /**
   * A file that is read in a colder class moves back to Standard.
   *
   * @default false
   */
  readonly backOnFirstAccess?: boolean;
}

/** Who may mount a file system. */
export interface AccessProps {
  /**
   * Lets clients mount without TLS. They have no credentials then, so it needs `anonymous`.
   *
   * @default false
   * @throws InvalidPropsError [plain-text-anonymous]
   */
  readonly plainText?: boolean;
  /**
   * Lets clients mount without IAM credentials: whoever reaches a mount target reads and writes everything as root.
   *
   * @default false
   */
  readonly anonymous?: boolean;
  /**
   * Principals that the file system's own policy allows, by name: those of another account need it. Names are letters
   * and digits, and become statement ids.
   *
   * @default - none: the roles' own policies decide, such as those of `grantMount`
   * @throws InvalidPropsError [access-name] [access-principal] [access-point-unknown]
   */
  readonly allow?: Readonly<Record<string, AccessGrant>>;
}

/** What some principals may do. */
export interface AccessGrant extends MountOptions {
  /** ARNs of roles, users or accounts' roots. May be known only after apply. */
  readonly principals: readonly string[];
}

/** What a client that mounts may do. */
export interface MountOptions {
  /**
   * It may write.
   *
   * @default true
   */
  readonly write?: boolean;
  /**
   * It keeps the rights of root where it is root. An access point that acts as user 0 needs it.
   *
   * @default false
   */
  readonly root?: boolean;
  /**
   * Name of the only access point that it may come through.
   *
   * @default - any, and the file system itself
   */
  readonly accessPoint?: string;
}

/** Where the copy of a file system goes. */
export type ReplicationProps = ReplicationToFileSystem | ReplicationToRegion | ReplicationToZone;

/** A copy in a new regional file system that AWS makes. It has no mount targets, and nothing destroys it. */
export interface ReplicationToRegion {
  readonly to: "region";
  /**
   * Region of the copy; the own one is possible.
   *
   * @throws InvalidPropsError [replication-region]
   */
  readonly region: string;
  /**
   * ARN of the copy's key, in its region.
   *
   * @default - AWS's own key for EFS
   */
  readonly kmsKeyArn?: string;
}

/** A copy in a new One Zone file system that AWS makes. It has no mount target, and nothing destroys it. */
export interface ReplicationToZone {
  readonly to: "zone";
  /**
   * Name of the zone, such as `ap-northeast-3a`; an id is not possible here.
   *
   * @throws InvalidPropsError [replication-zone]
   */
  readonly availabilityZone: string;
  /**
   * ARN of the copy's key, in its region.
   *
   * @default - AWS's own key for EFS
   */
  readonly kmsKeyArn?: string;
}

/** A copy in an existing file system: what it holds is deleted. Its `overwriteProtection` must be off before. */
export interface ReplicationToFileSystem {
  readonly to: "file-system";
  /**
   * May be known only after apply.
   *
   * @throws InvalidPropsError [replication-file-system]
   */
  readonly fileSystemId: string;
  /**
   * Region of that file system.
   *
   * @throws InvalidPropsError [replication-region]
   */
  readonly region: string;
}

/** A way in for one application. */
export interface AccessPointProps {
  /**
   * The directory that clients see as their root: up to 100 characters and 4 levels.
   *
   * @default "/"
   * @throws InvalidPropsError [access-point-path]
   * @see https://docs.aws.amazon.com/efs/latest/ug/API_RootDirectory.html
   */
  readonly path?: string;
  /**
   * The user that every request acts as, whatever the client says.
   *
   * @default - the client's own ids
   * @throws InvalidPropsError [posix-id] [secondary-gids]
   */
  readonly user?: PosixUser;
  /**
   * Owner and mode of the directory, which EFS makes at the first mount where it is missing; `existing` makes none.
   *
   * @default - the user above with 0755; none for `/`, which is always there
   * @throws InvalidPropsError [posix-id] [directory-permissions] [directory-owner]
   */
  readonly directory?: DirectoryOwner | "existing";
}

/** A POSIX user. Ids are 0 to 4294967295. */
export interface PosixUser {
  readonly uid: number;
  readonly gid: number;
  /**
   * Up to 16 more groups.
   *
   * @default - none
   */
  readonly secondaryGids?: readonly number[];
}

/** Owner and mode of a directory that EFS makes. */
export interface DirectoryOwner {
  readonly uid: number;
  readonly gid: number;
  /** Mode in octal, such as `0755`. */
  readonly permissions: string;
}

/** Alarms of a file system, each with its threshold. */
export interface AlarmProps {
  /**
   * ARN of the SNS topic that is told of an alarm, and of its end.
   *
   * @throws InvalidPropsError [alarm-topic]
   */
  readonly topicArn: string;
  /**
   * Burst credits left, in GiB, below which a bursting file system is soon slow. A new one has 2150 GiB; at the full
   * 100 MiB/s, 512 GiB last for nearly an hour and a half.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-burst-credits]
   * @see https://docs.aws.amazon.com/efs/latest/ug/performance.html#bursting
   */
  readonly burstCreditsBelowGiB?: number;
  /**
   * Percent of the permitted throughput in use, 1 to 100, over a quarter of an hour.
   *
   * @default - no such alarm
   * @throws InvalidPropsError [alarm-throughput]
   * @see https://docs.aws.amazon.com/efs/latest/ug/monitoring-metric-math.html
   */
  readonly throughputAbovePercent?: number;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface FileSystemOverrides {
  /**
   * For the file system.
   *
   * @default - nothing is overridden
   */
  readonly fileSystem?: Partial<EfsFileSystemConfig>;
  /**
   * For every mount target.
   *
   * @default - nothing is overridden
   */
  readonly mountTarget?: Partial<EfsMountTargetConfig>;
}

import type { ElasticacheParameterGroupConfig } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import type { ElasticacheReplicationGroupConfig } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { NetworkRef, Owned, Tags } from "@terrace/core";
import type { AlarmsProps, AutoscalingProps, LogProps } from "./operations-props";

/** What a replication group is made from. */
export interface ReplicationGroupProps {
  /**
   * Id of the replication group, and the beginning of the name of everything beside it: 1 to 40 lower-case letters,
   * digits and hyphens.
   *
   * A change replaces the group, and all data is lost.
   *
   * @throws InvalidPropsError [cache-name]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
   */
  readonly name: string;

  /**
   * What it is for. A change is in place.
   *
   * @default - "Cache <name>"
   */
  readonly description?: string;

  /** The network that the nodes stand in. */
  readonly network: NetworkRef;

  /** The tier of the network whose subnets the nodes stand in; usually an isolated one. */
  readonly tier: string;

  /**
   * From `redis` to `valkey` is in place; from `valkey` to `redis` replaces the group, and all data is lost.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.HowTo.html
   */
  readonly engine: "redis" | "valkey";

  /**
   * Version of the engine, whole: `8.1` for Valkey, `7.1` for Redis OSS, `5.0.6` for Redis OSS before 6. Not `6.x`.
   *
   * A newer one is in place: writes stop for seconds at a failover, and all connections break; see `planUpgrade`. An
   * older one replaces the group, and all data is lost.
   *
   * @throws InvalidPropsError [engine-version] [unknown-engine-version]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html
   */
  readonly engineVersion: string;

  /**
   * Such as `cache.r7g.large`. A change is in place; connections to old nodes break.
   *
   * Nodes of the family `r6gd` tier data between memory and SSD, and no others do: from or to it replaces the group.
   *
   * @throws InvalidPropsError [node-type] [unknown-node-type] [node-type-engine]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html
   */
  readonly nodeType: string;

  /** How many nodes there are, and how clients see them. */
  readonly topology: TopologyProps;

  /**
   * Port of every node. A change replaces the group, and all data is lost.
   *
   * @default 6379
   */
  readonly port?: number;

  /**
   * What is encrypted.
   *
   * @default - TLS is required of clients, and disks are encrypted with ElastiCache's own key
   */
  readonly encryption?: EncryptionProps;

  /**
   * Who may talk to it, beside the security group.
   *
   * @default - everybody that the security group lets in
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html
   */
  readonly authentication?: AuthenticationProps;

  /**
   * Engine parameters by name. Booleans are written `yes` and `no`.
   *
   * @default - those of the family
   * @throws InvalidPropsError [parameter-value] [parameter-fixed] [parameter-version] [unknown-parameter]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html
   */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;

  /**
   * When AWS and Terraform change what runs.
   *
   * @default - in a window that AWS chooses; what Terraform changes, at once
   */
  readonly maintenance?: MaintenanceProps;

  /**
   * Copies of the data, and where the first data comes from.
   *
   * @default - one automatic snapshot, and one more named `<name>-final` when the group is deleted
   */
  readonly snapshots?: SnapshotProps;

  /**
   * Logs to deliver.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html
   */
  readonly logs?: Readonly<Partial<Record<"engine-log" | "slow-log", LogProps>>>;

  /**
   * CloudWatch alarms for each node.
   *
   * @default - none
   */
  readonly alarms?: AlarmsProps;

  /**
   * Changes the number of shards or replicas with the load. The topology says who owns the number.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html
   */
  readonly autoscaling?: AutoscalingProps;

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
  readonly override?: ReplicationGroupOverrides;
}

/** How many nodes there are, and how clients see them. */
export type TopologyProps = ClusterModeDisabled | ClusterModeCompatible | ClusterModeEnabled;

/** One primary that takes writes, and replicas that take reads. */
export interface ClusterModeDisabled extends AvailabilityProps {
  readonly clusterMode: "disabled";
  /** 0 to 5. None: the cache, and what is in it, is gone with its node. A change is in place. */
  readonly replicas: Owned<number>;
  /**
   * Names of the zones of the primary and its replicas, in this order, such as `ap-northeast-1a`. Read at creation
   * only: the provider ignores a change.
   *
   * @default - ElastiCache spreads them
   */
  readonly availabilityZones?: readonly string[];
}

/**
 * The step between `disabled` and `enabled`: clients may use either protocol. Redis OSS 7.0 or Valkey. Nothing else can
 * be changed while it lasts, and there is no way back from `enabled`.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html
 */
export interface ClusterModeCompatible extends AvailabilityProps {
  readonly clusterMode: "compatible";
  /** 1 to 5, as many as before. */
  readonly replicas: number;
}

/** Data over several shards, each a primary with replicas. Clients speak the cluster protocol. */
export interface ClusterModeEnabled extends AvailabilityProps {
  readonly clusterMode: "enabled";
  /** 1 to 500. A change moves slots while clients go on. */
  readonly shards: Owned<number>;
  /** 0 to 5. A change is in place. */
  readonly replicasPerShard: Owned<number>;
  /**
   * Where each shard stands, by its number of four digits, such as `0001`. Needs AWS provider 6.20.0.
   *
   * A change replaces the group, and all data is lost.
   *
   * @default - ElastiCache spreads shards, and slots evenly over them
   */
  readonly placement?: Readonly<Record<string, ShardPlacement>>;
}

/** What keeps it up when a node or a zone is gone. */
export interface AvailabilityProps {
  /**
   * Promotes a replica when the primary is gone. With cluster mode it is always on.
   *
   * @default - true with at least one replica, or with cluster mode
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html
   */
  readonly automaticFailover?: boolean;
  /**
   * Keeps replicas in other zones than the primary. Needs automatic failover, a replica, and a tier of two zones.
   *
   * @default - true with at least one replica and a tier of two zones
   */
  readonly multiAz?: boolean;
}

/** Where one shard stands. */
export interface ShardPlacement {
  /** Name of the zone, such as `ap-northeast-1a`. */
  readonly primaryZone: string;
  /**
   * Names of the replicas' zones, one for each.
   *
   * @default - none, for a shard without replicas
   */
  readonly replicaZones?: readonly string[];
  /**
   * Its hash slots, such as `0-8191`. All shards or none say theirs, and together they hold each of 0 to 16383 once.
   *
   * @default - an even part
   */
  readonly slots?: string;
}

/** What is encrypted. */
export interface EncryptionProps {
  /**
   * - `required`: clients must speak TLS
   * - `preferred`: they may; the step between the two others. Redis OSS 7.0 or Valkey
   * - `off`: they cannot
   *
   * From `off` to `required` goes over `preferred`, in two applies. Before Redis OSS 7.0 a change replaces the group.
   *
   * @default "required"
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
   */
  readonly inTransit?: "off" | "preferred" | "required";
  /**
   * Encrypts disks and snapshots. A change replaces the group, and all data is lost.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
   */
  readonly atRest?: boolean;
  /**
   * ARN of the key. A change replaces the group, and all data is lost.
   *
   * @default - ElastiCache's own key
   */
  readonly kmsKeyArn?: string;
}

/** Who may talk to a replication group. */
export type AuthenticationProps = UserGroupAuthentication | TokenAuthentication;

/** Users with rights of their own, by password or IAM. */
export interface UserGroupAuthentication {
  readonly by: "user-group";
  /** Of `UserGroup`, or of somebody else's. */
  readonly userGroupId: string;
  /**
   * Engine of the user group. Caches of Redis OSS take groups of `redis` only, Valkey takes both.
   *
   * @default - unknown, and nothing is held against it
   */
  readonly engine?: "redis" | "valkey";
}

/**
 * One password for everybody. It stands readable in Terraform's state: prefer a user group with IAM.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html
 */
export interface TokenAuthentication {
  readonly by: "token";
  /** Known only to Terraform, such as the attribute of a secret's version; a literal is refused. */
  readonly token: string;
  /**
   * What a changed token does:
   * - `ROTATE`: the old one and the new one are both good
   * - `SET`: only the new one, after a `ROTATE`
   * - `DELETE`: none; on the way to a user group
   *
   * @default "ROTATE"
   */
  readonly updateStrategy?: "DELETE" | "ROTATE" | "SET";
}

/** When AWS and Terraform change what runs. */
export interface MaintenanceProps {
  /**
   * `ddd:hh24:mi-ddd:hh24:mi` in UTC, at least an hour, such as `sun:18:00-sun:19:00`.
   *
   * @default - AWS chooses
   * @throws InvalidPropsError [maintenance-window] [windows-overlap]
   */
  readonly window?: string;
  /**
   * Minor versions by AWS itself, in the window. Afterwards `engineVersion` is older than what runs, and Terraform would
   * replace the cache to get it back: raise it before the next apply.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
   */
  readonly autoMinorVersionUpgrade?: boolean;
  /**
   * False defers what Terraform changes to the window, unattended; plans show the change until then, and a new
   * major version fails when Terraform deletes the parameter group that is still in use.
   *
   * @default true
   */
  readonly applyImmediately?: boolean;
  /**
   * ARN of the SNS topic that hears of failovers, replaced nodes and the like.
   *
   * @default - nobody is told
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html
   */
  readonly notificationTopicArn?: string;
}

/** Copies of the data. */
export interface SnapshotProps {
  /**
   * Days that automatic snapshots are kept, up to 35; 0 makes none. Charged by the gigabyte.
   *
   * @default 1
   */
  readonly retentionDays?: number;
  /**
   * `hh24:mi-hh24:mi` in UTC, at least an hour, outside the maintenance window.
   *
   * @default - AWS chooses
   * @throws InvalidPropsError [snapshot-window] [windows-overlap]
   */
  readonly window?: string;
  /**
   * The snapshot that is made when the group is deleted or replaced. A name is good once: AWS refuses a second
   * snapshot of it.
   *
   * @default - { name: "<name>-final" }
   */
  readonly final?: "none" | { readonly name: string };
  /**
   * Where the first data comes from. Read at creation only, a change does nothing.
   *
   * @default - an empty cache
   */
  readonly restoreFrom?: RestoreFrom;
}

/** Where the first data comes from. */
export type RestoreFrom = RestoreFromSnapshot | RestoreFromS3;

/** A snapshot of ElastiCache. */
export interface RestoreFromSnapshot {
  readonly snapshotName: string;
}

/**
 * RDB files in S3, in the same region, which ElastiCache may read.
 *
 * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html
 */
export interface RestoreFromS3 {
  /** ARNs of the files, without commas. */
  readonly objectArns: readonly string[];
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface ReplicationGroupOverrides {
  /**
   * For the replication group.
   *
   * @default - nothing is overridden
   */
  readonly replicationGroup?: Partial<ElasticacheReplicationGroupConfig>;
  /**
   * For the parameter group.
   *
   * @default - nothing is overridden
   */
  readonly parameterGroup?: Partial<ElasticacheParameterGroupConfig>;
  /**
   * For the security group.
   *
   * @default - nothing is overridden
   */
  readonly securityGroup?: Partial<SecurityGroupConfig>;
}

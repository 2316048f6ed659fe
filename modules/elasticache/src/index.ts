export { ReplicationGroup } from "./replication-group";
export type {
  AuthenticationProps,
  AvailabilityProps,
  ClusterModeCompatible,
  ClusterModeDisabled,
  ClusterModeEnabled,
  EncryptionProps,
  MaintenanceProps,
  ReplicationGroupOverrides,
  ReplicationGroupProps,
  RestoreFrom,
  RestoreFromS3,
  RestoreFromSnapshot,
  ShardPlacement,
  SnapshotProps,
  TokenAuthentication,
  TopologyProps,
  UserGroupAuthentication,
} from "./props";
export type {
  AlarmsProps,
  AutoscalingBounds,
  AutoscalingProps,
  LogContent,
  LogProps,
  LogToCloudWatch,
  LogToFirehose,
  ReplicaAutoscaling,
  ShardAutoscaling,
} from "./operations-props";
export { CacheRecord, type CacheRecordProps } from "./cache-record";
export { planUpgrade, type CacheState, type UpgradeNote, type UpgradePath, type UpgradePlan } from "./upgrade-planner";
export type { UpgradePage } from "./upgrade-pages";
export { User, UserGroup } from "./users";
export type {
  IamAuthentication,
  NoPasswordRequired,
  PasswordAuthentication,
  UserAuthenticationProps,
  UserGroupProps,
  UserProps,
  UserRef,
} from "./users-props";
export { ServerlessCache } from "./serverless";
export type {
  ServerlessCacheOverrides,
  ServerlessCacheProps,
  ServerlessSnapshotProps,
  UsageLimit,
  UsageLimits,
} from "./serverless-props";
export { MemcachedCluster } from "./memcached";
export type { MemcachedClusterOverrides, MemcachedClusterProps } from "./memcached-props";
export { GlobalDatastore, SecondaryReplicationGroup } from "./global-datastore";
export type { GlobalDatastoreProps, GlobalPrimaryRef, SecondaryReplicationGroupProps } from "./global-props";

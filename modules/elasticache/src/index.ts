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

export { FileSystem } from "./file-system";
export type { EcsVolume, PersistentVolume } from "./volumes";
export type {
  AccessGrant,
  AccessPointProps,
  AccessProps,
  AlarmProps,
  BurstingThroughput,
  DirectoryOwner,
  ElasticThroughput,
  FileSystemOverrides,
  FileSystemProps,
  LifecycleProps,
  MountOptions,
  PosixUser,
  ProvisionedThroughput,
  ReplicationProps,
  ReplicationToFileSystem,
  ReplicationToRegion,
  ReplicationToZone,
  ThroughputProps,
} from "./props";

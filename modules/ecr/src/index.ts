export { Repository } from "./repository";
export type { AccessProps, EncryptionType, RepositoryOverrides, RepositoryProps, TagMutability } from "./props";
export type {
  AnyImages,
  CountMoreThan,
  LifecycleRule,
  SinceArchived,
  SincePulled,
  SincePushed,
  TaggedImages,
  UntaggedImages,
} from "./lifecycle-props";
export { simulateLifecycle, type ImageOutcome, type SampleImage } from "./lifecycle-simulation";
export { Registry } from "./registry";
export type {
  BasicScanning,
  CreationTemplate,
  CustomUpstream,
  EnhancedScanning,
  PublicUpstream,
  RegistryAccess,
  RegistryProps,
  ReplicationDestination,
  ReplicationRule,
  SecretUpstream,
  UpstreamOptions,
} from "./registry-props";

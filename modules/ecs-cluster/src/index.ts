export { Cluster } from "./cluster";
export type {
  ClusterOverrides,
  ClusterProps,
  DnsNamespace,
  ExecProps,
  ExecToCloudWatch,
  ExecToNowhere,
  ExecToS3,
  ExistingNamespace,
  FargateProvider,
  HttpNamespace,
  InstanceRoleProps,
  ManagedStorageProps,
  NamespaceDefault,
  NamespaceProps,
  PortRange,
  StrategyItem,
} from "./props";
export type {
  InstancesProps,
  ManagedInstancesProps,
  ManagedScalingProps,
  MixedPurchase,
  OwnImage,
  RangeProps,
  RefreshProps,
  VolumeProps,
} from "./instances-props";
export type { Architecture, ImageName, OperatingSystem } from "./images";

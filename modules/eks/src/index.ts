export type { AccessEntryProps, AccessEntryType, AccessGrant, AccessPreset, AuthenticationProps } from "./access-props";
export type {
  AddonProps,
  AddonsProps,
  CoreDnsProps,
  EbsDriverProps,
  KubeProxyProps,
  OtherAddonProps,
  PodSubnet,
  S3DriverProps,
  VpcCniProps,
} from "./addon-props";
export type { AmiType } from "./ami-types";
export type { AutoModeProps } from "./auto-mode-props";
export { Cluster } from "./cluster";
export type { ComputeProps } from "./compute-props";
export type { ControlPlaneProps, EndpointProps, KubernetesNetworkProps, LogType, LogsProps, NodeTrafficProps } from "./control-plane-props";
export type { FargateProfileProps, PodExecutionRoleProps } from "./fargate-profile-props";
export type { HybridNodesProps } from "./hybrid-nodes-props";
export type { IdentityProviderProps } from "./identity-provider-props";
export type { KarpenterRef } from "./karpenter";
export type { KarpenterProps } from "./karpenter-props";
export type { CapacityBlock, NodeGroupOverrides, NodeGroupProps, UpdateCount, UpdatePercent } from "./node-group-props";
export type { LaunchTemplateOverride, NodeRoleProps, NodeVolumeProps, NodesProps, OwnImage, TaintEffect, TaintProps } from "./nodes-props";
export type { ClusterOverrides, ClusterProps } from "./props";
export type { MixedPurchase, RefreshProps, SelfManagedGroupOverrides, SelfManagedGroupProps } from "./self-managed-props";

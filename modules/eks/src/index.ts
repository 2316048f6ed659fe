export type { AccessEntryProps, AccessEntryType, AccessGrant, AccessPreset, AuthenticationProps } from "./access-props";
export { Cluster } from "./cluster";
export type {
  ClusterOverrides,
  ClusterProps,
  ControlPlaneProps,
  EndpointProps,
  KubernetesNetworkProps,
  LogType,
  LogsProps,
  NodeTrafficProps,
} from "./props";

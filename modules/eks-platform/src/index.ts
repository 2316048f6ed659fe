export { configureClusterProviders, type ClusterProviderOptions, type ClusterProviders } from "./providers";
export { WorkloadIdentity } from "./workload-identity";
export { LoadBalancerController } from "./load-balancer-controller";
export { HelmAddon } from "./helm-addon";
export type { Condition, Statement } from "./iam";
export type { HelmValue, HelmValues } from "./values-text";
export type { FeatureGate } from "./controller-versions";
export type { IdentityMethod, ServiceAccountName, WorkloadIdentityOverrides, WorkloadIdentityProps } from "./workload-identity-props";
export { FargateLogging } from "./fargate-logging";
export type {
  CloudWatchOutput,
  FargateLoggingOverrides,
  FargateLoggingProps,
  FirehoseOutput,
  GivenLogGroup,
  KinesisOutput,
  LogFilter,
  LogOutput,
  LogParser,
  LoggingRights,
  NewLogGroup,
  OpenSearchOutput,
  OutputOptions,
  RawLogging,
} from "./fargate-logging-props";
export type { CrdChart, CrdsProps, IngressClassProps, LoadBalancerControllerOverrides, LoadBalancerControllerProps } from "./controller-props";
export type {
  AddonIdentityProps,
  ChartIdentity,
  ChartPort,
  HelmAddonOverrides,
  HelmAddonProps,
  HelmChart,
  Installed,
} from "./helm-props";

export { configureClusterProviders, type ClusterProviderOptions, type ClusterProviders } from "./providers";
export { WorkloadIdentity } from "./workload-identity";
export type { Condition, Statement } from "./iam";
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

export { FargateService } from "./fargate-service";
export { OneOffTask } from "./one-off-task";
export type { OneOffTaskProps } from "./one-off-task-props";
export type { CapacityProps, FargateServiceProps } from "./fargate-service-props";
export type { DeploymentBounds } from "./service-settings";
export type {
  DeploymentProps,
  ExecProps,
  ReplicaProps,
  ServiceProps,
  ShiftProps,
  StrategyProps,
  TargetProps,
} from "./service-props";
export type { CodeDeployDeployment } from "./codedeploy";
export type { CodeDeployProps, CodeDeployTraffic } from "./codedeploy-props";
export type { HookProps, HookStage } from "./hook-props";
export type { AccessLogProps, ConnectOfferProps, ConnectTlsProps, ProxyLogProps, ServiceConnectProps } from "./connect-props";
export type { QueueScaling, RequestScaling, ScalingProps, ScheduledScaling, StepChange, StepScaling } from "./scaling-props";
export type {
  ContainerProps,
  EfsVolume,
  EmptyVolume,
  HealthCheckProps,
  LinuxProps,
  LogGroupProps,
  LogRouterProps,
  MountProps,
  ParameterSource,
  PlatformProps,
  PortProps,
  RepositoryImage,
  SecretSource,
  SecretsManagerSource,
  TaskProps,
  UlimitProps,
  VolumeProps,
} from "./task-props";
export type {
  CloudWatchOutput,
  DatadogOutput,
  FirehoseOutput,
  HttpOutput,
  KinesisOutput,
  LogOutput,
  NewRelicOutput,
  OpenSearchOutput,
  S3Output,
  SplunkOutput,
} from "./log-output-props";
export type { AwsLogs, FireLensLogs, LogProps, NoLogs, SplunkLogs } from "./log-props";

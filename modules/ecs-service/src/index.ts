export { FargateService } from "./fargate-service";
export { Ec2Service } from "./ec2-service";
export { DaemonService } from "./daemon-service";
export { OneOffTask } from "./one-off-task";
export { TaskSchedule } from "./scheduled-task";
export { previewDeployments, printDeployments, type DeploymentPreview } from "./deployment-preview";
export type { CapacityProps, FargateServiceProps, PlatformVersion } from "./fargate-service-props";
export type {
  DeploymentProps,
  ExecProps,
  ReplicaProps,
  ServiceProps,
  ShiftProps,
  StrategyProps,
  TargetProps,
} from "./service-props";
export type { LogGroupProps, PlatformProps, RawContainers, TaskProps, TaskSharedProps } from "./task-props";
export type { ContainerProps, ContainerSharedProps, RepositoryImage } from "./container-props";
export type { PortProps } from "./port-props";
export type { HealthCheckProps } from "./health-check-props";
export type { ParameterSource, SecretSource, SecretsManagerSource } from "./secret-props";
export type { AwsLogs, FireLensLogs, LogProps, NoLogs, SplunkLogs } from "./log-props";
export type { LogRouterProps } from "./log-router-props";
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
export type { EfsVolume, EmptyVolume, MountProps, VolumeProps } from "./volume-props";
export type { DockerProps, DockerVolume, EbsProps, EbsVolume, HostVolume } from "./volume-props";
export type { LinuxProps, TmpfsProps, UlimitProps } from "./linux-props";
export type { ContainerRuntimeProps, RestartProps, VolumesFromProps } from "./container-runtime-props";
export type { QueueScaling, RequestScaling, ScalingProps, ScheduledScaling, StepChange, StepScaling } from "./scaling-props";
export type { AlarmProps, MetricProps, MetricScaling, PredictiveScaling } from "./metric-props";
export type { HookProps, HookStage } from "./hook-props";
export type { CodeDeployProps, CodeDeployTraffic } from "./codedeploy-props";
export type { CodeDeployDeployment } from "./codedeploy";
export type { AccessLogProps, ConnectOfferProps, ConnectTlsProps, ProxyLogProps, ServiceConnectProps } from "./connect-props";
export type { DiscoveryProps } from "./discovery-props";
export type { DeploymentBounds } from "./service-settings";
export type {
  DaemonDeploymentProps,
  DaemonPlacementProps,
  DaemonServiceProps,
  Ec2ServiceProps,
  InstanceCapacityProps,
  OnInstancesProps,
  PlacementProps,
  PlacementStrategyProps,
} from "./ec2-service-props";
export type {
  DeviceProps,
  Ec2ContainerProps,
  Ec2LinuxProps,
  Ec2LogProps,
  Ec2PortProps,
  Ec2TaskProps,
  Ec2VolumeProps,
  HostLogs,
  NetworkMode,
} from "./ec2-task-props";
export type { OneOffTaskProps } from "./one-off-task-props";
export type { TaskScheduleProps } from "./scheduled-task-props";

/** What AWS says of tasks and services, each with its page. Read November 2026. */
export const pages = {
  attributes: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cluster-query-language.html",
  alarm: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html",
  awsvpc: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
  capacity: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
  circuitBreaker: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html",
  codeDeploy: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-bluegreen.html",
  connect: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceConnectService.html",
  connectOrder: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-concepts-deploy.html",
  connectTls: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-connect-tls.html",
  container: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
  createService: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html",
  credentialSpec: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/linux-gmsa.html",
  daemon: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service_definition_parameters.html",
  dependency: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
  deployment: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html",
  discovery: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-discovery.html",
  dockerVolume: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DockerVolumeConfiguration.html",
  ebs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceManagedEBSVolumeConfiguration.html",
  efs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EFSVolumeConfiguration.html",
  environmentFile: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/use-environment-file.html",
  exec: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  fargate: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html",
  fargateTasks: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html",
  firelens: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html",
  firelensConfig: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/firelens-taskdef-customconfig.html",
  fluentBit: "https://docs.fluentbit.io/manual/data-pipeline/outputs",
  fluentBitS3: "https://docs.fluentbit.io/manual/data-pipeline/outputs/s3",
  gpu: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html",
  healthCheck: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
  hooks: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-lifecycle-hooks.html",
  kernel: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html",
  linux: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LinuxParameters.html",
  loadBalancer: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
  logs: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
  networkConfiguration: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html",
  networkMode: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking.html",
  placement: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementStrategy.html",
  placementConstraint: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PlacementConstraint.html",
  portMapping: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html",
  predictive: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PredictiveScalingPolicyConfiguration.html",
  quotas: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-quotas.html",
  rebalancing: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-rebalancing.html",
  restart: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerRestartPolicy.html",
  retention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  scaling: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-auto-scaling.html",
  scheduledAction: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScheduledAction.html",
  scheduler: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html",
  schedulerQueue: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/configuring-schedule-dlq.html",
  secrets: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/specifying-sensitive-data.html",
  storage: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",
  systemControl: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_SystemControl.html",
  targetTracking: "https://docs.aws.amazon.com/autoscaling/application/APIReference/API_TargetTrackingScalingPolicyConfiguration.html",
  platformVersion: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
  taskDefinition: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html",
  ulimit: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Ulimit.html",
  windows: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/windows-considerations.html",
} as const;

/** What Fargate offers for one CPU size: memory in MiB from `least` to `most`. */
export interface FargateSize {
  readonly cpu: number;
  readonly memory: readonly number[];
  /** False where only Linux has it. */
  readonly windows: boolean;
}

function steps(least: number, most: number, step: number): number[] {
  return Array.from({ length: (most - least) / step + 1 }, (_, index) => least + index * step);
}

/** Sizes of Fargate tasks: RegisterTaskDefinition's `memory`. */
export const fargateSizes: readonly FargateSize[] = [
  { cpu: 256, memory: [512, 1024, 2048], windows: false },
  { cpu: 512, memory: steps(1024, 4096, 1024), windows: false },
  { cpu: 1024, memory: steps(2048, 8192, 1024), windows: true },
  { cpu: 2048, memory: steps(4096, 16384, 1024), windows: true },
  { cpu: 4096, memory: steps(8192, 30720, 1024), windows: true },
  { cpu: 8192, memory: steps(16384, 61440, 4096), windows: false },
  { cpu: 16384, memory: steps(32768, 122880, 8192), windows: false },
];

/** A range of whole numbers, both ends included. */
export interface Range {
  readonly least: number;
  readonly most: number;
}

/** Ranges of single values, by the page that {@link pages} has for the thing. */
export const ranges = {
  port: { least: 1, most: 65535 },
  ephemeralStorageGiB: { least: 21, most: 200 },
  healthInterval: { least: 5, most: 300 },
  healthTimeout: { least: 2, most: 60 },
  healthRetries: { least: 1, most: 10 },
  healthStartPeriod: { least: 0, most: 300 },
  stopTimeout: { least: 2, most: 120 },
  weight: { least: 0, most: 1000 },
  base: { least: 0, most: 100000 },
  gracePeriod: { least: 0, most: 2147483647 },
  ec2Cpu: { least: 128, most: 196608 },
  restartPeriod: { least: 60, most: 1800 },
  recordTtl: { least: 0, most: 2147483647 },
  swappiness: { least: 0, most: 100 },
  logBufferMiB: { least: 1, most: 1024 },
  logBufferLines: { least: 0, most: 536870912 },
  logObjectMiB: { least: 1, most: 1024 },
  logUploadMinutes: { least: 1, most: 1440 },
} as const;

/** Least memory of a container, in MiB. */
export const leastContainerMemory = 6;

/** How many there may be. */
export const most = {
  capacityProviders: 20,
  containers: 10,
  environmentFiles: 10,
  ignoredExitCodes: 50,
  placementConstraints: 10,
  placementExpression: 2000,
  placementStrategies: 5,
  securityGroups: 5,
  subnets: 16,
  targets: 5,
} as const;

/** Ports of an instance that its own programs have: SSH, Docker and the ECS agent. PortMapping's `hostPort`. */
export const reservedHostPorts = [22, 2375, 2376, 51678, 51679, 51680] as const;

/** Ports that an instance may choose, whatever its system: PortMapping's `hostPort`. */
export const dynamicPorts: Range = { least: 32768, most: 65535 };

/** What EBS volumes of tasks take, by type. Undefined where speed follows the size. */
export interface EbsLimits {
  /** GiB. */
  readonly size: Range;
  readonly iops?: Range;
  /** MiB/s. */
  readonly throughput?: Range;
}

/** Types of EBS volumes: ServiceManagedEBSVolumeConfiguration's `sizeInGiB`, `iops` and `throughput`. */
export const ebsSizes = {
  gp2: { size: { least: 1, most: 16384 } },
  gp3: { size: { least: 1, most: 16384 }, iops: { least: 3000, most: 16000 }, throughput: { least: 125, most: 1000 } },
  io1: { size: { least: 4, most: 16384 }, iops: { least: 100, most: 64000 } },
  io2: { size: { least: 4, most: 16384 }, iops: { least: 100, most: 256000 } },
  sc1: { size: { least: 125, most: 16384 } },
  st1: { size: { least: 125, most: 16384 } },
  standard: { size: { least: 1, most: 1024 } },
} as const satisfies Record<string, EbsLimits>;

/** Names of containers, volumes, services and families. */
export const namePattern = /^[\w-]{1,255}$/;

/** Names of ports. */
export const portNamePattern = /^[a-z0-9_][a-z0-9_-]{0,63}$/;

export const ulimitNames = [
  "core", "cpu", "data", "fsize", "locks", "memlock", "msgqueue", "nice", "nofile", "nproc", "rss", "rtprio", "rttime",
  "sigpending", "stack",
] as const;

/** Kernel parameters that a container may have of its own. */
export const systemControlPattern = /^(net\.|fs\.mqueue\.|kernel\.(msg|sem|shm))/;

export const retentionDays = [
  0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Percentages that ECS takes where a deployment does not say them. */
export const deploymentDefaults = { minHealthyPercent: 100, maxPercent: 200 } as const;

/** Seconds that applications take which render on the server or load much before they answer, such as Nuxt. From experience. */
export const slowStartSeconds = 600;

/**
 * Seconds below which a load balancer is likely to judge a task that has not started yet: an NLB registers and checks
 * more slowly than an ALB. From experience with slow applications.
 */
export const usualGraceSeconds = { application: 30, network: 330 } as const;

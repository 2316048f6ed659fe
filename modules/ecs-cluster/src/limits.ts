/** What AWS says of clusters and their capacity, each with its page. Read November 2026. */
export const pages = {
  cluster: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html",
  strategy: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html",
  spot: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html",
  provider: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCapacityProvider.html",
  groupProvider: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AutoScalingGroupProvider.html",
  managedScaling: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedScaling.html",
  managedInstances: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InstanceLaunchTemplate.html",
  exec: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
  execConfiguration: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommandConfiguration.html",
  managedStorage: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ManagedStorageConfiguration.html",
  httpNamespace: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateHttpNamespace.html",
  dnsNamespace: "https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html",
  privateDns: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zone-private-considerations.html",
  connectDefault: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterServiceConnectDefaultsRequest.html",
  logRetention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  images: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html",
  bottlerocket: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html",
  gpu: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-gpu.html",
  neuron: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-inference.html",
  instanceTypes: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-types.html",
  group: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html",
  distribution: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_InstancesDistribution.html",
  lifetime: "https://docs.aws.amazon.com/autoscaling/ec2/userguide/asg-max-instance-lifetime.html",
  refresh: "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html",
  volume: "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html",
  agent: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-agent-config.html",
  attributes: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Attribute.html",
  taskNetworking: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html",
  infrastructureOptimization: "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_InfrastructureOptimization.html",
} as const;

/** Names of AWS's own capacity providers, which no other may begin with. */
export const reservedPrefix = /^(aws|ecs|fargate)/i;

/** A capacity provider strategy. */
export const strategy = { items: 20, weight: 1000, base: 100_000 } as const;

/** Managed scaling of an Auto Scaling group. */
export const managedScaling = { target: 100, step: 10_000, warmupSeconds: 10_000 } as const;

/** Days that CloudWatch Logs can keep a group's events. */
export const retentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** A gp3 volume. The smallest size is that of the image's snapshot: AL2023's root, Bottlerocket's data volume. */
export const volume = {
  smallestGiB: { al2023: 30, bottlerocket: 20 },
  mostMibps: 2000,
} as const;

/** Days that an instance can be given to live. */
export const lifetimeDays = { least: 1, most: 365 } as const;

/** Ports that Docker gives to containers of the bridge mode without a host port. */
export const ephemeralPorts = { from: 32_768, to: 65_535 } as const;

/** Custom attributes of a container instance. */
export const attribute = {
  name: /^[\w./\\-]{1,128}$/,
  value: /^(?! )[\w.@/\\: -]{1,128}(?<! )$/,
} as const;

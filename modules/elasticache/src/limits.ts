/** What AWS says of caches, each with its page. Read November 2026. */
export const pages = {
  create: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
  versions: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
  upgrades: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement-upgrade-considerations.html",
  support: "https://endoflife.date/amazon-elasticache-redis",
  nodeTypes: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheNodes.SupportedTypes.html",
  parameters: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html",
  quotas: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/quota-limits.html",
  failover: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoFailover.html",
  clusterMode: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/modify-cluster-mode.html",
  tls: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html",
  atRest: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html",
  auth: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
  rbac: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
  iam: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth-iam.html",
  dataTiering: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/data-tiering.html",
  maintenance: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/maintenance-window.html",
  backups: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-automatic.html",
  seeding: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/backups-seeding-redis.html",
  logs: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Log_Delivery.html",
  retention: "https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html",
  metrics: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html",
  autoscaling: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/AutoScaling.html",
  serverless: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateServerlessCache.html",
  serverlessLimits: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html",
  cluster: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html",
  global: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Redis-Global-Datastores-Getting-Started.html",
  notifications: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ECEvents.SNS.html",
} as const;

/** The day on which the tables of this module were read. Modules have no clock: support ends are held against it. */
export const tablesRead = "2026-11-24";

/** Counts that AWS takes. The quota of nodes can be raised, up to the most. */
export const counts = {
  replicas: { least: 0, most: 5 },
  shards: { least: 1, most: 500 },
  nodesPerCluster: { byDefault: 90, most: 500 },
  slots: 16384,
} as const;

/** The port of Valkey and Redis OSS. */
export const defaultPort = 6379;

/** Minutes that a maintenance or snapshot window has at least. */
export const shortestWindowMinutes = 60;

/** Days that an automatic snapshot can be kept. */
export const snapshotRetentionDays = { least: 0, most: 35 } as const;

/** Days that a log group can keep its events. */
export const logRetentionDays = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

/** Percent that target tracking can aim at. */
export const autoscalingTarget = { least: 35, most: 70 } as const;

/** What ElastiCache Auto Scaling knows how to scale. */
export const autoscalingNodes = {
  families: ["r7g", "r6g", "r6gd", "r5", "m7g", "m6g", "m5", "c7gn"],
  sizes: ["large", "xlarge", "2xlarge"],
} as const;

/** Clients that one node takes; ElastiCache fixes it. */
export const connectionsPerNode = 65000;

/** Users that one group takes. */
export const usersPerGroup = 100;

/** What a serverless cache can be limited to. */
export const serverlessLimits = {
  dataStorageGB: { least: 1, most: 5000 },
  ecpuPerSecond: { least: 1000, most: 15000000 },
} as const;

/** Major versions of serverless caches by engine. */
export const serverlessVersions = { valkey: ["7", "8", "9"], redis: ["7"], memcached: ["1.6"] } as const;

/** Ports of a serverless cache: for writes, and for reads that may be a little old. */
export const serverlessPorts = { valkey: [6379, 6380], redis: [6379, 6380], memcached: [11211, 11212] } as const;

/** The port of Memcached. */
export const memcachedPort = 11211;

/** Nodes of one Memcached cluster; the quota can be raised. */
export const memcachedNodes = { least: 1, byDefault: 40 } as const;

/** Families of nodes that a global datastore can have, in large and above. */
export const globalNodeFamilies = ["m5", "m6g", "m7g", "r5", "r6g", "r6gd", "r7g", "c7gn"] as const;

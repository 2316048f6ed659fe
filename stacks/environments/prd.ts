import type { Environment } from "../environment";

/** Three zones, a NAT gateway in each, an isolated tier that reaches AWS by endpoints alone, all traffic recorded. */
export const prd: Environment = {
  name: "prd",
  project: "terrace",
  account: "333333333333",
  region: "ap-northeast-1",
  state: { oldVersionDays: 365 },
  network: {
    cidr: "10.2.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    tiers: {
      public: { type: "public", subnetPrefix: 24 },
      private: { type: "private", subnetPrefix: 20 },
      isolated: { type: "isolated" },
    },
    nat: { mode: "per-az" },
    flowLogs: { all: { to: "cloudwatch", traffic: "ALL", retentionDays: 365 } },
  },
  endpoints: {
    tier: "isolated",
    gateways: { s3: {}, dynamodb: {} },
    interfaces: { "ecr.api": {}, "ecr.dkr": {}, logs: {}, secretsmanager: {}, ssmmessages: {} },
  },
  workloads: [
    {
      kind: "ecs-task",
      name: "api",
      tier: "isolated",
      launchType: "fargate",
      secrets: ["secrets-manager"],
      exec: true,
    },
  ],
  caches: {
    sessions: {
      tier: "isolated",
      openToTiers: ["private", "isolated"],
      engine: "valkey",
      engineVersion: "8.1",
      nodeType: "cache.r7g.large",
      topology: { clusterMode: "disabled", replicas: 2 },
      parameters: { "maxmemory-policy": "volatile-ttl" },
      maintenance: { window: "sun:18:00-sun:19:00" },
      snapshots: { retentionDays: 7, window: "16:00-17:00" },
      logs: { "slow-log": { to: "cloudwatch", retentionDays: 90 } },
    },
  },
  fileSystems: {
    uploads: {
      tier: "isolated",
      openToTiers: ["private", "isolated"],
      throughput: { mode: "elastic" },
      lifecycle: { iaAfterDays: 30, archiveAfterDays: 90, backOnFirstAccess: true },
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
};

import type { Environment } from "../environment";

/** Between: shaped like production with a zone less, and one NAT gateway. */
export const stg: Environment = {
  name: "stg",
  project: "terrace",
  account: "222222222222",
  region: "ap-northeast-1",
  state: {},
  network: {
    cidr: "10.1.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az4"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
      isolated: { type: "isolated" },
    },
    nat: { mode: "single", availabilityZone: "apne1-az1" },
  },
  endpoints: { gateways: { s3: {}, dynamodb: {} } },
  workloads: [
    {
      kind: "ecs-task",
      name: "api",
      tier: "private",
      launchType: "fargate",
      secrets: ["secrets-manager"],
      exec: true,
    },
  ],
  caches: {
    sessions: {
      tier: "isolated",
      openToTiers: ["private"],
      engine: "valkey",
      engineVersion: "8.1",
      nodeType: "cache.t4g.small",
      topology: { clusterMode: "disabled", replicas: 1 },
      snapshots: { retentionDays: 1, window: "16:00-17:00", final: "none" },
    },
  },
  fileSystems: {
    uploads: {
      tier: "isolated",
      openToTiers: ["private"],
      throughput: { mode: "bursting" },
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
};

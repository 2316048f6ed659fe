import type { Environment } from "../environment";

/** Cheap: two zones, one NAT gateway for both, and the endpoints that are free of charge. */
export const dev: Environment = {
  name: "dev",
  project: "terrace",
  account: "111111111111",
  region: "ap-northeast-1",
  state: { protect: false, oldVersionDays: 30 },
  network: {
    cidr: "10.0.0.0/16",
    availabilityZones: ["apne1-az1", "apne1-az4"],
    tiers: {
      public: { type: "public" },
      private: { type: "private" },
      isolated: { type: "isolated" },
    },
    nat: { mode: "single", availabilityZone: "apne1-az1" },
    flowLogs: { rejected: { to: "cloudwatch", traffic: "REJECT", retentionDays: 14 } },
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
    // One small node without a replica: when it goes, so do the sessions.
    sessions: {
      tier: "isolated",
      openToTiers: ["private"],
      engine: "valkey",
      engineVersion: "8.1",
      nodeType: "cache.t4g.micro",
      topology: { clusterMode: "disabled", replicas: 0 },
      snapshots: { retentionDays: 0, final: "none" },
    },
  },
  fileSystems: {
    // One zone: cheaper, and gone with it.
    uploads: {
      tier: "isolated",
      openToTiers: ["private"],
      availabilityZone: "apne1-az1",
      throughput: { mode: "bursting" },
      protect: false,
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
};

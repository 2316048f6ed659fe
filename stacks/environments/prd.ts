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
};

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
};

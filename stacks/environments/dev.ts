import type { SecretProps } from "../container-props";
import type { Environment } from "../environment";

const databaseUrl: SecretProps = {
  from: "secrets-manager",
  arn: "arn:aws:secretsmanager:ap-northeast-1:111111111111:secret:dev/terrace/database-a1B2c3",
  jsonKey: "url",
};

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
  registry: {
    images: ["api", "web", "worker"],
    repositories: {
      lifecycle: [
        { priority: 1, description: "what lost its tag", images: { tagStatus: "untagged" }, when: { countType: "sinceImagePushed", days: 1 } },
        { priority: 2, description: "the ten newest", images: { tagStatus: "any" }, when: { countType: "imageCountMoreThan", count: 10 } },
      ],
      forceDelete: true,
    },
  },
  caches: {
    // One small node without a replica: when it goes, so do the sessions.
    sessions: {
      tier: "isolated",
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
      availabilityZone: "apne1-az1",
      throughput: { mode: "bursting" },
      protect: false,
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
  containers: {
    tags: { api: "0.3.0-rc.2", web: "0.3.0-rc.5", worker: "0.3.0-rc.2" },
    cluster: { containerInsights: "disabled" },
    // Only the office reaches it, by its private network: neither a certificate nor public addresses.
    loadBalancer: { tier: "private", allowFromCidrs: ["10.0.0.0/8"], deletionProtection: false },
    services: {
      web: {
        image: "web",
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        port: 8080,
        route: { priority: 1000, conditions: { paths: ["/*"] }, healthCheck: { path: "/health" } },
        calls: ["api"],
        caches: ["sessions"],
        files: { "/uploads": { fileSystem: "uploads", accessPoint: "web" } },
        exec: true,
        logs: { retentionDays: 7 },
      },
      api: {
        image: "api",
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        port: 8080,
        secrets: { DATABASE_URL: databaseUrl, FEATURES: { from: "parameter-store", name: "/dev/terrace/features" } },
        exec: true,
        logs: { retentionDays: 7 },
      },
      worker: {
        image: "worker",
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        caches: ["sessions"],
        secrets: { DATABASE_URL: databaseUrl },
        // Three of four tasks may be stopped with two minutes' notice.
        capacity: [{ provider: "FARGATE" }, { provider: "FARGATE_SPOT", weight: 3 }],
        exec: true,
        logs: { retentionDays: 7 },
      },
    },
    tasks: {
      migrate: {
        image: "api",
        command: ["npm", "run", "migrate"],
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        secrets: { DATABASE_URL: databaseUrl },
        logs: { retentionDays: 7 },
      },
    },
  },
  // No node to look after: everything runs on Fargate.
  kubernetes: {
    kubernetesVersion: "1.35",
    tier: "private",
    // EKS takes no other zones later: a zone that the network gets is for pods only.
    availabilityZones: ["apne1-az1", "apne1-az4"],
    endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] },
    controlPlane: { deletionProtection: false },
    accessEntries: { platform: { principalArn: "arn:aws:iam::111111111111:role/platform", access: "cluster-admin" } },
    secretsKey: "aws-owned",
    logs: { retentionDays: 14 },
    fargateProfiles: {
      system: { selectors: [{ namespace: "kube-system" }] },
      shop: { selectors: [{ namespace: "shop" }] },
    },
    addons: { coredns: { version: "v1.13.1-eksbuild.1" } },
  },
  platform: {
    identity: "irsa",
    namespaces: ["shop"],
    loadBalancerController: { chartVersion: "3.5.0", serviceWebhook: "off" },
    charts: { metricsServer: { version: "3.13.1" } },
    identities: {
      orders: {
        namespace: "shop",
        policies: { queue: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:ap-northeast-1:111111111111:orders" }] },
      },
    },
    ingresses: {
      shop: {
        namespace: "shop",
        targets: { healthCheck: { path: "/health" } },
        rules: [{ paths: [{ path: "/", backend: { service: "web", port: 80 } }] }],
      },
    },
    fargateLogging: { outputs: { all: { to: "cloudwatch", logGroup: { name: "/aws/eks/dev-terrace-apps/pods", retentionDays: 14 } } } },
  },
};

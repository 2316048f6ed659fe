import type { SecretProps } from "../container-props";
import type { Environment } from "../environment";

const databaseUrl: SecretProps = {
  from: "secrets-manager",
  arn: "arn:aws:secretsmanager:ap-northeast-1:222222222222:secret:stg/terrace/database-d4E5f6",
  jsonKey: "url",
};

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
  registry: {
    images: ["api", "web", "worker"],
    repositories: {
      lifecycle: [
        { priority: 1, description: "what lost its tag", images: { tagStatus: "untagged" }, when: { countType: "sinceImagePushed", days: 7 } },
        { priority: 2, description: "the thirty newest", images: { tagStatus: "any" }, when: { countType: "imageCountMoreThan", count: 30 } },
      ],
    },
  },
  caches: {
    sessions: {
      tier: "isolated",
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
      throughput: { mode: "bursting" },
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
  containers: {
    tags: { api: "0.2.4", web: "0.2.6", worker: "0.2.4" },
    cluster: { containerInsights: "enabled" },
    loadBalancer: {
      tier: "public",
      scheme: "internet-facing",
      allowFromCidrs: ["0.0.0.0/0"],
      certificateArn: "arn:aws:acm:ap-northeast-1:222222222222:certificate/22222222-2222-4222-8222-222222222222",
    },
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
        desiredCount: 2,
        exec: true,
      },
      api: {
        image: "api",
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        port: 8080,
        secrets: { DATABASE_URL: databaseUrl, FEATURES: { from: "parameter-store", name: "/stg/terrace/features" } },
        scaling: { min: 1, max: 4, cpuPercent: 60 },
        exec: true,
      },
      worker: {
        image: "worker",
        tier: "private",
        cpu: 256,
        memoryMiB: 512,
        caches: ["sessions"],
        secrets: { DATABASE_URL: databaseUrl },
        // One task stays whatever Spot does.
        capacity: [{ provider: "FARGATE", base: 1 }, { provider: "FARGATE_SPOT", weight: 3 }],
        desiredCount: 2,
        exec: true,
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
      },
    },
  },
  kubernetes: {
    kubernetesVersion: "1.35",
    tier: "private",
    // EKS takes no other zones later: a zone that the network gets is for pods only.
    availabilityZones: ["apne1-az1", "apne1-az4"],
    endpoint: { access: "public-and-private", publicCidrs: ["203.0.113.0/24"] },
    // EKS protects clusters from deletion only where AWS provider 6.9.0 or later asks for it.
    controlPlane: { deletionProtection: false },
    accessEntries: { platform: { principalArn: "arn:aws:iam::222222222222:role/platform", access: "cluster-admin" } },
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 2, maxSize: 4 } },
    addons: {
      "vpc-cni": { version: "v1.20.4-eksbuild.1" },
      "kube-proxy": { version: "v1.35.0-eksbuild.2" },
      "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" },
      coredns: { version: "v1.13.1-eksbuild.1" },
    },
  },
  platform: {
    identity: "pod-identity",
    namespaces: ["shop"],
    loadBalancerController: { chartVersion: "3.5.0", serviceWebhook: "off" },
    charts: {
      metricsServer: { version: "3.13.1" },
      clusterAutoscaler: { version: "9.54.0", imageTag: "v1.35.0" },
    },
    identities: {
      orders: {
        namespace: "shop",
        policies: { queue: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:ap-northeast-1:222222222222:orders" }] },
      },
    },
    ingresses: {
      shop: {
        namespace: "shop",
        loadBalancer: { scheme: "internet-facing" },
        listeners: { certificateArns: ["arn:aws:acm:ap-northeast-1:222222222222:certificate/22222222-2222-4222-8222-222222222222"] },
        targets: { healthCheck: { path: "/health" } },
        rules: [{ host: "shop.stg.example.com", paths: [{ path: "/", backend: { service: "web", port: 80 } }] }],
      },
    },
  },
};

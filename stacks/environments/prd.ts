import type { SecretProps } from "../container-props";
import type { Environment } from "../environment";

const databaseUrl: SecretProps = {
  from: "secrets-manager",
  arn: "arn:aws:secretsmanager:ap-northeast-1:333333333333:secret:prd/terrace/database-g7H8i9",
  jsonKey: "url",
};

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
    interfaces: { "ecr.api": {}, "ecr.dkr": {}, logs: {}, "ecs-agent": {}, secretsmanager: {}, ssm: {} },
  },
  registry: {
    images: ["api", "web", "worker"],
    repositories: {
      lifecycle: [
        { priority: 1, description: "what lost its tag", images: { tagStatus: "untagged" }, when: { countType: "sinceImagePushed", days: 14 } },
        { priority: 2, description: "the hundred newest", images: { tagStatus: "any" }, when: { countType: "imageCountMoreThan", count: 100 } },
      ],
    },
  },
  caches: {
    sessions: {
      tier: "isolated",
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
      throughput: { mode: "elastic" },
      lifecycle: { iaAfterDays: 30, archiveAfterDays: 90, backOnFirstAccess: true },
      accessPoints: { web: { path: "/web", user: { uid: 1000, gid: 1000 } } },
    },
  },
  containers: {
    tags: { api: "0.2.4", web: "0.2.5", worker: "0.2.4" },
    loadBalancer: {
      tier: "public",
      scheme: "internet-facing",
      allowFromCidrs: ["0.0.0.0/0"],
      certificateArn: "arn:aws:acm:ap-northeast-1:333333333333:certificate/33333333-3333-4333-8333-333333333333",
      alarms: {
        topicArn: "arn:aws:sns:ap-northeast-1:333333333333:prd-terrace-alarms",
        loadBalancerErrorsAbove: 10,
        targetErrorsAbove: 50,
        unhealthyTargetsAbove: 0,
      },
    },
    // Nobody opens a shell here: roots can be read only, and no endpoint is paid for it.
    services: {
      web: {
        image: "web",
        tier: "isolated",
        cpu: 512,
        memoryMiB: 1024,
        port: 8080,
        route: { priority: 1000, conditions: { paths: ["/*"] }, healthCheck: { path: "/health" } },
        calls: ["api"],
        caches: ["sessions"],
        files: { "/uploads": { fileSystem: "uploads", accessPoint: "web" } },
        readOnlyRoot: true,
        scaling: { min: 3, max: 12, cpuPercent: 60 },
        rollbackOn: ["target-errors", "web-unhealthy"],
        logs: { retentionDays: 365 },
      },
      api: {
        image: "api",
        tier: "isolated",
        cpu: 512,
        memoryMiB: 1024,
        port: 8080,
        secrets: { DATABASE_URL: databaseUrl, FEATURES: { from: "parameter-store", name: "/prd/terrace/features" } },
        readOnlyRoot: true,
        scaling: {
          min: 3,
          max: 9,
          cpuPercent: 60,
          memoryPercent: 75,
          schedules: {
            morning: { schedule: "cron(0 8 ? * MON-FRI *)", timezone: "Asia/Tokyo", min: 6, max: 9 },
            evening: { schedule: "cron(0 20 ? * MON-FRI *)", timezone: "Asia/Tokyo", min: 3, max: 9 },
          },
        },
        rollbackOn: ["target-errors"],
        logs: { retentionDays: 365 },
      },
      worker: {
        image: "worker",
        tier: "isolated",
        cpu: 512,
        memoryMiB: 1024,
        caches: ["sessions"],
        secrets: { DATABASE_URL: databaseUrl },
        readOnlyRoot: true,
        scaling: { min: 2, max: 6, cpuPercent: 70 },
        logs: { retentionDays: 365 },
      },
    },
    tasks: {
      migrate: {
        image: "api",
        command: ["npm", "run", "migrate"],
        tier: "isolated",
        cpu: 512,
        memoryMiB: 1024,
        secrets: { DATABASE_URL: databaseUrl },
        logs: { retentionDays: 365 },
      },
    },
  },
  // The API server answers inside the VPC only; people come over the VPN.
  kubernetes: {
    kubernetesVersion: "1.35",
    tier: "private",
    // EKS takes no other zones later: a zone that the network gets is for pods only.
    availabilityZones: ["apne1-az1", "apne1-az2", "apne1-az4"],
    endpoint: { clients: { vpn: { cidr: "10.100.0.0/16" } } },
    kubernetesNetwork: { serviceCidr: "172.20.0.0/16" },
    accessEntries: {
      platform: { principalArn: "arn:aws:iam::333333333333:role/platform", access: "cluster-admin" },
      operations: { principalArn: "arn:aws:iam::333333333333:role/operations", access: "admin-view" },
      "shop-team": { principalArn: "arn:aws:iam::333333333333:role/shop", access: [{ policy: "edit", namespaces: ["shop"] }, { policy: "view" }] },
    },
    logs: { retentionDays: 365 },
    // EKS protects clusters from deletion only where AWS provider 6.9.0 or later asks for it.
    controlPlane: { zonalShift: true, deletionProtection: false },
    // A group in each zone, so that the autoscaler can follow volumes, which are of one zone.
    nodeGroups: { general: { instanceTypes: ["m7g.large"], minSize: 1, maxSize: 6, perZone: true } },
    addons: {
      "vpc-cni": { version: "v1.20.4-eksbuild.1", prefixDelegation: true, networkPolicy: true },
      "kube-proxy": { version: "v1.35.0-eksbuild.2" },
      "eks-pod-identity-agent": { version: "v1.3.10-eksbuild.1" },
      coredns: { version: "v1.13.1-eksbuild.1", replicas: { min: 3, max: 10 } },
      "aws-ebs-csi-driver": { version: "v1.52.1-eksbuild.1", defaultStorageClass: true },
    },
  },
  platform: {
    identity: "pod-identity",
    roleArn: "arn:aws:iam::333333333333:role/platform",
    namespaces: ["shop"],
    loadBalancerController: { chartVersion: "3.5.0", serviceWebhook: "off", replicas: 3 },
    charts: {
      metricsServer: { version: "3.13.1" },
      clusterAutoscaler: { version: "9.54.0", imageTag: "v1.35.0" },
      externalDns: {
        version: "1.19.0",
        zoneArns: ["arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"],
        domainFilters: ["shop.example.com"],
        policy: "sync",
      },
    },
    identities: {
      orders: {
        namespace: "shop",
        policies: { queue: [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: "arn:aws:sqs:ap-northeast-1:333333333333:orders" }] },
      },
    },
    ingresses: {
      shop: {
        namespace: "shop",
        loadBalancer: {
          scheme: "internet-facing",
          webAcl: { arn: "arn:aws:wafv2:ap-northeast-1:333333333333:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef" },
          attributes: { deletionProtection: false, dropInvalidHeaders: true },
        },
        listeners: { certificateArns: ["arn:aws:acm:ap-northeast-1:333333333333:certificate/33333333-3333-4333-8333-333333333333"] },
        targets: { healthCheck: { path: "/health", intervalSeconds: 10 } },
        rules: [
          {
            host: "shop.example.com",
            paths: [
              { path: "/api", backend: { service: "api", port: 80 } },
              { path: "/", backend: { service: "web", port: 80 } },
            ],
          },
        ],
      },
    },
  },
};

import type { EcsClusterRef, EndpointRef, NetworkRef, RepositoryRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";

const zones = ["apne1-az1", "apne1-az2", "apne1-az4"];

function endpoint(service: string, kind: EndpointRef["kind"] = "interface"): EndpointRef {
  return {
    service,
    kind,
    tiers: kind === "gateway" ? ["app"] : [],
    availabilityZones: zones,
    privateDns: true,
    openTo: ["10.2.0.0/16"],
    allowedActions: "everything",
    ipAddressType: "ipv4",
  };
}

/** A network without a way out, as `@terrace/vpc` and `@terrace/vpc-endpoints` offer it. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.2.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: zones.map((availabilityZone, index) => ({
    tier: "app",
    availabilityZone,
    subnetId: `subnet-0123456789abcdef${index}`,
    routeTableId: `rtb-0123456789abcdef${index}`,
    cidrBlock: `10.2.${index * 4}.0/22`,
    egress: "none",
  })),
  endpoints: [
    endpoint("s3", "gateway"),
    ...["ecr.api", "ecr.dkr", "logs", "secretsmanager", "ssm", "kms", "ssmmessages", "ecs-agent"].map((service) => endpoint(service)),
  ],
};

const cluster: EcsClusterRef = {
  clusterName: "prd-shop",
  clusterArn: "arn:aws:ecs:ap-northeast-1:333333333333:cluster/prd-shop",
  capacityProviders: ["FARGATE", "FARGATE_SPOT"],
  serviceConnectNamespaceArn: "arn:aws:servicediscovery:ap-northeast-1:333333333333:namespace/ns-0123456789abcdef",
};

const repository: RepositoryRef = {
  repositoryUrl: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/api",
  repositoryArn: "arn:aws:ecr:ap-northeast-1:333333333333:repository/shop/api",
};

const kmsKeyArn = "arn:aws:kms:ap-northeast-1:333333333333:key/01234567-89ab-cdef-0123-456789abcdef";

/** An isolated tier, secrets, a name for other services, a shell, Spot beside Fargate, and as many tasks as CPU asks for. */
export function production(stack: TerraformStack): FargateService {
  const api = new FargateService(stack, "api", {
    name: "prd-shop-api",
    cluster,
    network,
    tier: "app",
    task: {
      cpu: 1024,
      memoryMiB: 2048,
      platform: { architecture: "ARM64" },
      containers: {
        migrate: { image: { repository, tag: "3f2a9c1" }, essential: false, command: ["npm", "run", "migrate"] },
        api: {
          image: { repository, tag: "3f2a9c1" },
          ports: [{ port: 8080, name: "http", appProtocol: "http" }],
          environment: { NODE_ENV: "production" },
          secrets: {
            DATABASE_PASSWORD: {
              from: "secrets-manager",
              arn: "arn:aws:secretsmanager:ap-northeast-1:333333333333:secret:prd/shop/database-AbCdEf",
              jsonKey: "password",
              kmsKeyArn,
            },
            FEATURES: { from: "parameter-store", arn: "arn:aws:ssm:ap-northeast-1:333333333333:parameter/prd/shop/features" },
          },
          healthCheck: { command: ["CMD-SHELL", 'curl -fs "http://localhost:8080/health" || exit 1'], startPeriodSeconds: 30 },
          dependsOn: { migrate: "SUCCESS" },
          mounts: { "/tmp/cache": { volume: "cache" }, "/uploads": { volume: "uploads" } },
        },
      },
      volumes: [{ name: "cache" }, { name: "uploads", fileSystemId: "fs-0123456789abcdef0", accessPointId: "fsap-0123456789abcdef0" }],
      logs: { retentionDays: 365, kmsKeyArn },
    },
    capacity: [{ provider: "FARGATE", base: 2 }, { provider: "FARGATE_SPOT", weight: 3 }],
    scaling: {
      min: 2,
      max: 12,
      cpuPercent: 60,
      schedules: { evening: { schedule: "cron(0 18 * * ? *)", timezone: "Asia/Tokyo", min: 6, max: 20 } },
    },
    serviceConnect: { offers: { http: { dnsName: "api" } } },
    exec: true,
    taskDefinitionOwner: "ci",
    tags: { DataClass: "personal" },
  });
  api.allowFrom("web", { securityGroupId: "sg-0123456789abcdef0" });
  return api;
}

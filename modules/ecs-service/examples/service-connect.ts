import type { EcsClusterRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

const region = "ap-northeast-1:333333333333";

const cluster: EcsClusterRef = {
  clusterName: "prd-shop",
  clusterArn: `arn:aws:ecs:${region}:cluster/prd-shop`,
  capacityProviders: ["FARGATE"],
  serviceConnectNamespaceArn: `arn:aws:servicediscovery:${region}:namespace/ns-fedcba9876543210`,
};

/** The shop calls the API as `http://api`: encrypted between the proxies, let through by a rule, in the right order. */
export function serviceConnect(stack: TerraformStack): FargateService {
  const where = { cluster, network, tier: "private", desiredCount: 2 } as const;
  const image = (name: string) => `333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/${name}:3f2a9c1`;
  const api = new FargateService(stack, "api", {
    ...where,
    name: "prd-shop-api",
    task: {
      cpu: 512,
      memoryMiB: 1024,
      containers: { api: { image: image("api"), ports: [{ port: 8080, name: "http", appProtocol: "http" }] } },
    },
    serviceConnect: {
      offers: {
        http: {
          dnsName: "api",
          port: 80,
          requestTimeoutSeconds: 30,
          tls: { certificateAuthorityArn: `arn:aws:acm-pca:${region}:certificate-authority/01234567-89ab-cdef-0123-456789abcdef` },
        },
      },
    },
  });
  const web = new FargateService(stack, "web", {
    ...where,
    name: "prd-shop-web",
    task: { cpu: 512, memoryMiB: 1024, containers: { web: { image: image("web"), environment: { API: "http://api" } } } },
    serviceConnect: { calls: ["api"] },
  });
  web.connectTo(api, "api");
  return web;
}

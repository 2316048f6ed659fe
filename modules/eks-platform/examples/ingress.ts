import { configureClusterProviders, Ingress } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { fargateCluster } from "./given/fargate-cluster";

/** A shop on the internet: TLS, a web ACL, a new version for a tenth of the customers, and an answer while it is closed. */
export function ingress(stack: TerraformStack): Ingress {
  configureClusterProviders(stack, fargateCluster);
  return new Ingress(stack, "web", {
    cluster: fargateCluster,
    name: "web",
    namespace: "shop",
    controllerVersion: "3.5.0",
    loadBalancer: {
      scheme: "internet-facing",
      webAcl: { arn: "arn:aws:wafv2:ap-northeast-1:111111111111:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef" },
      attributes: { idleTimeoutSeconds: 30, accessLogs: { bucket: "dev-shop-logs", prefix: "web" } },
    },
    listeners: { certificateArns: ["arn:aws:acm:ap-northeast-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef"] },
    targets: { healthCheck: { path: "/health", intervalSeconds: 10 }, attributes: { deregistrationDelaySeconds: 30 } },
    actions: {
      canary: { type: "forward", targets: [{ service: "web", port: 80, weight: 90 }, { service: "web-next", port: 80, weight: 10 }] },
      closed: { type: "fixed-response", status: 503, body: "We are back in a minute" },
    },
    conditions: { closed: [{ field: "http-header", name: "X-Preview", values: ["closed"] }] },
    rules: [
      {
        host: "shop.example.com",
        paths: [
          { path: "/closed", type: "Exact", backend: { action: "closed" } },
          { path: "/api", backend: { service: "api", port: "http" } },
          { path: "/", backend: { action: "canary" } },
        ],
      },
    ],
    annotations: { "external-dns.alpha.kubernetes.io/hostname": "shop.example.com" },
  });
}

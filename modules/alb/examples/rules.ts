import { ApplicationLoadBalancer } from "@terrace/alb";
import type { NetworkRef } from "@terrace/core";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: false,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "private",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.0.0.0/24",
      egress: "nat",
    },
    {
      tier: "private",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.0.1.0/24",
      egress: "nat",
    },
  ],
  endpoints: [],
};

/** Every kind of condition and action, gRPC beside HTTP, and clients that show a certificate. */
export function rules(stack: TerraformStack): ApplicationLoadBalancer {
  const trustStoreArn = "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:truststore/partners/0123456789abcdef";
  return new ApplicationLoadBalancer(stack, "alb", {
    name: "dev-api",
    network,
    tier: "private",
    allowFromCidrs: ["10.0.0.0/8"],
    idleTimeoutSeconds: 120,
    http: { desyncMitigation: "strictest", tlsHeaders: true },
    targetGroups: {
      web: { port: 8080, stickiness: { type: "application-cookie", cookie: "SESSION", seconds: 86400 }, deregistrationDelaySeconds: 30 },
      next: { port: 8080, algorithm: "least-outstanding-requests", healthCheck: { path: "/health", successCodes: "200-299", intervalSeconds: 10 } },
      orders: { port: 50051, version: "GRPC" },
    },
    listeners: {
      https: {
        protocol: "HTTPS",
        certificateArn: "arn:aws:acm:ap-northeast-1:111111111111:certificate/01234567-89ab-cdef-0123-456789abcdef",
        clientCertificates: { mode: "verify", trustStoreArn },
        rules: {
          orders: { priority: 10, conditions: { paths: ["/shop.Orders/*"], methods: ["POST"] }, action: { type: "forward", targetGroup: "orders" } },
          preview: { priority: 20, conditions: { headers: { "X-Preview": ["yes"] } }, action: { type: "forward", targetGroup: "next" } },
          versions: { priority: 30, conditions: { queries: [{ key: "version", value: "2" }, { value: "next*" }] }, action: { type: "forward", targetGroup: "next" } },
          office: {
            priority: 40,
            conditions: { sourceCidrs: ["10.20.0.0/16"] },
            action: { type: "weighted", weights: { web: 90, next: 10 }, stickinessSeconds: 600 },
          },
          robots: { priority: 50, conditions: { paths: ["/robots.txt"] }, action: { type: "fixed-response", status: 200, body: "User-agent: *\nDisallow: /" } },
          all: { priority: 50000, conditions: { hosts: ["*.example.com"] }, action: { type: "forward", targetGroup: "web" } },
        },
      },
    },
  });
}

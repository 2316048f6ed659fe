import { ApplicationLoadBalancer } from "@terrace/alb";
import type { NetworkRef } from "@terrace/core";
import type { TerraformStack } from "cdktf";

/** The network, as `@terrace/vpc` offers it or as somebody else's is written down. */
const network: NetworkRef = {
  vpcId: "vpc-0123456789abcdef0",
  cidrBlocks: ["10.0.0.0/16"],
  dualStack: true,
  dns: { support: true, hostnames: true },
  subnets: [
    {
      tier: "public",
      availabilityZone: "apne1-az1",
      subnetId: "subnet-0123456789abcdef0",
      routeTableId: "rtb-0123456789abcdef0",
      cidrBlock: "10.0.0.0/24",
      egress: "internet-gateway",
    },
    {
      tier: "public",
      availabilityZone: "apne1-az4",
      subnetId: "subnet-0123456789abcdef2",
      routeTableId: "rtb-0123456789abcdef2",
      cidrBlock: "10.0.1.0/24",
      egress: "internet-gateway",
    },
  ],
  endpoints: [],
};

/** One load balancer, and services that each bring a target group and a rule of their own. */
export function shared(stack: TerraformStack): ApplicationLoadBalancer {
  const alb = new ApplicationLoadBalancer(stack, "alb", {
    name: "prd-shop",
    network,
    tier: "public",
    scheme: "internet-facing",
    ipAddressType: "dualstack",
    allowFromCidrs: ["0.0.0.0/0", "::/0"],
    listeners: {
      http: { protocol: "HTTP" },
      https: {
        protocol: "HTTPS",
        certificateArn: "arn:aws:acm:ap-northeast-1:333333333333:certificate/01234567-89ab-cdef-0123-456789abcdef",
        moreCertificateArns: { admin: "arn:aws:acm:ap-northeast-1:333333333333:certificate/11234567-89ab-cdef-0123-456789abcdef" },
        rules: {
          moved: { priority: 10, conditions: { paths: ["/old/*"] }, action: { type: "redirect", path: "/new", permanent: true } },
        },
      },
    },
    accessLogs: { bucket: "prd-shop-logs-333333333333", prefix: "alb" },
    connectionLogs: { bucket: "prd-shop-logs-333333333333", prefix: "alb-connections" },
    waf: { webAclArn: "arn:aws:wafv2:ap-northeast-1:333333333333:regional/webacl/shop/01234567-89ab-cdef-0123-456789abcdef" },
    alarms: {
      topicArn: "arn:aws:sns:ap-northeast-1:333333333333:alarms",
      loadBalancerErrorsAbove: 10,
      targetErrorsAbove: 50,
      unhealthyTargetsAbove: 0,
      responseSecondsAbove: 2,
    },
    alias: { zoneId: "Z0123456789ABCDEFGHIJ", names: ["www.example.com", "admin.example.com"] },
  });

  const web = { securityGroupId: "sg-0123456789abcdef0" };
  alb.addTargetGroup("web", { port: 8080, healthCheck: { path: "/health" } });
  alb.addRule("https", "web", { priority: 200, conditions: { hosts: ["www.example.com"] }, action: { type: "forward", targetGroup: "web" } });
  alb.allowTo("web", web, "web");

  const admin = { securityGroupId: "sg-0123456789abcdef1" };
  alb.addTargetGroup("admin", { port: 3000, slowStartSeconds: 60, stickiness: { type: "load-balancer-cookie", seconds: 3600 } });
  alb.addRule("https", "admin", {
    priority: 100,
    conditions: { hosts: ["admin.example.com"], sourceCidrs: ["203.0.113.0/24"] },
    action: { type: "forward", targetGroup: "admin" },
  });
  alb.allowTo("admin", admin, "admin");
  return alb;
}

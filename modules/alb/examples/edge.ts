import { NetworkLoadBalancer } from "@terrace/alb";
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

/** TLS and UDP with fixed addresses: a broker of messages and a name server behind one load balancer. */
export function edge(stack: TerraformStack): NetworkLoadBalancer {
  const nlb = new NetworkLoadBalancer(stack, "nlb", {
    name: "prd-shop-edge",
    network,
    tier: "public",
    scheme: "internet-facing",
    allowFromCidrs: ["0.0.0.0/0"],
    addresses: {
      "apne1-az1": { allocationId: "eipalloc-0123456789abcdef0" },
      "apne1-az4": { allocationId: "eipalloc-0123456789abcdef1" },
    },
    crossZone: true,
    accessLogs: { bucket: "prd-shop-logs-333333333333", prefix: "nlb" },
    targetGroups: {
      mqtt: { port: 1883, sticky: false, deregistrationDelaySeconds: 120, terminateConnections: true },
      names: { port: 53, protocol: "UDP", healthCheck: { port: 8080, protocol: "HTTP", path: "/health" } },
    },
    listeners: {
      mqtt: {
        protocol: "TLS",
        port: 8883,
        certificateArn: "arn:aws:acm:ap-northeast-1:333333333333:certificate/01234567-89ab-cdef-0123-456789abcdef",
        targetGroup: "mqtt",
      },
      names: { protocol: "UDP", port: 53, targetGroup: "names" },
    },
    alarms: { topicArn: "arn:aws:sns:ap-northeast-1:333333333333:alarms", unhealthyTargetsAbove: 0, loadBalancerResetsAbove: 100 },
  });
  nlb.addTargetGroup("ssh", { port: 2222 });
  nlb.addListener("ssh", { protocol: "TCP", port: 22, targetGroup: "ssh", idleTimeoutSeconds: 3600 });
  nlb.allowTo("broker", { securityGroupId: "sg-0123456789abcdef0" }, "mqtt", "ssh");
  nlb.allowTo("names", { securityGroupId: "sg-0123456789abcdef1" }, "names");
  return nlb;
}

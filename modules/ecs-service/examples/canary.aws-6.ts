import type { TargetGroupRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

function targetGroup(name: string): TargetGroupRef {
  return {
    targetGroupArn: `arn:aws:elasticloadbalancing:ap-northeast-1:333333333333:targetgroup/${name}/0123456789abcdef`,
    port: 8080,
    targetType: "ip",
    loadBalancer: "application",
    securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
  };
}

/** A new revision is tested, gets a tenth of the traffic, and the rest when it did well. AWS provider 6.21.0 or later. */
export function canary(stack: TerraformStack): FargateService {
  const listener = "arn:aws:elasticloadbalancing:ap-northeast-1:333333333333:listener-rule/app/prd-shop/0123456789abcdef/0123456789abcdef";
  return new FargateService(stack, "web", {
    name: "prd-shop-web",
    cluster: {
      clusterName: "prd-shop",
      clusterArn: "arn:aws:ecs:ap-northeast-1:333333333333:cluster/prd-shop",
      capacityProviders: ["FARGATE"],
    },
    network,
    tier: "private",
    desiredCount: 2,
    task: {
      cpu: 512,
      memoryMiB: 1024,
      containers: { web: { image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1", ports: [{ port: 8080 }] } },
    },
    targets: {
      web: {
        targetGroup: targetGroup("prd-shop-web-blue"),
        shift: { alternate: targetGroup("prd-shop-web-green"), productionRuleArn: `${listener}/0123456789abcdef`, testRuleArn: `${listener}/fedcba9876543210` },
      },
    },
    deployment: {
      strategy: { kind: "canary", stepPercent: 10, stepBakeMinutes: 15 },
      hooks: {
        smoke: {
          functionArn: "arn:aws:lambda:ap-northeast-1:333333333333:function:prd-shop-smoke",
          stages: ["POST_TEST_TRAFFIC_SHIFT"],
        },
      },
      alarmNames: ["prd-shop-web-errors"],
    },
  });
}

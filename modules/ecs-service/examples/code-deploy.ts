import type { TargetGroupRef } from "@terrace/core";
import { FargateService } from "@terrace/ecs-service";
import { TerraformOutput, type TerraformStack } from "cdktf";
import { network } from "./given/network";

const region = "ap-northeast-1:333333333333";

function targetGroup(name: string): TargetGroupRef {
  return {
    targetGroupArn: `arn:aws:elasticloadbalancing:${region}:targetgroup/${name}/0123456789abcdef`,
    port: 8080,
    targetType: "ip",
    loadBalancer: "application",
    securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
  };
}

/** CodeDeploy moves a tenth of the traffic, waits a quarter of an hour, and moves the rest. On AWS provider 5 too. */
export function codeDeploy(stack: TerraformStack): FargateService {
  const web = new FargateService(stack, "web", {
    name: "prd-shop-web",
    cluster: { clusterName: "prd-shop", clusterArn: `arn:aws:ecs:${region}:cluster/prd-shop`, capacityProviders: ["FARGATE"] },
    network,
    tier: "private",
    desiredCount: 2,
    task: {
      cpu: 512,
      memoryMiB: 1024,
      containers: { web: { image: "333333333333.dkr.ecr.ap-northeast-1.amazonaws.com/shop/web:3f2a9c1", ports: [{ port: 8080 }] } },
    },
    targets: { web: { targetGroup: targetGroup("prd-shop-web-blue") } },
    deployment: {
      codeDeploy: {
        alternate: targetGroup("prd-shop-web-green"),
        productionListenerArn: `arn:aws:elasticloadbalancing:${region}:listener/app/prd-shop/0123456789abcdef/0123456789abcdef`,
        traffic: { kind: "canary", percent: 10, minutes: 15 },
        terminationMinutes: 30,
      },
      alarmNames: ["prd-shop-web-errors"],
    },
  });
  new TerraformOutput(stack, "web_app_spec", { value: web.codeDeploy?.appSpec });
  return web;
}

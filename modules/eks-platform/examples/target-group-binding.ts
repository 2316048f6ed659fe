import type { TargetGroupRef } from "@terrace/core";
import { configureClusterProviders, TargetGroupBinding } from "@terrace/eks-platform";
import type { TerraformStack } from "cdktf";
import { fargateCluster } from "./given/fargate-cluster";

/** A target group as `@terrace/alb` offers it, or as somebody else's is written down. */
const targetGroup: TargetGroupRef = {
  targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/dev-shop-web/0123456789abcdef",
  port: 8080,
  targetType: "ip",
  loadBalancer: "application",
  securityGroup: { securityGroupId: "sg-0123456789abcdef1" },
};

/** Terraform owns the load balancer and its rules; the cluster says which pods stand behind it. */
export function targetGroupBinding(stack: TerraformStack): TargetGroupBinding {
  configureClusterProviders(stack, fargateCluster);
  return new TargetGroupBinding(stack, "web", {
    cluster: fargateCluster,
    name: "web",
    namespace: "shop",
    chart: { folder: "modules/eks-platform/charts/target-group-binding" },
    targetGroup,
    service: { name: "web", port: 80 },
    openPort: 8080,
  });
}

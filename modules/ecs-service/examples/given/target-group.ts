import type { TargetGroupRef } from "@terrace/core";

/** A target group that somebody else made. `alb.addTargetGroup` of `@terrace/alb` returns one too. */
export const targetGroup: TargetGroupRef = {
  targetGroupArn: "arn:aws:elasticloadbalancing:ap-northeast-1:111111111111:targetgroup/dev-shop-web/0123456789abcdef",
  port: 8080,
  targetType: "ip",
  loadBalancer: "application",
  securityGroup: { securityGroupId: "sg-0123456789abcdef0" },
};

import { Cluster } from "@terrace/ecs-cluster";
import type { TerraformStack } from "cdktf";

/** Exec sessions are recorded in the bucket of an audit account, and Service Connect uses a namespace that is there. */
export function execToS3(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "stg-shop",
    containerInsights: "enabled",
    exec: { logs: { to: "s3", bucketName: "audit-sessions", bucketArn: "arn:aws:s3:::audit-sessions", prefix: "stg-shop" } },
    namespace: { type: "existing", arn: "arn:aws:servicediscovery:ap-northeast-1:222222222222:namespace/ns-0123456789abcdef" },
  });
}

import { ReplicationGroup, User, UserGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** Users with rights of their own. They come with their IAM identity, so no secret is kept anywhere. */
export function users(stack: TerraformStack): ReplicationGroup {
  const api = new User(stack, "api", {
    userId: "prd-shop-api",
    engine: "valkey",
    accessString: "on ~session:* +@read +@write -@dangerous",
    authentication: { type: "iam" },
  });
  const report = new User(stack, "report", {
    userId: "prd-shop-report",
    engine: "valkey",
    accessString: "on ~session:* +@read",
    authentication: { type: "iam" },
  });
  const group = new UserGroup(stack, "users", {
    userGroupId: "prd-shop",
    engine: "valkey",
    users: { api: api.user, report: report.user },
  });
  const sessions = new ReplicationGroup(stack, "sessions", {
    name: "prd-shop-sessions",
    network,
    tier: "isolated",
    engine: "valkey",
    engineVersion: "8.1",
    nodeType: "cache.r7g.large",
    topology: { clusterMode: "disabled", replicas: 1 },
    authentication: group.authentication,
  });
  const role = { roleName: "prd-shop-api-task", roleArn: "arn:aws:iam::333333333333:role/prd-shop-api-task" };
  api.grantConnect("api-task", role, sessions.replicationGroupArn);
  return sessions;
}

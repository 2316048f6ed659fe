import { SecondaryReplicationGroup } from "@terrace/elasticache";
import type { TerraformStack } from "cdktf";
import { network } from "./given/network";

/** The same cache in another region, for reading. The id comes from the stack that takes the writes. */
export function globalSecondary(stack: TerraformStack): SecondaryReplicationGroup {
  const sessions = new SecondaryReplicationGroup(stack, "sessions", {
    name: "prd-shop-sessions-2",
    globalReplicationGroupId: "erpgt-prd-shop-sessions",
    network,
    tier: "isolated",
    clusterMode: "disabled",
    replicas: 1,
  });
  sessions.allowFrom("api", { securityGroupId: "sg-0123456789abcdef0" });
  return sessions;
}

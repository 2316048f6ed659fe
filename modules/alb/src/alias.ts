import type { Lb } from "@cdktf/provider-aws/lib/lb";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import type { Construct } from "constructs";
import type { LoadBalancerSettings } from "./settings";

/** Names in Route 53 that lead to a load balancer, for IPv6 too where it has that. */
export function createAlias(scope: Construct, { alias, ipAddressType }: LoadBalancerSettings, loadBalancer: Lb): void {
  if (alias === undefined) return;
  const types = ipAddressType === "ipv4" ? ["A"] : ["A", "AAAA"];
  for (const name of alias.names) {
    for (const type of types) {
      new Route53Record(scope, `alias-${name.replace(/\W/g, "-")}-${type.toLowerCase()}`, {
        zoneId: alias.zoneId,
        name,
        type,
        alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
      });
    }
  }
}

import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { SecurityGroupRef } from "@terrace/core";
import type { Construct } from "constructs";
import type { PlacementSettings, ServiceSettings } from "./service-settings";
import { hasOwnAddress, protocolsOf, reachedPorts } from "./task-settings";

/** A group of its own: tasks reach everything, and nobody reaches them before a rule says so. */
export function createSecurityGroup(scope: Construct, { name, network, tags }: PlacementSettings): SecurityGroupRef {
  const { id: securityGroupId } = new SecurityGroup(scope, "security-group", {
    name: `${name}-tasks`,
    description: `Tasks of ${name}`,
    vpcId: network.vpcId,
    tags: { ...tags, Name: `${name}-tasks` },
    // AWS refuses to delete a group that a task uses, so a change of name makes the new one first.
    lifecycle: { createBeforeDestroy: true },
  });
  const everywhere = { securityGroupId, ipProtocol: "-1", description: "Everything that tasks call" };
  new VpcSecurityGroupEgressRule(scope, "egress-ipv4", { ...everywhere, cidrIpv4: "0.0.0.0/0" });
  if (network.dualStack) new VpcSecurityGroupEgressRule(scope, "egress-ipv6", { ...everywhere, cidrIpv6: "::/0" });
  return { securityGroupId };
}

/**
 * Opens the way from each load balancer to its port: out of its group, and into the tasks' or the instances'. Targets that
 * share a group and ports share the rules, because AWS refuses the same rule twice.
 */
export function openToLoadBalancers(scope: Construct, { name, targets, task, opensInstances }: ServiceSettings, { securityGroupId }: SecurityGroupRef): void {
  if (!hasOwnAddress(task) && !opensInstances) return;
  const opened = new Set<string>();
  for (const { key, targetGroup, container, port } of targets) {
    const theirs = targetGroup.securityGroup?.securityGroupId;
    const ports = reachedPorts(task, port ?? 0, container);
    if (theirs === undefined) continue;
    for (const ipProtocol of protocolsOf(task, port ?? 0, container)) {
      const way = `${theirs} ${ports.fromPort}/${ipProtocol}`;
      if (opened.has(way)) continue;
      opened.add(way);
      const id = ruleId(`target-${key}`, ipProtocol);
      new VpcSecurityGroupIngressRule(scope, `from-${id}`, {
        securityGroupId, referencedSecurityGroupId: theirs, ipProtocol, ...ports, description: `Load balancer of ${key}`,
      });
      new VpcSecurityGroupEgressRule(scope, `to-${id}`, {
        securityGroupId: theirs, referencedSecurityGroupId: securityGroupId, ipProtocol, ...ports, description: `Tasks of ${name}`,
      });
    }
  }
}

/** A port that speaks both has a rule for each. */
export function ruleId(id: string, ipProtocol: "tcp" | "udp"): string {
  return ipProtocol === "tcp" ? id : `${id}-udp`;
}

import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule, type VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { SecurityGroupRef, Tags } from "@terrace/core";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { discoveryTag } from "./karpenter";
import { controlPlanePorts, dnsPort, metricsServerPort, podPorts } from "./limits";
import type { ClusterSettings, NodeTrafficSettings } from "./settings";

/** A security group, and the rules that must stay as long as somebody is in it. */
export interface MadeGroup {
  readonly securityGroup: SecurityGroupRef;
  readonly rules: readonly ITerraformDependable[];
}

/** From where a rule lets traffic in. */
type Peer = Pick<VpcSecurityGroupIngressRuleConfig, "cidrIpv4" | "referencedSecurityGroupId">;

/** Lets one range of ports in. */
function openPorts(scope: Construct, id: string, into: SecurityGroupRef, peer: Peer, options: PortsOptions): VpcSecurityGroupIngressRule {
  const { protocol = "tcp", from, to = from, description } = options;
  return new VpcSecurityGroupIngressRule(scope, id, {
    securityGroupId: into.securityGroupId,
    ...peer,
    ipProtocol: protocol,
    fromPort: from,
    toPort: to,
    description,
  });
}

interface PortsOptions {
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";
  readonly from: number;
  /** @default - the same as `from` */
  readonly to?: number;
  readonly description: string;
}

/**
 * The group of EKS's network interfaces that decides who reaches the private endpoint. It carries no tag of the cluster:
 * EKS tags the group that it makes itself.
 */
export function createControlPlaneGroup(scope: Construct, settings: ClusterSettings): MadeGroup {
  const { name, network, endpoint, hybridNodes, tags } = settings;
  const group = new SecurityGroup(scope, "control-plane-security-group", {
    name: `${name}-control-plane`,
    description: `API server of the EKS cluster ${name}`,
    vpcId: network.vpcId,
    tags: { ...tags, Name: `${name}-control-plane` },
  });
  const securityGroup = { securityGroupId: group.id };
  const rules = Object.entries(endpoint.clients).map(([key, client]) => {
    const peer = "cidr" in client ? { cidrIpv4: client.cidr } : { referencedSecurityGroupId: client.securityGroupId };
    return openPorts(scope, `control-plane-from-client-${key}`, securityGroup, peer, { from: 443, description: `API server from ${key}` });
  });
  const remote = Object.entries({ nodes: hybridNodes?.nodeCidrs ?? [], pods: hybridNodes?.podCidrs ?? [] }).flatMap(([what, cidrs]) =>
    cidrs.map((cidrIpv4) => {
      const id = `control-plane-from-hybrid-${what}-${cidrIpv4.replace(/\W/g, "-")}`;
      return openPorts(scope, id, securityGroup, { cidrIpv4 }, { from: 443, description: `API server from hybrid ${what}` });
    }),
  );
  return { securityGroup, rules: [...rules, ...remote] };
}

/**
 * The group of nodes, the only one that their network interfaces carry, so that the AWS Load Balancer Controller finds
 * exactly one with the cluster's tag on each.
 */
export function createNodeGroup(scope: Construct, settings: ClusterSettings, controlPlane: SecurityGroupRef): MadeGroup {
  const { name, network, compute, tags, override } = settings;
  const karpenter: Tags = compute.karpenter === undefined ? {} : { [discoveryTag(name)]: "true" };
  const group = new SecurityGroup(scope, "node-security-group", {
    name: `${name}-nodes`,
    description: `Nodes of the EKS cluster ${name}`,
    vpcId: network.vpcId,
    tags: { ...tags, Name: `${name}-nodes`, [`kubernetes.io/cluster/${name}`]: "owned", ...karpenter },
    ...override.nodeSecurityGroup,
  });
  const nodes = { securityGroupId: group.id };
  const fromNodes = { referencedSecurityGroupId: nodes.securityGroupId };
  return {
    securityGroup: nodes,
    rules: [
      openPorts(scope, "control-plane-from-nodes", controlPlane, fromNodes, { from: 443, description: "API server from nodes and pods" }),
      ...openToControlPlane(scope, settings, nodes, controlPlane),
      ...openBetweenNodes(scope, settings, nodes, fromNodes),
      ...openOut(scope, settings, nodes),
    ],
  };
}

function openToControlPlane(scope: Construct, { nodeTraffic, addons }: ClusterSettings, nodes: SecurityGroupRef, { securityGroupId }: SecurityGroupRef) {
  const peer = { referencedSecurityGroupId: securityGroupId };
  const metrics = addons.some(({ name }) => name === "metrics-server") ? [metricsServerPort] : [];
  return [...new Set([...controlPlanePorts, ...nodeTraffic.webhookPorts, ...metrics])].map((port) =>
    openPorts(scope, `nodes-${port}-from-control-plane`, nodes, peer, { from: port, description: `Port ${port} from the control plane` }),
  );
}

function openBetweenNodes(scope: Construct, { nodeTraffic }: ClusterSettings, nodes: SecurityGroupRef, fromNodes: Peer) {
  return openPods(scope, "nodes", nodes, fromNodes, nodeTraffic, "between nodes");
}

/** DNS and the ports of pods, or everything. */
function openPods(scope: Construct, id: string, into: SecurityGroupRef, peer: Peer, { betweenNodes, podPorts: ports }: NodeTrafficSettings, where: string) {
  if (betweenNodes === "everything") {
    const { securityGroupId } = into;
    return [new VpcSecurityGroupIngressRule(scope, `${id}-everything`, { securityGroupId, ...peer, ipProtocol: "-1", description: `Everything ${where}` })];
  }
  return [
    openPorts(scope, `${id}-dns-tcp`, into, peer, { from: dnsPort, description: `DNS ${where}` }),
    openPorts(scope, `${id}-dns-udp`, into, peer, { from: dnsPort, protocol: "udp", description: `DNS ${where}` }),
    openPorts(scope, `${id}-pods`, into, peer, { ...podPorts, description: `Pods ${where}` }),
    ...ports.map((port) => openPorts(scope, `${id}-pods-${port}`, into, peer, { from: port, description: `Pods on ${port} ${where}` })),
  ];
}

/** Nodes get out to wherever the network leads; the network decides where that is. */
function openOut(scope: Construct, { network }: ClusterSettings, { securityGroupId }: SecurityGroupRef): VpcSecurityGroupEgressRule[] {
  const out = { securityGroupId, ipProtocol: "-1", description: "Everywhere" };
  const ipv4 = new VpcSecurityGroupEgressRule(scope, "nodes-to-ipv4", { ...out, cidrIpv4: "0.0.0.0/0" });
  if (!network.dualStack) return [ipv4];
  return [ipv4, new VpcSecurityGroupEgressRule(scope, "nodes-to-ipv6", { ...out, cidrIpv6: "::/0" })];
}

/**
 * Lets nodes and the group that EKS makes reach each other: Fargate pods and Auto Mode's nodes are in that one.
 */
export function joinGroups(scope: Construct, { nodeTraffic }: ClusterSettings, nodes: SecurityGroupRef, clusterGroup: SecurityGroupRef): VpcSecurityGroupIngressRule[] {
  const fromCluster = { referencedSecurityGroupId: clusterGroup.securityGroupId };
  const fromNodes = { referencedSecurityGroupId: nodes.securityGroupId };
  return [
    ...openPods(scope, "nodes-from-cluster", nodes, fromCluster, nodeTraffic, "from Fargate and Auto Mode"),
    ...openPods(scope, "cluster-from-nodes", clusterGroup, fromNodes, nodeTraffic, "from nodes"),
  ];
}

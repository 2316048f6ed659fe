import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { SecurityGroupRef } from "@terrace/core";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { isIpv6, type LoadBalancerSettings } from "./settings";
import { hasUdp, type TargetGroupSettings } from "./target-group-settings";

/** Who comes in, by the arguments of a rule. */
interface Source {
  readonly cidrIpv4?: string;
  readonly cidrIpv6?: string;
  readonly prefixListId?: string;
  readonly referencedSecurityGroupId?: string;
  readonly description: string;
}

/** A port that clients come to. */
interface Door {
  readonly protocol: string;
  readonly port: number;
}

/** The security group of a load balancer: every source may come to every listener, and only targets are reached. */
export class Doors extends Construct {
  public readonly securityGroup: SecurityGroupRef;

  private readonly doors = new Map<string, Door>();
  private readonly sources = new Map<string, Source>();

  public constructor(scope: Construct, id: string, settings: LoadBalancerSettings) {
    super(scope, id);
    const { name, network, tags, allowFromCidrs, allowFromPrefixLists } = settings;
    const { id: securityGroupId } = new SecurityGroup(this, "Resource", {
      name: `${name}-load-balancer`,
      description: `Clients and targets of the load balancer ${name}`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: `${name}-load-balancer` },
      // AWS refuses to delete a group that a load balancer uses, so a change of name makes the new one first.
      lifecycle: { createBeforeDestroy: true },
    });
    this.securityGroup = { securityGroupId };
    allowFromCidrs.forEach((cidr, index) => {
      const block = isIpv6(cidr) ? { cidrIpv6: cidr } : { cidrIpv4: cidr };
      this.addSource(blockKey(cidr, index), { ...block, description: "a block of addresses" });
    });
    for (const [key, prefixListId] of Object.entries(allowFromPrefixLists)) {
      this.addSource(`list-${key}`, { prefixListId, description: `the prefix list ${key}` });
    }
  }

  /** Opens a port to every source. */
  public addDoor(key: string, door: Door): void {
    this.doors.set(key, door);
    for (const [sourceKey, source] of this.sources) this.open(sourceKey, source, key, door);
  }

  /** Opens every port to a source. */
  public addSource(key: string, source: Source): void {
    this.sources.set(key, source);
    for (const [doorKey, door] of this.doors) this.open(key, source, doorKey, door);
  }

  /** Opens the way to targets, for traffic and for health checks. */
  public addTarget(key: string, peer: SecurityGroupRef, groups: readonly TargetGroupSettings[]): void {
    const ways = groups.flatMap(({ protocol, port, healthCheck }) => [
      ...transportsOf(protocol).map((transport) => ({ transport, port })),
      { transport: "tcp", port: healthCheck.port ?? port },
    ]);
    // Blue and green have the same port, and AWS takes a rule only once.
    const unique = new Map(ways.map((way) => [`${way.transport}-${way.port}`, way]));
    for (const [way, { transport, port }] of unique) {
      new VpcSecurityGroupEgressRule(this, `to-${key}-${way}`, {
        securityGroupId: this.securityGroup.securityGroupId,
        referencedSecurityGroupId: peer.securityGroupId,
        description: `to ${key}`,
        ipProtocol: transport,
        fromPort: port,
        toPort: port,
      });
    }
  }

  private open(sourceKey: string, { description, ...from }: Source, doorKey: string, { protocol, port }: Door): void {
    for (const transport of transportsOf(protocol)) {
      new VpcSecurityGroupIngressRule(this, `${doorKey}-${transport}-from-${sourceKey}`, {
        securityGroupId: this.securityGroup.securityGroupId,
        ...from,
        description: `${doorKey} from ${description}`,
        ipProtocol: transport,
        fromPort: port,
        toPort: port,
      });
    }
  }
}

function transportsOf(protocol: string): string[] {
  const tcp = protocol === "UDP" ? [] : ["tcp"];
  return hasUdp(protocol) ? [...tcp, "udp"] : tcp;
}

/** A part of a construct id: the block itself, or its place in the list where only Terraform will know it. */
function blockKey(cidr: string, index: number): string {
  if (Token.isUnresolved(cidr)) return `block-${index}`;
  return isIpv6(cidr) ? `ipv6-${cidr.replaceAll(":", "_").replace("/", "-")}` : cidr.replace(/\W/g, "-");
}

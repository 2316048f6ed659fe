import { SecurityGroup, type SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import {
  VpcSecurityGroupIngressRule,
  type VpcSecurityGroupIngressRuleConfig,
} from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import type { NetworkRef, SecurityGroupRef, Tags } from "@terrace/core";
import { Token } from "cdktf";
import type { Construct } from "constructs";

/** What a cache's security group is made from. */
export interface AccessConfig {
  readonly name: string;
  readonly network: NetworkRef;
  /** One port, or the first and the last. */
  readonly ports: readonly [number, number];
  readonly tags: Tags;
  readonly override: Partial<SecurityGroupConfig>;
}

/** The security group of a cache, closed to everybody until it is opened. */
export class Access {
  public readonly securityGroup: SecurityGroupRef;

  public constructor(
    private readonly scope: Construct,
    private readonly config: AccessConfig,
  ) {
    const { id: securityGroupId } = new SecurityGroup(scope, "security-group", {
      name: `${config.name}-cache`,
      description: `Clients of the cache ${config.name}`,
      vpcId: config.network.vpcId,
      tags: { ...config.tags, Name: `${config.name}-cache` },
      // AWS refuses to delete a group that a cache uses, so a change of name makes the new one first.
      lifecycle: { createBeforeDestroy: true },
      ...config.override,
    });
    this.securityGroup = { securityGroupId };
  }

  /** Opens the port to another security group. */
  public allowFrom(id: string, { securityGroupId }: SecurityGroupRef): void {
    this.open(`from-${id}`, { referencedSecurityGroupId: securityGroupId, description: `Cache clients from ${id}` });
  }

  /** Opens the port to IPv4 blocks. */
  public allowFromCidrs(id: string, cidrs: readonly string[]): void {
    cidrs.forEach((cidrIpv4, index) => {
      const key = Token.isUnresolved(cidrIpv4) ? `block-${index}` : cidrIpv4.replace(/\W/g, "-");
      this.open(`from-${id}-${key}`, { cidrIpv4, description: `Cache clients from ${id}` });
    });
  }

  private open(id: string, from: Partial<VpcSecurityGroupIngressRuleConfig>): void {
    const { securityGroupId } = this.securityGroup;
    const [fromPort, toPort] = this.config.ports;
    new VpcSecurityGroupIngressRule(this.scope, id, { securityGroupId, ...from, ipProtocol: "tcp", fromPort, toPort });
  }
}

import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcEndpointRouteTableAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-route-table-association";
import { VpcEndpointSubnetAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-subnet-association";
import { VpcSecurityGroupIngressRule, type VpcSecurityGroupIngressRuleConfig } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { throwIfAny, type EndpointRef, type NetworkRef, type SecurityGroupRef } from "@terrace/core";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { policyDocument, policyFacts } from "./policy";
import type { EndpointPolicyProps, VpcEndpointsProps } from "./props";
import {
  resolve,
  routeTablesFor,
  subnetsFor,
  type GatewaySettings,
  type InterfaceSettings,
  type VpcEndpointsSettings,
} from "./settings";

/**
 * Private ways from a network to AWS services.
 *
 * Creates the endpoints, the associations with route tables and subnets, each an own resource so that a subnet can be
 * replaced, and one security group for all interface endpoints. It does not decide which are needed: `deriveEndpoints`
 * of `@terrace/core` does.
 *
 * Gateway endpoints are free of charge. An interface endpoint costs by the hour in each zone, and by the gigabyte.
 *
 * @example
 * new VpcEndpoints(stack, "endpoints", {
 *   name: "dev-shop-vpc",
 *   network: vpc.network,
 *   region: "ap-northeast-1",
 *   gateways: { s3: {}, dynamodb: {} },
 * });
 */
export class VpcEndpoints extends Construct {
  /** The group of the interface endpoints; undefined without any. */
  public readonly securityGroup: SecurityGroupRef | undefined;
  /**
   * Ids of the endpoints by service, or by the caller's own name. An interface endpoint of a service that has a gateway
   * too is `s3-interface` or `dynamodb-interface`.
   */
  public readonly endpointIds: Readonly<Record<string, string>>;

  private readonly settings: VpcEndpointsSettings;
  private hasPeers = false;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "VpcEndpoints", check(settings));
    this.settings = settings;

    const gateways = this.createGateways(settings);
    this.securityGroup = this.createSecurityGroup(settings);
    const interfaces = this.createInterfaces(settings, gateways);

    const gatewayIds = Object.fromEntries([...gateways].map(([service, { id: gatewayId }]) => [service, gatewayId]));
    this.endpointIds = { ...gatewayIds, ...interfaces };
  }

  /**
   * The network with these endpoints, as other modules take it. Once a security group has been let in
   * ({@link allowFrom}), nobody can tell at synth whom the endpoints are closed to, and it says so.
   */
  public get network(): NetworkRef {
    return describe(this.settings, this.hasPeers);
  }

  /**
   * Opens the interface endpoints to a security group, on 443. Does nothing without interface endpoints, so that it can
   * be called for every environment.
   *
   * @param id a stable name of the peer, such as `api`
   */
  public allowFrom(id: string, peer: SecurityGroupRef): void {
    if (this.securityGroup === undefined) return;
    this.hasPeers = true;
    const { securityGroupId: referencedSecurityGroupId } = peer;
    this.openOnHttps(`from-${id}`, this.securityGroup.securityGroupId, { referencedSecurityGroupId, description: `HTTPS from ${id}` });
  }

  private openOnHttps(id: string, securityGroupId: string, from: Partial<VpcSecurityGroupIngressRuleConfig>): void {
    new VpcSecurityGroupIngressRule(this, id, { securityGroupId, ...from, ipProtocol: "tcp", fromPort: 443, toPort: 443 });
  }

  private createGateways(settings: VpcEndpointsSettings): ReadonlyMap<string, VpcEndpoint> {
    return new Map(
      Object.entries(settings.gateways).map(([service, gateway]) => [service, this.createGateway(settings, service, gateway)]),
    );
  }

  private createGateway(settings: VpcEndpointsSettings, service: string, gateway: GatewaySettings): VpcEndpoint {
    const { network, name, tags, override } = settings;
    const endpoint = new VpcEndpoint(this, service, {
      vpcId: network.vpcId,
      serviceName: gateway.serviceName,
      vpcEndpointType: "Gateway",
      policy: policyOf(settings.region, service, gateway.policy),
      tags: { ...tags, Name: `${name}-${service}` },
      ...override,
    });
    for (const [key, routeTableId] of routeTablesFor(settings, gateway)) {
      new VpcEndpointRouteTableAssociation(this, `${service}-${key}`, { vpcEndpointId: endpoint.id, routeTableId });
    }
    return endpoint;
  }

  private createSecurityGroup(settings: VpcEndpointsSettings): SecurityGroupRef | undefined {
    const { name, network, interfaces, allowFrom, allowFromIpv6, tags } = settings;
    if (Object.keys(interfaces).length === 0) return undefined;
    const { id: securityGroupId } = new SecurityGroup(this, "security-group", {
      name: `${name}-endpoints`,
      description: `HTTPS to the interface endpoints of ${name}`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: `${name}-endpoints` },
      // AWS refuses to delete a group that an endpoint uses, so a change of name makes the new one first.
      lifecycle: { createBeforeDestroy: true },
    });
    const description = "HTTPS from the network";
    allowFrom.forEach((cidrIpv4, index) => {
      this.openOnHttps(`https-from-${blockKey(cidrIpv4, `block-${index}`)}`, securityGroupId, { cidrIpv4, description });
    });
    allowFromIpv6.forEach((cidrIpv6, index) => {
      this.openOnHttps(`https-from-${blockKey(cidrIpv6, `ipv6-block-${index}`)}`, securityGroupId, { cidrIpv6, description });
    });
    return { securityGroupId };
  }

  private createInterfaces(settings: VpcEndpointsSettings, gateways: ReadonlyMap<string, VpcEndpoint>): Record<string, string> {
    return Object.fromEntries(
      Object.entries(settings.interfaces).map(([key, endpoint]) => [
        endpoint.label,
        this.createInterface(settings, key, endpoint, gateways.get(key)),
      ]),
    );
  }

  private createInterface(
    settings: VpcEndpointsSettings,
    key: string,
    endpoint: InterfaceSettings,
    gateway: VpcEndpoint | undefined,
  ): string {
    const { network, name, tags, override } = settings;
    const { id: vpcEndpointId } = new VpcEndpoint(this, `${key}-interface`, {
      vpcId: network.vpcId,
      serviceName: endpoint.serviceName,
      serviceRegion: endpoint.serviceRegion,
      vpcEndpointType: "Interface",
      privateDnsEnabled: endpoint.privateDns,
      ipAddressType: endpoint.ipAddressType,
      dnsOptions: {
        dnsRecordIpType: endpoint.dnsRecordIpType,
        privateDnsOnlyForInboundResolverEndpoint: endpoint.inboundDnsOnly,
      },
      securityGroupIds: this.securityGroup && [this.securityGroup.securityGroupId],
      policy: policyOf(endpoint.serviceRegion ?? settings.region, endpoint.service ?? key, endpoint.policy),
      tags: { ...tags, Name: `${name}-${endpoint.label}` },
      // Private names for inbound resolvers alone are refused before the VPC has the gateway.
      dependsOn: endpoint.inboundDnsOnly === true && gateway !== undefined ? [gateway] : undefined,
      ...override,
    });
    for (const { availabilityZone, subnetId } of subnetsFor(settings, endpoint)) {
      new VpcEndpointSubnetAssociation(this, `${key}-${availabilityZone}`, { vpcEndpointId, subnetId });
    }
    return vpcEndpointId;
  }
}

/** A part of a construct id: the block itself, or its place in the list where only Terraform will know it. */
function blockKey(cidr: string, place: string): string {
  return Token.isUnresolved(cidr) ? place : cidr.replace(/\W/g, "-");
}

function policyOf(region: string, service: string, policy: EndpointPolicyProps | undefined) {
  return policy === undefined ? undefined : Fn.jsonencode(policyDocument(policy, service, region));
}

/** The network as it is with the endpoints, in the plain words that workloads are held against. */
function describe(settings: VpcEndpointsSettings, hasPeers: boolean): NetworkRef {
  const { network, gateways, interfaces, allowFrom } = settings;
  const isUnknown = hasPeers || allowFrom.some((cidr) => Token.isUnresolved(cidr));
  const ofGateways = Object.entries(gateways).map(
    ([service, { tiers, policy }]): EndpointRef => ({
      service,
      kind: "gateway",
      tiers,
      availabilityZones: [],
      privateDns: false,
      openTo: "unknown",
      ...policyFacts(policy, service, settings.region),
      ipAddressType: "ipv4",
    }),
  );
  const ofInterfaces = Object.values(interfaces).map(
    (endpoint): EndpointRef => ({
      service: endpoint.knownAs,
      kind: "interface",
      tiers: [],
      availabilityZones: subnetsFor(settings, endpoint).map(({ availabilityZone }) => availabilityZone),
      privateDns: endpoint.privateDns && endpoint.inboundDnsOnly !== true,
      openTo: isUnknown ? "unknown" : allowFrom,
      ...policyFacts(endpoint.policy, endpoint.service ?? "", endpoint.serviceRegion ?? settings.region),
      ipAddressType: endpoint.ipAddressType,
    }),
  );
  return { ...network, endpoints: [...network.endpoints, ...ofGateways, ...ofInterfaces] };
}

import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcEndpointRouteTableAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-route-table-association";
import { VpcEndpointSubnetAssociation } from "@cdktf/provider-aws/lib/vpc-endpoint-subnet-association";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { throwIfAny, type EndpointRef, type NetworkRef, type SecurityGroupRef } from "@terrace/core";
import { Fn, Token } from "cdktf";
import { Construct } from "constructs";
import { check } from "./check";
import { allowedActions, policyDocument } from "./policy";
import type { EndpointPolicyProps, VpcEndpointsProps } from "./props";
import { resolve, subnetsFor, type GatewaySettings, type InterfaceSettings, type VpcEndpointsSettings } from "./settings";

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
  /** The network with these endpoints, as other modules take it. */
  public readonly network: NetworkRef;
  /** The group of the interface endpoints; undefined without any. */
  public readonly securityGroup: SecurityGroupRef | undefined;
  /** Ids of the endpoints by service, or by the caller's own name. */
  public readonly endpointIds: Readonly<Record<string, string>>;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: VpcEndpointsProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "VpcEndpoints", check(settings));

    const gateways = this.createGateways(settings);
    this.securityGroup = this.createSecurityGroup(settings);
    const interfaces = this.createInterfaces(settings);

    this.endpointIds = { ...gateways, ...interfaces };
    this.network = describe(settings);
  }

  /**
   * Opens the interface endpoints to a security group, on 443.
   *
   * @param id a stable name of the peer, such as `api`
   */
  public allowFrom(id: string, peer: SecurityGroupRef): void {
    if (this.securityGroup === undefined) return;
    new VpcSecurityGroupIngressRule(this, `from-${id}`, {
      securityGroupId: this.securityGroup.securityGroupId,
      referencedSecurityGroupId: peer.securityGroupId,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      description: `HTTPS from ${id}`,
    });
  }

  private createGateways(settings: VpcEndpointsSettings): Record<string, string> {
    return mapValues(settings.gateways, (gateway, service) => this.createGateway(settings, service, gateway));
  }

  private createGateway(settings: VpcEndpointsSettings, service: string, gateway: GatewaySettings): string {
    const { network, name, tags, override } = settings;
    const endpoint = new VpcEndpoint(this, service, {
      vpcId: network.vpcId,
      serviceName: gateway.serviceName,
      vpcEndpointType: "Gateway",
      policy: policyOf(settings, service, gateway.policy),
      tags: { ...tags, Name: `${name}-${service}` },
      ...override,
    });
    for (const subnet of network.subnets.filter(({ tier }) => gateway.tiers.includes(tier))) {
      const key = `${service}-${subnet.tier}-${subnet.availabilityZone}`;
      new VpcEndpointRouteTableAssociation(this, key, { vpcEndpointId: endpoint.id, routeTableId: subnet.routeTableId });
    }
    return endpoint.id;
  }

  private createSecurityGroup({ name, network, interfaces, allowFrom, tags }: VpcEndpointsSettings) {
    if (Object.keys(interfaces).length === 0) return undefined;
    const { id: securityGroupId } = new SecurityGroup(this, "security-group", {
      name: `${name}-endpoints`,
      description: `HTTPS to the interface endpoints of ${name}`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: `${name}-endpoints` },
    });
    allowFrom.forEach((cidrIpv4, index) => {
      const block = Token.isUnresolved(cidrIpv4) ? `block-${index}` : cidrIpv4.replace(/\W/g, "-");
      new VpcSecurityGroupIngressRule(this, `https-from-${block}`, {
        securityGroupId,
        cidrIpv4,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        description: "HTTPS from the network",
      });
    });
    return { securityGroupId };
  }

  private createInterfaces(settings: VpcEndpointsSettings): Record<string, string> {
    return mapValues(settings.interfaces, (endpoint, key) => this.createInterface(settings, key, endpoint));
  }

  private createInterface(settings: VpcEndpointsSettings, key: string, endpoint: InterfaceSettings): string {
    const { network, name, tags, override } = settings;
    const { id: vpcEndpointId } = new VpcEndpoint(this, `${key}-interface`, {
      vpcId: network.vpcId,
      serviceName: endpoint.serviceName,
      serviceRegion: endpoint.serviceRegion,
      vpcEndpointType: "Interface",
      privateDnsEnabled: endpoint.privateDns,
      ipAddressType: endpoint.ipAddressType,
      dnsOptions: endpoint.dnsRecordIpType === undefined ? undefined : { dnsRecordIpType: endpoint.dnsRecordIpType },
      securityGroupIds: this.securityGroup === undefined ? [] : [this.securityGroup.securityGroupId],
      policy: policyOf(settings, endpoint.service ?? key, endpoint.policy),
      tags: { ...tags, Name: `${name}-${key}` },
      ...override,
    });
    for (const { availabilityZone, subnetId } of subnetsFor(settings, endpoint)) {
      new VpcEndpointSubnetAssociation(this, `${key}-${availabilityZone}`, { vpcEndpointId, subnetId });
    }
    return vpcEndpointId;
  }
}

function policyOf({ region }: VpcEndpointsSettings, service: string, policy: EndpointPolicyProps | undefined) {
  return policy === undefined ? undefined : Fn.jsonencode(policyDocument(policy, service, region));
}

/** The network as it is with the endpoints, in the plain words that workloads are held against. */
function describe(settings: VpcEndpointsSettings): NetworkRef {
  const { network, gateways, interfaces, allowFrom } = settings;
  const ofGateways = Object.entries(gateways).map(
    ([service, { tiers, policy }]): EndpointRef => ({
      service,
      kind: "gateway",
      tiers,
      availabilityZones: [],
      privateDns: false,
      openTo: "unknown",
      allowedActions: allowedActions(policy, service),
      ipAddressType: "ipv4",
    }),
  );
  const ofInterfaces = Object.values(interfaces).map(
    (endpoint): EndpointRef => ({
      service: endpoint.service ?? endpoint.serviceName,
      kind: "interface",
      tiers: [],
      availabilityZones: subnetsFor(settings, endpoint).map(({ availabilityZone }) => availabilityZone),
      privateDns: endpoint.privateDns,
      openTo: allowFrom.some((cidr) => Token.isUnresolved(cidr)) ? "unknown" : allowFrom,
      allowedActions: allowedActions(endpoint.policy, endpoint.service ?? ""),
      ipAddressType: endpoint.ipAddressType,
    }),
  );
  return { ...network, endpoints: [...network.endpoints, ...ofGateways, ...ofInterfaces] };
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

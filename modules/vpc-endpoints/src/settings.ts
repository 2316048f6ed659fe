import {
  endpointServiceName,
  isAwsServiceId,
  regionFacts,
  type AwsServiceId,
  type NetworkRef,
  type SubnetRef,
  type Tags,
} from "@terrace/core";
import type { VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import type { EndpointPolicyProps, GatewayEndpointProps, InterfaceEndpointProps, VpcEndpointsProps } from "./props";

/** VpcEndpointsProps with every default filled in. */
export interface VpcEndpointsSettings {
  readonly name: string;
  readonly network: NetworkRef;
  readonly region: string;
  readonly gateways: Readonly<Record<string, GatewaySettings>>;
  readonly interfaces: Readonly<Record<string, InterfaceSettings>>;
  readonly tier: string | undefined;
  readonly allowFrom: readonly string[];
  readonly tags: Tags;
  readonly override: Partial<VpcEndpointConfig>;
}

export interface GatewaySettings {
  readonly serviceName: string;
  readonly tiers: readonly string[];
  readonly policy: EndpointPolicyProps | undefined;
}

export interface InterfaceSettings {
  readonly serviceName: string;
  /** Undefined for a service outside the catalogue. */
  readonly service: AwsServiceId | undefined;
  /** Where the caller typed it: `interfaces` or `others`. */
  readonly group: "interfaces" | "others";
  readonly privateDns: boolean;
  readonly exceptZones: readonly string[];
  readonly ipAddressType: "dualstack" | "ipv4" | "ipv6";
  readonly dnsRecordIpType: InterfaceEndpointProps["dnsRecordIpType"];
  readonly serviceRegion: string | undefined;
  readonly policy: EndpointPolicyProps | undefined;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: VpcEndpointsProps): VpcEndpointsSettings {
  const { network, region } = props;
  const tiers = [...new Set(network.subnets.map(({ tier }) => tier))];
  return {
    name: props.name,
    network,
    region,
    gateways: Object.fromEntries(
      entriesOf<GatewayEndpointProps>(props.gateways).map(([id, gateway]) => [
        id,
        { serviceName: nameIn(region, id, "gateway"), tiers: gateway.tiers ?? tiers, policy: gateway.policy },
      ]),
    ),
    interfaces: Object.fromEntries([
      ...entriesOf<InterfaceEndpointProps>(props.interfaces).map(([id, endpoint]) => [
        id,
        resolveInterface("interfaces", endpoint, nameIn(endpoint.serviceRegion ?? region, id, "interface"), id),
      ]),
      ...Object.entries(props.others ?? {}).map(([key, other]) => [
        key,
        resolveInterface("others", other, other.serviceName, undefined),
      ]),
    ]),
    tier: props.tier,
    allowFrom: props.allowFrom ?? network.cidrBlocks,
    tags: props.tags ?? {},
    override: props.override?.endpoint ?? {},
  };
}

/** A record's entries without the keys that were given as undefined. */
function entriesOf<T>(record: Readonly<Partial<Record<string, T>>> = {}): [string, T][] {
  return Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] satisfies [string, T]]));
}

function resolveInterface(
  group: "interfaces" | "others",
  endpoint: InterfaceEndpointProps,
  serviceName: string,
  id: string | undefined,
): InterfaceSettings {
  return {
    serviceName,
    service: id !== undefined && isAwsServiceId(id) ? id : undefined,
    group,
    privateDns: endpoint.privateDns ?? true,
    exceptZones: endpoint.exceptZones ?? [],
    ipAddressType: endpoint.ipAddressType ?? "ipv4",
    dnsRecordIpType: endpoint.dnsRecordIpType,
    serviceRegion: endpoint.serviceRegion,
    policy: endpoint.policy,
  };
}

function nameIn(region: string, id: string, kind: "gateway" | "interface"): string {
  return isAwsServiceId(id) ? endpointServiceName(id, region, regionFacts(region)?.partition ?? "aws", kind) : id;
}

/** The subnets in which an interface endpoint has its addresses: one in each zone of the tier. */
export function subnetsFor({ network, tier }: VpcEndpointsSettings, { exceptZones }: InterfaceSettings): SubnetRef[] {
  return network.subnets.filter((subnet) => subnet.tier === tier && !exceptZones.includes(subnet.availabilityZone));
}

import {
  awsService,
  endpointServiceName,
  isAwsServiceId,
  regionFacts,
  type AwsServiceId,
  type EndpointRef,
  type NetworkRef,
  type SubnetRef,
  type Tags,
} from "@terrace/core";
import type { VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Token } from "cdktf";
import { withInboundDns, withoutPrivateDns } from "./limits";
import type { EndpointPolicyProps, GatewayEndpointProps, InterfaceEndpointProps, OtherEndpointProps, VpcEndpointsProps } from "./props";

/** VpcEndpointsProps with every default filled in. */
export interface VpcEndpointsSettings {
  readonly name: string;
  readonly network: NetworkRef;
  readonly region: string;
  readonly gateways: Readonly<Record<string, GatewaySettings>>;
  readonly interfaces: Readonly<Record<string, InterfaceSettings>>;
  readonly tier: string | undefined;
  readonly allowFrom: readonly string[];
  readonly allowFromIpv6: readonly string[];
  readonly tags: Tags;
  readonly override: Partial<VpcEndpointConfig>;
}

export interface GatewaySettings {
  readonly serviceName: string;
  readonly tiers: readonly string[];
  readonly policy: EndpointPolicyProps | undefined;
}

export interface InterfaceSettings {
  /** What it is called in tags and outputs; a gateway of the same service has the plain name. */
  readonly label: string;
  readonly serviceName: string;
  /** What workloads know it by: the whole name for a service outside the catalogue, or of another region. */
  readonly knownAs: string;
  /** Undefined for a service outside the catalogue. */
  readonly service: AwsServiceId | undefined;
  /** Where the caller typed it: `interfaces` or `others`. */
  readonly group: "interfaces" | "others";
  readonly privateDns: boolean;
  /** True if the public name resolves to it only for what comes from outside; undefined where nobody can choose. */
  readonly inboundDnsOnly: boolean | undefined;
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
      ...entriesOf<InterfaceEndpointProps>(props.interfaces).map(([id, endpoint]) => [id, resolveCatalogued(props, id, endpoint)]),
      ...Object.entries(props.others ?? {}).map(([key, other]) => [key, resolveOther(key, other)]),
    ]),
    tier: props.tier,
    allowFrom: props.allowFrom ?? network.cidrBlocks,
    allowFromIpv6: props.allowFromIpv6 ?? [],
    tags: props.tags ?? {},
    override: props.override?.endpoint ?? {},
  };
}

/** A record's entries without the keys that were given as undefined. */
function entriesOf<T>(record: Readonly<Partial<Record<string, T>>> = {}): [string, T][] {
  return Object.entries(record).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] satisfies [string, T]]));
}

function resolveCatalogued(props: VpcEndpointsProps, id: string, endpoint: InterfaceEndpointProps): InterfaceSettings {
  const { region, network, gateways = {} } = props;
  const serviceName = nameIn(endpoint.serviceRegion ?? region, id, "interface");
  const service = isAwsServiceId(id) ? id : undefined;
  const privateDns = endpoint.privateDns ?? !withoutPrivateDns.has(id);
  const isElsewhere = endpoint.serviceRegion !== undefined && endpoint.serviceRegion !== region;
  const isItsGateway = (theirs: EndpointRef) => theirs.kind === "gateway" && theirs.service === id;
  const hasGateway = Object.hasOwn(gateways, id) || network.endpoints.some(isItsGateway);
  return {
    ...resolveCommon(endpoint, privateDns),
    label: service !== undefined && awsService(service).kinds.includes("gateway") ? `${id}-interface` : id,
    serviceName,
    knownAs: isElsewhere ? serviceName : id,
    service,
    group: "interfaces",
    inboundDnsOnly: privateDns && withInboundDns.has(id) ? hasGateway && !isElsewhere : undefined,
  };
}

function resolveOther(key: string, other: OtherEndpointProps): InterfaceSettings {
  const { serviceName } = other;
  return {
    ...resolveCommon(other, other.privateDns ?? true),
    label: key,
    serviceName,
    knownAs: serviceName,
    service: undefined,
    group: "others",
    inboundDnsOnly: undefined,
  };
}

function resolveCommon(endpoint: InterfaceEndpointProps, privateDns: boolean) {
  return {
    privateDns,
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

/**
 * The route tables that lead to a gateway, by a stable key. Tiers and zones of somebody else's network may share one,
 * and AWS takes each only once.
 */
export function routeTablesFor({ network }: VpcEndpointsSettings, { tiers }: GatewaySettings): Map<string, string> {
  const subnets = network.subnets.filter(({ tier }) => tiers.includes(tier));
  return new Map(
    subnets.map(({ tier, availabilityZone, routeTableId }) => [
      Token.isUnresolved(routeTableId) ? `${tier}-${availabilityZone}` : routeTableId,
      routeTableId,
    ]),
  );
}

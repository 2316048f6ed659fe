import type { Tags } from "@terrace/core";
import type {
  ClusterProps,
  DhcpOptionsProps,
  FlowLogContent,
  FlowLogProps,
  FlowLogToCloudWatch,
  FlowLogToFirehose,
  FlowLogToS3,
  IpamAllocation,
  NatProps,
  NetworkAclProps,
  TierProps,
  VpcOverrides,
  VpcProps,
} from "./props";
import { amazonProvidedDns } from "./limits";
import { parseZone } from "./zones";

/** VpcProps with every default filled in. */
export interface VpcSettings {
  readonly name: string;
  readonly cidr: string | IpamAllocation;
  readonly availabilityZones: readonly string[];
  readonly tiers: Readonly<Record<string, TierSettings>>;
  readonly nat: NatSettings;
  readonly secondaryCidrs: Readonly<Record<string, string>>;
  readonly dualStack: boolean;
  readonly zoneSlots: number;
  readonly dns: { readonly support: boolean; readonly hostnames: boolean };
  readonly dhcpOptions: DhcpOptionsSettings | undefined;
  readonly flowLogs: Readonly<Record<string, FlowLogSettings>>;
  readonly clusters: Readonly<Record<string, Required<ClusterProps>>>;
  readonly lockDefaults: { readonly securityGroup: boolean; readonly routeTable: boolean; readonly networkAcl: boolean };
  readonly blockPublicAccessExclusion: "allow-bidirectional" | "allow-egress" | undefined;
  readonly tags: Tags;
  readonly override: Required<VpcOverrides>;
}

export interface TierSettings {
  readonly type: TierProps["type"];
  /** Undefined where the caller has to say it. */
  readonly slot: number | undefined;
  readonly subnetPrefix: number | undefined;
  readonly within: string | undefined;
  readonly cidrs: Readonly<Record<string, string>>;
  readonly ipv6Slot: number | undefined;
  readonly availabilityZones: readonly string[];
  readonly mapPublicIp: boolean;
  readonly networkAcl: NetworkAclProps;
  readonly subnetGroups: readonly ("elasticache" | "rds")[];
  readonly tags: Tags;
}

/** Without name servers in the option set, instances have no DNS: they are never left out. */
export type DhcpOptionsSettings = DhcpOptionsProps & Required<Pick<DhcpOptionsProps, "domainNameServers">>;

/** NAT as the routes need it. */
export type NatSettings =
  | { readonly mode: "none" }
  | { readonly mode: "regional"; readonly allocationIds: Readonly<Record<string, readonly string[]>> }
  | {
      readonly mode: "per-az" | "single" | "zones";
      /** Zones that hold a gateway; the first one serves zones without. */
      readonly availabilityZones: readonly string[];
      /** Undefined where the VPC has no public tier, or more than one and the caller chose none. */
      readonly tier: string | undefined;
      readonly allocationIds: Readonly<Record<string, string>>;
    };

export type FlowLogSettings = Required<FlowLogContentSettings> &
  (
    | (Required<Omit<FlowLogToCloudWatch, keyof FlowLogContent | "kmsKeyArn">> & Pick<FlowLogToCloudWatch, "kmsKeyArn">)
    | Required<Omit<FlowLogToS3, keyof FlowLogContent>>
    | Required<Omit<FlowLogToFirehose, keyof FlowLogContent>>
  );

interface FlowLogContentSettings {
  readonly traffic: "ACCEPT" | "ALL" | "REJECT";
  readonly aggregationSeconds: number;
  readonly format: string | undefined;
}

/** Slots of the tiers whose names every network has. */
const defaultSlots: Readonly<Record<string, number>> = { public: 0, private: 1, isolated: 2 };

/** The one region with more than four zones. Frozen: a change would move every subnet. */
const regionOfEightSlots = "us-east-1";

/** Fills every default. Pure; checks nothing. */
export function resolve(props: VpcProps): VpcSettings {
  const zoneSlots = props.zoneSlots ?? defaultZoneSlots(props.availabilityZones);
  const dualStack = props.dualStack ?? false;
  return {
    name: props.name,
    cidr: props.cidr,
    availabilityZones: props.availabilityZones,
    tiers: mapValues(props.tiers, (tier, name) => resolveTier(tier, name, props, zoneSlots, dualStack)),
    nat: resolveNat(props.nat ?? { mode: "none" }, props),
    secondaryCidrs: props.secondaryCidrs ?? {},
    dualStack,
    zoneSlots,
    dns: { support: props.dns?.support ?? true, hostnames: props.dns?.hostnames ?? true },
    dhcpOptions: props.dhcpOptions && resolveDhcpOptions(props.dhcpOptions),
    flowLogs: mapValues(props.flowLogs ?? { rejected: { to: "cloudwatch", traffic: "REJECT" } }, resolveFlowLog),
    clusters: mapValues(props.clusters ?? {}, ({ karpenterTiers, loadBalancerTiers }) => ({
      karpenterTiers: karpenterTiers ?? [],
      loadBalancerTiers: loadBalancerTiers ?? innerTiers(props),
    })),
    lockDefaults: {
      securityGroup: props.lockDefaults?.securityGroup ?? true,
      routeTable: props.lockDefaults?.routeTable ?? true,
      networkAcl: props.lockDefaults?.networkAcl ?? true,
    },
    blockPublicAccessExclusion: props.blockPublicAccessExclusion,
    tags: props.tags ?? {},
    override: {
      vpc: props.override?.vpc ?? {},
      subnet: props.override?.subnet ?? {},
      natGateway: props.override?.natGateway ?? {},
      defaultNetworkAcl: props.override?.defaultNetworkAcl ?? {},
    },
  };
}

function defaultZoneSlots(availabilityZones: readonly string[]): number {
  return parseZone(availabilityZones[0] ?? "")?.region === regionOfEightSlots ? 8 : 4;
}

function resolveTier(
  tier: TierProps,
  name: string,
  { availabilityZones, cidr, secondaryCidrs = {} }: VpcProps,
  zoneSlots: number,
  dualStack: boolean,
): TierSettings {
  const range = tier.within === undefined ? cidr : secondaryCidrs[tier.within];
  return {
    type: tier.type,
    slot: tier.slot ?? (Object.hasOwn(defaultSlots, name) ? defaultSlots[name] : undefined),
    subnetPrefix: tier.subnetPrefix ?? defaultSubnetPrefix(prefixOf(range), zoneSlots),
    within: tier.within,
    cidrs: tier.cidrs ?? {},
    ipv6Slot: tier.ipv6Slot,
    availabilityZones: tier.availabilityZones ?? availabilityZones,
    mapPublicIp: tier.mapPublicIp ?? false,
    networkAcl: tier.networkAcl ?? allowEverything(dualStack),
    subnetGroups: tier.subnetGroups ?? [],
    tags: tier.tags ?? {},
  };
}

/** Prefix length of a block, or undefined where the caller's text has none. */
export function prefixOf(range: string | IpamAllocation | undefined): number | undefined {
  if (typeof range === "object") return range.netmaskLength;
  const prefix = /\/(\d{1,2})$/.exec(range ?? "")?.[1];
  return prefix === undefined ? undefined : Number(prefix);
}

/** Sixteen tiers fit into a block. */
function defaultSubnetPrefix(prefix: number | undefined, zoneSlots: number): number | undefined {
  return prefix === undefined ? undefined : prefix + 4 + Math.log2(zoneSlots);
}

function allowEverything(dualStack: boolean): NetworkAclProps {
  const ipv4 = { 100: { action: "allow", cidr: "0.0.0.0/0" } } as const;
  const rules = dualStack ? ({ ...ipv4, 101: { action: "allow", cidr: "::/0" } } as const) : ipv4;
  return { ingress: rules, egress: rules };
}

/** Where internal load balancers stand: never beside databases, where there is another place. */
function innerTiers({ tiers }: VpcProps): string[] {
  const ofType = (type: TierProps["type"]) => Object.keys(tiers).filter((name) => tiers[name]?.type === type);
  const privateTiers = ofType("private");
  return privateTiers.length > 0 ? privateTiers : ofType("isolated");
}

function resolveDhcpOptions(options: DhcpOptionsProps): DhcpOptionsSettings {
  return { ...options, domainNameServers: options.domainNameServers ?? [amazonProvidedDns] };
}

function resolveNat(nat: NatProps, props: VpcProps): NatSettings {
  if (nat.mode === "none") return { mode: "none" };
  if (nat.mode === "regional") return { mode: "regional", allocationIds: nat.allocationIds ?? {} };
  return {
    mode: nat.mode,
    availabilityZones: natZones(nat, props),
    tier: nat.tier ?? onlyPublicTier(props),
    allocationIds: nat.allocationIds ?? {},
  };
}

function natZones(nat: Exclude<NatProps, { mode: "none" | "regional" }>, props: VpcProps): readonly string[] {
  if (nat.mode === "zones") return nat.availabilityZones;
  if (nat.mode === "single") return [nat.availabilityZone];
  const used = Object.values(props.tiers)
    .filter((tier) => tier.type === "private")
    .flatMap((tier) => tier.availabilityZones ?? props.availabilityZones);
  return props.availabilityZones.filter((zone) => used.includes(zone));
}

function onlyPublicTier({ tiers }: VpcProps): string | undefined {
  const names = Object.keys(tiers).filter((name) => tiers[name]?.type === "public");
  return names.length === 1 ? names[0] : undefined;
}

function resolveFlowLog(log: FlowLogProps): FlowLogSettings {
  const content = {
    traffic: log.traffic ?? "ALL",
    aggregationSeconds: log.aggregationSeconds ?? 600,
    format: log.format,
  };
  switch (log.to) {
    case "cloudwatch":
      return { ...content, to: log.to, retentionDays: log.retentionDays ?? 90, kmsKeyArn: log.kmsKeyArn };
    case "firehose":
      return { ...content, to: log.to, deliveryStreamArn: log.deliveryStreamArn };
    case "s3":
      return {
        ...content,
        to: log.to,
        bucketArn: log.bucketArn,
        fileFormat: log.fileFormat ?? "plain-text",
        perHourPartition: log.perHourPartition ?? false,
        hiveCompatiblePartitions: log.hiveCompatiblePartitions ?? false,
      };
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T, key: string) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

import { regionOfZonePrefix, subnetsOf, type NetworkRef, type SecurityGroupRef, type SubnetRef, type Tags } from "@terrace/core";
import type { AccessEntryProps, AccessEntryType, AccessGrant } from "./access-props";
import { resolveAddons, type AddonSettings } from "./addon-settings";
import type { AddonsProps } from "./addon-props";
import { imageFacts } from "./ami-types";
import { mapValues, resolveCompute, type ComputeFacts, type ComputeSettings } from "./compute-settings";
import type { LogType } from "./control-plane-props";
import type { IdentityProviderProps } from "./identity-provider-props";
import type { ClusterOverrides, ClusterProps } from "./props";

/** ClusterProps with every default filled in. */
export interface ClusterSettings {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly upgradeFrom: string | undefined;
  /** Undefined where neither the caller nor the network says it, which is an error. */
  readonly region: string | undefined;
  readonly network: NetworkRef;
  readonly tier: string;
  readonly availabilityZones: readonly string[] | undefined;
  readonly endpoint: EndpointSettings;
  readonly authentication: AuthenticationSettings;
  readonly accessEntries: Readonly<Record<string, AccessEntrySettings>>;
  readonly secretsKey: "aws-owned" | "made" | { readonly kmsKeyArn: string };
  readonly logs: LogsSettings;
  readonly kubernetesNetwork: KubernetesNetworkSettings;
  readonly controlPlane: ControlPlaneSettings;
  readonly nodeTraffic: NodeTrafficSettings;
  readonly autoMode: AutoModeSettings | "disabled" | undefined;
  readonly hybridNodes: HybridNodesSettings | undefined;
  readonly identityProvider: IdentityProviderProps | undefined;
  readonly compute: ComputeSettings;
  readonly addons: readonly AddonSettings[];
  /** As the caller typed them, for rules about props of one add-on. */
  readonly addonProps: AddonsProps;
  readonly tags: Tags;
  readonly override: Required<ClusterOverrides>;
}

export interface EndpointSettings {
  readonly access: "private" | "public" | "public-and-private";
  readonly publicCidrs: readonly string[];
  readonly clients: Readonly<Record<string, SecurityGroupRef | { readonly cidr: string }>>;
}

export interface AuthenticationSettings {
  readonly mode: "API" | "API_AND_CONFIG_MAP" | "CONFIG_MAP";
  readonly formerMode: "API" | "API_AND_CONFIG_MAP" | "CONFIG_MAP" | undefined;
  readonly creatorAdmin: boolean;
}

export interface AccessEntrySettings {
  readonly principalArn: string;
  readonly grants: readonly AccessGrant[];
  /** Whether the caller typed one word for all grants. */
  readonly isPreset: boolean;
  readonly groups: readonly string[];
  readonly username: string | undefined;
  readonly type: AccessEntryType;
}

export interface LogsSettings {
  readonly types: readonly LogType[];
  readonly retentionDays: number;
  readonly kmsKeyArn: string | undefined;
}

export interface KubernetesNetworkSettings {
  readonly ipFamily: "ipv4" | "ipv6";
  readonly serviceCidr: string | undefined;
  readonly cni: "own" | "vpc-cni";
}

export interface ControlPlaneSettings {
  readonly tier: "standard" | "tier-2xl" | "tier-4xl" | "tier-8xl" | "tier-xl" | undefined;
  readonly supportType: "EXTENDED" | "STANDARD";
  /** Undefined where the caller says nothing: a block that goes away is an update that AWS refuses. */
  readonly zonalShift: boolean | undefined;
  /** Undefined where the caller says nothing: it is on then wherever the provider has it. */
  readonly deletionProtection: boolean | undefined;
  readonly forceUpdate: boolean;
}

export interface NodeTrafficSettings {
  readonly betweenNodes: "everything" | "recommended";
  readonly podPorts: readonly number[];
  readonly webhookPorts: readonly number[];
}

export interface AutoModeSettings {
  readonly nodePools: readonly ("general-purpose" | "system")[];
}

export interface HybridNodesSettings {
  readonly nodeCidrs: readonly string[];
  readonly podCidrs: readonly string[];
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: ClusterProps): ClusterSettings {
  const region = props.region ?? regionOf(props.network);
  const ipFamily = props.kubernetesNetwork?.ipFamily ?? "ipv4";
  const compute = resolveCompute(props, { tier: props.tier });
  const fargateOnly = isFargateOnly({ compute, autoMode: props.autoMode });
  const { endpoint = {}, authentication = {}, logs = {}, kubernetesNetwork = {}, controlPlane = {}, nodeTraffic = {} } = props;
  return {
    name: props.name,
    kubernetesVersion: props.kubernetesVersion,
    upgradeFrom: props.upgradeFrom,
    region,
    network: props.network,
    tier: props.tier,
    availabilityZones: props.availabilityZones,
    endpoint: { access: endpoint.access ?? "private", publicCidrs: endpoint.publicCidrs ?? [], clients: endpoint.clients ?? {} },
    authentication: {
      mode: authentication.mode ?? "API",
      formerMode: authentication.formerMode,
      creatorAdmin: authentication.creatorAdmin ?? false,
    },
    accessEntries: mapValues(props.accessEntries ?? {}, resolveEntry),
    secretsKey: props.secretsKey ?? "made",
    logs: {
      types: logs.types ?? ["api", "audit", "authenticator"],
      retentionDays: logs.retentionDays ?? 90,
      kmsKeyArn: logs.kmsKeyArn,
    },
    kubernetesNetwork: {
      ipFamily,
      serviceCidr: kubernetesNetwork.serviceCidr,
      cni: kubernetesNetwork.cni ?? "vpc-cni",
    },
    controlPlane: {
      tier: controlPlane.tier,
      supportType: controlPlane.supportType ?? "EXTENDED",
      zonalShift: controlPlane.zonalShift,
      deletionProtection: controlPlane.deletionProtection,
      forceUpdate: controlPlane.forceUpdate ?? false,
    },
    nodeTraffic: {
      betweenNodes: nodeTraffic.betweenNodes ?? "recommended",
      podPorts: nodeTraffic.podPorts ?? [],
      webhookPorts: nodeTraffic.webhookPorts ?? [9443],
    },
    autoMode: typeof props.autoMode === "object" ? { nodePools: props.autoMode.nodePools ?? ["general-purpose", "system"] } : props.autoMode,
    hybridNodes: props.hybridNodes === undefined ? undefined : { nodeCidrs: props.hybridNodes.nodeCidrs, podCidrs: props.hybridNodes.podCidrs ?? [] },
    identityProvider: props.identityProvider,
    compute,
    addons: resolveAddons(props.addons ?? {}, { region, ipFamily, fargateOnly, windows: hasWindows(compute) }),
    addonProps: props.addons ?? {},
    tags: props.tags ?? {},
    override: { cluster: props.override?.cluster ?? {}, nodeSecurityGroup: props.override?.nodeSecurityGroup ?? {} },
  };
}

function resolveEntry({ principalArn, access = [], groups, username, type }: AccessEntryProps): AccessEntrySettings {
  return {
    principalArn,
    grants: typeof access === "string" ? [{ policy: access }] : access,
    isPreset: typeof access === "string",
    groups: groups ?? [],
    username,
    type: type ?? "STANDARD",
  };
}

/** What compute is told of the cluster. */
export function computeFacts(settings: ClusterSettings): ComputeFacts {
  const { name, kubernetesVersion, region = "", network, tier, kubernetesNetwork, autoMode, authentication, tags } = settings;
  const { ipFamily } = kubernetesNetwork;
  return { name, kubernetesVersion, region, network, tier, ipFamily, autoMode: isAuto(autoMode), accessMode: authentication.mode, tags };
}

/** True where EKS makes nodes itself. */
export function isAuto<Mode extends object>(autoMode: Mode | "disabled" | undefined): autoMode is Mode {
  return typeof autoMode === "object";
}

/** True where there are nodes once the cluster is made: Karpenter makes its own only when its chart is there. */
export function hasNodes({ nodeGroups, selfManagedGroups }: ComputeSettings): boolean {
  return Object.keys(nodeGroups).length + Object.keys(selfManagedGroups).length > 0;
}

/** True where nodes run Windows. */
export function hasWindows({ nodeGroups, selfManagedGroups }: ComputeSettings): boolean {
  return [...Object.values(nodeGroups), ...Object.values(selfManagedGroups)].some(({ image }) => imageFacts(image).os === "windows");
}

/** True where nodes are in the group of nodes, now or later. */
export function hasNodeGroup(compute: ComputeSettings): boolean {
  return hasNodes(compute) || compute.karpenter !== undefined;
}

/** True where pods run on Fargate. */
export function hasFargate({ fargateProfiles }: ComputeSettings): boolean {
  return Object.keys(fargateProfiles).length > 0;
}

/** True where Fargate is all that there is when the cluster is made. */
export function isFargateOnly({ compute, autoMode }: { readonly compute: ComputeSettings; readonly autoMode?: object | string }): boolean {
  return hasFargate(compute) && !hasNodes(compute) && typeof autoMode !== "object";
}

/** The subnets in which EKS puts its network interfaces. */
export function controlPlaneSubnets({ network, tier, availabilityZones }: ClusterSettings): SubnetRef[] {
  return subnetsOf(network, tier).filter((subnet) => availabilityZones?.includes(subnet.availabilityZone) ?? true);
}

/** The region that the zones of the network say, or undefined where they say none. */
function regionOf({ subnets }: NetworkRef): string | undefined {
  const [zone = ""] = subnets.map(({ availabilityZone }) => availabilityZone);
  const prefix = /^([a-z]{2,5}\d)-az\d$/.exec(zone)?.[1];
  return prefix === undefined ? /^([a-z]{2}(?:-[a-z]+)+-\d)[a-z]$/.exec(zone)?.[1] : regionOfZonePrefix(prefix);
}

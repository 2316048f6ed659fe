import type { FargateSelectorRef, NetworkRef, Owned, RoleRef, SecurityGroupRef, SubnetRef, Tags } from "@terrace/core";
import { subnetsOf } from "@terrace/core";
import { amiTypeFor, imageFacts, type AmiType } from "./ami-types";
import { volume as volumeLimits } from "./compute-limits";
import type { ComputeProps } from "./compute-props";
import type { FargateProfileProps, PodExecutionRoleProps } from "./fargate-profile-props";
import { acceleratorOf, architectureOf } from "./instance-types";
import type { KarpenterProps } from "./karpenter-props";
import type { CapacityBlock, NodeGroupOverrides, NodeGroupProps, UpdateCount, UpdatePercent } from "./node-group-props";
import type { NodeRoleProps, NodesProps, NodeVolumeProps, OwnImage, TaintProps } from "./nodes-props";
import type { MixedPurchase, SelfManagedGroupOverrides, SelfManagedGroupProps } from "./self-managed-props";

/** What is known at synth of the cluster that compute belongs to. */
export interface ComputeFacts {
  readonly name: string;
  /** Minor version such as `1.34`. */
  readonly kubernetesVersion: string;
  readonly region: string;
  readonly network: NetworkRef;
  /** Tier of the cluster's own network interfaces, and of all compute that says no other. */
  readonly tier: string;
  readonly ipFamily: "ipv4" | "ipv6";
  readonly autoMode: boolean;
  readonly accessMode: "API" | "API_AND_CONFIG_MAP" | "CONFIG_MAP";
  /** Tags of everything that is made. */
  readonly tags: Tags;
}

/** ComputeProps with every default filled in. */
export interface ComputeSettings {
  readonly nodeGroups: Readonly<Record<string, NodeGroupSettings>>;
  readonly selfManagedGroups: Readonly<Record<string, SelfManagedGroupSettings>>;
  readonly karpenter: KarpenterSettings | undefined;
  readonly fargateProfiles: Readonly<Record<string, FargateProfileSettings>>;
  readonly nodeRole: NodeRoleSettings;
  readonly podExecutionRole: PodExecutionRoleSettings;
}

export interface NodesSettings {
  readonly tier: string;
  readonly zones: readonly string[] | undefined;
  readonly instanceTypes: readonly string[];
  readonly image: AmiType | OwnImage;
  readonly releaseVersion: string | undefined;
  /** As given: undefined follows the cluster. */
  readonly kubernetesVersion: string | undefined;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredSize: Owned<number>;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly TaintProps[];
  readonly volume: NodeVolumeProps & { readonly sizeGiB: number };
  readonly metadataHopLimit: number;
  readonly maxPods: number | undefined;
  readonly kubeletConfig: Readonly<Record<string, unknown>>;
  readonly bootScript: string | undefined;
  readonly bottlerocketSettings: Readonly<Record<string, Readonly<Record<string, boolean | number | string>>>>;
  readonly securityGroups: readonly SecurityGroupRef[];
  readonly detailedMonitoring: boolean;
  readonly tags: Tags;
}

export interface NodeGroupSettings extends NodesSettings {
  readonly capacity: CapacityBlock | "on-demand" | "spot";
  readonly perZone: boolean;
  readonly update: UpdateCount | UpdatePercent;
  readonly forceUpdate: boolean;
  readonly repair: boolean;
  readonly override: NodeGroupOverrides;
}

export interface SelfManagedGroupSettings extends NodesSettings {
  readonly purchase: MixedPurchase | "on-demand" | "spot";
  readonly autoscaler: boolean;
  readonly refresh: { readonly minHealthyPercent: number } | undefined;
  readonly maxLifetimeDays: number | undefined;
  readonly terminationHookSeconds: number | undefined;
  readonly override: SelfManagedGroupOverrides;
}

export interface KarpenterSettings {
  readonly identity: "irsa" | "pod-identity";
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly instanceProfile: "karpenter" | "module";
  readonly nodeRole: NodeRoleSettings;
  readonly tagTiers: readonly string[];
}

export interface NodeRoleSettings {
  readonly sessionManager: boolean;
  readonly vpcCni: boolean;
  readonly policyArns: Readonly<Record<string, string>>;
}

export interface FargateProfileSettings {
  readonly selectors: readonly FargateSelectorRef[];
  readonly tier: string;
  /** Undefined for the role that profiles share. */
  readonly podExecutionRole: PodExecutionRoleSettings | RoleRef | undefined;
  readonly override: NonNullable<FargateProfileProps["override"]>;
}

export interface PodExecutionRoleSettings {
  readonly logs: boolean;
  readonly policyArns: Readonly<Record<string, string>>;
}

/** Fills every default. Pure; checks nothing. */
export function resolveCompute(props: ComputeProps, facts: Pick<ComputeFacts, "tier">): ComputeSettings {
  const nodeRole = resolveNodeRole(props.nodeRole ?? {});
  return {
    nodeGroups: mapValues(props.nodeGroups ?? {}, (group) => resolveNodeGroup(group, facts.tier)),
    selfManagedGroups: mapValues(props.selfManagedGroups ?? {}, (group) => resolveSelfManaged(group, facts.tier)),
    karpenter: props.karpenter === undefined ? undefined : resolveKarpenter(props.karpenter, nodeRole),
    fargateProfiles: mapValues(props.fargateProfiles ?? {}, (profile) => resolveProfile(profile, facts.tier)),
    nodeRole,
    podExecutionRole: resolvePodExecutionRole(props.podExecutionRole ?? {}),
  };
}

function resolveNodes(props: NodesProps, tier: string): NodesSettings {
  const [first = ""] = props.instanceTypes;
  const image = props.image ?? amiTypeFor(architectureOf(first), acceleratorOf(first));
  const minSize = props.minSize ?? 1;
  return {
    tier: props.tier ?? tier,
    zones: props.zones,
    instanceTypes: props.instanceTypes,
    image,
    releaseVersion: props.releaseVersion,
    kubernetesVersion: props.kubernetesVersion,
    minSize,
    maxSize: props.maxSize,
    desiredSize: props.desiredSize ?? { initial: minSize, owner: "autoscaler" },
    labels: props.labels ?? {},
    taints: props.taints ?? [],
    volume: { ...props.volume, sizeGiB: props.volume?.sizeGiB ?? volumeLimits.smallestGiB[imageFacts(image).os] },
    metadataHopLimit: props.metadataHopLimit ?? 1,
    maxPods: props.maxPods,
    kubeletConfig: props.kubeletConfig ?? {},
    bootScript: props.bootScript,
    bottlerocketSettings: props.bottlerocketSettings ?? {},
    securityGroups: props.securityGroups ?? [],
    detailedMonitoring: props.detailedMonitoring ?? false,
    tags: props.tags ?? {},
  };
}

function resolveNodeGroup(props: NodeGroupProps, tier: string): NodeGroupSettings {
  return {
    ...resolveNodes(props, tier),
    capacity: props.capacity ?? "on-demand",
    perZone: props.perZone ?? false,
    update: props.update ?? { maxUnavailable: 1 },
    forceUpdate: props.forceUpdate ?? false,
    repair: props.repair ?? true,
    override: props.override ?? {},
  };
}

function resolveSelfManaged(props: SelfManagedGroupProps, tier: string): SelfManagedGroupSettings {
  return {
    ...resolveNodes(props, tier),
    purchase: props.purchase ?? "on-demand",
    autoscaler: props.autoscaler ?? true,
    refresh: props.refresh === undefined ? undefined : { minHealthyPercent: props.refresh.minHealthyPercent ?? 90 },
    maxLifetimeDays: props.maxLifetimeDays,
    terminationHookSeconds: props.terminationHookSeconds,
    override: props.override ?? {},
  };
}

function resolveKarpenter(props: KarpenterProps, nodeRole: NodeRoleSettings): KarpenterSettings {
  return {
    identity: props.identity ?? "pod-identity",
    namespace: props.namespace ?? "kube-system",
    serviceAccount: props.serviceAccount ?? "karpenter",
    instanceProfile: props.instanceProfile ?? "karpenter",
    nodeRole: props.nodeRole === undefined ? nodeRole : resolveNodeRole(props.nodeRole),
    tagTiers: props.tagTiers ?? [],
  };
}

function resolveProfile(props: FargateProfileProps, tier: string): FargateProfileSettings {
  const { podExecutionRole: role } = props;
  return {
    selectors: props.selectors,
    tier: props.tier ?? tier,
    podExecutionRole: role === undefined || "roleArn" in role ? role : resolvePodExecutionRole(role),
    override: props.override ?? {},
  };
}

function resolvePodExecutionRole({ logs = true, policyArns = {} }: PodExecutionRoleProps): PodExecutionRoleSettings {
  return { logs, policyArns };
}

function resolveNodeRole({ sessionManager = false, vpcCni = false, policyArns = {} }: NodeRoleProps): NodeRoleSettings {
  return { sessionManager, vpcCni, policyArns };
}

/** Changes the values of a record, and keeps its keys. */
export function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** The subnets that nodes of these settings are launched in. */
export function nodeSubnets({ tier, zones }: Pick<NodesSettings, "tier" | "zones">, network: NetworkRef): SubnetRef[] {
  return subnetsOf(network, tier).filter(({ availabilityZone }) => zones === undefined || zones.includes(availabilityZone));
}

/** One group that EKS is asked for. */
export interface NodeGroupPlace {
  /** Name in the cluster, and last part of the address. */
  readonly name: string;
  readonly subnets: readonly SubnetRef[];
}

/** The groups that one entry stands for: one, or one for each zone. */
export function placesOf(key: string, settings: NodeGroupSettings, network: NetworkRef): NodeGroupPlace[] {
  const subnets = nodeSubnets(settings, network);
  if (!settings.perZone) return [{ name: key, subnets }];
  const zones = [...new Set(subnets.map(({ availabilityZone }) => availabilityZone))];
  return zones.map((zone) => ({ name: `${key}-${zone}`, subnets: subnets.filter(({ availabilityZone }) => availabilityZone === zone) }));
}

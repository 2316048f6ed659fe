import type { NetworkRef, Owned, Tags } from "@terrace/core";
import { imageFacts, type ImageName } from "./images";
import { architectureOf } from "./instance-types";
import type { InstancesProps, ManagedInstancesProps, MixedPurchase, OwnImage, VolumeProps } from "./instances-props";
import { volume as volumeLimits } from "./limits";
import type { ClusterOverrides, ClusterProps, ExecProps, ExecToNowhere, ExecToS3, FargateProvider, ManagedStorageProps, NamespaceProps } from "./props";

/** ClusterProps with every default filled in. */
export interface ClusterSettings {
  readonly name: string;
  readonly containerInsights: "disabled" | "enabled" | "enhanced";
  readonly fargate: readonly FargateProvider[];
  readonly network: NetworkRef | undefined;
  readonly instances: Readonly<Record<string, InstancesSettings>>;
  readonly managedInstances: Readonly<Record<string, ManagedInstancesSettings>>;
  readonly instanceRole: { readonly sessionManager: boolean; readonly policyArns: Readonly<Record<string, string>> };
  readonly defaultStrategy: readonly StrategySettings[];
  readonly exec: ExecSettings | undefined;
  readonly namespace: NamespaceProps | undefined;
  readonly managedStorage: ManagedStorageProps;
  readonly tags: Tags;
  readonly override: ClusterOverrides;
}

export interface StrategySettings {
  readonly provider: string;
  readonly weight: number;
  readonly base: number;
}

export interface ExecSettings {
  readonly kmsKeyArn: string | undefined;
  readonly logs: ExecLogGroup | ExecToNowhere | ExecToS3;
}

export interface ExecLogGroup {
  readonly to: "cloudwatch";
  readonly retentionDays: number;
  readonly kmsKeyArn: string | undefined;
}

export interface InstancesSettings {
  readonly tier: string;
  readonly instanceTypes: readonly string[];
  readonly image: ImageName | OwnImage;
  readonly imageVersion: string | undefined;
  readonly minSize: number;
  readonly maxSize: number;
  readonly desiredSize: Owned<number> | undefined;
  readonly purchase: "on-demand" | "spot" | MixedPurchase;
  readonly scaling: ScalingSettings | undefined;
  readonly draining: boolean;
  readonly terminationProtection: boolean;
  readonly forceDelete: boolean;
  readonly volume: VolumeProps & { readonly sizeGiB: number };
  readonly refresh: { readonly minHealthyPercent: number } | undefined;
  readonly maxLifetimeDays: number | undefined;
  readonly attributes: Readonly<Record<string, string>>;
  readonly agent: Readonly<Record<string, string>>;
  readonly detailedMonitoring: boolean;
}

export interface ScalingSettings {
  readonly targetPercent: number;
  readonly minimumStep: number;
  readonly maximumStep: number;
  readonly warmupSeconds: number;
}

export interface ManagedInstancesSettings extends ManagedInstancesProps {
  readonly detailedMonitoring: boolean;
}

/** Fills every default. Pure; checks nothing. */
export function resolve(props: ClusterProps): ClusterSettings {
  const { fargate = ["FARGATE", "FARGATE_SPOT"], instances = {}, managedInstances = {}, instanceRole = {} } = props;
  return {
    name: props.name,
    containerInsights: props.containerInsights ?? "enhanced",
    fargate,
    network: props.network,
    instances: mapValues(instances, resolveInstances),
    managedInstances: mapValues(managedInstances, (managed) => ({ ...managed, detailedMonitoring: managed.detailedMonitoring ?? false })),
    instanceRole: { sessionManager: instanceRole.sessionManager ?? false, policyArns: instanceRole.policyArns ?? {} },
    defaultStrategy: (props.defaultStrategy ?? strategyFor(fargate, [...Object.keys(instances), ...Object.keys(managedInstances)])).map(
      ({ provider, weight, base }) => ({ provider, weight: weight ?? 1, base: base ?? 0 }),
    ),
    exec: props.exec === undefined ? undefined : resolveExec(props.exec),
    namespace: props.namespace,
    managedStorage: props.managedStorage ?? {},
    tags: props.tags ?? {},
    override: props.override ?? {},
  };
}

/** Fargate is preferred to Spot, which takes tasks away; one kind of instance is no choice; several are the caller's. */
function strategyFor(fargate: readonly FargateProvider[], keys: readonly string[]): { provider: string; weight?: number; base?: number }[] {
  if (fargate.includes("FARGATE")) return [{ provider: "FARGATE" }];
  const [only, ...others] = keys;
  return only === undefined || others.length > 0 ? [] : [{ provider: only }];
}

function resolveExec({ kmsKeyArn, logs = { to: "cloudwatch" } }: ExecProps): ExecSettings {
  if (logs.to !== "cloudwatch") return { kmsKeyArn, logs };
  return { kmsKeyArn, logs: { to: "cloudwatch", retentionDays: logs.retentionDays ?? 365, kmsKeyArn: logs.kmsKeyArn } };
}

function resolveInstances(props: InstancesProps): InstancesSettings {
  const isGraviton = props.instanceTypes.length > 0 && props.instanceTypes.every((type) => architectureOf(type) === "arm64");
  const image = props.image ?? (isGraviton ? "al2023-arm64" : "al2023");
  const { scaling = {} } = props;
  return {
    tier: props.tier,
    instanceTypes: props.instanceTypes,
    image,
    imageVersion: props.imageVersion,
    minSize: props.minSize ?? 0,
    maxSize: props.maxSize,
    desiredSize: props.desiredSize,
    purchase: props.purchase ?? "on-demand",
    scaling:
      scaling === "off"
        ? undefined
        : {
            targetPercent: scaling.targetPercent ?? 100,
            minimumStep: scaling.minimumStep ?? 1,
            maximumStep: scaling.maximumStep ?? 10_000,
            warmupSeconds: scaling.warmupSeconds ?? 300,
          },
    draining: props.draining ?? true,
    terminationProtection: props.terminationProtection ?? scaling !== "off",
    forceDelete: props.forceDelete ?? false,
    volume: { ...props.volume, sizeGiB: props.volume?.sizeGiB ?? volumeLimits.smallestGiB[imageFacts(image).os] },
    refresh: props.refresh === undefined ? undefined : { minHealthyPercent: props.refresh.minHealthyPercent ?? 90 },
    maxLifetimeDays: props.maxLifetimeDays,
    attributes: props.attributes ?? {},
    agent: props.agent ?? {},
    detailedMonitoring: props.detailedMonitoring ?? false,
  };
}

function mapValues<From, To>(record: Readonly<Record<string, From>>, change: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}

/** Which kind of capacity a provider of a strategy is; undefined for none of this cluster's. */
export function kindOf(provider: string, { fargate, instances, managedInstances }: ClusterSettings): "fargate" | "instances" | "managed instances" | undefined {
  if (fargate.some((name) => name === provider)) return "fargate";
  if (provider in instances) return "instances";
  return provider in managedInstances ? "managed instances" : undefined;
}

/** True if the cluster has instances of its own, of either kind. */
export function hasInstances({ instances, managedInstances }: ClusterSettings): boolean {
  return Object.keys(instances).length + Object.keys(managedInstances).length > 0;
}

import { initialOf, subnetsOf, type NetworkRef, type Owned, type Tags } from "@terrace/core";
import type { Engine } from "./engines";
import { defaultPort } from "./limits";
import { isDataTiered } from "./node-types";
import type { AlarmsProps, AutoscalingProps, AutoscalingBounds, LogProps, LogToCloudWatch, LogToFirehose, ShardAutoscaling } from "./operations-props";
import { parameterValue } from "./parameters";
import type {
  AuthenticationProps,
  EncryptionProps,
  MaintenanceProps,
  ReplicationGroupOverrides,
  ReplicationGroupProps,
  RestoreFrom,
  ShardPlacement,
  TokenAuthentication,
  TopologyProps,
  UserGroupAuthentication,
} from "./props";

/** ReplicationGroupProps with every default filled in. */
export interface ReplicationGroupSettings {
  readonly name: string;
  readonly description: string;
  readonly network: NetworkRef;
  readonly tier: string;
  readonly engine: Engine;
  readonly engineVersion: string;
  readonly nodeType: string;
  readonly dataTiering: boolean;
  readonly topology: TopologySettings;
  readonly port: number;
  readonly encryption: Required<Omit<EncryptionProps, "kmsKeyArn">> & Pick<EncryptionProps, "kmsKeyArn">;
  readonly authentication: { readonly by: "nothing" } | UserGroupAuthentication | Required<TokenAuthentication>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly maintenance: Required<Omit<MaintenanceProps, "notificationTopicArn" | "window">> & Pick<MaintenanceProps, "notificationTopicArn" | "window">;
  readonly snapshots: SnapshotSettings;
  readonly logs: Readonly<Record<string, LogSettings>>;
  readonly alarms: Required<AlarmsProps> | undefined;
  readonly autoscaling: Readonly<Partial<Record<"replicas" | "shards", AutoscalingSettings>>>;
  readonly tags: Tags;
  readonly override: Required<ReplicationGroupOverrides>;
}

export interface TopologySettings {
  readonly clusterMode: TopologyProps["clusterMode"];
  readonly shards: Owned<number>;
  readonly replicas: Owned<number>;
  readonly automaticFailover: boolean;
  readonly multiAz: boolean;
  /** Empty where ElastiCache chooses. */
  readonly availabilityZones: readonly string[];
  /** Empty where ElastiCache chooses. */
  readonly placement: Readonly<Record<string, ShardPlacement>>;
}

export interface SnapshotSettings {
  readonly retentionDays: number;
  readonly window: string | undefined;
  readonly final: "none" | { readonly name: string };
  readonly restoreFrom: RestoreFrom | undefined;
}

export type LogSettings = { readonly format: "json" | "text" } & (
  | (Required<Omit<LogToCloudWatch, "format" | "kmsKeyArn">> & Pick<LogToCloudWatch, "kmsKeyArn">)
  | Omit<LogToFirehose, "format">
);

export type AutoscalingSettings = Required<AutoscalingBounds> & { readonly metric: Required<ShardAutoscaling>["metric"] | "replica-cpu" };

/** Fills every default. Pure; checks nothing. */
export function resolve(props: ReplicationGroupProps): ReplicationGroupSettings {
  const { name } = props;
  return {
    name,
    description: props.description ?? `Cache ${name}`,
    network: props.network,
    tier: props.tier,
    engine: props.engine,
    engineVersion: props.engineVersion,
    nodeType: props.nodeType,
    dataTiering: isDataTiered(props.nodeType),
    topology: resolveTopology(props),
    port: props.port ?? defaultPort,
    encryption: {
      inTransit: props.encryption?.inTransit ?? "required",
      atRest: props.encryption?.atRest ?? true,
      kmsKeyArn: props.encryption?.kmsKeyArn,
    },
    authentication: resolveAuthentication(props.authentication),
    parameters: resolveParameters(props.parameters),
    maintenance: {
      window: props.maintenance?.window,
      autoMinorVersionUpgrade: props.maintenance?.autoMinorVersionUpgrade ?? false,
      applyImmediately: props.maintenance?.applyImmediately ?? true,
      notificationTopicArn: props.maintenance?.notificationTopicArn,
    },
    snapshots: resolveSnapshots(props),
    logs: resolveLogs(props.logs),
    alarms: resolveAlarms(props.alarms),
    autoscaling: resolveAutoscaling(props.autoscaling ?? {}),
    tags: props.tags ?? {},
    override: {
      replicationGroup: props.override?.replicationGroup ?? {},
      parameterGroup: props.override?.parameterGroup ?? {},
      securityGroup: props.override?.securityGroup ?? {},
    },
  };
}

function resolveTopology({ topology, network, tier }: ReplicationGroupProps): TopologySettings {
  const isCluster = topology.clusterMode === "enabled";
  const replicas = isCluster ? topology.replicasPerShard : topology.replicas;
  const hasReplica = initialOf(replicas) > 0;
  const zones = zonesOf(network, tier);
  return {
    clusterMode: topology.clusterMode,
    shards: isCluster ? topology.shards : 1,
    replicas,
    automaticFailover: topology.automaticFailover ?? (isCluster || hasReplica),
    multiAz: topology.multiAz ?? (hasReplica && zones.length > 1 && topology.automaticFailover !== false),
    availabilityZones: topology.clusterMode === "disabled" ? (topology.availabilityZones ?? []) : [],
    placement: isCluster ? (topology.placement ?? {}) : {},
  };
}

/** The zones of a tier, each once. */
export function zonesOf(network: NetworkRef, tier: string): string[] {
  return [...new Set(subnetsOf(network, tier).map(({ availabilityZone }) => availabilityZone))];
}

function resolveAuthentication(authentication: AuthenticationProps | undefined): ReplicationGroupSettings["authentication"] {
  if (authentication === undefined) return { by: "nothing" };
  if (authentication.by === "user-group") return authentication;
  return { ...authentication, updateStrategy: authentication.updateStrategy ?? "ROTATE" };
}

/** Name of the snapshot that is made at the end; undefined where none is. */
export function finalSnapshotName({ final }: SnapshotSettings): string | undefined {
  return final === "none" ? undefined : final.name;
}

/** Parameters as ElastiCache writes them. */
export function resolveParameters(parameters: ReplicationGroupProps["parameters"] = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, parameterValue(value)]));
}

function resolveSnapshots({ name, snapshots = {} }: ReplicationGroupProps): SnapshotSettings {
  return {
    retentionDays: snapshots.retentionDays ?? 1,
    window: snapshots.window,
    final: snapshots.final ?? { name: `${name}-final` },
    restoreFrom: snapshots.restoreFrom,
  };
}

function resolveLogs(logs: ReplicationGroupProps["logs"] = {}): Record<string, LogSettings> {
  return Object.fromEntries(
    Object.entries(logs).flatMap(([type, log]) => (log === undefined ? [] : [[type, resolveLog(log)] satisfies [string, LogSettings]])),
  );
}

function resolveLog(log: LogProps): LogSettings {
  const format = log.format ?? "json";
  if (log.to === "firehose") return { format, to: log.to, deliveryStreamName: log.deliveryStreamName };
  return { format, to: log.to, retentionDays: log.retentionDays ?? 90, kmsKeyArn: log.kmsKeyArn };
}

function resolveAlarms(alarms: AlarmsProps | undefined): Required<AlarmsProps> | undefined {
  if (alarms === undefined) return undefined;
  return {
    actionArns: alarms.actionArns,
    engineCpuPercent: alarms.engineCpuPercent ?? 90,
    memoryPercent: alarms.memoryPercent ?? 90,
    evictions: alarms.evictions ?? 1000,
    replicationLagSeconds: alarms.replicationLagSeconds ?? 30,
    connections: alarms.connections ?? 50000,
  };
}

function resolveAutoscaling({ shards, replicas }: AutoscalingProps): ReplicationGroupSettings["autoscaling"] {
  return {
    ...(shards === undefined ? {} : { shards: { ...resolveBounds(shards), metric: shards.metric ?? "engine-cpu" } }),
    ...(replicas === undefined ? {} : { replicas: { ...resolveBounds(replicas), metric: "replica-cpu" } }),
  };
}

function resolveBounds(bounds: AutoscalingBounds): Required<AutoscalingBounds> {
  return {
    min: bounds.min,
    max: bounds.max,
    targetPercent: bounds.targetPercent ?? 60,
    scaleInCooldownSeconds: bounds.scaleInCooldownSeconds ?? 600,
    scaleOutCooldownSeconds: bounds.scaleOutCooldownSeconds ?? 600,
  };
}

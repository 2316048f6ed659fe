import type { ElasticacheParameterGroup } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import {
  initialOf,
  lifecycleOf,
  needsProvider,
  subnetsOf,
  throwIfAny,
  writeFeature,
  type CacheRef,
  type SecurityGroupRef,
} from "@terrace/core";
import { Construct } from "constructs";
import { Access } from "./access";
import { createAlarms } from "./alarms";
import { createAutoscaling } from "./autoscaling";
import { check } from "./check";
import { hasFeatureOf } from "./engines";
import type { GlobalPrimaryRef } from "./global-props";
import { createLogDelivery } from "./log-delivery";
import { createParameterGroup } from "./parameter-group";
import type { ReplicationGroupProps } from "./props";
import { finalSnapshotName, resolve, type ReplicationGroupSettings } from "./settings";

/**
 * A cache of Valkey or Redis OSS: one primary with replicas, or several shards of them.
 *
 * Creates the replication group, and beside it a parameter group of the version's family, a subnet group, a security
 * group that is closed until `allowFrom` opens it, and log groups, alarms and autoscaling on request. It does not create
 * users (`UserGroup`), a DNS name (`CacheRecord`), keys or topics.
 *
 * Nodes cost by the hour, each the same; snapshots and logs by the gigabyte; alarms each. The groups beside are free.
 *
 * @example
 * new ReplicationGroup(stack, "sessions", {
 *   name: "dev-shop-sessions",
 *   network: vpc.network,
 *   tier: "isolated",
 *   engine: "valkey",
 *   engineVersion: "8.1",
 *   nodeType: "cache.t4g.micro",
 *   topology: { clusterMode: "disabled", replicas: 0 },
 * });
 */
export class ReplicationGroup extends Construct {
  /** The cache as clients and other modules take it. */
  public readonly cache: CacheRef;
  /** The group that decides who reaches the port. */
  public readonly securityGroup: SecurityGroupRef;
  /** Name of the parameter group, which holds the version's family. */
  public readonly parameterGroupName: string;
  /** The group as a global datastore takes it. */
  public readonly globalPrimary: GlobalPrimaryRef;

  private readonly group: ElasticacheReplicationGroup;
  private readonly access: Access;
  private readonly clusterMode: ReplicationGroupSettings["topology"]["clusterMode"];

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ReplicationGroupProps) {
    super(scope, id);
    const settings = resolve(props);
    throwIfAny(this, "ReplicationGroup", [...check(settings), ...this.checkProvider(settings)]);

    const parameterGroup = this.createParameterGroup(settings);
    this.access = this.createAccess(settings);
    this.group = this.createGroup(settings, parameterGroup);
    createAlarms(this, settings);
    createAutoscaling(this, settings, this.group);

    this.clusterMode = settings.topology.clusterMode;
    this.securityGroup = this.access.securityGroup;
    this.parameterGroupName = parameterGroup.name;
    this.cache = this.describe(settings);
    this.globalPrimary = this.describePrimary(settings);
  }

  /** Id of the replication group, as scripts and IAM policies name it. */
  public get replicationGroupId(): string {
    return this.group.replicationGroupId;
  }

  /** ARN of the replication group. */
  public get replicationGroupArn(): string {
    return this.group.arn;
  }

  /** Name of the node that takes writes; undefined with cluster mode, where clients ask {@link configurationEndpoint}. */
  public get primaryEndpoint(): string | undefined {
    return this.clusterMode === "enabled" ? undefined : this.group.primaryEndpointAddress;
  }

  /** Name that spreads reads over the replicas; undefined with cluster mode. */
  public get readerEndpoint(): string | undefined {
    return this.clusterMode === "enabled" ? undefined : this.group.readerEndpointAddress;
  }

  /** Name that clients of the cluster protocol ask for all nodes; undefined without cluster mode. */
  public get configurationEndpoint(): string | undefined {
    return this.clusterMode === "disabled" ? undefined : this.group.configurationEndpointAddress;
  }

  /** Port of every endpoint. */
  public get port(): number {
    return this.cache.port;
  }

  /**
   * Opens the cache to a security group.
   *
   * @param id a stable name of the peer, such as `api`
   */
  public allowFrom(id: string, peer: SecurityGroupRef): void {
    this.access.allowFrom(id, peer);
  }

  /**
   * Opens the cache to IPv4 blocks, for clients that have no security group of this network.
   *
   * @param id a stable name of the peers, such as `office`
   */
  public allowFromCidrs(id: string, cidrs: readonly string[]): void {
    this.access.allowFromCidrs(id, cidrs);
  }

  private checkProvider({ topology }: ReplicationGroupSettings) {
    const isPlaced = Object.keys(topology.placement).length > 0;
    return needsProvider(this, "topology.placement", isPlaced ? "elasticache-shard-placement" : undefined);
  }

  private createParameterGroup(settings: ReplicationGroupSettings): ElasticacheParameterGroup {
    const { name, engine, engineVersion, topology, parameters, tags, override } = settings;
    const isCluster = topology.clusterMode !== "disabled";
    return createParameterGroup(this, { name, engine, engineVersion, isCluster, parameters, tags, override: override.parameterGroup });
  }

  private createAccess({ name, network, port, tags, override }: ReplicationGroupSettings): Access {
    return new Access(this, { name, network, ports: [port, port], tags, override: override.securityGroup });
  }

  private createGroup(settings: ReplicationGroupSettings, parameterGroup: ElasticacheParameterGroup): ElasticacheReplicationGroup {
    const { name, topology, maintenance, snapshots, tags } = settings;
    const subnetGroup = this.createSubnetGroup(settings);
    const logs = createLogDelivery(this, settings);
    const group = new ElasticacheReplicationGroup(this, "Resource", {
      replicationGroupId: name,
      description: settings.description,
      engine: settings.engine,
      engineVersion: settings.engineVersion,
      nodeType: settings.nodeType,
      dataTieringEnabled: settings.dataTiering ? true : undefined,
      port: settings.port,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [this.access.securityGroup.securityGroupId],
      ...nodesOf(settings),
      automaticFailoverEnabled: topology.automaticFailover,
      multiAzEnabled: topology.multiAz,
      ...encryptionOf(settings),
      ...authenticationOf(settings),
      maintenanceWindow: maintenance.window,
      autoMinorVersionUpgrade: String(maintenance.autoMinorVersionUpgrade),
      applyImmediately: maintenance.applyImmediately,
      notificationTopicArn: maintenance.notificationTopicArn,
      snapshotRetentionLimit: snapshots.retentionDays,
      snapshotWindow: snapshots.window,
      finalSnapshotIdentifier: finalSnapshotName(snapshots),
      ...restoreOf(settings),
      logDeliveryConfiguration: logs.length > 0 ? logs : undefined,
      tags,
      lifecycle: { ignoreChanges: ignoredBy(settings) },
      ...settings.override.replicationGroup,
    });
    this.place(group, settings);
    return group;
  }

  private createSubnetGroup({ name, network, tier, tags }: ReplicationGroupSettings): ElasticacheSubnetGroup {
    return new ElasticacheSubnetGroup(this, "subnet-group", {
      name,
      description: `Subnets of the cache ${name}`,
      subnetIds: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
      tags,
    });
  }

  private place(group: ElasticacheReplicationGroup, { topology }: ReplicationGroupSettings): void {
    const shards = Object.entries(topology.placement);
    if (shards.length === 0) return;
    writeFeature(group, "elasticache-shard-placement", {
      node_group_configuration: shards.map(([key, { primaryZone, replicaZones = [], slots }]) => ({
        node_group_id: key,
        primary_availability_zone: primaryZone,
        replica_availability_zones: replicaZones,
        replica_count: initialOf(topology.replicas),
        ...(slots === undefined ? {} : { slots }),
      })),
    });
  }

  private describe({ topology, port, encryption }: ReplicationGroupSettings): CacheRef {
    const isCluster = topology.clusterMode === "enabled";
    return {
      host: isCluster ? this.group.configurationEndpointAddress : this.group.primaryEndpointAddress,
      readerHost: isCluster ? undefined : this.group.readerEndpointAddress,
      port,
      clusterProtocol: isCluster,
      tls: encryption.inTransit,
      securityGroup: this.access.securityGroup,
    };
  }

  private describePrimary({ engine, engineVersion, nodeType, autoscaling }: ReplicationGroupSettings): GlobalPrimaryRef {
    const isAutoscaled = Object.keys(autoscaling).length > 0;
    return { replicationGroupId: this.replicationGroupId, engine, engineVersion, nodeType, isAutoscaled };
  }
}

/** Counts in the words of each mode: the provider refuses both at once. */
function nodesOf({ topology }: ReplicationGroupSettings) {
  const { clusterMode, shards, replicas, availabilityZones } = topology;
  if (clusterMode === "disabled") {
    return {
      clusterMode,
      numCacheClusters: 1 + initialOf(replicas),
      preferredCacheClusterAzs: availabilityZones.length > 0 ? [...availabilityZones] : undefined,
    };
  }
  return { clusterMode, numNodeGroups: initialOf(shards), replicasPerNodeGroup: initialOf(replicas) };
}

function encryptionOf({ encryption, engine, engineVersion }: ReplicationGroupSettings) {
  const { inTransit, atRest, kmsKeyArn } = encryption;
  const hasModes = hasFeatureOf(engine, engineVersion, "7.0");
  return {
    atRestEncryptionEnabled: String(atRest),
    kmsKeyId: kmsKeyArn,
    // Written even when it is off: Valkey's own default is on.
    transitEncryptionEnabled: inTransit !== "off",
    transitEncryptionMode: inTransit === "off" || !hasModes ? undefined : inTransit,
  };
}

function authenticationOf({ authentication }: ReplicationGroupSettings) {
  switch (authentication.by) {
    case "nothing":
      return {};
    case "user-group":
      return { userGroupIds: [authentication.userGroupId] };
    case "token":
      // Provider 5 has a default strategy and provider 6 has none, so it is always written.
      return { authToken: authentication.token, authTokenUpdateStrategy: authentication.updateStrategy };
  }
}

function restoreOf({ snapshots: { restoreFrom } }: ReplicationGroupSettings) {
  if (restoreFrom === undefined) return {};
  return "snapshotName" in restoreFrom ? { snapshotName: restoreFrom.snapshotName } : { snapshotArns: [...restoreFrom.objectArns] };
}

/**
 * What changes nothing on a group that exists. Where the first data came from is among it for every group: taking the
 * prop away later would replace the group, and lose what it holds.
 */
function ignoredBy({ topology }: ReplicationGroupSettings): string[] {
  const { clusterMode, shards, replicas } = topology;
  const isCluster = clusterMode !== "disabled";
  const owned = lifecycleOf(
    isCluster ? { num_node_groups: shards, replicas_per_node_group: replicas } : { num_cache_clusters: replicas },
  );
  const counts = Array.isArray(owned?.ignoreChanges) ? owned.ignoreChanges : [];
  return ["snapshot_arns", "snapshot_name", ...counts];
}

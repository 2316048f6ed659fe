import { ElasticacheGlobalReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-global-replication-group";
import { ElasticacheReplicationGroup } from "@cdktf/provider-aws/lib/elasticache-replication-group";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { subnetsOf, throwIfAny, type CacheRef, type SecurityGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { Access } from "./access";
import { checkGlobal, checkSecondary } from "./check-global";
import type { GlobalDatastoreProps, SecondaryReplicationGroupProps } from "./global-props";
import { defaultPort } from "./limits";
import { zonesOf } from "./settings";

/**
 * A cache that is written in one region, and read in up to two others.
 *
 * Creates the datastore around a replication group that exists. A `SecondaryReplicationGroup` in each other region's
 * stack joins it.
 *
 * Free of charge itself; what is copied between regions costs by the gigabyte.
 *
 * @example
 * new GlobalDatastore(stack, "global", { suffix: "prd-shop-sessions", primary: sessions.globalPrimary });
 */
export class GlobalDatastore extends Construct {
  private readonly resource: ElasticacheGlobalReplicationGroup;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: GlobalDatastoreProps) {
    super(scope, id);
    throwIfAny(this, "GlobalDatastore", checkGlobal(props));

    this.resource = new ElasticacheGlobalReplicationGroup(this, "Resource", {
      globalReplicationGroupIdSuffix: props.suffix,
      globalReplicationGroupDescription: props.description ?? `Global datastore ${props.suffix}`,
      primaryReplicationGroupId: props.primary.replicationGroupId,
    });
  }

  /** Id of the datastore, with AWS's prefix. */
  public get globalReplicationGroupId(): string {
    return this.resource.globalReplicationGroupId;
  }
}

/**
 * The part of a global datastore in another region, for reading. It takes over when it is promoted, by hand.
 *
 * Creates the replication group, its subnet group, and a security group that is closed until `allowFrom` opens it, in
 * the region of the stack's provider. Engine, version, node type, shards, parameters and encryption are the primary's.
 *
 * Nodes cost by the hour.
 *
 * @example
 * new SecondaryReplicationGroup(stack, "sessions", {
 *   name: "prd-shop-sessions-osaka",
 *   globalReplicationGroupId: "erpgt-prd-shop-sessions",
 *   network,
 *   tier: "isolated",
 *   clusterMode: "disabled",
 *   replicas: 1,
 * });
 */
export class SecondaryReplicationGroup extends Construct {
  /** The cache as clients of this region take it. It takes no writes until it is promoted. */
  public readonly cache: CacheRef;
  /** The group that decides who reaches the port. */
  public readonly securityGroup: SecurityGroupRef;

  private readonly group: ElasticacheReplicationGroup;
  private readonly access: Access;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: SecondaryReplicationGroupProps) {
    super(scope, id);
    throwIfAny(this, "SecondaryReplicationGroup", checkSecondary(props));

    this.access = this.createAccess(props);
    this.securityGroup = this.access.securityGroup;
    this.group = this.createGroup(props);
    this.cache = this.describe(props);
  }

  /** Id of the replication group. */
  public get replicationGroupId(): string {
    return this.group.replicationGroupId;
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
   * Opens the cache to IPv4 blocks.
   *
   * @param id a stable name of the peers, such as `office`
   */
  public allowFromCidrs(id: string, cidrs: readonly string[]): void {
    this.access.allowFromCidrs(id, cidrs);
  }

  private createAccess({ name, network, port = defaultPort, tags = {} }: SecondaryReplicationGroupProps): Access {
    return new Access(this, { name, network, ports: [port, port], tags, override: {} });
  }

  private createGroup(props: SecondaryReplicationGroupProps): ElasticacheReplicationGroup {
    const { name, network, tier, replicas, clusterMode, authentication, maintenance = {}, tags } = props;
    const subnetGroup = new ElasticacheSubnetGroup(this, "subnet-group", {
      name,
      description: `Subnets of the cache ${name}`,
      subnetIds: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
      tags,
    });
    return new ElasticacheReplicationGroup(this, "Resource", {
      replicationGroupId: name,
      description: props.description ?? `Secondary of ${props.globalReplicationGroupId}`,
      globalReplicationGroupId: props.globalReplicationGroupId,
      ...(clusterMode === "enabled" ? { replicasPerNodeGroup: replicas } : { numCacheClusters: 1 + replicas }),
      // ElastiCache takes these two over from the primary; written, so that plans stay empty.
      automaticFailoverEnabled: clusterMode === "enabled" || replicas > 0,
      multiAzEnabled: replicas > 0 && zonesOf(network, tier).length > 1,
      port: props.port ?? defaultPort,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [this.securityGroup.securityGroupId],
      userGroupIds: authentication === undefined ? undefined : [authentication.userGroupId],
      kmsKeyId: props.kmsKeyArn,
      maintenanceWindow: maintenance.window,
      autoMinorVersionUpgrade: String(maintenance.autoMinorVersionUpgrade ?? false),
      applyImmediately: maintenance.applyImmediately ?? true,
      notificationTopicArn: maintenance.notificationTopicArn,
      tags,
    });
  }

  private describe({ port = defaultPort, clusterMode }: SecondaryReplicationGroupProps): CacheRef {
    const isCluster = clusterMode === "enabled";
    return {
      host: isCluster ? this.group.configurationEndpointAddress : this.group.primaryEndpointAddress,
      readerHost: isCluster ? undefined : this.group.readerEndpointAddress,
      port,
      clusterProtocol: isCluster,
      tls: "required",
      securityGroup: this.securityGroup,
    };
  }
}

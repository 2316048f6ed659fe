import { ElasticacheCluster } from "@cdktf/provider-aws/lib/elasticache-cluster";
import { ElasticacheSubnetGroup } from "@cdktf/provider-aws/lib/elasticache-subnet-group";
import { subnetsOf, throwIfAny, type CacheRef, type SecurityGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { Access } from "./access";
import { checkMemcached } from "./check-memcached";
import { memcachedPort } from "./limits";
import type { MemcachedClusterProps } from "./memcached-props";
import { createParameterGroup } from "./parameter-group";
import { resolveParameters, zonesOf } from "./settings";

/**
 * A cache of Memcached: nodes that know nothing of each other, and clients that spread keys over them.
 *
 * Creates the cluster, its parameter group, its subnet group, and a security group that is closed until `allowFrom`
 * opens it. There are no replicas, snapshots or users: what a node holds is gone with it, and with every newer version.
 *
 * Nodes cost by the hour. The groups beside are free.
 *
 * @example
 * new MemcachedCluster(stack, "pages", {
 *   name: "dev-shop-pages",
 *   network: vpc.network,
 *   tier: "isolated",
 *   engineVersion: "1.6.22",
 *   nodeType: "cache.t4g.small",
 *   nodes: 2,
 * });
 */
export class MemcachedCluster extends Construct {
  /** The cache as clients and other modules take it: the endpoint that tells them all nodes. */
  public readonly cache: CacheRef;
  /** The group that decides who reaches the port. */
  public readonly securityGroup: SecurityGroupRef;

  private readonly cluster: ElasticacheCluster;
  private readonly access: Access;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: MemcachedClusterProps) {
    super(scope, id);
    throwIfAny(this, "MemcachedCluster", checkMemcached(props));

    this.access = this.createAccess(props);
    this.securityGroup = this.access.securityGroup;
    this.cluster = this.createCluster(props);
    this.cache = this.describe(props);
  }

  /** ARN of the cluster. */
  public get clusterArn(): string {
    return this.cluster.arn;
  }

  /** Name that tells clients with auto discovery of all nodes. */
  public get configurationEndpoint(): string {
    return this.cluster.clusterAddress;
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

  private createAccess({ name, network, port = memcachedPort, tags = {}, override }: MemcachedClusterProps): Access {
    return new Access(this, { name, network, ports: [port, port], tags, override: override?.securityGroup ?? {} });
  }

  private createCluster(props: MemcachedClusterProps): ElasticacheCluster {
    const { name, network, tier, engineVersion, nodes, maintenance = {}, tags = {}, override } = props;
    const parameterGroup = createParameterGroup(this, {
      name,
      engine: "memcached",
      engineVersion,
      isCluster: false,
      parameters: resolveParameters(props.parameters),
      tags,
      override: override?.parameterGroup ?? {},
    });
    const subnetGroup = new ElasticacheSubnetGroup(this, "subnet-group", {
      name,
      description: `Subnets of the cache ${name}`,
      subnetIds: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
      tags,
    });
    return new ElasticacheCluster(this, "Resource", {
      clusterId: name,
      engine: "memcached",
      engineVersion,
      nodeType: props.nodeType,
      numCacheNodes: nodes,
      azMode: nodes > 1 && zonesOf(network, tier).length > 1 ? "cross-az" : "single-az",
      port: props.port ?? memcachedPort,
      parameterGroupName: parameterGroup.name,
      subnetGroupName: subnetGroup.name,
      securityGroupIds: [this.securityGroup.securityGroupId],
      transitEncryptionEnabled: (props.inTransit ?? "required") === "required",
      maintenanceWindow: maintenance.window,
      autoMinorVersionUpgrade: String(maintenance.autoMinorVersionUpgrade ?? false),
      applyImmediately: maintenance.applyImmediately ?? true,
      notificationTopicArn: maintenance.notificationTopicArn,
      tags,
      ...override?.cluster,
    });
  }

  private describe({ port = memcachedPort, inTransit = "required" }: MemcachedClusterProps): CacheRef {
    return { host: this.configurationEndpoint, port, clusterProtocol: false, tls: inTransit, securityGroup: this.securityGroup };
  }
}

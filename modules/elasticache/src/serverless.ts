import { ElasticacheServerlessCache } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import { subnetsOf, throwIfAny, type CacheRef, type SecurityGroupRef } from "@terrace/core";
import { Construct } from "constructs";
import { Access } from "./access";
import { checkServerless } from "./check-serverless";
import { serverlessPorts } from "./limits";
import type { ServerlessCacheProps, UsageLimits } from "./serverless-props";

/**
 * A cache without nodes: it grows and shrinks by itself, speaks TLS only, and is patched unnoticed.
 *
 * Creates the cache, and a security group that is closed until `allowFrom` opens it. It does not create users
 * (`UserGroup`) or a DNS name (`CacheRecord`).
 *
 * Costs by the gigabyte and hour, and by the request; there is a least charge.
 *
 * @example
 * new ServerlessCache(stack, "queries", {
 *   name: "dev-shop-queries",
 *   network: vpc.network,
 *   tier: "isolated",
 *   engine: "valkey",
 *   majorEngineVersion: "8",
 *   usageLimits: { dataStorageGB: { max: 5 } },
 * });
 */
export class ServerlessCache extends Construct {
  /** The cache as clients and other modules take it. */
  public readonly cache: CacheRef;
  /** The group that decides who reaches the ports. */
  public readonly securityGroup: SecurityGroupRef;

  private readonly resource: ElasticacheServerlessCache;
  private readonly access: Access;

  /** @throws InvalidPropsError with every problem found; the codes are listed in the README */
  public constructor(scope: Construct, id: string, props: ServerlessCacheProps) {
    super(scope, id);
    throwIfAny(this, "ServerlessCache", checkServerless(props));

    this.access = this.createAccess(props);
    this.securityGroup = this.access.securityGroup;
    this.resource = this.createCache(props);
    this.cache = this.describe(props);
  }

  /** ARN of the cache. */
  public get cacheArn(): string {
    return this.resource.arn;
  }

  /** Name that takes writes and reads. */
  public get endpoint(): string {
    return this.resource.endpoint.get(0).address;
  }

  /** Name that takes reads which may be a little old, on the port after the cache's own. */
  public get readerEndpoint(): string {
    return this.resource.readerEndpoint.get(0).address;
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

  private createAccess({ name, network, engine, tags = {}, override }: ServerlessCacheProps): Access {
    return new Access(this, { name, network, ports: serverlessPorts[engine], tags, override: override?.securityGroup ?? {} });
  }

  private createCache(props: ServerlessCacheProps): ElasticacheServerlessCache {
    const { name, network, tier, snapshots } = props;
    return new ElasticacheServerlessCache(this, "Resource", {
      name,
      description: props.description ?? `Cache ${name}`,
      engine: props.engine,
      majorEngineVersion: props.majorEngineVersion,
      subnetIds: subnetsOf(network, tier).map(({ subnetId }) => subnetId),
      securityGroupIds: [this.securityGroup.securityGroupId],
      cacheUsageLimits: usageOf(props.usageLimits),
      userGroupId: props.authentication?.userGroupId,
      kmsKeyId: props.kmsKeyArn,
      snapshotRetentionLimit: snapshots?.retentionDays ?? 1,
      dailySnapshotTime: snapshots?.dailyTime,
      snapshotArnsToRestore: snapshots?.restoreFromArns === undefined ? undefined : [...snapshots.restoreFromArns],
      tags: props.tags,
      // Taking the prop away later would replace the cache, and lose what it holds.
      lifecycle: { ignoreChanges: ["snapshot_arns_to_restore"] },
      ...props.override?.serverlessCache,
    });
  }

  private describe({ engine }: ServerlessCacheProps): CacheRef {
    return {
      host: this.endpoint,
      port: serverlessPorts[engine][0],
      clusterProtocol: engine !== "memcached",
      tls: "required",
      securityGroup: this.securityGroup,
    };
  }
}

function usageOf({ dataStorageGB, ecpuPerSecond }: UsageLimits = {}) {
  if (dataStorageGB === undefined && ecpuPerSecond === undefined) return undefined;
  return [
    {
      dataStorage: dataStorageGB === undefined ? undefined : [{ minimum: dataStorageGB.min, maximum: dataStorageGB.max, unit: "GB" }],
      ecpuPerSecond: ecpuPerSecond === undefined ? undefined : [{ minimum: ecpuPerSecond.min, maximum: ecpuPerSecond.max }],
    },
  ];
}

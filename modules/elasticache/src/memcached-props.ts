import type { ElasticacheClusterConfig } from "@cdktf/provider-aws/lib/elasticache-cluster";
import type { ElasticacheParameterGroupConfig } from "@cdktf/provider-aws/lib/elasticache-parameter-group";
import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { NetworkRef, Tags } from "@terrace/core";
import type { MaintenanceProps } from "./props";

/** What a Memcached cluster is made from. */
export interface MemcachedClusterProps {
  /**
   * Id of the cluster: 1 to 50 lower-case letters, digits and hyphens. A change replaces it.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
   */
  readonly name: string;
  /** The network that the nodes stand in. */
  readonly network: NetworkRef;
  /** The tier of the network whose subnets the nodes stand in. */
  readonly tier: string;
  /**
   * Whole version, such as `1.6.22`. A newer one is in place and **empties every node**; an older one replaces the cluster.
   *
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
   */
  readonly engineVersion: string;
  /** Such as `cache.t4g.small`. A change replaces the cluster. */
  readonly nodeType: string;
  /** 1 to 40. Clients spread keys over the nodes: a change makes them miss, about one in so many as there are nodes. */
  readonly nodes: number;
  /**
   * Port of every node. A change replaces the cluster.
   *
   * @default 11211
   */
  readonly port?: number;
  /**
   * Whether clients must speak TLS, from 1.6.12 on. A change replaces the cluster.
   *
   * @default "required"
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
   */
  readonly inTransit?: "off" | "required";
  /**
   * Engine parameters by name. Nothing is held against them here.
   *
   * @default - those of the family
   */
  readonly parameters?: Readonly<Record<string, string | number | boolean>>;
  /**
   * When AWS and Terraform change what runs.
   *
   * @default - in a window that AWS chooses; what Terraform changes, at once
   */
  readonly maintenance?: MaintenanceProps;
  /**
   * Tags of everything here, beside the provider's `default_tags`.
   *
   * @default - none
   */
  readonly tags?: Tags;
  /**
   * Arguments of the provider's own resources, applied last: for what this module has no prop for.
   *
   * @default - none
   */
  readonly override?: MemcachedClusterOverrides;
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface MemcachedClusterOverrides {
  /**
   * For the cluster.
   *
   * @default - nothing is overridden
   */
  readonly cluster?: Partial<ElasticacheClusterConfig>;
  /**
   * For the parameter group.
   *
   * @default - nothing is overridden
   */
  readonly parameterGroup?: Partial<ElasticacheParameterGroupConfig>;
  /**
   * For the security group.
   *
   * @default - nothing is overridden
   */
  readonly securityGroup?: Partial<SecurityGroupConfig>;
}

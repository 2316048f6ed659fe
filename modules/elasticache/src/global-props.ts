import type { NetworkRef, Tags } from "@terrace/core";
import type { MaintenanceProps, UserGroupAuthentication } from "./props";

/** The replication group that takes a global datastore's writes, as `ReplicationGroup.globalPrimary` offers it. */
export interface GlobalPrimaryRef {
  readonly replicationGroupId: string;
  readonly engine: "redis" | "valkey";
  readonly engineVersion: string;
  readonly nodeType: string;
  readonly isAutoscaled: boolean;
}

/** What a global datastore is made from. */
export interface GlobalDatastoreProps {
  /**
   * Last part of its id: lower-case letters, digits and hyphens. AWS puts a prefix of the region before it. A change
   * replaces the datastore.
   */
  readonly suffix: string;
  /**
   * What it is for.
   *
   * @default - "Global datastore <suffix>"
   */
  readonly description?: string;
  /** The replication group that takes the writes: nodes of `large` or larger, Redis OSS 5.0.6 or later, or Valkey. */
  readonly primary: GlobalPrimaryRef;
}

/** What a secondary replication group is made from. Engine, version, node type, shards and encryption are the primary's. */
export interface SecondaryReplicationGroupProps {
  /** Id of the group: 1 to 40 lower-case letters, digits and hyphens. A change replaces it. */
  readonly name: string;
  /**
   * What it is for.
   *
   * @default - "Secondary of <datastore>"
   */
  readonly description?: string;
  /** Id of the datastore, as `GlobalDatastore.globalReplicationGroupId` says. */
  readonly globalReplicationGroupId: string;
  /** The network of this region that the nodes stand in. */
  readonly network: NetworkRef;
  /** The tier whose subnets the nodes stand in. */
  readonly tier: string;
  /** The primary's. */
  readonly clusterMode: "disabled" | "enabled";
  /** Replicas of each shard, 0 to 5; at least 1 where the primary fails over by itself. */
  readonly replicas: number;
  /**
   * Port of every node. A change replaces the group.
   *
   * @default 6379
   */
  readonly port?: number;
  /**
   * Who may talk to it. Users are of this region.
   *
   * @default - everybody that the security group lets in
   */
  readonly authentication?: UserGroupAuthentication;
  /**
   * ARN of this region's key. A change replaces the group.
   *
   * @default - ElastiCache's own key
   */
  readonly kmsKeyArn?: string;
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
}

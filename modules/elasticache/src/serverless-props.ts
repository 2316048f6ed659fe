import type { ElasticacheServerlessCacheConfig } from "@cdktf/provider-aws/lib/elasticache-serverless-cache";
import type { SecurityGroupConfig } from "@cdktf/provider-aws/lib/security-group";
import type { NetworkRef, Tags } from "@terrace/core";
import type { UserGroupAuthentication } from "./props";

/** What a serverless cache is made from. */
export interface ServerlessCacheProps {
  /** Name of the cache: 1 to 40 lower-case letters, digits and hyphens. A change replaces it, and all data is lost. */
  readonly name: string;
  /**
   * What it is for, in up to 255 characters. A change is in place.
   *
   * @default - "Cache <name>"
   */
  readonly description?: string;
  /** The network that clients come from. */
  readonly network: NetworkRef;
  /** The tier whose subnets have its endpoints. A change replaces the cache, and all data is lost. */
  readonly tier: string;
  /** From `redis` to `valkey` is in place; any other change replaces the cache. */
  readonly engine: "memcached" | "redis" | "valkey";
  /**
   * Major version, such as `8`; `1.6` for Memcached. AWS does minor ones itself, unnoticed.
   *
   * @throws InvalidPropsError [serverless-version]
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/VersionManagement.html
   */
  readonly majorEngineVersion: string;
  /**
   * How much it may use, and what is kept ready and paid for. A change is in place.
   *
   * @default - no limit, and nothing kept ready: cost follows use
   */
  readonly usageLimits?: UsageLimits;
  /**
   * Who may talk to it, beside the security group. Not for Memcached.
   *
   * @default - everybody that the security group lets in
   */
  readonly authentication?: UserGroupAuthentication;
  /**
   * ARN of the key that encrypts what it stores. A change replaces the cache, and all data is lost.
   *
   * @default - ElastiCache's own key
   */
  readonly kmsKeyArn?: string;
  /**
   * Copies of the data. A serverless cache leaves no snapshot behind when it is deleted.
   *
   * @default - one automatic snapshot
   */
  readonly snapshots?: ServerlessSnapshotProps;
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
  readonly override?: ServerlessCacheOverrides;
}

/** How much a serverless cache may use. */
export interface UsageLimits {
  /**
   * Gigabytes, 1 to 5000.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
   */
  readonly dataStorageGB?: UsageLimit;
  /**
   * ElastiCache Processing Units by the second, 1000 to 15000000.
   *
   * @default - no limit
   * @see https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Scaling.html
   */
  readonly ecpuPerSecond?: UsageLimit;
}

/** One limit. */
export interface UsageLimit {
  /**
   * Kept ready, and paid for.
   *
   * @default - nothing
   */
  readonly min?: number;
  /**
   * At the most: keys are thrown out, or requests refused, beyond it.
   *
   * @default - no limit
   */
  readonly max?: number;
}

/** Copies of a serverless cache's data. */
export interface ServerlessSnapshotProps {
  /**
   * Days that automatic snapshots are kept, up to 35; 0 makes none. Charged by the gigabyte.
   *
   * @default 1
   */
  readonly retentionDays?: number;
  /**
   * `hh24:mi` in UTC.
   *
   * @default - AWS chooses
   */
  readonly dailyTime?: string;
  /**
   * ARNs of snapshots that the cache begins with. Read at creation only, a change does nothing.
   *
   * @default - an empty cache
   */
  readonly restoreFromArns?: readonly string[];
}

/** The escape hatch: arguments of the provider's resources, applied last. */
export interface ServerlessCacheOverrides {
  /**
   * For the cache.
   *
   * @default - nothing is overridden
   */
  readonly serverlessCache?: Partial<ElasticacheServerlessCacheConfig>;
  /**
   * For the security group.
   *
   * @default - nothing is overridden
   */
  readonly securityGroup?: Partial<SecurityGroupConfig>;
}

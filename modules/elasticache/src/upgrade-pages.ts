const guide = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg";

/** Where each step, interruption and loss of an upgrade is written down. Read November 2026. */
export const upgradePages = {
  considerations: `${guide}/VersionManagement-upgrade-considerations.html`,
  howTo: `${guide}/VersionManagement.HowTo.html`,
  management: `${guide}/VersionManagement.html`,
  modify: `${guide}/Replication.Modify.html`,
  clusterMode: `${guide}/modify-cluster-mode.html`,
  verticalScaling: `${guide}/Scaling.RedisReplGrps.ScaleUp.html`,
  memcachedScaling: `${guide}/Scaling-self-designed.html`,
  resharding: `${guide}/redis-cluster-resharding-online.html`,
  replicas: `${guide}/decrease-replica-count.html`,
  failover: `${guide}/AutoFailover.html`,
  tls: `${guide}/in-transit-encryption-enable.html`,
  atRest: `${guide}/at-rest-encryption.html`,
  auth: `${guide}/auth.html`,
  dataTiering: `${guide}/data-tiering.html`,
  restore: `${guide}/backups-restoring.html`,
  parameters: `${guide}/ParameterGroups.Engine.html`,
  create: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html",
} as const;

/** A page from the list. */
export type UpgradePage = (typeof upgradePages)[keyof typeof upgradePages];

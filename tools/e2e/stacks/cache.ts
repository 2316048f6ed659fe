import {
  DescribeCacheClustersCommand,
  DescribeCacheParameterGroupsCommand,
  DescribeCacheParametersCommand,
  DescribeCacheSubnetGroupsCommand,
  DescribeReplicationGroupsCommand,
  DescribeSnapshotsCommand,
  ListTagsForResourceCommand,
  type CacheCluster,
  type ReplicationGroup,
} from "@aws-sdk/client-elasticache";
import { initialOf, nameOf } from "@terrace/core";
import type { CacheProps } from "../../../stacks/cache";
import type { Environment } from "../../../stacks/environment";
import type { Aws } from "../src/aws";
import { equal, holds, type Check } from "../src/check";
import type { StackCase } from "./case";
import { defaultTagCheck } from "./tags";
import { openingCheck, subnetsOfTiers } from "./tiers";

/** The caches of an environment. */
export const cache: StackCase = {
  stack: "cache",
  changes: [
    {
      name: "one-more-replica",
      environments: ["prd"],
      updates: ["aws_elasticache_replication_group.num_cache_clusters"],
      make: (environment) => withCaches(environment, withOneMoreReplica),
    },
    {
      name: "other-parameters-and-window",
      environments: ["dev", "prd"],
      updates: ["aws_elasticache_parameter_group.parameter", "aws_elasticache_replication_group.maintenance_window"],
      make: (environment) =>
        withCaches(environment, (props) => ({
          ...props,
          parameters: { ...props.parameters, "maxmemory-policy": "allkeys-lru" },
          maintenance: { ...props.maintenance, window: "mon:18:00-mon:19:00" },
        })),
    },
  ],

  async expect(aws, environment) {
    const checks = Object.entries(environment.caches).map(([role, props]) => cacheChecks(aws, environment, role, props));
    return (await Promise.all(checks)).flat();
  },

  /** Subnet groups are the network's matter, which makes some too. */
  async remains({ elasticache }) {
    const { ReplicationGroups = [] } = await elasticache.send(new DescribeReplicationGroupsCommand({}));
    const { CacheClusters = [] } = await elasticache.send(new DescribeCacheClustersCommand({}));
    const { CacheParameterGroups = [] } = await elasticache.send(new DescribeCacheParameterGroupsCommand({}));
    const { Snapshots = [] } = await elasticache.send(new DescribeSnapshotsCommand({}));
    return [
      ...ReplicationGroups.map(({ ReplicationGroupId }) => `replication group ${ReplicationGroupId}`),
      ...CacheClusters.map(({ CacheClusterId }) => `cache cluster ${CacheClusterId}`),
      ...CacheParameterGroups.map(({ CacheParameterGroupName }) => `cache parameter group ${CacheParameterGroupName}`),
      ...Snapshots.map(({ SnapshotName }) => `snapshot ${SnapshotName}`),
    ];
  },

  leaves: (environment) =>
    Object.entries(environment.caches).flatMap(([role, { snapshots }]) => {
      const { final = { name: `${cacheName(environment, role)}-final` } } = snapshots ?? {};
      return final === "none" ? [] : [`snapshot ${final.name}`];
    }),
};

function withCaches(environment: Environment, change: (props: CacheProps) => CacheProps): Environment {
  const caches = Object.entries(environment.caches).map(([role, props]) => [role, change(props)]);
  return { ...environment, caches: Object.fromEntries(caches) };
}

function withOneMoreReplica(props: CacheProps): CacheProps {
  const { topology } = props;
  if (topology.clusterMode !== "disabled") return props;
  return { ...props, topology: { ...topology, replicas: initialOf(topology.replicas) + 1 } };
}

function cacheName({ name, project }: Environment, role: string): string {
  return nameOf({ environment: name, project }, role);
}

/** How many replicas and nodes the data asks for. */
function sizeOf({ topology }: CacheProps): { readonly shards: number; readonly replicas: number } {
  if (topology.clusterMode !== "enabled") return { shards: 1, replicas: initialOf(topology.replicas) };
  return { shards: initialOf(topology.shards), replicas: initialOf(topology.replicasPerShard) };
}

async function cacheChecks(aws: Aws, environment: Environment, role: string, props: CacheProps): Promise<Check[]> {
  const name = cacheName(environment, role);
  const { elasticache } = aws;
  const { ReplicationGroups = [] } = await elasticache.send(new DescribeReplicationGroupsCommand({ ReplicationGroupId: name }));
  const { CacheClusters = [] } = await elasticache.send(new DescribeCacheClustersCommand({}));
  const [group] = ReplicationGroups;
  const nodes = CacheClusters.filter(({ ReplicationGroupId }) => ReplicationGroupId === name);
  const { shards, replicas } = sizeOf(props);
  const { TagList } = await elasticache.send(new ListTagsForResourceCommand({ ResourceName: group?.ARN }));
  const availability = replicas > 0 ? "enabled" : "disabled";
  return [
    equal(`state and engine of ${role}`, [group?.Status, group?.Engine, group?.ClusterMode], ["available", props.engine, props.topology.clusterMode]),
    equal(`shards and nodes of ${role}`, [group?.NodeGroups?.length, nodes.length], [shards, shards * (1 + replicas)]),
    equal(`members of ${role}`, [...(group?.MemberClusters ?? [])].sort(), nodes.map(({ CacheClusterId }) => CacheClusterId).sort()),
    equal(`failover and Multi-AZ of ${role}`, [group?.AutomaticFailover, group?.MultiAZ], [availability, availability]),
    equal(
      `encryption of ${role}`,
      [group?.AtRestEncryptionEnabled, group?.TransitEncryptionEnabled, group?.TransitEncryptionMode],
      [true, true, "required"],
    ),
    equal(`days that snapshots of ${role} are kept`, group?.SnapshotRetentionLimit, props.snapshots?.retentionDays ?? 1),
    equal(
      `logs of ${role}`,
      group?.LogDeliveryConfigurations?.map(({ LogType, DestinationType, Status }) => [LogType, DestinationType, Status]) ?? [],
      Object.entries(props.logs ?? {}).map(([type, log]) => [type, log?.to === "firehose" ? "kinesis-firehose" : "cloudwatch-logs", "active"]),
    ),
    holds(`endpoint of ${role}`, endpointsOf(group).length > 0, "none"),
    defaultTagCheck(role, TagList, environment),
    ...(await nodeChecks(aws, environment, role, props, nodes)),
    ...(await parameterChecks(aws, role, props, nodes)),
  ];
}

function endpointsOf(group: ReplicationGroup | undefined): string[] {
  const primaries = (group?.NodeGroups ?? []).map(({ PrimaryEndpoint }) => PrimaryEndpoint?.Address);
  return [group?.ConfigurationEndpoint?.Address, ...primaries].flatMap((address) => address ?? []);
}

/** Every node is of the type, the version and the window that the data says, and stands where it says. */
async function nodeChecks(aws: Aws, environment: Environment, role: string, props: CacheProps, nodes: readonly CacheCluster[]): Promise<Check[]> {
  const subnets = await subnetsOfTiers(aws, environment, [props.tier]);
  const zones = new Set(subnets.map(({ AvailabilityZone }) => AvailabilityZone));
  const taken = new Set(nodes.map(({ PreferredAvailabilityZone }) => PreferredAvailabilityZone));
  const { CacheSubnetGroups = [] } = await aws.elasticache.send(
    new DescribeCacheSubnetGroupsCommand({ CacheSubnetGroupName: nodes[0]?.CacheSubnetGroupName }),
  );
  const subnetIds = CacheSubnetGroups.flatMap(({ Subnets = [] }) => Subnets.map(({ SubnetIdentifier }) => SubnetIdentifier));
  const groupIds = nodes[0]?.SecurityGroups?.flatMap(({ SecurityGroupId }) => SecurityGroupId ?? []) ?? [];
  const { window } = props.maintenance ?? {};
  const each = <T>(value: (node: CacheCluster) => T): T[] => [...new Set(nodes.map(value))];
  return [
    equal(`node type of ${role}`, each(({ CacheNodeType }) => CacheNodeType), [props.nodeType]),
    equal(`version of ${role}`, each(({ EngineVersion }) => EngineVersion?.startsWith(`${props.engineVersion}.`)), [true]),
    ...(window === undefined ? [] : [equal(`maintenance window of ${role}`, each((node) => node.PreferredMaintenanceWindow), [window])]),
    equal(`subnets of ${role}`, subnetIds.sort(), subnets.map(({ SubnetId }) => SubnetId).sort()),
    equal(`number of zones with a node of ${role}`, taken.size, Math.min(nodes.length, zones.size)),
    await openingCheck(aws, environment, { groupIds, port: props.port ?? 6379, tiers: props.openToTiers ?? [] }),
  ];
}

async function parameterChecks({ elasticache }: Aws, role: string, { parameters = {} }: CacheProps, nodes: readonly CacheCluster[]): Promise<Check[]> {
  const CacheParameterGroupName = nodes[0]?.CacheParameterGroup?.CacheParameterGroupName;
  const { Parameters = [] } = await elasticache.send(new DescribeCacheParametersCommand({ CacheParameterGroupName, Source: "user" }));
  const wanted = Object.entries(parameters).map(([name, value]) => [name, String(value)]);
  return [equal(`parameters of ${role}`, Parameters.map(({ ParameterName, ParameterValue }) => [ParameterName, ParameterValue]).sort(), wanted.sort())];
}

"""ElastiCache: replication groups. Moto makes them without the clusters that are their nodes, and neither changes them
nor lets go of them.

There is no maintenance window to wait for: what is asked for is done at once, `ApplyImmediately` or not.
"""

import re

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticache.exceptions import ElastiCacheException, ReplicationGroupNotFound
from moto.elasticache.responses import ElastiCacheResponse
from moto.moto_api._internal import mock_random

from . import adds, completes
from .elasticache import REFERENCE, arn_of, notification, zones_of
from .elasticache_parameter_groups import parameter_group

SLOTS = 16384

# What AWS takes when nothing is said.
DEFAULT_VERSIONS = {"redis": "7.1", "valkey": "8.1"}
DEFAULT_MAINTENANCE_WINDOW = "sun:23:00-mon:00:00"
DEFAULT_SNAPSHOT_WINDOW = "05:00-06:00"


class MemberCluster:
    """One node of a replication group. But for its name and its place, it is what its group is.

    https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
    """

    cache_cluster_status = "available"
    # Only Memcached has one.
    configuration_endpoint = None
    num_cache_nodes = 1

    def __init__(self, backend, group, cluster_id, zone):
        self.group = group
        self.cache_cluster_id = cluster_id
        self.preferred_availability_zone = zone
        self.arn = arn_of(backend, "cluster", cluster_id)
        self.cache_cluster_create_time = utcnow()

    def __getattr__(self, name):
        return getattr(self.__dict__["group"], name)

    @property
    def cache_parameter_group(self):
        return {"CacheParameterGroupName": self.group.cache_parameter_group_name, "ParameterApplyStatus": "in-sync"}

    @property
    def security_groups(self):
        return [{"SecurityGroupId": group_id, "Status": "active"} for group_id in self.group.security_group_ids]

    @property
    def notification_configuration(self):
        return notification(self.group.notification_topic_arn)

    @property
    def replication_group_log_delivery_enabled(self):
        return bool(self.group.log_delivery_configurations)


# --- Create ------------------------------------------------------------------


@completes(ElastiCacheResponse, REFERENCE + "API_CreateReplicationGroup.html")
def create_replication_group(self, moto):
    backend = self.elasticache_backend
    group = moto().result["ReplicationGroup"]
    try:
        _complete(self, backend, group)
    except ElastiCacheException:
        del backend.replication_groups[group.replication_group_id]
        raise
    return ActionResult({"ReplicationGroup": group})


def _complete(self, backend, group):
    """What moto forgets of a request, and what AWS decides by itself."""
    version = _full_version(self._get_param("EngineVersion") or DEFAULT_VERSIONS[group.engine])
    group.engine_version = version
    default_parameters = f"default.{_family(group.engine, version)}"
    group.cache_parameter_group_name = self._get_param("CacheParameterGroupName", default_parameters)
    parameters = _checked_parameters(backend, group)
    if parameters.get("cluster-enabled") == "yes" and self._get_param("ClusterMode") is None:
        group.cluster_mode = "enabled"
    group.cluster_enabled = group.cluster_mode != "disabled"
    group.security_group_ids = self._get_param("SecurityGroupIds", [])
    group.preferred_maintenance_window = self._get_param("PreferredMaintenanceWindow", DEFAULT_MAINTENANCE_WINDOW)
    group.snapshot_window = self._get_param("SnapshotWindow", DEFAULT_SNAPSHOT_WINDOW)
    group.auto_minor_version_upgrade = self._get_param("AutoMinorVersionUpgrade", True)
    if group.transit_encryption_enabled and group.transit_encryption_mode is None:
        group.transit_encryption_mode = "required"
    group.log_delivery_configurations = []
    _set_logs(self, group)
    _lay_out(self, backend, group)


def _full_version(version):
    """Versions have three numbers; two are a request for one of them."""
    return version if version.count(".") == 2 else f"{version}.0"


def _family(engine, version):
    major, minor, _ = version.split(".")
    if engine == "redis" and int(major) < 7:
        return "redis6.x" if major == "6" else f"redis{major}.{minor}"
    return f"{engine}{major}"


def _checked_parameters(backend, group):
    parameters = parameter_group(backend, group.cache_parameter_group_name)
    family = _family(group.engine, group.engine_version)
    if parameters["CacheParameterGroupFamily"] != family:
        got = parameters["CacheParameterGroupFamily"]
        message = f"Expected a parameter group of family {family} but found one of family {got}"
        raise ElastiCacheException("InvalidParameterCombination", message)
    return parameters["Values"]


# --- Nodes -------------------------------------------------------------------


def _lay_out(self, backend, group):
    """The shards and nodes of a new group, spread over the zones of its subnet group where nothing else is said."""
    group.node_groups, group.member_clusters = [], []
    group.domain = _domain(backend, group)
    wanted = self._get_param("NodeGroupConfiguration") or [{}] * (self._get_param("NumNodeGroups") or 1)
    replicas = self._get_param("ReplicasPerNodeGroup", (self._get_param("NumCacheClusters") or 1) - 1)
    for shard in wanted:
        named = [shard.get("PrimaryAvailabilityZone"), *shard.get("ReplicaAvailabilityZones", [])]
        zones = [zone for zone in named if zone]
        node_group = _add_shard(group, shard.get("NodeGroupId"))
        count = 1 + shard.get("ReplicaCount", replicas)
        _resize(backend, group, node_group, count, zones or self._get_param("PreferredCacheClusterAZs", []))
    _share_slots(group, [shard.get("Slots") for shard in wanted])
    group.snapshotting_cluster_id = group.member_clusters[-1] if group.snapshot_retention_limit else None
    if group.cluster_enabled:
        group.configuration_endpoint = {"Address": f"clustercfg.{group.domain}", "Port": group.port}


def _domain(backend, group):
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Endpoints.html"""
    region = re.sub("north|south|east|west|central", lambda side: side.group()[0], backend.region_name).replace("-", "")
    return f"{group.replication_group_id}.{mock_random.get_random_hex(6)}.{region}.cache.amazonaws.com"


def _add_shard(group, node_group_id=None):
    numbers = [int(shard["NodeGroupId"]) for shard in group.node_groups]
    name = node_group_id or f"{max(numbers, default=0) + 1:04}"
    node_group = {"NodeGroupId": name, "Status": "available", "NodeGroupMembers": []}
    if group.cluster_mode != "enabled":
        node_group["PrimaryEndpoint"] = {"Address": f"master.{group.domain}", "Port": group.port}
        node_group["ReaderEndpoint"] = {"Address": f"replica.{group.domain}", "Port": group.port}
    group.node_groups.append(node_group)
    return node_group


def _resize(backend, group, node_group, count, zones=()):
    """Brings a shard to a number of nodes. New ones get the first free names, and the last ones go first."""
    members = node_group["NodeGroupMembers"]
    for member in members[count:]:
        _drop(backend, group, member)
    del members[count:]
    while len(members) < count:
        members.append(_add_node(backend, group, node_group, zones))


def _drop(backend, group, member):
    del backend.cache_clusters[member["CacheClusterId"]]
    group.member_clusters.remove(member["CacheClusterId"])


def _add_node(backend, group, node_group, zones):
    members = node_group["NodeGroupMembers"]
    shard = f"{node_group['NodeGroupId']}-" if group.cluster_mode == "enabled" else ""
    names = [f"{group.replication_group_id}-{shard}{number:03}" for number in range(1, len(members) + 2)]
    cluster_id = next(name for name in names if name not in group.member_clusters)
    known = zones_of(backend, group.cache_subnet_group_name)
    spread = known[(group.node_groups.index(node_group) + len(members)) % len(known)]
    zone = zones[len(members)] if len(members) < len(zones) else spread
    backend.cache_clusters[cluster_id] = MemberCluster(backend, group, cluster_id, zone)
    group.member_clusters.append(cluster_id)
    member = {"CacheClusterId": cluster_id, "CacheNodeId": "0001", "PreferredAvailabilityZone": zone}
    if group.cluster_mode == "enabled":
        return member
    role = "replica" if members else "primary"
    return {**member, "CurrentRole": role, "ReadEndpoint": {"Address": f"{cluster_id}.{group.domain}", "Port": group.port}}


def _share_slots(group, given=()):
    """Equal parts of all slots, where none were given."""
    count = len(group.node_groups)
    for index, node_group in enumerate(group.node_groups):
        equal = f"{SLOTS * index // count}-{SLOTS * (index + 1) // count - 1}"
        node_group["Slots"] = (given[index] if index < len(given) else None) or equal


# --- Change ------------------------------------------------------------------

# Parameters of ModifyReplicationGroup that are kept as they come.
# https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyReplicationGroup.html
KEPT = {
    "ReplicationGroupDescription": "description",
    "SnapshottingClusterId": "snapshotting_cluster_id",
    "SecurityGroupIds": "security_group_ids",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "NotificationTopicArn": "notification_topic_arn",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "Engine": "engine",
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
    "CacheNodeType": "cache_node_type",
    "IpDiscovery": "ip_discovery",
    "TransitEncryptionEnabled": "transit_encryption_enabled",
    "TransitEncryptionMode": "transit_encryption_mode",
    "ClusterMode": "cluster_mode",
}


def _group(self):
    group_id = self._get_param("ReplicationGroupId")
    if group_id not in self.elasticache_backend.replication_groups:
        raise ReplicationGroupNotFound(group_id)
    return self.elasticache_backend.replication_groups[group_id]


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyReplicationGroup.html")
def modify_replication_group(self):
    group = _group(self)
    before = dict(group.__dict__)
    for parameter, attribute in KEPT.items():
        if self._get_param(parameter) is not None:
            setattr(group, attribute, self._get_param(parameter))
    for parameter, attribute in (("AutomaticFailoverEnabled", "automatic_failover"), ("MultiAZEnabled", "multi_az")):
        if self._get_param(parameter) is not None:
            setattr(group, attribute, "enabled" if self._get_param(parameter) else "disabled")
    if self._get_param("EngineVersion") is not None:
        group.engine_version = _full_version(self._get_param("EngineVersion"))
    if self._get_param("NotificationTopicStatus") == "inactive":
        group.notification_topic_arn = None
    try:
        _checked_parameters(self.elasticache_backend, group)
    except ElastiCacheException:
        group.__dict__.update(before)
        raise
    _set_authentication(self, group)
    _set_cluster_mode(group)
    _set_logs(self, group)
    return ActionResult({"ReplicationGroup": group})


def _set_authentication(self, group):
    removed = group.user_group_ids if self._get_param("RemoveUserGroups") else self._get_param("UserGroupIdsToRemove", [])
    kept_ids = [group_id for group_id in group.user_group_ids if group_id not in removed]
    group.user_group_ids = [*kept_ids, *self._get_param("UserGroupIdsToAdd", [])]
    strategy = self._get_param("AuthTokenUpdateStrategy")
    if strategy is not None:
        group.auth_token_enabled = strategy != "DELETE"
        group.auth_token_last_modified_date = utcnow() if group.auth_token_enabled else None
    elif group.user_group_ids:
        group.auth_token_enabled = False


def _set_cluster_mode(group):
    group.cluster_enabled = group.cluster_mode != "disabled"
    if group.cluster_enabled:
        group.configuration_endpoint = {"Address": f"clustercfg.{group.domain}", "Port": group.port}
    if group.cluster_mode == "enabled":
        for node_group in group.node_groups:
            node_group.pop("PrimaryEndpoint", None)
            node_group.pop("ReaderEndpoint", None)


def _set_logs(self, group):
    """Each kind of log goes to one place. Moto keeps the request, and calls the state by names that AWS does not have."""
    logs = {log["LogType"]: log for log in group.log_delivery_configurations}
    for log in self._get_param("LogDeliveryConfigurations", []):
        if log.get("Enabled") is False:
            logs.pop(log["LogType"], None)
            continue
        kept = {name: log[name] for name in ("LogType", "DestinationType", "DestinationDetails", "LogFormat")}
        logs[log["LogType"]] = {**kept, "Status": "active"}
    group.log_delivery_configurations = list(logs.values())


@adds(ElastiCacheResponse, REFERENCE + "API_IncreaseReplicaCount.html")
def increase_replica_count(self):
    return _change_replicas(self)


@adds(ElastiCacheResponse, REFERENCE + "API_DecreaseReplicaCount.html")
def decrease_replica_count(self):
    group, named = _group(self), self._get_param("ReplicasToRemove", [])
    for node_group in group.node_groups:
        for member in [one for one in node_group["NodeGroupMembers"] if one["CacheClusterId"] in named]:
            node_group["NodeGroupMembers"].remove(member)
            _drop(self.elasticache_backend, group, member)
    return ActionResult({"ReplicationGroup": group}) if named else _change_replicas(self)


def _change_replicas(self):
    group = _group(self)
    by_shard = {one["NodeGroupId"]: one for one in self._get_param("ReplicaConfiguration", [])}
    for node_group in group.node_groups:
        own = by_shard.get(node_group["NodeGroupId"], {})
        count = own.get("NewReplicaCount", self._get_param("NewReplicaCount"))
        if count is not None:
            _resize(self.elasticache_backend, group, node_group, count + 1, own.get("PreferredAvailabilityZones", []))
    return ActionResult({"ReplicationGroup": group})


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyReplicationGroupShardConfiguration.html")
def modify_replication_group_shard_configuration(self):
    backend, group = self.elasticache_backend, _group(self)
    count = self._get_param("NodeGroupCount")
    retained = self._get_param("NodeGroupsToRetain")
    removed = self._get_param("NodeGroupsToRemove", [])
    for node_group in list(group.node_groups):
        node_group_id = node_group["NodeGroupId"]
        if node_group_id in removed or (retained and node_group_id not in retained):
            _resize(backend, group, node_group, 0)
            group.node_groups.remove(node_group)
    nodes = max(len(node_group["NodeGroupMembers"]) for node_group in group.node_groups)
    wanted = self._get_param("ReshardingConfiguration", [])
    zones = {one.get("NodeGroupId"): one["PreferredAvailabilityZones"] for one in wanted}
    while len(group.node_groups) < count:
        node_group = _add_shard(group)
        _resize(backend, group, node_group, nodes, zones.get(node_group["NodeGroupId"], []))
    _share_slots(group)
    return ActionResult({"ReplicationGroup": group})


# --- Delete ------------------------------------------------------------------


@completes(ElastiCacheResponse, REFERENCE + "API_DeleteReplicationGroup.html")
def delete_replication_group(self, moto):
    """Moto keeps a deleted group for ever, and makes no final snapshot."""
    backend, group = self.elasticache_backend, _group(self)
    snapshot = self._get_param("FinalSnapshotIdentifier")
    if snapshot:
        backend.create_snapshot(
            snapshot_name=snapshot,
            replication_group_id=group.replication_group_id,
            cache_cluster_id=None,
            kms_key_id=group.kms_key_id,
            tags=[],
        )
    answer = moto()
    for cluster_id in group.member_clusters:
        backend.cache_clusters.pop(cluster_id, None)
    del backend.replication_groups[group.replication_group_id]
    return answer

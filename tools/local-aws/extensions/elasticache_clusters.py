"""ElastiCache: clusters without replication, as Memcached has them. Moto gives them no nodes, and never lets go of them."""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.elasticache.exceptions import CacheClusterNotFound
from moto.elasticache.models import CacheCluster
from moto.elasticache.responses import ElastiCacheResponse
from moto.moto_api._internal import mock_random

from . import adds, completes
from .elasticache import REFERENCE, notification, zones_of
from .elasticache_parameter_groups import parameter_group

DEFAULT_PORTS = {"memcached": 11211}

# Parameters of ModifyCacheCluster that are kept as they come.
# https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyCacheCluster.html
KEPT = {
    "SecurityGroupIds": "security_group_ids",
    "PreferredMaintenanceWindow": "preferred_maintenance_window",
    "NotificationTopicArn": "notification_topic_arn",
    "CacheParameterGroupName": "cache_parameter_group_name",
    "EngineVersion": "engine_version",
    "AutoMinorVersionUpgrade": "auto_minor_version_upgrade",
    "SnapshotRetentionLimit": "snapshot_retention_limit",
    "SnapshotWindow": "snapshot_window",
    "CacheNodeType": "cache_node_type",
    "IpDiscovery": "ip_discovery",
    "AZMode": "az_mode",
}

# What the answer says of what moto keeps under another name.
# https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
CacheCluster.cache_parameter_group = property(
    lambda cluster: {"CacheParameterGroupName": cluster.cache_parameter_group_name, "ParameterApplyStatus": "in-sync"}
)
CacheCluster.security_groups = property(
    lambda cluster: [{"SecurityGroupId": group_id, "Status": "active"} for group_id in cluster.security_group_ids]
)
CacheCluster.notification_configuration = property(lambda cluster: notification(cluster.notification_topic_arn))


def _cluster(self):
    cluster_id = self._get_param("CacheClusterId")
    if cluster_id not in self.elasticache_backend.cache_clusters:
        raise CacheClusterNotFound(cluster_id)
    return self.elasticache_backend.cache_clusters[cluster_id]


@completes(ElastiCacheResponse, REFERENCE + "API_CreateCacheCluster.html")
def create_cache_cluster(self, moto):
    cluster = moto().result["CacheCluster"]
    major, minor, *_ = (cluster.engine_version or "1.6.22").split(".")
    cluster.engine_version = cluster.engine_version or "1.6.22"
    cluster.cache_parameter_group_name = cluster.cache_parameter_group_name or f"default.{cluster.engine}{major}.{minor}"
    cluster.port = self._get_param("Port") or DEFAULT_PORTS.get(cluster.engine, cluster.port)
    cluster.domain = f"{mock_random.get_random_hex(6)}.cfg.{self.region}.cache.amazonaws.com"
    if cluster.preferred_maintenance_window is None:
        cluster.preferred_maintenance_window = "sun:23:00-mon:00:00"
    if cluster.auto_minor_version_upgrade is None:
        cluster.auto_minor_version_upgrade = True
    cluster.network_type, cluster.ip_discovery = cluster.network_type or "ipv4", cluster.ip_discovery or "ipv4"
    if cluster.engine == "memcached":
        cluster.configuration_endpoint = {"Address": f"{cluster.cache_cluster_id}.{cluster.domain}", "Port": cluster.port}
    cluster.cache_nodes = []
    _resize(self.elasticache_backend, cluster, cluster.num_cache_nodes, cluster.preferred_availability_zones)
    cluster.preferred_availability_zone = _place(cluster)
    return ActionResult({"CacheCluster": cluster})


def _place(cluster):
    zones = {node["CustomerAvailabilityZone"] for node in cluster.cache_nodes}
    return "Multiple" if len(zones) > 1 else next(iter(zones))


def _resize(backend, cluster, count, zones=()):
    """Nodes are numbered, and a number is not given again while its node is there."""
    known = zones_of(backend, cluster.cache_subnet_group_name)
    used = known if cluster.az_mode == "cross-az" else known[:1]
    del cluster.cache_nodes[count:]
    while len(cluster.cache_nodes) < count:
        index = len(cluster.cache_nodes)
        node_id = f"{index + 1:04}"
        cluster.cache_nodes.append(
            {
                "CacheNodeId": node_id,
                "CacheNodeStatus": "available",
                "CacheNodeCreateTime": utcnow(),
                "Endpoint": {"Address": f"{cluster.cache_cluster_id}.{node_id}.{cluster.domain}", "Port": cluster.port},
                "ParameterGroupStatus": "in-sync",
                "CustomerAvailabilityZone": zones[index] if index < len(zones) else used[index % len(used)],
            }
        )
    cluster.num_cache_nodes = count


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyCacheCluster.html")
def modify_cache_cluster(self):
    cluster = _cluster(self)
    if self._get_param("CacheParameterGroupName"):
        parameter_group(self.elasticache_backend, self._get_param("CacheParameterGroupName"))
    for parameter, attribute in KEPT.items():
        if self._get_param(parameter) is not None:
            setattr(cluster, attribute, self._get_param(parameter))
    if self._get_param("NotificationTopicStatus") == "inactive":
        cluster.notification_topic_arn = None
    if self._get_param("NumCacheNodes") is not None:
        kept_zones = [node["CustomerAvailabilityZone"] for node in cluster.cache_nodes]
        zones = [*kept_zones, *self._get_param("NewAvailabilityZones", [])]
        _resize(self.elasticache_backend, cluster, self._get_param("NumCacheNodes"), zones)
    return ActionResult({"CacheCluster": cluster})


@completes(ElastiCacheResponse, REFERENCE + "API_DeleteCacheCluster.html")
def delete_cache_cluster(self, moto):
    """Moto calls a cluster `deleting` for ever."""
    cluster, answer = _cluster(self), moto()
    del self.elasticache_backend.cache_clusters[cluster.cache_cluster_id]
    return answer

"""ElastiCache: moto makes subnet groups and never lets go of them, and knows no tags of what it cannot make."""

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound, ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/"


def kept(backend, kind):
    """What ours keep on moto's backend of an account and region, so that a reset forgets it."""
    return backend.__dict__.setdefault(kind, {})


def arn_of(backend, kind, name):
    return f"arn:aws:elasticache:{backend.region_name}:{backend.account_id}:{kind}:{name}"


def users_of(backend, attribute, name):
    """Replication groups and clusters of which an attribute is the name."""
    resources = [*backend.replication_groups.values(), *backend.cache_clusters.values()]
    return [resource for resource in resources if getattr(resource, attribute, None) == name]


def zones_of(backend, subnet_group_name):
    """The zones of a subnet group. Without one, nodes are in the default VPC; one of its zones will do."""
    group = backend.cache_subnet_groups.get(subnet_group_name)
    subnets = group.subnets if group else []
    zones = {subnet["subnet_availability_zone"] for subnet in subnets if "subnet_availability_zone" in subnet}
    return sorted(zones) or [f"{backend.region_name}a"]


def notification(topic_arn):
    """https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_NotificationConfiguration.html"""
    return {"TopicArn": topic_arn, "TopicStatus": "active"} if topic_arn else None


# --- Tags --------------------------------------------------------------------


@completes(ElastiCacheResponse, REFERENCE + "API_ListTagsForResource.html")
def list_tags_for_resource(self, moto):
    """Moto refuses the ARNs of what it cannot make."""
    arn = self._get_param("ResourceName")
    if arn.split(":")[5] not in ("parametergroup", "serverlesscache", "usergroup"):
        return moto()
    return ActionResult({"TagList": self.elasticache_backend.tagging_service.list_tags_for_resource(arn)["Tags"]})


# --- Subnet groups -----------------------------------------------------------


def _group(self):
    name = self._get_param("CacheSubnetGroupName")
    if name not in self.elasticache_backend.cache_subnet_groups:
        raise CacheSubnetGroupNotFound(name)
    return self.elasticache_backend.cache_subnet_groups[name]


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyCacheSubnetGroup.html")
def modify_cache_subnet_group(self):
    group = _group(self)
    if self._get_param("CacheSubnetGroupDescription") is not None:
        group.cache_subnet_group_description = self._get_param("CacheSubnetGroupDescription")
    if self._get_param("SubnetIds"):
        fresh = type(group)(
            self.elasticache_backend.account_id,
            self.elasticache_backend.region_name,
            group.cache_subnet_group_name,
            group.cache_subnet_group_description,
            self._get_param("SubnetIds"),
            None,
        )
        group.__dict__.update(fresh.__dict__)
    return ActionResult({"CacheSubnetGroup": group})


@adds(ElastiCacheResponse, REFERENCE + "API_DeleteCacheSubnetGroup.html")
def delete_cache_subnet_group(self):
    name = _group(self).cache_subnet_group_name
    if users_of(self.elasticache_backend, "cache_subnet_group_name", name):
        message = f"Cache subnet group {name} is currently in use by a cache cluster."
        raise ElastiCacheException("CacheSubnetGroupInUse", message)
    del self.elasticache_backend.cache_subnet_groups[name]
    return EmptyResult()

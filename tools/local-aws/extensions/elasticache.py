"""ElastiCache: moto makes subnet groups and never lets go of them."""

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound
from moto.elasticache.responses import ElastiCacheResponse

from . import adds

REFERENCE = "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/"


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
    group = _group(self)
    del self.elasticache_backend.cache_subnet_groups[group.cache_subnet_group_name]
    return EmptyResult()

"""ElastiCache: serverless caches, which moto does not have."""

from moto.core.responses import ActionResult, PaginatedResult
from moto.core.utils import utcnow
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse
from moto.moto_api._internal import mock_random

from . import adds
from .elasticache import REFERENCE, arn_of, kept

# https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ModifyServerlessCache.html
KEPT = (
    "Description",
    "CacheUsageLimits",
    "SecurityGroupIds",
    "SnapshotRetentionLimit",
    "DailySnapshotTime",
    "Engine",
    "MajorEngineVersion",
    "UserGroupId",
)

PORTS = {"memcached": (11211, 11212)}


def _asked(self):
    name = self._get_param("ServerlessCacheName")
    caches = kept(self.elasticache_backend, "serverless_caches")
    if name not in caches:
        raise ElastiCacheException("ServerlessCacheNotFoundFault", f"ServerlessCache {name} not found.")
    return caches[name]


def _update(self, cache):
    cache.update({name: self._get_param(name) for name in KEPT if self._get_param(name) is not None})
    if self._get_param("RemoveUserGroup"):
        cache["UserGroupId"] = None
    cache["FullEngineVersion"] = f"{cache['MajorEngineVersion']}.0"


@adds(ElastiCacheResponse, REFERENCE + "API_CreateServerlessCache.html")
def create_serverless_cache(self):
    backend = self.elasticache_backend
    name, caches = self._get_param("ServerlessCacheName"), kept(backend, "serverless_caches")
    if name in caches:
        raise ElastiCacheException("ServerlessCacheAlreadyExistsFault", f"ServerlessCache {name} already exists.")
    port, reader_port = PORTS.get(self._get_param("Engine"), (6379, 6380))
    address = f"{name}-{mock_random.get_random_hex(6)}.serverless.{self.region}.cache.amazonaws.com"
    cache = {
        "ServerlessCacheName": name,
        "CreateTime": utcnow(),
        "Status": "available",
        "ARN": arn_of(backend, "serverlesscache", name),
        "Endpoint": {"Address": address, "Port": port},
        "ReaderEndpoint": {"Address": address, "Port": reader_port},
        "KmsKeyId": self._get_param("KmsKeyId"),
        "SubnetIds": self._get_param("SubnetIds", []),
        "MajorEngineVersion": "8",
    }
    _update(self, cache)
    caches[name] = cache
    backend.tagging_service.tag_resource(cache["ARN"], self._get_param("Tags", []))
    return ActionResult({"ServerlessCache": cache})


@adds(ElastiCacheResponse, REFERENCE + "API_DescribeServerlessCaches.html")
def describe_serverless_caches(self):
    if self._get_param("ServerlessCacheName"):
        return PaginatedResult({"ServerlessCaches": [_asked(self)]})
    return PaginatedResult({"ServerlessCaches": list(kept(self.elasticache_backend, "serverless_caches").values())})


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyServerlessCache.html")
def modify_serverless_cache(self):
    cache = _asked(self)
    _update(self, cache)
    return ActionResult({"ServerlessCache": cache})


@adds(ElastiCacheResponse, REFERENCE + "API_DeleteServerlessCache.html")
def delete_serverless_cache(self):
    cache = _asked(self)
    del kept(self.elasticache_backend, "serverless_caches")[cache["ServerlessCacheName"]]
    return ActionResult({"ServerlessCache": {**cache, "Status": "deleting"}})

"""ElastiCache: parameter groups, which moto does not have.

A group knows the parameters that were set. Those that every family has by default are not listed here: a request for all
of them is answered with these few.
"""

from moto.core.responses import ActionResult, EmptyResult, PaginatedResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

from . import adds
from .elasticache import REFERENCE, arn_of, kept, users_of


def parameter_group(backend, name):
    """A group by its name. Those that AWS made, such as `default.valkey8`, are always there."""
    groups = kept(backend, "cache_parameter_groups")
    if name.startswith("default."):
        family = name.removeprefix("default.").removesuffix(".cluster.on")
        values = {"cluster-enabled": "yes"} if name.endswith(".cluster.on") else {}
        return _new(backend, name, family, f"Default parameter group for {family}", values)
    if name not in groups:
        raise ElastiCacheException("CacheParameterGroupNotFound", f"CacheParameterGroup {name} not found.")
    return groups[name]


def _new(backend, name, family, description, values):
    return {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": family,
        "Description": description,
        "IsGlobal": False,
        "ARN": arn_of(backend, "parametergroup", name),
        "Values": values,
    }


def _asked(self):
    return parameter_group(self.elasticache_backend, self._get_param("CacheParameterGroupName"))


def _given_values(self):
    return {one["ParameterName"]: one.get("ParameterValue") for one in self._get_param("ParameterNameValues", [])}


@adds(ElastiCacheResponse, REFERENCE + "API_CreateCacheParameterGroup.html")
def create_cache_parameter_group(self):
    backend = self.elasticache_backend
    groups = kept(backend, "cache_parameter_groups")
    name = self._get_param("CacheParameterGroupName")
    if name in groups:
        raise ElastiCacheException("CacheParameterGroupAlreadyExists", f"CacheParameterGroup {name} already exists.")
    group = _new(backend, name, self._get_param("CacheParameterGroupFamily"), self._get_param("Description"), {})
    groups[name] = group
    backend.tagging_service.tag_resource(group["ARN"], self._get_param("Tags", []))
    return ActionResult({"CacheParameterGroup": group})


@adds(ElastiCacheResponse, REFERENCE + "API_DescribeCacheParameterGroups.html")
def describe_cache_parameter_groups(self):
    name = self._get_param("CacheParameterGroupName")
    groups = [_asked(self)] if name else list(kept(self.elasticache_backend, "cache_parameter_groups").values())
    return PaginatedResult({"CacheParameterGroups": groups})


@adds(ElastiCacheResponse, REFERENCE + "API_DescribeCacheParameters.html")
def describe_cache_parameters(self):
    source = "system" if _asked(self)["CacheParameterGroupName"].startswith("default.") else "user"
    parameters = [
        {"ParameterName": name, "ParameterValue": value, "Source": source, "DataType": "string", "IsModifiable": True}
        for name, value in _asked(self)["Values"].items()
        if self._get_param("Source") in (None, source)
    ]
    return PaginatedResult({"Parameters": parameters})


@adds(ElastiCacheResponse, REFERENCE + "API_ModifyCacheParameterGroup.html")
def modify_cache_parameter_group(self):
    group = _asked(self)
    group["Values"].update(_given_values(self))
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@adds(ElastiCacheResponse, REFERENCE + "API_ResetCacheParameterGroup.html")
def reset_cache_parameter_group(self):
    group = _asked(self)
    for name in list(group["Values"]) if self._get_param("ResetAllParameters") else _given_values(self):
        group["Values"].pop(name, None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@adds(ElastiCacheResponse, REFERENCE + "API_DeleteCacheParameterGroup.html")
def delete_cache_parameter_group(self):
    name = _asked(self)["CacheParameterGroupName"]
    users = users_of(self.elasticache_backend, "cache_parameter_group_name", name)
    if users or name.startswith("default."):
        message = f"Parameter group {name} is one of AWS's own, or cache clusters are still members of it."
        raise ElastiCacheException("InvalidCacheParameterGroupState", message)
    del kept(self.elasticache_backend, "cache_parameter_groups")[name]
    return EmptyResult()

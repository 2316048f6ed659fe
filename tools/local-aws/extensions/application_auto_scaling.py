"""Application Auto Scaling: moto knows no tags of a target, none of ElastiCache, and leaves behind what a target had."""

import json
from enum import Enum

from moto.applicationautoscaling import models, responses
from moto.applicationautoscaling.exceptions import AWSValidationException
from moto.applicationautoscaling.models import ApplicationAutoscalingBackend
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.core.exceptions import JsonRESTError

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/autoscaling/application/APIReference/"


# --- What can be scaled ------------------------------------------------------


def _with(values, **more):
    """An enumeration and more of its kind."""
    return Enum(values.__name__, {**{member.name: member.value for member in values}, **more})


# https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html
_namespaces = _with(models.ServiceNamespaceValueSet, ELASTICACHE="elasticache")
_dimensions = _with(
    models.ScalableDimensionValueSet,
    ELASTICACHE_CLUSTER_NODES="elasticache:cache-cluster:Nodes",
    ELASTICACHE_GROUP_NODE_GROUPS="elasticache:replication-group:NodeGroups",
    ELASTICACHE_GROUP_REPLICAS="elasticache:replication-group:Replicas",
)
for _module in (models, responses):
    _module.ServiceNamespaceValueSet = _namespaces
    _module.ScalableDimensionValueSet = _dimensions


# --- Targets and their tags --------------------------------------------------


class ResourceNotFound(JsonRESTError):
    def __init__(self, arn):
        super().__init__("ResourceNotFoundException", f"No scalable target has the ARN {arn}.")


def _targets(backend):
    return [target for by_resource in backend.targets.values() for target in by_resource.values()]


def _tagged(self):
    """The target of the request, with its tags."""
    arn = self._get_param("ResourceARN")
    for target in _targets(self.applicationautoscaling_backend):
        if target.arn == arn:
            return target
    raise ResourceNotFound(arn)


def _tags(target):
    return target.__dict__.setdefault("tags", {})


@completes(ApplicationAutoScalingResponse, REFERENCE + "API_RegisterScalableTarget.html")
def register_scalable_target(self, moto):
    """Moto drops the tags, and the role that a target gets when none is given."""
    answer = json.loads(moto())
    for target in _targets(self.applicationautoscaling_backend):
        if target.arn == answer["ScalableTargetARN"]:
            target.role_arn = target.role_arn or _service_linked_role(self.current_account, target)
            _tags(target).update(self._get_param("Tags") or {})
    return json.dumps(answer)


def _service_linked_role(account, target):
    """https://docs.aws.amazon.com/autoscaling/application/userguide/application-auto-scaling-service-linked-roles.html"""
    names = {"ecs": "ECSService", "elasticache": "ElastiCacheRG", "dynamodb": "DynamoDBTable"}
    name = names.get(target.service_namespace, target.service_namespace)
    path = f"{target.service_namespace}.application-autoscaling.amazonaws.com"
    return f"arn:aws:iam::{account}:role/aws-service-role/{path}/AWSServiceRoleForApplicationAutoScaling_{name}"


@completes(ApplicationAutoScalingResponse, REFERENCE + "API_DeregisterScalableTarget.html")
def deregister_scalable_target(self, moto):
    """What scales a target goes with it."""
    answer, backend = moto(), self.applicationautoscaling_backend
    place = [self._get_param(name) for name in ("ServiceNamespace", "ResourceId", "ScalableDimension")]
    is_of_target = lambda one: [one.service_namespace, one.resource_id, one.scalable_dimension] == place  # noqa: E731
    for policy in [policy for policy in backend.policies.values() if is_of_target(policy)]:
        backend.delete_scaling_policy(policy.policy_name, *place)
    backend.scheduled_actions = [action for action in backend.scheduled_actions if not is_of_target(action)]
    return answer


@adds(ApplicationAutoScalingResponse, REFERENCE + "API_ListTagsForResource.html")
def list_tags_for_resource(self):
    return json.dumps({"Tags": _tags(_tagged(self))})


@adds(ApplicationAutoScalingResponse, REFERENCE + "API_TagResource.html")
def tag_resource(self):
    _tags(_tagged(self)).update(self._get_param("Tags"))
    return json.dumps({})


@adds(ApplicationAutoScalingResponse, REFERENCE + "API_UntagResource.html")
def untag_resource(self):
    tags = _tags(_tagged(self))
    for key in self._get_param("TagKeys"):
        tags.pop(key, None)
    return json.dumps({})


# --- Policies and scheduled actions ------------------------------------------


def _require_target(self):
    """Nothing scales what is not registered."""
    names = ("ServiceNamespace", "ResourceId", "ScalableDimension")
    namespace, resource_id, dimension = (self._get_param(name) for name in names)
    if not self.applicationautoscaling_backend._scalable_target_exists(resource_id, dimension):
        raise AWSValidationException(
            f"No scalable target registered for service namespace: {namespace}, "
            f"resource ID: {resource_id}, scalable dimension: {dimension}"
        )


@completes(ApplicationAutoScalingResponse, REFERENCE + "API_PutScalingPolicy.html")
def put_scaling_policy(self, moto):
    _require_target(self)
    return moto()


@completes(ApplicationAutoScalingResponse, REFERENCE + "API_PutScheduledAction.html")
def put_scheduled_action(self, moto):
    _require_target(self)
    return moto()


_put_scaling_policy = ApplicationAutoscalingBackend.put_scaling_policy


def _replace_scaling_policy(self, **given):
    """A policy that is put again keeps its ARN, and its old alarms go."""
    names = ("service_namespace", "resource_id", "scalable_dimension", "policy_name")
    before = self.policies.get(models.FakeApplicationAutoscalingPolicy.formulate_key(*(given[name] for name in names)))
    policy = _put_scaling_policy(self, **given)
    if before:
        before.delete_alarms(self.account_id, self.region_name)
        policy.policy_arn, policy.creation_time = before.policy_arn, before.creation_time
    return policy


ApplicationAutoscalingBackend.put_scaling_policy = _replace_scaling_policy

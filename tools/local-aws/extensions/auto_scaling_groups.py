"""Auto Scaling groups: moto drops newer members, cannot refresh instances, and never lets protected ones go."""

from moto.autoscaling.models import FakeAutoScalingGroup
from moto.autoscaling.responses import AutoScalingResponse
from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.moto_api._internal import mock_random

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/autoscaling/ec2/APIReference/"

# Members that moto does not keep, on create or on update.
# https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_UpdateAutoScalingGroup.html
_MEMBERS = {
    "CapacityRebalance": "capacity_rebalance",
    "Context": "context",
    "DefaultCooldown": "default_cooldown",
    "DefaultInstanceWarmup": "default_instance_warmup",
    "DesiredCapacityType": "desired_capacity_type",
    "InstanceMaintenancePolicy": "instance_maintenance_policy",
    "MaxInstanceLifetime": "max_instance_lifetime",
    "TerminationPolicies": "termination_policies",
}


def _keep_members(self):
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    for member, attribute in _MEMBERS.items():
        if self._get_param(member) is not None:
            setattr(group, attribute, self._get_param(member))


@completes(AutoScalingResponse, REFERENCE + "API_CreateAutoScalingGroup.html")
def create_auto_scaling_group(self, moto):
    answer = moto()
    _keep_members(self)
    return answer


@completes(AutoScalingResponse, REFERENCE + "API_UpdateAutoScalingGroup.html")
def update_auto_scaling_group(self, moto):
    """Moto forgets the policy for mixed instances where an update does not repeat it."""
    group = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    before = group.mixed_instances_policy
    answer = moto()
    if not any(self._get_param(name) for name in ("LaunchConfigurationName", "LaunchTemplate", "MixedInstancesPolicy")):
        group.mixed_instances_policy = before
    _keep_members(self)
    return answer


@completes(AutoScalingResponse, REFERENCE + "API_SetInstanceProtection.html")
def set_instance_protection(self, moto):
    """A group that could not scale in for protected instances does so when they are protected no longer."""
    answer = moto()
    group: FakeAutoScalingGroup = self.autoscaling_backend.autoscaling_groups[self._get_param("AutoScalingGroupName")]
    group.set_desired_capacity(group.desired_capacity)
    return answer


@completes(AutoScalingResponse, REFERENCE + "API_PutLifecycleHook.html")
def put_lifecycle_hook(self, moto):
    """Moto makes up whom a hook tells."""
    answer = moto()
    names = {"as_name": self._get_param("AutoScalingGroupName"), "lifecycle_hook_names": [self._get_param("LifecycleHookName")]}
    for hook in self.autoscaling_backend.describe_lifecycle_hooks(**names):
        hook.role_arn, hook.notification_target_arn = self._get_param("RoleARN"), self._get_param("NotificationTargetARN")
        hook.notification_metadata = self._get_param("NotificationMetadata")
    return answer


# --- Instance refresh --------------------------------------------------------


def _refreshes(self):
    """By group; kept on moto's backend, so that a reset forgets them."""
    known = self.autoscaling_backend.__dict__.setdefault("instance_refreshes", {})
    return known.setdefault(self._get_param("AutoScalingGroupName"), [])


@adds(AutoScalingResponse, REFERENCE + "API_StartInstanceRefresh.html")
def start_instance_refresh(self):
    """There is nothing on an instance that could be old: a refresh is over as soon as it begins."""
    refresh = {
        "InstanceRefreshId": str(mock_random.uuid4()),
        "AutoScalingGroupName": self._get_param("AutoScalingGroupName"),
        "Status": "Successful",
        "StartTime": utcnow(),
        "EndTime": utcnow(),
        "PercentageComplete": 100,
        "InstancesToUpdate": 0,
        "Preferences": self._get_param("Preferences"),
    }
    _refreshes(self).insert(0, refresh)
    return ActionResult({"InstanceRefreshId": refresh["InstanceRefreshId"]})


@adds(AutoScalingResponse, REFERENCE + "API_DescribeInstanceRefreshes.html")
def describe_instance_refreshes(self):
    wanted, refreshes = self._get_param("InstanceRefreshIds"), _refreshes(self)
    return ActionResult({"InstanceRefreshes": [one for one in refreshes if not wanted or one["InstanceRefreshId"] in wanted]})

"""ECS: clusters, capacity providers and task definitions. Moto shows what is deleted, and drops newer members."""

from moto.core.responses import ActionResult
from moto.ecs.models import EC2ContainerServiceBackend
from moto.ecs.responses import EC2ContainerServiceResponse

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/"


# --- Clusters ----------------------------------------------------------------


@completes(EC2ContainerServiceResponse, REFERENCE + "API_ListClusters.html")
def list_clusters(self, moto):
    """An inactive cluster can be described for a while, and is not listed."""
    clusters = self.ecs_backend.clusters.values()
    return ActionResult({"clusterArns": [cluster.arn for cluster in clusters if cluster.status == "ACTIVE"]})


# --- Capacity providers ------------------------------------------------------


@completes(EC2ContainerServiceResponse, REFERENCE + "API_CreateCapacityProvider.html")
def create_capacity_provider(self, moto):
    """Moto leaves out whether instances are drained: they are, unless it is said otherwise."""
    result = moto().result
    result["capacityProvider"].auto_scaling_group_provider.setdefault("managedDraining", "ENABLED")
    return ActionResult(result)


@completes(EC2ContainerServiceResponse, REFERENCE + "API_UpdateCapacityProvider.html")
def update_capacity_provider(self, moto):
    result = moto().result
    draining = self._get_param("autoScalingGroupProvider", {}).get("managedDraining")
    if draining:
        result["capacityProvider"].auto_scaling_group_provider["managedDraining"] = draining
    return ActionResult(result)


@completes(EC2ContainerServiceResponse, REFERENCE + "API_DescribeCapacityProviders.html")
def describe_capacity_providers(self, moto):
    """Who names none asks for all. Moto fails then."""
    if self._get_param("capacityProviders"):
        return moto()
    return ActionResult({"capacityProviders": list(self.ecs_backend.capacity_providers.values()), "failures": []})


# --- Task definitions --------------------------------------------------------

_validate_container_defs = EC2ContainerServiceBackend._validate_container_defs


def _validate(memory, container_definitions, requires_compatibilities):
    """On EC2 as elsewhere, a container's memory or what is reserved of it is enough."""
    _validate_container_defs(memory, container_definitions, None)


EC2ContainerServiceBackend._validate_container_defs = staticmethod(_validate)


@completes(EC2ContainerServiceResponse, REFERENCE + "API_RegisterTaskDefinition.html")
def register_task_definition(self, moto):
    result = moto().result
    result["taskDefinition"].enable_fault_injection = self._get_param("enableFaultInjection", False)
    return ActionResult(result)


# --- Settings of the account -------------------------------------------------


@adds(EC2ContainerServiceResponse, REFERENCE + "API_PutAccountSettingDefault.html")
def put_account_setting_default(self):
    setting = self.ecs_backend.put_account_setting(self._get_param("name"), self._get_param("value"))
    return ActionResult({"setting": setting})

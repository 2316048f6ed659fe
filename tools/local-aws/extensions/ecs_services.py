"""ECS services: moto drops most of what CreateService is given, and none of its services is ever steady."""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.exceptions import InvalidParameterException
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_api._internal import mock_random

from . import completes
from .ecs import REFERENCE

# Members of CreateService that moto does not keep, with what each is without a word.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
_MEMBERS = {
    "availabilityZoneRebalancing": "DISABLED",
    "capacityProviderStrategy": None,
    "deploymentConfiguration": {},
    "enableECSManagedTags": False,
    "enableExecuteCommand": False,
    "healthCheckGracePeriodSeconds": None,
    "placementConstraints": [],
    "placementStrategy": [],
    "serviceConnectConfiguration": None,
    "volumeConfigurations": None,
    "vpcLatticeConfigurations": None,
}
# What a deployment shows and a service does not.
_OF_DEPLOYMENT = ("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations")


@completes(EC2ContainerServiceResponse, REFERENCE + "API_CreateService.html")
def create_service(self, moto):
    _require_groups(self)
    result = moto().result
    service = result["service"]
    service.kept = {name: self._get_param(name, default) for name, default in _MEMBERS.items()}
    service.created_at = utcnow()
    cluster = self.ecs_backend.clusters[service.cluster_name]
    if not self._get_param("launchType"):
        strategy = service.kept["capacityProviderStrategy"] or cluster.default_capacity_provider_strategy
        service.kept["capacityProviderStrategy"] = strategy
    if service.kept["capacityProviderStrategy"]:
        service.launch_type = None
    if _is_fargate(service):
        service.platform_version = self._get_param("platformVersion", "LATEST")
    if service.scheduling_strategy == "DAEMON":
        service.desired_count = max(cluster.registered_container_instances_count, 1)
    _settle(self, service)
    return ActionResult(result)


@completes(EC2ContainerServiceResponse, REFERENCE + "API_UpdateService.html")
def update_service(self, moto):
    """An update of anything but the number of tasks is a new deployment, done at once."""
    _require_groups(self)
    result = moto().result
    service = result["service"]
    service.kept.update({name: self._get_param(name) for name in _MEMBERS if self._get_param(name) is not None})
    if self._get_param("capacityProviderStrategy"):
        service.launch_type = None
    if self._get_param("taskDefinition"):
        service.task_definition = self.ecs_backend.describe_task_definition(self._get_param("taskDefinition")).arn
    _settle(self, service)
    return ActionResult(result)


def _require_groups(self):
    """Moto fails without security groups, of which the VPC's default one takes the place."""
    network = self._get_param("networkConfiguration", {}).get("awsvpcConfiguration")
    if network is not None:
        network.setdefault("securityGroups", [])


def _is_fargate(service):
    strategy = service.kept["capacityProviderStrategy"] or []
    return service.launch_type == "FARGATE" or any(one["capacityProvider"].startswith("FARGATE") for one in strategy)


def _settle(self, service):
    """Every task that is wanted runs, and the one deployment is complete."""
    for name in _MEMBERS:
        if name not in _OF_DEPLOYMENT:
            setattr(service, name, service.kept[name])
    service.deploymentConfiguration = _deployment_configuration(service)
    # Only tasks with an interface of their own have one.
    service.network_configuration = service.network_configuration or None
    cluster = self.ecs_backend.clusters[service.cluster_name]
    cluster.running_tasks_count += service.desired_count - service.running_count
    cluster.pending_tasks_count -= service.pending_count
    service.running_count, service.pending_count = service.desired_count, 0
    if service.deployment_controller["type"] == "ECS":
        service.deployments = [_deployment(service)]


def _deployment_configuration(service):
    """What was given, on top of what ECS takes otherwise.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html
    """
    is_daemon = service.scheduling_strategy == "DAEMON"
    defaults = {"maximumPercent": 100 if is_daemon else 200, "minimumHealthyPercent": 0 if is_daemon else 100}
    if service.deployment_controller["type"] == "ECS":
        defaults.update(deploymentCircuitBreaker={"enable": False, "rollback": False}, strategy="ROLLING", bakeTimeInMinutes=0)
    return {**defaults, **(service.kept["deploymentConfiguration"] or {})}


def _deployment(service):
    now, deployment_id = utcnow(), f"ecs-svc/{mock_random.randint(10**18, 10**19 - 1)}"
    return {
        "id": deployment_id,
        "status": "PRIMARY",
        "taskDefinition": service.task_definition,
        "desiredCount": service.desired_count,
        "runningCount": service.desired_count,
        "pendingCount": 0,
        "failedTasks": 0,
        "createdAt": now,
        "updatedAt": now,
        "launchType": service.launch_type,
        "capacityProviderStrategy": service.kept["capacityProviderStrategy"],
        "platformVersion": service.platform_version,
        "platformFamily": "Linux" if _is_fargate(service) else None,
        "networkConfiguration": service.network_configuration,
        "rolloutState": "COMPLETED",
        "rolloutStateReason": f"ECS deployment {deployment_id} completed.",
        **{name: service.kept[name] for name in _OF_DEPLOYMENT},
    }


@completes(EC2ContainerServiceResponse, REFERENCE + "API_ListServices.html")
def list_services(self, moto):
    """An inactive service can be described for a while, and is not listed."""
    arns = moto().result["serviceArns"]
    active = {service.arn for service in self.ecs_backend.services.values() if service.status == "ACTIVE"}
    return ActionResult({"serviceArns": [arn for arn in arns if arn in active]})


@completes(EC2ContainerServiceResponse, REFERENCE + "API_DeleteService.html")
def delete_service(self, moto):
    """Nobody can scale a daemon to zero, so it goes as it is."""
    name, cluster = self._get_param("service").split("/")[-1], self._get_param("cluster", "default").split("/")[-1]
    service = self.ecs_backend.services.get(f"{cluster}:{name}")
    if service is not None and service.scheduling_strategy == "DAEMON":
        service.desired_count = 0
    return moto()


@completes(EC2ContainerServiceResponse, REFERENCE + "API_DeleteCluster.html")
def delete_cluster(self, moto):
    """Moto lets a cluster go that still has services."""
    name = self._get_param("cluster").split("/")[-1]
    services = self.ecs_backend.services.values()
    if any(service.cluster_name == name and service.status == "ACTIVE" for service in services):
        raise ClusterContainsServices()
    return moto()


class ClusterContainsServices(InvalidParameterException):
    code = "ClusterContainsServicesException"

    def __init__(self):
        super().__init__("The Cluster cannot be deleted while Services are active.")

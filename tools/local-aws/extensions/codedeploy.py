"""CodeDeploy: moto makes applications and groups that no provider can read, and knows no configurations and no end of any."""

import json
import time
import uuid

from moto.codedeploy.models import CodeDeployDefault
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.exceptions import JsonRESTError
from moto.ecs.models import ecs_backends

from . import adds, completes

REFERENCE = "https://docs.aws.amazon.com/codedeploy/latest/APIReference/"

# https://docs.aws.amazon.com/codedeploy/latest/userguide/deployment-configurations.html
_PREDEFINED = {
    *(str(config) for config in CodeDeployDefault),
    "CodeDeployDefault.ECSAllAtOnce",
    *(f"CodeDeployDefault.ECSLinear10PercentEvery{minutes}" for minutes in ("1Minutes", "3Minutes")),
    *(f"CodeDeployDefault.ECSCanary10Percent{minutes}" for minutes in ("5Minutes", "15Minutes")),
}


class CodeDeployError(JsonRESTError):
    code = 400


# --- Applications ------------------------------------------------------------


@completes(CodeDeployResponse, REFERENCE + "API_CreateApplication.html")
def create_application(self, moto):
    """Times are seconds, not texts."""
    answer = moto()
    self.codedeploy_backend.get_application(self._get_param("applicationName")).create_time = time.time()
    return answer


@adds(CodeDeployResponse, REFERENCE + "API_DeleteApplication.html")
def delete_application(self):
    """Its groups go with it."""
    backend, name = self.codedeploy_backend, self._get_param("applicationName")
    for group in list(backend.deployment_groups.pop(name, {})):
        _forget_tags(self, f"deploymentgroup:{name}/{group}")
    backend.applications.pop(name, None)
    _forget_tags(self, f"application:{name}")
    return json.dumps({})


def _forget_tags(self, resource):
    arn = f"arn:aws:codedeploy:{self.region}:{self.current_account}:{resource}"
    self.codedeploy_backend.tagger.delete_all_tags_for_resource(arn)


# --- Configurations ----------------------------------------------------------


def _configs(self):
    return self.codedeploy_backend.__dict__.setdefault("deployment_configs", {})


def _require_config(self, name):
    if name and name not in _PREDEFINED and name not in _configs(self):
        raise CodeDeployError("DeploymentConfigDoesNotExistException", f"No deployment configuration found for name: {name}")


@adds(CodeDeployResponse, REFERENCE + "API_CreateDeploymentConfig.html")
def create_deployment_config(self):
    name = self._get_param("deploymentConfigName")
    if name in _configs(self) or name in _PREDEFINED:
        raise CodeDeployError("DeploymentConfigAlreadyExistsException", f"Deployment Configuration already exists: {name}")
    config_id = str(uuid.uuid4())
    members = ("computePlatform", "minimumHealthyHosts", "trafficRoutingConfig", "zonalConfig")
    given = {member: self._get_param(member) for member in members if self._get_param(member) is not None}
    _configs(self)[name] = {"deploymentConfigId": config_id, "deploymentConfigName": name, "createTime": time.time(), **given}
    return json.dumps({"deploymentConfigId": config_id})


@adds(CodeDeployResponse, REFERENCE + "API_GetDeploymentConfig.html")
def get_deployment_config(self):
    name = self._get_param("deploymentConfigName")
    _require_config(self, name)
    return json.dumps({"deploymentConfigInfo": _configs(self).get(name, {"deploymentConfigName": name})})


@adds(CodeDeployResponse, REFERENCE + "API_DeleteDeploymentConfig.html")
def delete_deployment_config(self):
    name = self._get_param("deploymentConfigName")
    groups = (group for of_app in self.codedeploy_backend.deployment_groups.values() for group in of_app.values())
    if any(group.deployment_config_name == name for group in groups):
        raise CodeDeployError("DeploymentConfigInUseException", f"The deployment configuration {name} is in use")
    _configs(self).pop(name, None)
    return json.dumps({})


# --- Groups ------------------------------------------------------------------

# Member of the API, and what moto's group calls it.
_OF_GROUP = {
    "deploymentConfigName": "deployment_config_name",
    "serviceRoleArn": "service_role_arn",
    "triggerConfigurations": "trigger_configurations",
    "alarmConfiguration": "alarm_configuration",
    "autoRollbackConfiguration": "auto_rollback_configuration",
    "outdatedInstancesStrategy": "outdated_instances_strategy",
    "deploymentStyle": "deployment_style",
    "blueGreenDeploymentConfiguration": "blue_green_deployment_configuration",
    "loadBalancerInfo": "load_balancer_info",
    "ecsServices": "ecs_services",
    "terminationHookEnabled": "termination_hook_enabled",
}


@completes(CodeDeployResponse, REFERENCE + "API_CreateDeploymentGroup.html")
def create_deployment_group(self, moto):
    _require_config(self, self._get_param("deploymentConfigName"))
    _require_services(self)
    return moto()


@completes(CodeDeployResponse, REFERENCE + "API_GetDeploymentGroup.html")
def get_deployment_group(self, moto):
    """Moto leaves the alarms out."""
    answer = json.loads(moto())
    group = self.codedeploy_backend.get_deployment_group(self._get_param("applicationName"), self._get_param("deploymentGroupName"))
    answer["deploymentGroupInfo"]["alarmConfiguration"] = group.alarm_configuration or {"enabled": False, "alarms": []}
    return json.dumps(answer)


@adds(CodeDeployResponse, REFERENCE + "API_UpdateDeploymentGroup.html")
def update_deployment_group(self):
    backend, app, name = self.codedeploy_backend, self._get_param("applicationName"), self._get_param("currentDeploymentGroupName")
    group = backend.get_deployment_group(app, name)
    _require_config(self, self._get_param("deploymentConfigName"))
    _require_services(self)
    for member, attribute in _OF_GROUP.items():
        if self._get_param(member) is not None:
            setattr(group, attribute, self._get_param(member))
    new_name = self._get_param("newDeploymentGroupName") or name
    group.deployment_group_name = new_name
    backend.deployment_groups[app][new_name] = backend.deployment_groups[app].pop(name)
    return json.dumps({"hooksNotCleanedUp": []})


@adds(CodeDeployResponse, REFERENCE + "API_DeleteDeploymentGroup.html")
def delete_deployment_group(self):
    app, name = self._get_param("applicationName"), self._get_param("deploymentGroupName")
    self.codedeploy_backend.deployment_groups.get(app, {}).pop(name, None)
    _forget_tags(self, f"deploymentgroup:{app}/{name}")
    return json.dumps({"hooksNotCleanedUp": []})


def _require_services(self):
    """CodeDeploy looks for the services, and whether they leave deployments to it."""
    services = ecs_backends[self.current_account][self.region].services
    for wanted in self._get_param("ecsServices") or []:
        place = f"{wanted['clusterName']}:{wanted['serviceName']}"
        service = services.get(place)
        if service is None or service.status != "ACTIVE" or service.deployment_controller["type"] != "CODE_DEPLOY":
            raise CodeDeployError("InvalidECSServiceException", f"The service {place} is not active or not deployed by CodeDeploy")

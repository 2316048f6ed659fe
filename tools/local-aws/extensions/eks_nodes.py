"""EKS compute: node groups and Fargate profiles. Moto makes up what was not given, and drops how groups are updated."""

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ec2.models import ec2_backends
from moto.eks.exceptions import InvalidParameterException
from moto.eks.responses import EKSResponse

from . import adds, completes
from .eks import REFERENCE, cluster_of, update_of
from .eks_access import enter, leave


# --- Node groups -------------------------------------------------------------


@completes(EKSResponse, REFERENCE + "API_CreateNodegroup.html")
def create_nodegroup(self, moto):
    result = moto().result
    group, cluster = result["nodegroup"], cluster_of(self)
    template = _template(self, group.launch_template)
    group.remote_access = self._get_param("remoteAccess")
    group.resources = {"autoScalingGroups": [{"name": f"eks-{group.nodegroup_name}-{group.uuid}"}]}
    group.update_config = self._get_param("updateConfig") or {"maxUnavailable": 1}
    group.node_repair_config = self._get_param("nodeRepairConfig")
    group.disk_size = self._get_param("diskSize") or (None if template else 20)
    has_own_type = template is not None and template.data.get("InstanceType")
    group.instance_types = self._get_param("instanceTypes") or ([] if has_own_type else ["t3.medium"])
    has_own_image = template is not None and template.data.get("ImageId")
    group.ami_type = "CUSTOM" if has_own_image else self._get_param("amiType", "AL2023_x86_64_STANDARD")
    group.version = self._get_param("version") or cluster.version
    group.release_version = self._get_param("releaseVersion") or _release(group)
    enter(self, cluster, group.node_role, "EC2_WINDOWS" if "WINDOWS" in group.ami_type else "EC2_LINUX")
    return ActionResult(result)


def _template(self, wanted):
    """The version of the launch template, which then also says its number."""
    if not wanted:
        return None
    ec2 = ec2_backends[self.current_account][self.region]
    template = ec2.get_launch_template(wanted["id"])
    wanted.setdefault("version", str(template.default_version_number))
    return template.get_version(wanted["version"])


def _release(group):
    """A release of the image of a version of Kubernetes. An image of one's own has none.

    https://docs.aws.amazon.com/eks/latest/userguide/eks-linux-ami-versions.html
    """
    if group.ami_type == "CUSTOM":
        return group.version
    return "1.50.0-5a3b1d2e" if group.ami_type.startswith("BOTTLEROCKET") else f"{group.version}.1-20261101"


@completes(EKSResponse, REFERENCE + "API_UpdateNodegroupConfig.html")
def update_nodegroup_config(self, moto):
    """Moto makes an update that nobody can look up."""
    update = moto().result["update"]
    return update_of(cluster_of(self), "ConfigUpdate", **{one["type"]: one["value"] for one in update["params"]})


@adds(EKSResponse, REFERENCE + "API_UpdateNodegroupVersion.html")
def update_nodegroup_version(self):
    cluster = cluster_of(self)
    group = self.eks_backend.describe_nodegroup(cluster_name=cluster.name, nodegroup_name=self._get_param("nodegroupName"))
    wanted, template = self._get_param("version"), self._get_param("launchTemplate")
    if wanted and tuple(map(int, wanted.split("."))) > tuple(map(int, cluster.version.split("."))):
        message = f"Nodegroup Kubernetes version {wanted} is newer than that of the cluster, {cluster.version}"
        raise InvalidParameterException(message=message)
    if template:
        group.launch_template = {**group.launch_template, **template}
        _template(self, group.launch_template)
    group.version = wanted or (group.version if self._get_param("releaseVersion") or template else cluster.version)
    group.release_version = self._get_param("releaseVersion") or _release(group)
    group.modified_at = utcnow()
    return update_of(cluster, "VersionUpdate", Version=group.version, ReleaseVersion=group.release_version)


@completes(EKSResponse, REFERENCE + "API_DeleteNodegroup.html")
def delete_nodegroup(self, moto):
    result, cluster = moto().result, cluster_of(self)
    leave(cluster, result["nodegroup"].node_role)
    return ActionResult(result)


# --- Fargate profiles --------------------------------------------------------


@completes(EKSResponse, REFERENCE + "API_CreateFargateProfile.html")
def create_fargate_profile(self, moto):
    """Pods of Fargate run in private subnets.

    https://docs.aws.amazon.com/eks/latest/userguide/fargate-profile.html
    """
    ec2 = ec2_backends[self.current_account][self.region]
    for subnet_id in self._get_param("subnets") or []:
        tables = ec2.describe_route_tables(filters={"association.subnet-id": [subnet_id]})
        gateways = [route.gateway.id for table in tables for route in table.routes if getattr(route, "gateway", None)]
        if any(gateway.startswith("igw-") for gateway in gateways):
            message = f"Subnet {subnet_id} provided in Fargate Profile is not a private subnet"
            raise InvalidParameterException(message=message)
    result = moto().result
    enter(self, cluster_of(self), result["fargateProfile"].pod_execution_role_arn, "FARGATE_LINUX")
    return ActionResult(result)


@completes(EKSResponse, REFERENCE + "API_DeleteFargateProfile.html")
def delete_fargate_profile(self, moto):
    result, cluster = moto().result, cluster_of(self)
    leave(cluster, result["fargateProfile"].pod_execution_role_arn)
    return ActionResult(result)

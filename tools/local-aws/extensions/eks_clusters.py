"""EKS clusters: moto keeps what it is given at first, has no security group for it, and fails its clients on a change."""

import base64
import json

from moto.core.responses import ActionResult
from moto.ec2.models import ec2_backends
from moto.eks.exceptions import InvalidParameterException, InvalidRequestException, ResourceInUseException
from moto.eks.responses import EKSResponse
from moto.logs.models import logs_backends
from moto.moto_api._internal import mock_random

from . import adds, completes
from .eks import REFERENCE, cluster_of, given, update_of
from .eks_versions import NEWEST, VERSIONS

LOG_TYPES = ("api", "audit", "authenticator", "controllerManager", "scheduler")

# Members of CreateCluster that moto drops, with what each is without a word.
_MEMBERS = {
    "accessConfig": None,
    "computeConfig": None,
    "controlPlaneScalingConfig": None,
    "deletionProtection": False,
    "outpostConfig": None,
    "storageConfig": None,
    "upgradePolicy": {"supportType": "EXTENDED"},
    "zonalShiftConfig": None,
}


@completes(EKSResponse, REFERENCE + "API_CreateCluster.html")
def create_cluster(self, moto):
    _require_whole_auto_mode(self)
    result = moto().result
    cluster = result["cluster"]
    if not self._get_param("version"):
        cluster.version = NEWEST
    for name, default in _MEMBERS.items():
        setattr(cluster, name, self._get_param(name, default))
    cluster.accessConfig = {"authenticationMode": (cluster.accessConfig or {}).get("authenticationMode", "CONFIG_MAP")}
    _name_cluster(self, cluster)
    cluster.kubernetes_network_config = _network(cluster.kubernetes_network_config)
    cluster.logging = None
    _log(self, cluster, self._get_param("logging"))
    _place(self, cluster)
    return ActionResult(result)


def _require_whole_auto_mode(self):
    """Auto Mode is on in all three places, or in none.

    https://docs.aws.amazon.com/eks/latest/userguide/automode-get-started-cli.html
    """
    network = self._get_param("kubernetesNetworkConfig") or {}
    wanted = [
        (self._get_param("computeConfig") or {}).get("enabled", False),
        network.get("elasticLoadBalancing", {}).get("enabled", False),
        (self._get_param("storageConfig") or {}).get("blockStorage", {}).get("enabled", False),
    ]
    if any(wanted) and not all(wanted):
        message = "For EKS Auto Mode, please ensure that all required configs, including computeConfig, "
        message += "kubernetesNetworkConfig, and blockStorage are all either fully enabled or fully disabled."
        raise InvalidParameterException(message=message)


def _name_cluster(self, cluster):
    """Addresses and a certificate like those of EKS, another for each cluster."""
    identity = mock_random.get_random_hex(32).upper()
    domain = f"{self.region}.eks.amazonaws.com"
    cluster.id = None
    cluster.endpoint = f"https://{identity}.gr7.{domain}"
    cluster.identity = {"oidc": {"issuer": f"https://oidc.eks.{self.region}.amazonaws.com/id/{identity}"}}
    body = base64.b64encode(mock_random.get_random_hex(600).encode()).decode()
    certificate = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
    cluster.certificate_authority = {"data": base64.b64encode(certificate.encode()).decode()}
    cluster.platformVersion = "eks.1"
    cluster.health = {"issues": []}


def _network(wanted):
    """https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigResponse.html"""
    network = {"ipFamily": "ipv4", **wanted}
    if network["ipFamily"] == "ipv6":
        network.pop("serviceIpv4Cidr", None)
        network["serviceIpv6Cidr"] = "fd00:ec2:cafe::/108"
    else:
        network.setdefault("serviceIpv4Cidr", "172.20.0.0/16")
    network.setdefault("elasticLoadBalancing", {"enabled": False})
    return network


def _place(self, cluster):
    """A cluster is in the VPC of its subnets, and has a security group there.

    https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
    """
    ec2, config = ec2_backends[self.current_account][self.region], cluster.resources_vpc_config
    subnets = [ec2.get_subnet(subnet_id) for subnet_id in config["subnetIds"]]
    if len({subnet.availability_zone for subnet in subnets}) < 2:
        del self.eks_backend.clusters[cluster.name]
        message = "Subnets specified must be in at least two different AZs"
        raise InvalidParameterException(message=message)
    name = f"eks-cluster-sg-{cluster.name}-{mock_random.randint(10**8, 10**10)}"
    tags = {"Name": name, f"kubernetes.io/cluster/{cluster.name}": "owned", "aws:eks:cluster-name": cluster.name}
    description = "EKS created security group applied to ENI that is attached to EKS Control Plane master nodes"
    group = ec2.create_security_group(name, description, vpc_id=subnets[0].vpc_id, tags=tags)
    ec2.authorize_security_group_ingress(group.id, "-1", None, None, [], source_groups=[{"GroupId": group.id}])
    cluster.resources_vpc_config = _access(
        {**config, "vpcId": subnets[0].vpc_id, "clusterSecurityGroupId": group.id, "securityGroupIds": config.get("securityGroupIds", [])}
    )


def _access(config):
    """The defaults of an endpoint. One that is not public has no blocks of addresses."""
    config = {"endpointPublicAccess": True, "endpointPrivateAccess": False, **config}
    if not config["endpointPublicAccess"] and not config["endpointPrivateAccess"]:
        raise InvalidParameterException(message="Private and public endpoint access cannot be false")
    config["publicAccessCidrs"] = (config.get("publicAccessCidrs") or ["0.0.0.0/0"]) if config["endpointPublicAccess"] else []
    return config


def _log(self, cluster, logging):
    """A cluster whose logs have no group makes one, and leaves it behind.

    https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html
    """
    before = (cluster.logging or {}).get("clusterLogging", [])
    enabled = {one for setup in before if setup["enabled"] for one in setup["types"]}
    for setup in (logging or {}).get("clusterLogging", []):
        enabled = enabled | set(setup["types"]) if setup.get("enabled") else enabled - set(setup["types"])
    sides = {True: [one for one in LOG_TYPES if one in enabled], False: [one for one in LOG_TYPES if one not in enabled]}
    cluster.logging = {"clusterLogging": [{"types": types, "enabled": is_on} for is_on, types in sides.items() if types]}
    group, logs = f"/aws/eks/{cluster.name}/cluster", logs_backends[self.current_account][self.region]
    if enabled and group not in logs.groups:
        logs.create_log_group(group, {})


@completes(EKSResponse, REFERENCE + "API_DeleteCluster.html")
def delete_cluster(self, moto):
    cluster = cluster_of(self)
    if cluster.deletionProtection:
        raise InvalidRequestException(message="Cluster has deletion protection enabled.")
    if cluster.fargate_profiles:
        raise ResourceInUseException(message=f"Cluster has Fargate profiles attached: {', '.join(cluster.fargate_profiles)}")
    answer = moto()
    ec2_backends[self.current_account][self.region].delete_security_group(
        group_id=cluster.resources_vpc_config["clusterSecurityGroupId"]
    )
    return answer


# --- Changes -----------------------------------------------------------------


@completes(EKSResponse, REFERENCE + "API_UpdateClusterConfig.html")
def update_cluster_config(self, moto):
    """Moto answers with the cluster, where an update is awaited, and takes a part for the whole."""
    cluster, body = cluster_of(self), json.loads(self.body)
    changes = {name: value for name, value in body.items() if name != "clientRequestToken"}
    if "resourcesVpcConfig" in changes:
        _require_same_zones(self, cluster, changes["resourcesVpcConfig"])
        cluster.resources_vpc_config = _access({**cluster.resources_vpc_config, **changes["resourcesVpcConfig"]})
        return update_of(cluster, _vpc_update(changes["resourcesVpcConfig"]), **changes["resourcesVpcConfig"])
    if "logging" in changes:
        _log(self, cluster, changes["logging"])
        return update_of(cluster, "LoggingUpdate", ClusterLogging=changes["logging"])
    if "accessConfig" in changes:
        cluster.accessConfig = _authenticate(cluster.accessConfig, changes["accessConfig"])
        return update_of(cluster, "AccessConfigUpdate", AuthenticationMode=cluster.accessConfig["authenticationMode"])
    if {"computeConfig", "storageConfig", "kubernetesNetworkConfig"} & set(changes):
        _require_whole_auto_mode(self)
        cluster.kubernetes_network_config.update(changes.pop("kubernetesNetworkConfig", {}))
        cluster.__dict__.update(changes)
        return update_of(cluster, "AutoModeUpdate", **changes)
    kinds = {
        "upgradePolicy": "UpgradePolicyUpdate",
        "zonalShiftConfig": "ZonalShiftConfigUpdate",
        "remoteNetworkConfig": "RemoteNetworkConfigUpdate",
        "deletionProtection": "DeletionProtectionUpdate",
        "controlPlaneScalingConfig": "ControlPlaneScalingConfigUpdate",
    }
    for name, kind in kinds.items():
        if name in changes:
            setattr(cluster, "remote_network_config" if name == "remoteNetworkConfig" else name, changes[name])
            return update_of(cluster, kind, **{name: changes[name]})
    raise InvalidParameterException(message="No changes needed for the cluster.")


def _require_same_zones(self, cluster, changes):
    """Subnets may change, the zones that they are in may not.

    https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
    """
    ec2 = ec2_backends[self.current_account][self.region]
    before, after = [
        {ec2.get_subnet(subnet_id).availability_zone for subnet_id in config["subnetIds"]}
        for config in (cluster.resources_vpc_config, {**cluster.resources_vpc_config, **changes})
    ]
    if before != after:
        message = f"Provided subnets must belong to the availability zones of the cluster: {', '.join(sorted(before))}"
        raise InvalidParameterException(message=message)


def _vpc_update(changes):
    return "VpcConfigUpdate" if {"subnetIds", "securityGroupIds"} & set(changes) else "EndpointAccessUpdate"


def _authenticate(before, wanted):
    """There is a way from the config map to access entries, and none back.

    https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
    """
    modes = ["CONFIG_MAP", "API_AND_CONFIG_MAP", "API"]
    old, new = before["authenticationMode"], wanted.get("authenticationMode", before["authenticationMode"])
    if modes.index(new) < modes.index(old):
        raise InvalidParameterException(message=f"Unsupported authentication mode update from {old} to {new}")
    return {"authenticationMode": new}


@adds(EKSResponse, REFERENCE + "API_UpdateClusterVersion.html")
def update_cluster_version(self):
    """One minor version at a time, and never back."""
    cluster, wanted = cluster_of(self), self._get_param("version")
    if wanted not in VERSIONS:
        raise InvalidParameterException(message=f"unsupported Kubernetes version: {wanted}")
    step = VERSIONS.index(wanted) - VERSIONS.index(cluster.version)
    if step != 1:
        message = f"Unsupported Kubernetes minor version update from {cluster.version} to {wanted}"
        raise InvalidParameterException(message=message)
    cluster.version = wanted
    return update_of(cluster, "VersionUpdate", Version=wanted, PlatformVersion=cluster.platformVersion)


@adds(EKSResponse, REFERENCE + "API_AssociateEncryptionConfig.html")
def associate_encryption_config(self):
    cluster = cluster_of(self)
    if cluster.encryption_config:
        raise ResourceInUseException(message="Encryption config is already associated with the cluster")
    cluster.encryption_config = given(self, "encryptionConfig")["encryptionConfig"]
    return update_of(cluster, "AssociateEncryptionConfig", EncryptionConfig=cluster.encryption_config)

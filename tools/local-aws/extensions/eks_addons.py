"""EKS add-ons: moto has none. Any version of the right form is there for any version of Kubernetes.

https://docs.aws.amazon.com/eks/latest/userguide/eks-add-ons.html
"""

import json
import re

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.eks.exceptions import InvalidParameterException
from moto.eks.responses import EKSResponse
from moto.moto_api._internal import mock_random

from . import adds
from .eks import REFERENCE, arn_of, cluster_of, found, given, kept, require_new, update_of
from .eks_pod_identity import associate, associations_of
from .eks_versions import VERSIONS

# Name, namespace, and the version that is taken when none is named; the next one is there too.
# https://docs.aws.amazon.com/eks/latest/userguide/workloads-add-ons-available-eks.html
ADDONS = {
    "adot": ("opentelemetry-operator-system", "v0.131.0"),
    "amazon-cloudwatch-observability": ("amazon-cloudwatch", "v4.5.0"),
    "amazon-guardduty-agent": ("amazon-guardduty", "v1.11.0"),
    "aws-ebs-csi-driver": ("kube-system", "v1.50.1"),
    "aws-efs-csi-driver": ("kube-system", "v2.1.12"),
    "aws-fsx-csi-driver": ("kube-system", "v1.7.0"),
    "aws-mountpoint-s3-csi-driver": ("kube-system", "v2.0.0"),
    "aws-network-flow-monitoring-agent": ("amazon-network-flow-monitor", "v1.1.0"),
    "aws-privateca-connector-for-kubernetes": ("aws-privateca-issuer", "v1.6.0"),
    "aws-secrets-store-csi-driver-provider": ("aws-secrets-manager", "v2.1.0"),
    "cert-manager": ("cert-manager", "v1.19.1"),
    "coredns": ("kube-system", "v1.12.4"),
    "eks-node-monitoring-agent": ("kube-system", "v1.4.1"),
    "eks-pod-identity-agent": ("kube-system", "v1.3.9"),
    "external-dns": ("external-dns", "v0.19.0"),
    "fluent-bit": ("fluent-bit", "v4.1.0"),
    "kube-proxy": ("kube-system", "v1.34.0"),
    "kube-state-metrics": ("kube-state-metrics", "v2.17.0"),
    "metrics-server": ("kube-system", "v0.8.0"),
    "prometheus-node-exporter": ("prometheus-node-exporter", "v1.9.1"),
    "snapshot-controller": ("kube-system", "v8.3.0"),
    "vpc-cni": ("kube-system", "v1.20.4"),
}
_VERSION = re.compile(r"v\d+\.\d+\.\d+(-eksbuild\.\d+)?")


def _default_version(name):
    return f"{ADDONS[name][1]}-eksbuild.1"


def _addon(self):
    return found(kept(cluster_of(self), "addons"), self._get_param("addonName"), "add-on")


def _check(self, name):
    version, values = self._get_param("addonVersion"), self._get_param("configurationValues")
    if name not in ADDONS or (version and not _VERSION.fullmatch(version)):
        raise InvalidParameterException(message="Addon version specified is not supported", addonName=name)
    if values and values.lstrip().startswith("{"):
        try:
            json.loads(values)
        except ValueError as error:
            raise InvalidParameterException(message="ConfigurationValue provided in request is not supported") from error


# --- Add-ons of a cluster ----------------------------------------------------


@adds(EKSResponse, REFERENCE + "API_CreateAddon.html")
def create_addon(self):
    cluster, name = cluster_of(self), self._get_param("addonName")
    _check(self, name)
    require_new(kept(cluster, "addons"), name, "Addon")
    addon = {
        "addonName": name,
        "clusterName": cluster.name,
        "status": "ACTIVE",
        "addonVersion": _default_version(name),
        "health": {"issues": []},
        "addonArn": arn_of(self, "addon", f"{cluster.name}/{name}/{mock_random.uuid4()}"),
        "createdAt": utcnow(),
        "modifiedAt": utcnow(),
        "tags": {},
        "publisher": "eks",
        "owner": "aws",
        **given(self, "addonVersion", "serviceAccountRoleArn", "configurationValues", "tags"),
        "namespaceConfig": {"namespace": ADDONS[name][0], **(self._get_param("namespaceConfig") or {})},
    }
    _associate_all(self, cluster, addon)
    kept(cluster, "addons")[name] = addon
    return ActionResult({"addon": addon})


def _associate_all(self, cluster, addon):
    """https://docs.aws.amazon.com/eks/latest/userguide/update-addon-role.html"""
    wanted = self._get_param("podIdentityAssociations")
    if wanted is None:
        return
    _release_all(cluster, addon)
    namespace = addon["namespaceConfig"]["namespace"]
    made = [associate(self, cluster, namespace, one["serviceAccount"], {"roleArn": one["roleArn"]}, addon["addonArn"]) for one in wanted]
    addon["podIdentityAssociations"] = [one["associationArn"] for one in made]


def _release_all(cluster, addon):
    associations = associations_of(cluster)
    for one in [one for one in associations.values() if one.get("ownerArn") == addon["addonArn"]]:
        del associations[one["associationId"]]


@adds(EKSResponse, REFERENCE + "API_DescribeAddon.html")
def describe_addon(self):
    return ActionResult({"addon": _addon(self)})


@adds(EKSResponse, REFERENCE + "API_ListAddons.html")
def list_addons(self):
    return ActionResult({"addons": list(kept(cluster_of(self), "addons"))})


@adds(EKSResponse, REFERENCE + "API_UpdateAddon.html")
def update_addon(self):
    """An update without a role takes away the one that was there; values that are not given stay as they are."""
    cluster, addon = cluster_of(self), _addon(self)
    _check(self, addon["addonName"])
    addon.pop("serviceAccountRoleArn", None)
    changes = given(self, "addonVersion", "serviceAccountRoleArn", "configurationValues")
    addon.update(changes, modifiedAt=utcnow())
    _associate_all(self, cluster, addon)
    return update_of(cluster, "AddonUpdate", **changes)


@adds(EKSResponse, REFERENCE + "API_DeleteAddon.html")
def delete_addon(self):
    cluster, addon = cluster_of(self), _addon(self)
    _release_all(cluster, addon)
    del kept(cluster, "addons")[addon["addonName"]]
    return ActionResult({"addon": {**addon, "status": "DELETING"}})


# --- What there is -----------------------------------------------------------


@adds(EKSResponse, REFERENCE + "API_DescribeAddonVersions.html")
def describe_addon_versions(self):
    name, kubernetes = self._get_param("addonName"), self._get_param("kubernetesVersion")
    names = [one for one in ADDONS if name in (None, one)]
    versions = [version for version in VERSIONS if kubernetes in (None, version)]
    return ActionResult({"addons": [_described(one, versions) for one in names] if versions else []})


def _described(name, kubernetes_versions):
    """The newest first."""
    default = _default_version(name)
    newest = default.replace("eksbuild.1", "eksbuild.2")
    return {
        "addonName": name,
        "type": "networking" if name in ("coredns", "kube-proxy", "vpc-cni") else "other",
        "publisher": "eks",
        "owner": "aws",
        "defaultNamespace": ADDONS[name][0],
        "addonVersions": [
            {
                "addonVersion": version,
                "architecture": ["amd64", "arm64"],
                "computeTypes": ["ec2"],
                "requiresConfiguration": False,
                "requiresIamPermissions": False,
                "compatibilities": [
                    {"clusterVersion": one, "platformVersions": ["*"], "defaultVersion": version == default}
                    for one in kubernetes_versions
                ],
            }
            for version in (newest, default)
        ],
    }


@adds(EKSResponse, REFERENCE + "API_DescribeAddonConfiguration.html")
def describe_addon_configuration(self):
    """Every add-on takes any value here: the schemas are not public."""
    name, version = self._get_param("addonName"), self._get_param("addonVersion")
    schema = json.dumps({"$schema": "http://json-schema.org/draft-07/schema#", "type": "object"})
    return ActionResult({"addonName": name, "addonVersion": version, "configurationSchema": schema})

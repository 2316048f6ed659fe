"""EKS: the versions of Kubernetes that it runs, as of November 2026.

https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html
"""

from moto.core.responses import ActionResult
from moto.eks.responses import EKSResponse

from . import adds
from .eks import REFERENCE, asked_of_address

# From this one on, support is included; those before it cost more by the hour.
STANDARD_FROM = "1.34"
VERSIONS = ["1.29", "1.30", "1.31", "1.32", "1.33", "1.34", "1.35", "1.36"]
NEWEST = "1.35"


def _described(version):
    is_standard = VERSIONS.index(version) >= VERSIONS.index(STANDARD_FROM)
    return {
        "clusterVersion": version,
        "clusterType": "eks",
        "defaultPlatformVersion": "eks.1",
        "defaultVersion": version == NEWEST,
        "kubernetesPatchVersion": f"{version}.1",
        "status": "standard-support" if is_standard else "extended-support",
        "versionStatus": "STANDARD_SUPPORT" if is_standard else "EXTENDED_SUPPORT",
    }


@adds(EKSResponse, REFERENCE + "API_DescribeClusterVersions.html")
def describe_cluster_versions(self):
    versions = asked_of_address(self, "clusterVersions") or list(reversed(VERSIONS))
    described = [_described(version) for version in versions if version in VERSIONS]
    if self._get_param("defaultOnly") == "true":
        described = [one for one in described if one["defaultVersion"]]
    status = self._get_param("versionStatus")
    return ActionResult({"clusterVersions": [one for one in described if status in (None, one["versionStatus"])]})
